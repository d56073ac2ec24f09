//! Which day is the day of publication, when several places claim one.

use chrono::{Datelike, NaiveDate};

use super::calendar::{date_line, is_plausible};
use super::{Lang, Published, PublishedBasis};

/// A place that names a day of publication.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) date: NaiveDate,
    pub(super) basis: PublishedBasis,
    /// How far it is to be believed.
    pub(super) weight: u32,
}

/// The day most claims agree on, a day apart for time zones; of equal ones the first. So the day on which a page was
/// crawled is outvoted by address and metadata.
pub(super) fn settle(claims: &[Claim]) -> Option<Published> {
    let support = |claim: &Claim| -> u32 {
        let near = claims.iter().filter(|c| (c.date - claim.date).num_days().abs() <= 1);
        // The very same day counts a little more than the next one.
        near.map(|c| c.weight * if c.date == claim.date { 4 } else { 3 }).sum()
    };
    let mut best: Option<(&Claim, u32)> = None;
    for claim in claims {
        let votes = support(claim);
        if best.is_none_or(|(_, most)| votes > most) {
            best = Some((claim, votes));
        }
    }
    best.map(|(c, _)| Published { date: c.date, basis: c.basis })
}

/// The day of a timestamp or of a date in words: '2024-02-07T10:00:00Z', 'Wed, 07 Feb 2024 10:00', '7 février 2024'.
pub(super) fn day_of(value: &str) -> Option<NaiveDate> {
    let value = value.trim();
    let iso = value.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    let packed = || value.get(..8).and_then(|day| NaiveDate::parse_from_str(day, "%Y%m%d").ok());
    iso.or_else(packed).or_else(|| date_line(value)).filter(|&d| is_plausible(d))
}

/// The day in the path of an address: '/2024/02/07/', '/2024-02-07-', '/20240207/'.
pub(super) fn from_url(url: &str) -> Option<NaiveDate> {
    let path = url.split_once("://").map_or(url, |(_, p)| p).split(['?', '#']).next()?;
    let mut numbers = Vec::new();
    for piece in path.split(['/', '-', '_', '.']) {
        let number = piece.parse::<u32>().ok().filter(|_| piece.len() <= 8);
        if let (8, Some(_)) = (piece.len(), number)
            && let Some(date) = NaiveDate::parse_from_str(piece, "%Y%m%d").ok().filter(|&d| is_plausible(d))
        {
            return Some(date);
        }
        numbers.push(number.map(|n| (n, piece.len())));
    }
    numbers.windows(3).find_map(|w| match *w {
        [Some((year, 4)), Some((month, 1..=2)), Some((day, 1..=2))] => {
            NaiveDate::from_ymd_opt(year as i32, month, day).filter(|&d| is_plausible(d))
        }
        _ => None,
    })
}

/// An agency's dateline: 'GOMA, Democratic Republic of Congo, June 13 (Reuters) - '.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AgencyLine {
    /// The agency.
    pub(super) agency: String,
    /// Its day, when the year is known.
    pub(super) date: Option<NaiveDate>,
    /// Where the running text begins behind it, in bytes of the line.
    pub(super) end: usize,
}

const AGENCIES: &[&str] = &[
    "Reuters",
    "AP",
    "AFP",
    "Xinhua",
    "ACP",
    "dpa",
    "DPA",
    "UPI",
    "IRIN",
    "PANA",
    "APA",
    "Anadolu",
    "AA",
    "EFE",
    "ANSA",
    "TASS",
    "RIA",
    "IANS",
    "PTI",
    "Kyodo",
    "Bloomberg",
    "VOA",
    "RFI",
    "BBC",
    "MENA",
    "SANA",
    "Thomson Reuters Foundation",
    "APO",
];
/// A dateline is shorter than this.
const MAX_LINE: usize = 140;
/// The year of a dateline without one is that of the last full date told, if that lies at most so many days before it.
const MAX_GAP: i64 = 120;

/// Reads an agency's dateline at the start of a paragraph. `told` gives the full dates of the text, for its year.
pub(super) fn agency_line(line: &str, told: impl FnOnce() -> Vec<NaiveDate>) -> Option<AgencyLine> {
    let open = line.as_bytes().windows(2).take(MAX_LINE).position(|w| w == b" (").filter(|&at| at > 2)?;
    let close = open + line[open..].find(')')?;
    let agency = AGENCIES.iter().find(|a| **a == &line[open + 2..close])?;
    let place = &line[..open];
    if !place.starts_with(char::is_uppercase) || place.contains(['"', '“', '«', ';']) {
        return None;
    }
    let behind = &line[close + 1..];
    let rest = behind.trim_start_matches([' ', '\u{a0}', '-', '–', '—', ':', '.', '_', '/']);
    // A dash or colon stands between dateline and text.
    if !behind[..behind.len() - rest.len()].contains(|c: char| c != ' ' && c != '\u{a0}') {
        return None;
    }
    Some(AgencyLine {
        agency: (*agency).to_owned(),
        date: place_date(place, told),
        end: close + 1 + behind.len() - rest.len(),
    })
}

/// The date that ends the place of a dateline, with the year of what the text tells when it has none.
fn place_date(place: &str, told: impl FnOnce() -> Vec<NaiveDate>) -> Option<NaiveDate> {
    if let Some((date, _)) = super::calendar::full_dates(place, Lang::Fr).pop() {
        return Some(date).filter(|&d| is_plausible(d));
    }
    let (month, day) = super::calendar::month_day(place)?;
    let last = told().into_iter().max()?;
    (last.year()..=last.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|d| (0..=MAX_GAP).contains(&(*d - last).num_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    #[test]
    fn reads_addresses() {
        for (url, date) in [
            ("https://a.example/2024/02/07/rebels", Some("2024-02-07")),
            ("https://a.example/news/2024-2-7-rebels.html", Some("2024-02-07")),
            ("https://a.example/20240207/rebels?x=20250101", Some("2024-02-07")),
            ("https://a.example/2024/13/07/rebels", None),
            ("https://a.example/12345678/rebels", None),
            ("https://a.example/2024/rebels", None),
            ("", None),
        ] {
            assert_eq!(from_url(url), date.map(day), "{url}");
        }
    }

    #[test]
    fn reads_agency_lines() {
        let told = [day("2023-06-05"), day("2012-11-20")];
        for (line, agency, date, rest) in [
            (
                "GOMA, Democratic Republic of Congo, June 13 (Reuters) - Rebels came.",
                "Reuters",
                Some("2023-06-13"),
                "Rebels came.",
            ),
            ("GOMA, Congo (AP) — Rebels came.", "AP", None, "Rebels came."),
            ("BAGHDAD, Nov. 14, 2005 (Xinhua) -- Four died.", "Xinhua", Some("2005-11-14"), "Four died."),
            ("Kinshasa, 7 février 2024 (ACP).- Les rebelles.", "ACP", Some("2024-02-07"), "Les rebelles."),
            ("GOMA, January 13 (Reuters) - Rebels came.", "Reuters", None, "Rebels came."),
        ] {
            let read = agency_line(line, || told.to_vec()).unwrap();
            assert_eq!((read.agency.as_str(), read.date, &line[read.end..]), (agency, date.map(day), rest), "{line}");
        }
        for line in ["The army (FARDC) - came.", "He told Reuters (AP) so.", "goma (AP) - x", "", "(AP) - x"] {
            assert_eq!(agency_line(line, || told.to_vec()), None, "{line}");
        }
    }

    #[test]
    fn a_lone_crawl_day_is_outvoted() {
        use PublishedBasis::{Metadata, Url};
        let claim = |date, basis, weight| Claim { date: day(date), basis, weight };
        let claims = [claim("2025-06-30", Metadata, 3), claim("2024-02-07", Url, 2), claim("2024-02-08", Metadata, 2)];
        assert_eq!(settle(&claims).unwrap().date, day("2024-02-07"));
        assert!(settle(&[]).is_none());
    }
}
