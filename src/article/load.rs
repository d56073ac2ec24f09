//! Reading articles from files one after the other, so that memory stays flat over an archive.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::vec::IntoIter;

use super::Article;
use super::decode::{decode, line_of};
use super::html::from_html;
use super::jsonl::JsonLines;
use super::plain::from_text;
use super::problem::{ArticleProblem, ProblemKind};
use super::source::{Format, Ids, MAX_ARTICLE_BYTES, Source, io_problem, problem, sources};

/// What reading one step further brought.
#[derive(Debug)]
pub enum Loaded {
    /// An article.
    Article(Box<Article>),
    /// Something wrong with an input, or, as a warning, with the article just read.
    Problem(ArticleProblem),
}

/// All articles of `inputs`, in the order of their paths, and what is wrong with some of them.
#[must_use]
pub fn load(inputs: &[PathBuf]) -> (Vec<Article>, Vec<ArticleProblem>) {
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for step in articles(inputs) {
        match step {
            Loaded::Article(article) => read.push(*article),
            Loaded::Problem(problem) => problems.push(problem),
        }
    }
    (read, problems)
}

/// Reads the articles of `inputs` one by one, in the order of their paths: one article is in memory at a time.
#[must_use]
pub fn articles(inputs: &[PathBuf]) -> Articles {
    let (sources, problems) = sources(inputs);
    Articles {
        sources: sources.into_iter(),
        ready: steps(None, problems).into_iter(),
        lines: None,
        ids: Ids::default(),
    }
}

/// The iterator of [`articles`].
#[derive(Debug)]
pub struct Articles {
    sources: IntoIter<Source>,
    ready: IntoIter<Loaded>,
    lines: Option<JsonLines>,
    ids: Ids,
}

impl Iterator for Articles {
    type Item = Loaded;

    fn next(&mut self) -> Option<Loaded> {
        loop {
            if let Some(mut step) = self.ready.next() {
                if let Loaded::Article(article) = &mut step {
                    article.id = self.ids.unique(&article.id);
                }
                return Some(step);
            }
            if let Some(lines) = &mut self.lines {
                if let Some(read) = lines.next() {
                    self.ready = line_steps(read).into_iter();
                    continue;
                }
                self.lines = None;
            }
            let source = self.sources.next()?;
            if source.format == Format::JsonLines {
                match JsonLines::open(source.path, source.id) {
                    Ok(lines) => self.lines = Some(lines),
                    Err(problem) => return Some(Loaded::Problem(problem)),
                }
            } else {
                self.ready = source.read().into_iter();
            }
        }
    }
}

fn steps(article: Option<Article>, problems: Vec<ArticleProblem>) -> Vec<Loaded> {
    let article = article.map(|a| Loaded::Article(Box::new(a)));
    article.into_iter().chain(problems.into_iter().map(Loaded::Problem)).collect()
}

fn line_steps(read: Result<(Article, Vec<ArticleProblem>), ArticleProblem>) -> Vec<Loaded> {
    match read {
        Ok((article, problems)) => steps(Some(article), problems),
        Err(problem) => vec![Loaded::Problem(problem)],
    }
}

impl Source {
    /// Reads the file: its article (or all articles of JSON lines) with warnings, or what is wrong with it. Ids of JSON
    /// lines may clash; [`articles`] sees to that.
    #[must_use]
    pub fn read(&self) -> Vec<Loaded> {
        if self.format == Format::JsonLines {
            return match JsonLines::open(self.path.clone(), self.id.clone()) {
                Ok(lines) => lines.flat_map(line_steps).collect(),
                Err(problem) => vec![Loaded::Problem(problem)],
            };
        }
        match self.text() {
            Ok((text, mut problems)) => {
                let read = if self.format == Format::Html || looks_like_html(&text) {
                    from_html(&self.id, &self.path, &text)
                } else {
                    Ok(from_text(&self.id, &self.path, text))
                };
                match read {
                    Ok((article, more)) => {
                        problems.extend(more);
                        steps(Some(article), problems)
                    }
                    Err(problem) => vec![Loaded::Problem(*problem)],
                }
            }
            Err(problem) => vec![Loaded::Problem(problem)],
        }
    }

    /// The file's text, decoded, with warnings.
    fn text(&self) -> Result<(String, Vec<ArticleProblem>), ArticleProblem> {
        let fail = |e| io_problem(&self.path, e);
        let file = File::open(&self.path).map_err(fail)?;
        let mut bytes = Vec::new();
        file.take(MAX_ARTICLE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(fail)?;
        let at_line = |bytes: &[u8], at: usize, kind| ArticleProblem {
            path: self.path.clone(),
            line: Some(line_of(bytes, at)),
            kind,
        };
        if bytes.len() > MAX_ARTICLE_BYTES {
            return Err(at_line(&bytes, bytes.len(), ProblemKind::TooLong { limit: MAX_ARTICLE_BYTES }));
        }
        match decode(&bytes) {
            Ok((text, _)) if text.trim().is_empty() => Err(problem(&self.path, ProblemKind::Empty)),
            Ok((text, warning)) => {
                Ok((text, warning.into_iter().map(|(at, kind)| at_line(&bytes, at, kind)).collect()))
            }
            Err((at, kind)) => Err(at_line(&bytes, at, kind)),
        }
    }
}

/// True for a page that was saved under another ending.
fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start();
    let begins = |with: &str| start.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    begins("<!doctype html") || begins("<html")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        dir
    }

    fn ids(articles: &[Article]) -> Vec<&str> {
        articles.iter().map(|a| a.id.as_str()).collect()
    }

    #[test]
    fn reads_folders_in_order_and_each_file_once() {
        let dir = folder(&[
            ("b.txt", b"Two."),
            ("a.md", b"One."),
            ("sub/c.TXT", b"Three."),
            ("sub/b.txt", b"Four."),
            ("notes.csv", b"no"),
            (".hidden.txt", b"no"),
            ("README.md", b"no"),
        ]);
        let root = dir.path().to_owned();
        let (read, problems) = load(&[root.join("sub"), root.join("b.txt"), root.clone(), root.join("sub/../b.txt")]);
        assert!(problems.is_empty(), "{problems:?}");
        let name = root.file_name().unwrap().to_string_lossy();
        assert_eq!(ids(&read), ["a", &format!("{name}/b"), "sub/b", "c"]);
    }

    #[test]
    fn bad_inputs_are_named_and_the_others_go_on() {
        let dir = folder(&[
            ("binary.txt", b"abc\n\0\x01\x02"),
            ("empty.txt", b" \n\n"),
            ("good.txt", b"date 2024-02-07\nThe rebels took Sake."),
            ("latin.txt", b"date 2024-02-07\n\nL'arm\xe9e a repris Sake \xe0 l'aube."),
            ("late.txt", b"date 20233-02-07\nThe rebels took Sake."),
            ("none/x.csv", b"no"),
        ]);
        let root = dir.path();
        fs::File::create(root.join("long.txt")).unwrap().set_len(200 << 20).unwrap();
        let (read, problems) = load(&[root.to_owned(), root.join("missing.txt"), root.join("none")]);
        assert_eq!(ids(&read), ["good", "late", "latin"]);
        assert!(read[2].text.contains("L'armée a repris Sake à l'aube."));
        let said: Vec<String> =
            problems.iter().map(|p| p.to_string().replace(&format!("{}/", root.display()), "")).collect();
        assert_eq!(
            said,
            [
                "missing.txt: no such file or folder; check the path",
                "none: no article in this folder; articles are files ending in .txt, .md, .html, .htm or .jsonl",
                "binary.txt:2: not a text but binary data; save it as plain text (.txt) first",
                "empty.txt: the file is empty; remove it or put an article in it",
                "late.txt:1: '20233-02-07' is no publication date; write `date YYYY-MM-DD` with a year between 1600 and 2199",
                "latin.txt:3: not valid UTF-8, read as Windows-1252; save it as UTF-8 if letters look wrong",
                "long.txt:1: longer than 16 MiB, too long for one article; give one file per article, or JSON lines (.jsonl)",
            ]
        );
        assert_eq!(problems.iter().filter(|p| p.is_warning()).count(), 2);
    }

    #[test]
    fn reads_json_lines() {
        let lines = concat!(
            "{\"id\": 7, \"url\": \"https://a.example/2024/02/07/x\", \"text\": \"The rebels took Sake.\"}\n",
            "\n{\"title\": \"Sake\", \"date\": \"2024-02-08T10:00:00Z\", \"body\": \"The army took Sake.\", \"source\": \"ACP\"}\n",
            "{\"text\": \"The end\", \"date\": \"20233-01-01\"}\nnot json\n{\"id\": \"x\"}\n",
        );
        let dir = folder(&[("wire.jsonl", lines.as_bytes())]);
        let (read, problems) = load(&[dir.path().join("wire.jsonl")]);
        assert_eq!(ids(&read), ["7", "wire-3", "wire-4"]);
        let days: Vec<_> = read.iter().map(|a| a.published.map(|p| p.date.to_string())).collect();
        assert_eq!(days, [Some("2024-02-07".to_owned()), Some("2024-02-08".to_owned()), None]);
        assert_eq!((read[1].title.as_deref(), read[1].outlet.as_deref()), (Some("Sake"), Some("ACP")));
        assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [Some(4), Some(5), Some(6)]);
        assert!(problems[0].is_warning() && !problems[1].is_warning());
    }

    #[test]
    fn any_order_of_inputs_is_the_same() {
        let dir = folder(&[("x/a.txt", b"One."), ("y/a.txt", b"Two."), ("y/b.txt", b"Three.")]);
        let inputs = [dir.path().join("x"), dir.path().join("y")];
        let (one, _) = load(&inputs);
        let (two, _) = load(&[inputs[1].clone(), inputs[0].clone()]);
        assert_eq!(one, two);
        assert_eq!(ids(&one), ["x/a", "y/a", "b"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_without_end_is_cut_off() {
        let (read, problems) = load(&[Path::new("/dev/zero").to_owned()]);
        assert!(read.is_empty());
        assert_eq!(problems.len(), 1);
    }
}
