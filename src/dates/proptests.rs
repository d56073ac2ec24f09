//! Any rendering of any date comes back as that date; days stand in order; nothing panics.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::article::Lang;
use crate::text::Document;

const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const EN_SHORT: [&str; 12] =
    ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
const EN_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const FR_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const FR_DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// The forms of a full date; `n` picks one.
fn render(date: NaiveDate, n: usize) -> (String, Lang) {
    let (y, m, d) = (date.year(), date.month() as usize, date.day());
    let (en, short, fr) = (EN_MONTHS[m - 1], EN_SHORT[m - 1], FR_MONTHS[m - 1]);
    let weekday = date.weekday().num_days_from_monday() as usize;
    let (wd, jour) = (EN_DAYS[weekday], FR_DAYS[weekday]);
    let th = match d {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    let premier = if d == 1 { "1er".to_owned() } else { d.to_string() };
    match n % 20 {
        0 => (format!("They came on {d} {en} {y}."), Lang::En),
        1 => (format!("They came on {en} {d}, {y}."), Lang::En),
        2 => (format!("They came on {wd}, {en} {d}, {y}, at dawn."), Lang::En),
        3 => (format!("They came on {wd} {d} {en} {y}."), Lang::En),
        4 => (format!("They came on the {d}{th} of {en} {y}."), Lang::En),
        5 => (format!("They came on {en} {d}{th}, {y}."), Lang::En),
        6 => (format!("They came on {short} {d}, {y}."), Lang::En),
        7 => (format!("They came on {d} {short} {y}."), Lang::En),
        8 => (format!("They came on {y:04}-{m:02}-{d:02}."), Lang::En),
        9 => (format!("They came on {m:02}/{d:02}/{y}."), Lang::En),
        10 => (format!("They came on {wd} {en} {d:02} {y}."), Lang::En),
        11 => (format!("Ils sont venus le {premier} {fr} {y}."), Lang::Fr),
        12 => (format!("Ils sont venus ce {jour} {premier} {fr} {y}."), Lang::Fr),
        13 => (format!("Ils sont venus {jour} {d:02} {fr} {y}."), Lang::Fr),
        14 => (format!("Ils sont venus le {d:02}/{m:02}/{y}."), Lang::Fr),
        15 => (format!("Ils sont venus le {d:02}.{m:02}.{y}."), Lang::Fr),
        16 => (format!("Ils sont venus le {d:02}-{m:02}-{y}."), Lang::Fr),
        17 => (format!("L'attaque du {premier} {fr} {y} fut grave."), Lang::Fr),
        18 => (format!("Depuis le {jour} {premier} {fr} {y}, ils fuient."), Lang::Fr),
        _ => (format!("Since {wd}, the {d}{th} of {en}, {y}, they flee."), Lang::En),
    }
}

fn read(text: &str, lang: Lang, anchor: &Anchor) -> Vec<Resolved> {
    let doc = Document::new(text);
    let mut found = Vec::new();
    find(&doc, 0..doc.tokens.len(), lang, &mut found);
    found.iter().filter_map(|m| m.resolve(anchor)).collect()
}

fn any_day(years: std::ops::RangeInclusive<i32>) -> impl Strategy<Value = NaiveDate> {
    (years, 1..=366_u32).prop_map(|(year, day)| {
        NaiveDate::from_yo_opt(year, day).or_else(|| NaiveDate::from_yo_opt(year, 365)).unwrap_or_default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_rendered_date_comes_back(date in any_day(1000..=2199), form in 0..20_usize) {
        let (text, lang) = render(date, form);
        let found = read(&text, lang, &Anchor::default());
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!((found[0].start, found[0].end, found[0].contradiction), (date, date, None), "{}", text);
    }

    #[test]
    fn a_date_without_year_comes_back(news in any_day(1900..=2100), ago in 0..300_i64, french in any::<bool>()) {
        let date = news - chrono::Duration::days(ago);
        let (d, m) = (date.day(), date.month0() as usize);
        let (text, lang) = if french {
            (format!("Ils sont venus le {d} {}.", FR_MONTHS[m]), Lang::Fr)
        } else {
            (format!("They came on {} {d}.", EN_MONTHS[m]), Lang::En)
        };
        let anchor = Anchor { tense: Tense::Past, ..Anchor::news(news) };
        prop_assert_eq!(read(&text, lang, &anchor).first().map(|r| r.start), Some(date), "{}", text);
    }

    #[test]
    fn a_weekday_is_the_latest_one(news in any_day(1..=9998), back in 0..7_i64, french in any::<bool>()) {
        let date = news - chrono::Duration::days(back);
        let n = date.weekday().num_days_from_monday() as usize;
        let (text, lang) = if french {
            (format!("Ils sont venus {}.", FR_DAYS[n]), Lang::Fr)
        } else {
            (format!("They came on {}.", EN_DAYS[n]), Lang::En)
        };
        prop_assert_eq!(read(&text, lang, &Anchor::news(news)).first().map(|r| r.start), Some(date));
    }

    #[test]
    fn days_stand_in_order(
        news in any_day(1..=9999),
        told in proptest::option::of((any_day(1..=9999), 0..400_i64)),
        known in any::<bool>(),
        future in any::<bool>(),
        words in proptest::collection::vec(0..WORDS.len(), 1..9),
        french in any::<bool>(),
    ) {
        let text: Vec<&str> = words.iter().map(|&w| WORDS[w]).collect();
        let previous = told.and_then(|(a, n)| Some((a, a.checked_add_signed(chrono::Duration::days(n))?)));
        let tense = if future { Tense::Future } else { Tense::Unknown };
        let anchor = Anchor { published: known.then_some(news), previous, tense };
        let lang = if french { Lang::Fr } else { Lang::En };
        for found in read(&text.join(" "), lang, &anchor) {
            prop_assert!(found.start <= found.end, "{:?}: {:?}", text, found);
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        for lang in [Lang::En, Lang::Fr] {
            for found in read(&text, lang, &Anchor::default()) {
                prop_assert!(found.start <= found.end);
            }
        }
    }
}

/// Words that time expressions are made of, in both languages, to be thrown together.
const WORDS: &[&str] = &[
    "the",
    "last",
    "next",
    "this",
    "of",
    "to",
    "from",
    "between",
    "and",
    "in",
    "on",
    "night",
    "overnight",
    "into",
    "early",
    "end",
    "mid",
    "Monday",
    "Sunday",
    "March",
    "February",
    "31",
    "29",
    "30",
    "1",
    "12",
    "99",
    "2012",
    "1999",
    "9999",
    "2-3",
    "1996-97",
    "06/11/2023",
    "2023-12-31",
    "days",
    "weeks",
    "month",
    "year",
    "years",
    "decade",
    "century",
    "ago",
    "later",
    "before",
    "since",
    "until",
    "three",
    "few",
    "several",
    "first",
    "quarter",
    "half",
    "BC",
    "1990s",
    "weekend",
    "today",
    "yesterday",
    "le",
    "la",
    "du",
    "au",
    "de",
    "nuit",
    "lundi",
    "mardi",
    "mars",
    "août",
    "fin",
    "début",
    "dernier",
    "prochain",
    "semaine",
    "il y a",
    "jours",
    "mois",
    "ans",
    "veille",
    "lendemain",
    "depuis",
    "jusqu'au",
    "années",
    "siècle",
    "9999999",
];
