//! Tables of expressions and what they come to.

use chrono::NaiveDate;

use super::*;
use crate::article::Lang;
use crate::text::Document;

pub(super) fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap_or_else(|e| panic!("{iso}: {e}"))
}

/// All times of a text, resolved: 'words: start..end role'.
fn read(text: &str, lang: Lang, anchor: &Anchor) -> Vec<String> {
    let doc = Document::new(text);
    let mut found = Vec::new();
    find(&doc, 0..doc.tokens.len(), lang, &mut found);
    found
        .iter()
        .filter(|m| m.is_date())
        .map(|m| match m.resolve(anchor) {
            Some(r) if r.start == r.end => r.start.to_string(),
            Some(r) => format!("{}..{}", r.start, r.end),
            None => "?".to_owned(),
        })
        .collect()
}

/// Checks lines of 'text | days', where days are one or several, parted by spaces. A line '@ date [tense]' sets the
/// anchor for those after it, '# ...' is a comment.
fn check_table(table: &str, lang: Lang) -> usize {
    let mut anchor = Anchor::default();
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for line in table.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(set) = line.strip_prefix('@') {
            anchor = Anchor::default();
            for word in set.split_whitespace() {
                match word {
                    "past" => anchor.tense = Tense::Past,
                    "future" => anchor.tense = Tense::Future,
                    _ => {
                        if let Some(told) = word.strip_prefix("told=") {
                            let (a, b) = told.split_once("..").unwrap_or((told, told));
                            anchor.previous = Some((day(a), day(b)));
                        } else {
                            anchor.published = Some(day(word));
                        }
                    }
                }
            }
            continue;
        }
        let (text, expected) = line.split_once(" | ").unwrap_or_else(|| line.split_once(" |").expect("a bar"));
        cases += 1;
        let found = read(text, lang, &anchor).join(" ");
        if found != expected.trim() {
            wrong.push(format!("{text}\n    expected {}\n    found    {found}", expected.trim()));
        }
    }
    assert!(wrong.is_empty(), "{} of {cases} wrong:\n{}", wrong.len(), wrong.join("\n"));
    cases
}

#[test]
fn bad_lexicons_are_named() {
    let good = include_str!("../../lexicon/en.toml");
    assert!(TimeReader::parse("own.toml", good).is_ok());
    for (from, to, said) in [
        ("[dates.define]", "[dates.define", "own.toml: TOML parse error"),
        ("\"{weekday} .?\", ", "\"{weekdy} .?\", ", "form '{weekdy} .?': no slot {weekdy}"),
        ("\"<e> <m>\", ", "\"<e> <mm>\", ", "form '<e> <mm>': <mm> is not defined"),
        ("[dates.words.month]\n1 =", "[dates.words.month]\nx =", "[dates.words.month] has the key 'x'"),
        ("[dates.words.season]", "[dates.words.saison]", "[dates.words.saison] is no slot"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        let error = TimeReader::parse("own.toml", &bad).unwrap_err().to_string();
        assert!(error.contains(said) && error.contains("line "), "{error}");
    }
}

#[test]
fn english_table() {
    assert!(check_table(include_str!("tests/en.txt"), Lang::En) >= 250);
}

#[test]
fn french_table() {
    assert!(check_table(include_str!("tests/fr.txt"), Lang::Fr) >= 250);
}

#[test]
fn what_is_no_date() {
    let (english, french) = (include_str!("tests/not-en.txt"), include_str!("tests/not-fr.txt"));
    assert!(check_table(english, Lang::En) + check_table(french, Lang::Fr) >= 60);
}
