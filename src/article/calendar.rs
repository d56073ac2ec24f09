//! Full dates as newspapers print them above an article: 'Wednesday February 07 2024', 'mercredi 7 février 2024',
//! '07/02/2024', '2024-02-07'. Only complete dates; all that the running text says about time is `dates/`'s part.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::Lang;

/// Months by their first letters, in English and French, without accents; longer ones first where one begins another.
const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("feb", 2),
    ("fev", 2),
    ("mar", 3),
    ("apr", 4),
    ("avr", 4),
    ("may", 5),
    ("mai", 5),
    ("jun", 6),
    ("juin", 6),
    ("jul", 7),
    ("juil", 7),
    ("aug", 8),
    ("aou", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// What the words of all month names are, in full or cut short.
const MONTH_WORDS: &[&str] = &[
    "january",
    "janvier",
    "february",
    "fevrier",
    "march",
    "mars",
    "april",
    "avril",
    "may",
    "mai",
    "june",
    "juin",
    "july",
    "juillet",
    "august",
    "aout",
    "september",
    "septembre",
    "october",
    "octobre",
    "november",
    "novembre",
    "december",
    "decembre",
];

/// The month that a folded word names in English or French, in full or shortened to three letters or more.
pub(super) fn month(word: &str) -> Option<u32> {
    let known = word.len() >= 3 && MONTH_WORDS.iter().any(|m| m.starts_with(word));
    known.then(|| MONTHS.iter().find(|(m, _)| word.starts_with(m)).map(|&(_, n)| n)).flatten()
}

/// True for publication years that can be meant.
pub(super) fn is_plausible(date: NaiveDate) -> bool {
    (1600..2200).contains(&date.year())
}

/// A word of a line, with its bytes. It is folded when it is looked at: most words are no part of a date.
struct Word<'a> {
    raw: &'a str,
    bytes: Range<usize>,
}

impl Word<'_> {
    fn folded(&self) -> String {
        plain(self.raw)
    }

    fn starts_with_figure(&self) -> bool {
        self.raw.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Lower case without the accents that names of months and days have.
fn plain(word: &str) -> String {
    let small = word.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    small
        .map(|c| match c {
            'é' => 'e',
            'û' => 'u',
            'à' => 'a',
            _ => c,
        })
        .collect()
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut out: Vec<Word> = Vec::with_capacity(text.len() / 6);
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside =
            c.is_alphanumeric() || (start.is_some() && matches!(c, '-' | '/' | '.' | ':' | '\u{300}'..='\u{36f}'));
        match (inside, start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                let word = text[s..i].trim_end_matches(['-', '/', '.', ':']);
                out.push(Word { raw: word, bytes: s..s + word.len() });
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// All full dates of a text with their bytes, in order.
pub(super) fn full_dates(text: &str, lang: Lang) -> Vec<(NaiveDate, Range<usize>)> {
    let words = words(text);
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if let Some((date, n)) = date_at(&words[i..], lang) {
            out.push((date, words[i].bytes.start..words[i + n - 1].bytes.end));
            i += n;
        } else {
            i += 1;
        }
    }
    out
}

/// Month and day of the last date without a year in a text ('June 13', '7 fév').
pub(super) fn month_day(text: &str) -> Option<(u32, u32)> {
    let words = words(text);
    words.windows(2).rev().find_map(|w| {
        let (a, b) = (w[0].folded(), w[1].folded());
        match (month(&a), month(&b)) {
            (Some(m), None) => Some((m, day(&b)?)),
            (None, Some(m)) => Some((m, day(&a)?)),
            _ => None,
        }
    })
}

/// The full date that begins the words, and how many it takes.
fn date_at(words: &[Word], lang: Lang) -> Option<(NaiveDate, usize)> {
    let first = words.first().filter(|w| w.starts_with_figure());
    if let Some(date) = first.and_then(|w| numeric(&w.folded(), lang)) {
        return Some((date, 1));
    }
    let [a, b, c] = words.first_chunk::<3>()?;
    let year = year(c.raw)?;
    let (a, b) = (a.folded(), b.folded());
    let (day, month) = match (month(&a), month(&b)) {
        (Some(m), None) => (day(&b)?, m),
        (None, Some(m)) => (day(&a)?, m),
        _ => return None,
    };
    Some((NaiveDate::from_ymd_opt(year, month, day)?, 3))
}

fn year(word: &str) -> Option<i32> {
    (word.len() == 4).then(|| word.parse().ok()).flatten()
}

/// A day of the month: '7', '07', '7th', '1er'.
fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    (matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er" | "e") && digits.len() <= 2).then(|| digits.parse().ok())?
}

/// '2024-02-07', also with a time behind it, and '07/02/2024' (day first; in English month first where that alone
/// is possible).
pub(super) fn numeric(word: &str, lang: Lang) -> Option<NaiveDate> {
    let word = word.split('t').next().unwrap_or(word);
    let separator = word.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = word.split(separator).collect();
    let &[first, middle, last] = parts.as_slice() else { return None };
    let number = |s: &str| s.parse::<u32>().ok().filter(|_| s.len() <= 4);
    let figures = (number(first)?, number(middle)?, number(last)?);
    if first.len() == 4 && middle.len() <= 2 && last.len() <= 2 {
        return NaiveDate::from_ymd_opt(figures.0 as i32, figures.1, figures.2);
    }
    if last.len() != 4 || first.len() > 2 || middle.len() > 2 {
        return None;
    }
    let year = figures.2 as i32;
    let day_first = NaiveDate::from_ymd_opt(year, figures.1, figures.0);
    let month_first = NaiveDate::from_ymd_opt(year, figures.0, figures.1);
    match (lang, day_first, month_first) {
        (Lang::Fr, day_first, _) => day_first,
        // A number that could be read both ways says nothing sure in English.
        (Lang::En, Some(one), Some(other)) if one != other => None,
        (Lang::En, one, other) => one.or(other),
    }
}

/// The date of a line that is nothing but a date, with a weekday, a time or 'Published' beside it at most.
pub(super) fn date_line(line: &str) -> Option<NaiveDate> {
    // Without a figure there is no year.
    if line.len() > 90 || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let words = words(line);
    let (at, date, n) = (0..words.len()).find_map(|i| date_at(&words[i..], Lang::Fr).map(|(date, n)| (i, date, n)))?;
    let beside = words[..at].iter().chain(&words[at + n..]);
    beside.map(Word::folded).all(|w| may_stand_beside(&w)).then_some(date)
}

/// Words that may stand beside the date in a date line: weekdays, times, 'published on'.
fn may_stand_beside(word: &str) -> bool {
    const BESIDE: &[&str] = &[
        "published",
        "posted",
        "updated",
        "modified",
        "last",
        "on",
        "at",
        "date",
        "publie",
        "mis",
        "a",
        "jour",
        "le",
        "modifie",
        "gmt",
        "utc",
        "est",
        "eat",
        "cat",
        "am",
        "pm",
        "heures",
        "by",
        "redaction",
        "the",
        "h",
        "min",
        "read",
    ];
    const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const JOURS: &[&str] = &["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    BESIDE.contains(&word)
        || word.starts_with(|c: char| c.is_ascii_digit())
        || JOURS.contains(&word)
        || (DAYS.iter().any(|d| word.starts_with(d)) && (word.len() == 3 || word.ends_with("day")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn reads_date_lines() {
        for (line, date) in [
            ("Wednesday February 07 2024", ymd(2024, 2, 7)),
            ("Wednesday, February 7, 2024 at 10:30 GMT", ymd(2024, 2, 7)),
            ("mercredi 7 février 2024", ymd(2024, 2, 7)),
            ("Publié le 1er août 2023 à 18h30", ymd(2023, 8, 1)),
            ("07/02/2024", ymd(2024, 2, 7)),
            ("2024-02-07T10:00:00Z", ymd(2024, 2, 7)),
            ("Sept. 3, 2021", ymd(2021, 9, 3)),
            ("On February 7 2024 the rebels took Sake", None),
            ("31 février 2024", None),
            ("The war of 2012", None),
            ("", None),
        ] {
            assert_eq!(date_line(line), date, "{line}");
        }
    }

    #[test]
    fn finds_full_dates_in_text() {
        let found = full_dates("On 6 November 2023, and ce mardi 6 décembre 2022. Numbers 12 345 2023.", Lang::En);
        assert_eq!(
            found.iter().map(|f| f.0).collect::<Vec<_>>(),
            [ymd(2023, 11, 6).unwrap(), ymd(2022, 12, 6).unwrap()]
        );
    }

    #[test]
    fn numbers_that_can_be_read_both_ways_are_none_in_english() {
        assert_eq!(numeric("06/11/2023", Lang::En), None);
        assert_eq!(numeric("06/11/2023", Lang::Fr), ymd(2023, 11, 6));
        assert_eq!(numeric("16/11/2023", Lang::En), ymd(2023, 11, 16));
        assert_eq!(numeric("11/16/2023", Lang::En), ymd(2023, 11, 16));
    }
}
