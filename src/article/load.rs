//! Reading articles from files one after the other, so that memory stays flat over an archive.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::vec::IntoIter;

use super::Article;
use super::decode::{decode, line_of};
use super::plain::from_text;
use super::problem::{ArticleProblem, ProblemKind};
use super::source::{Ids, MAX_ARTICLE_BYTES, Source, io_problem, problem, sources};

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
    Articles { sources: sources.into_iter(), ready: steps(None, problems).into_iter(), ids: Ids::default() }
}

/// The iterator of [`articles`].
#[derive(Debug)]
pub struct Articles {
    sources: IntoIter<Source>,
    ready: IntoIter<Loaded>,
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
            self.ready = self.sources.next()?.read().into_iter();
        }
    }
}

fn steps(article: Option<Article>, problems: Vec<ArticleProblem>) -> Vec<Loaded> {
    let article = article.map(|a| Loaded::Article(Box::new(a)));
    article.into_iter().chain(problems.into_iter().map(Loaded::Problem)).collect()
}

impl Source {
    /// Reads the file: its article with warnings, or what is wrong with it.
    #[must_use]
    pub fn read(&self) -> Vec<Loaded> {
        match self.text() {
            Ok((text, mut problems)) => {
                let (article, more) = from_text(&self.id, &self.path, text);
                problems.extend(more);
                steps(Some(article), problems)
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
