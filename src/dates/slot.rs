//! The slots that forms are written with, and the values that words and figures give them.

use serde::{Deserialize, Serialize};

use super::expr::{Edge, Unit};

/// A class of words or figures that a form may name in braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Slot {
    /// Month names: 1 to 12.
    Month,
    /// Names of weekdays: Monday 1 to Sunday 7.
    Weekday,
    /// 'day', 'week': a [`Unit`].
    Unit,
    /// 'days', 'weeks'.
    Units,
    /// 'early', 'mid', 'late'.
    Edge,
    /// 'end' as in 'the end of'.
    EdgeOf,
    /// 'earlier' and 'later' as in 'earlier this month'.
    Within,
    /// Spring 1 to winter 4.
    Season,
    /// 'yesterday': days from the day of the news.
    Deictic,
    /// Last -1, this 0, next 1.
    Rel,
    /// 'three'.
    Numeral,
    /// 'a few'.
    Vague,
    /// 'first', '1st': also as days of a month.
    Nth,
    /// A figure from 1 to 31.
    Day,
    /// A figure of two digits from 01 to 31.
    Dd,
    /// A figure of two digits from 01 to 12.
    Mm,
    /// A figure from 1000 to 2199.
    Year,
    /// A figure of two digits.
    Yy,
    /// Any whole figure below 10,000.
    Number,
    /// '1930s': its first year.
    Decade,
    /// '30s': the first year of the decade of the last century; also an age ('in their 30s').
    Tens,
    /// '07.02.2024': its parts packed as `yyyymmdd`.
    Dotted,
    /// 'morning', 'night'.
    Part,
}

impl Slot {
    pub(super) const ALL: [(&'static str, Slot); 23] = [
        ("month", Slot::Month),
        ("weekday", Slot::Weekday),
        ("unit", Slot::Unit),
        ("units", Slot::Units),
        ("edge", Slot::Edge),
        ("edgeof", Slot::EdgeOf),
        ("within", Slot::Within),
        ("season", Slot::Season),
        ("deictic", Slot::Deictic),
        ("rel", Slot::Rel),
        ("numeral", Slot::Numeral),
        ("vague", Slot::Vague),
        ("nth", Slot::Nth),
        ("day", Slot::Day),
        ("dd", Slot::Dd),
        ("mm", Slot::Mm),
        ("year", Slot::Year),
        ("yy", Slot::Yy),
        ("number", Slot::Number),
        ("decade", Slot::Decade),
        ("tens", Slot::Tens),
        ("dotted", Slot::Dotted),
        ("part", Slot::Part),
    ];

    pub(super) fn named(name: &str) -> Option<Slot> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|&(_, slot)| slot)
    }

    /// The value that a key of the lexicon stands for in this slot.
    pub(super) fn value(self, key: &str) -> Option<i32> {
        let position = |names: &[&str]| names.iter().position(|n| *n == key).map(|p| p as i32);
        match self {
            Slot::Unit | Slot::Units => position(UNITS),
            Slot::Edge | Slot::EdgeOf | Slot::Within => position(EDGES),
            _ => key.parse().ok(),
        }
    }
}

const UNITS: &[&str] =
    &["hour", "day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"];
const EDGES: &[&str] = &["start", "early", "mid", "late", "end", "earlier", "later"];

pub(super) fn unit(value: i32) -> Unit {
    match value {
        0 => Unit::Hour,
        1 => Unit::Day,
        2 => Unit::Week,
        3 => Unit::Weekend,
        4 => Unit::Fortnight,
        5 => Unit::Month,
        6 => Unit::Quarter,
        7 => Unit::Year,
        8 => Unit::Decade,
        _ => Unit::Century,
    }
}

pub(super) fn edge(value: i32) -> Edge {
    match value {
        0 => Edge::Start,
        1 => Edge::Early,
        2 => Edge::Mid,
        3 => Edge::Late,
        4 => Edge::End,
        5 => Edge::Earlier,
        _ => Edge::Later,
    }
}

/// What a figure, or a word that begins with one, may be; called for each slot with its value.
pub(super) fn figure(word: &str, mut give: impl FnMut(Slot, i32)) {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ending = &word[digits..];
    if digits == 0 || digits > 4 {
        return;
    }
    let Ok(value) = word[..digits].parse::<i32>() else { return };
    match ending {
        "" => {
            give(Slot::Number, value);
            if (1..=31).contains(&value) && digits <= 2 {
                give(Slot::Day, value);
                if digits == 2 {
                    give(Slot::Dd, value);
                }
            }
            if (1..=12).contains(&value) && digits == 2 {
                give(Slot::Mm, value);
            }
            if digits == 2 {
                give(Slot::Yy, value);
            }
            if (1000..2200).contains(&value) {
                give(Slot::Year, value);
            }
        }
        "st" | "nd" | "rd" | "th" | "er" | "ere" | "e" | "eme" | "re" => {
            give(Slot::Nth, value);
            if (1..=31).contains(&value) && digits <= 2 && !matches!(ending, "e" | "eme") {
                give(Slot::Day, value);
            }
        }
        "s" if digits >= 3 && value % 10 == 0 => give(Slot::Decade, value),
        "s" if digits == 2 && value % 10 == 0 => give(Slot::Tens, 1900 + value),
        _ => {
            if let Some(packed) = dotted(word) {
                give(Slot::Dotted, packed);
            }
        }
    }
}

/// '07.02.2024' as 20240207.
fn dotted(word: &str) -> Option<i32> {
    let mut parts = word.split('.').map(|p| p.parse::<i32>().ok().filter(|_| p.len() <= 4));
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && (1000..2200).contains(&year);
    (fits && parts.next().is_none()).then_some(year * 10_000 + month * 100 + day)
}
