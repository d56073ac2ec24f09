//! Plain text articles: a `date` line, a headline, a byline with the day, then the running text.

use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::calendar::{date_line, full_dates, is_plausible};
use super::language::detect;
use super::problem::{ArticleProblem, ProblemKind};
use super::published::{AgencyLine, agency_line};
use super::{Article, Lang, Published, PublishedBasis};

/// A headline is shorter than this.
const MAX_TITLE: usize = 220;
/// A byline with the day stands in the first lines.
const HEAD_LINES: usize = 8;

/// What the head of a text tells.
#[derive(Debug, Default)]
struct Head {
    published: Option<Published>,
    title: Option<String>,
    /// Where the running text begins.
    body: usize,
    /// A `date` line that is none: its line and words.
    bad_date: Option<(usize, String)>,
}

/// What is known of an article besides its text.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) published: Option<Published>,
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) outlet: Option<String>,
}

/// An article from its text. `path` only stands in the problems; nothing is read from it.
#[must_use]
pub fn from_text(id: &str, path: &Path, text: String) -> (Article, Vec<ArticleProblem>) {
    from_text_with(id, path, text, Known::default())
}

/// An article from its text and what page or record say of it, which goes before what the text says.
pub(super) fn from_text_with(id: &str, path: &Path, text: String, known: Known) -> (Article, Vec<ArticleProblem>) {
    let (lang, sure) = detect(&text);
    let mut problems = Vec::new();
    let mut head = read_head(&text);
    if let Some((line, found)) = head.bad_date.take() {
        problems.push(ArticleProblem { path: path.to_owned(), line: Some(line), kind: ProblemKind::BadDate { found } });
    }
    if !sure {
        problems.push(ArticleProblem { path: path.to_owned(), line: None, kind: ProblemKind::OtherLanguage });
    }
    let mut published = known.published.or(head.published);
    let agency = agency_head(&text, &mut head, lang);
    if let Some(date) = agency.as_ref().and_then(|a| a.date).filter(|_| published.is_none()) {
        published = Some(Published { date, basis: PublishedBasis::Dateline });
    }
    let published = published.or_else(|| from_own_dates(&text[head.body..], lang));
    let article = Article {
        id: id.to_owned(),
        title: known.title.or(head.title),
        outlet: known.outlet.or_else(|| agency.map(|a| a.agency)),
        url: known.url,
        lang,
        published,
        text,
        body: head.body,
    };
    (article, problems)
}

/// The agency's dateline that opens the running text, behind which the body then begins.
fn agency_head(text: &str, head: &mut Head, lang: Lang) -> Option<AgencyLine> {
    let told = || full_dates(&text[head.body..], lang).into_iter().map(|(date, _)| date).collect();
    // The first line with words, or the second when the first is the headline.
    let mut filled = lines(&text[head.body..]).filter(|l| !l.words.is_empty());
    let (at, found) = [filled.next(), filled.next()]
        .into_iter()
        .flatten()
        .find_map(|l| Some((l.start + (l.raw.len() - l.raw.trim_start().len()), agency_line(l.words, told)?)))?;
    head.body += at + found.end;
    Some(found)
}

/// A line of the text: where it begins, where the next begins, and its words.
struct Line<'a> {
    start: usize,
    next: usize,
    raw: &'a str,
    words: &'a str,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |raw| {
        let line = Line { start, next: start + raw.len(), raw, words: raw.trim() };
        start = line.next;
        line
    })
}

fn read_head(text: &str) -> Head {
    let mut head = Head::default();
    if let Some((date, body)) = date_prefix(text) {
        match date {
            Ok(date) => head.published = Some(Published { date, basis: PublishedBasis::DateLine }),
            Err(found) => {
                let line = 1 + text[..body].trim_end().matches('\n').count();
                head.bad_date = Some((line, found));
            }
        }
        head.body = body;
        if !text[..body].ends_with('\n') && !text[body..].starts_with(['\r', '\n']) {
            // The text follows on the line of the date: there is no headline.
            return head;
        }
    }
    let body = head.body;
    let mut filled = lines(&text[body..]).filter(|l| !l.words.is_empty());
    let Some(first) = filled.next() else { return head };
    let rest: Vec<Line> = filled.take(HEAD_LINES).collect();
    if !rest.is_empty() && is_title(first.words) {
        head.title = Some(first.words.trim_start_matches(['#', ' ']).to_owned());
    }
    // A byline behind the headline, or in place of it.
    let candidates = std::iter::once(&first).chain(&rest).take_while(|l| l.words.len() < MAX_TITLE);
    for line in candidates {
        if let Some(date) = date_line(line.words).filter(|&d| is_plausible(d)) {
            if head.published.is_none() {
                head.published = Some(Published { date, basis: PublishedBasis::Byline });
            }
            if line.start == first.start {
                head.title = rest.first().filter(|l| rest.len() > 1 && is_title(l.words)).map(|l| l.words.to_owned());
            }
            head.body = body + line.next;
            break;
        }
    }
    head
}

/// The `date YYYY-MM-DD` at the top and where the text goes on behind it; `Err` with the words when they are no
/// date. `None` when the text begins otherwise ('Date night in Goma').
fn date_prefix(text: &str) -> Option<(Result<NaiveDate, String>, usize)> {
    let at = text.len() - text.trim_start().len();
    let word = text.get(at..at + 4)?;
    if !word.eq_ignore_ascii_case("date") {
        return None;
    }
    let rest = &text[at + 4..];
    let value_at = at + 4 + (rest.len() - rest.trim_start_matches([':', ' ', '\t']).len());
    if value_at == at + 4 {
        return None;
    }
    let value = text[value_at..].split(char::is_whitespace).next().unwrap_or("");
    if !value.starts_with(|c: char| c.is_ascii_digit()) || !value.contains(['-', '/']) {
        return None;
    }
    let mut end = value_at + value.len();
    let date = NaiveDate::parse_from_str(value, "%Y-%m-%d")
        .ok()
        .or_else(|| super::calendar::numeric(&value.to_ascii_lowercase(), Lang::Fr))
        .filter(|&d| is_plausible(d))
        .ok_or_else(|| value.to_owned());
    let gap = &text[end..];
    let blank = gap.len() - gap.trim_start_matches([' ', '\t', '\r']).len();
    end += blank;
    if text[end..].starts_with('\n') {
        end += 1;
    }
    Some((date, end))
}

/// A headline has no final stop and is short; newswire service lines ('ATTENTION - ADDS ///') are none.
fn is_title(line: &str) -> bool {
    line.len() <= MAX_TITLE
        && !line.ends_with(['.', '…', ':', ';', ',', '"', '”', '»'])
        && !line.ends_with("///")
        && !line.starts_with("ATTENTION")
        && line.chars().any(char::is_alphabetic)
        && date_line(line).is_none()
}

/// The last resort: a full date of the text that stands as the day of the news, beside a weekday ('ce mardi 6 décembre
/// 2022', 'on Monday, November 6, 2023') or in the first sentences. The latest such day: news tells of the past.
fn from_own_dates(body: &str, lang: Lang) -> Option<Published> {
    /// The opening of an article, in bytes: where a bare full date is most often the day of the news.
    const OPENING: usize = 400;
    full_dates(body, lang)
        .into_iter()
        .filter(|(date, bytes)| {
            is_plausible(*date) && (bytes.start < OPENING || has_weekday(&body[..bytes.start], *date))
        })
        .map(|(date, _)| date)
        .max()
        .map(|date| Published { date, basis: PublishedBasis::Text })
}

/// True when the words end in the weekday of `date`.
fn has_weekday(before: &str, date: NaiveDate) -> bool {
    const WEEKDAYS: [[&str; 2]; 7] = [
        ["monday", "lundi"],
        ["tuesday", "mardi"],
        ["wednesday", "mercredi"],
        ["thursday", "jeudi"],
        ["friday", "vendredi"],
        ["saturday", "samedi"],
        ["sunday", "dimanche"],
    ];
    let last = before.trim_end_matches([' ', ',', '\u{a0}', '\n']).rsplit(|c: char| !c.is_alphabetic()).next();
    let names = WEEKDAYS[date.weekday().num_days_from_monday() as usize];
    last.is_some_and(|w| names.contains(&w.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Article, usize) {
        let (article, problems) = from_text("a", Path::new("a.txt"), text.to_owned());
        (article, problems.len())
    }

    #[test]
    fn reads_heads() {
        use PublishedBasis::{Byline, DateLine, Text};
        for (text, date, title, body) in [
            (
                "date 2024-02-07\nRebels near Goma\nThey came.",
                Some(("2024-02-07", DateLine)),
                Some("Rebels near Goma"),
                "Rebels near Goma\nThey came.",
            ),
            (
                " date 2022-12-07 The group said no.\n\nMore.",
                Some(("2022-12-07", DateLine)),
                None,
                "The group said no.\n\nMore.",
            ),
            (
                "Date: 2022-12-07\r\n\r\nThe group said no.\nMore.",
                Some(("2022-12-07", DateLine)),
                None,
                "\r\nThe group said no.\nMore.",
            ),
            (
                "Rebels near Goma\n\nWednesday February 07 2024\n\nThey came.",
                Some(("2024-02-07", Byline)),
                Some("Rebels near Goma"),
                "\nThey came.",
            ),
            (
                "mercredi 7 février 2024\nGoma : le M23 avance\nIls sont là.\n",
                Some(("2024-02-07", Byline)),
                Some("Goma : le M23 avance"),
                "Goma : le M23 avance\nIls sont là.\n",
            ),
            (
                "The army said on Tuesday, December 6, 2022 that it won.",
                Some(("2022-12-06", Text)),
                None,
                "The army said on Tuesday, December 6, 2022 that it won.",
            ),
            ("The army said on Tuesday that it won.", None, None, "The army said on Tuesday that it won."),
            ("Date night in Goma\nIt was fun.", None, Some("Date night in Goma"), "Date night in Goma\nIt was fun."),
            ("# Fighting at Sake\nIt began.", None, Some("Fighting at Sake"), "# Fighting at Sake\nIt began."),
            ("", None, None, ""),
        ] {
            let (article, _) = read(text);
            let published = article.published.map(|p| (p.date.to_string(), p.basis));
            assert_eq!(published, date.map(|(d, b)| (d.to_owned(), b)), "{text}");
            assert_eq!(article.title.as_deref(), title, "{text}");
            assert_eq!(&article.text[article.body..], body, "{text}");
        }
    }

    #[test]
    fn a_year_of_five_digits_is_said() {
        for text in ["date 20233-12-07\nT\nText.", "date 2023-13-07\nT\nText.", "date 0203-12-07\nT\nText."] {
            let (article, problems) = read(text);
            assert_eq!((article.published, problems), (None, 1), "{text}");
            assert_eq!(&article.text[article.body..], "T\nText.");
        }
    }
}
