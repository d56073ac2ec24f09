//! The words of other vocabularies: ACLED's sub-events, UCDP's types of violence, dates.

use chrono::NaiveDate;

use crate::reports::Code;

/// ACLED's sub-event types that are not the name of one of our codes (codebook of 2023).
const SUB_EVENTS: [(&str, Code); 13] = [
    ("chemical weapon", Code::Shelling),
    ("suicide bomb", Code::Explosion),
    ("grenade", Code::Explosion),
    ("protest with intervention", Code::Protest),
    ("excessive force against protesters", Code::Protest),
    ("mob violence", Code::Riot),
    ("disrupted weapons use", Code::OtherStrategic),
    ("change to group/activity", Code::OtherStrategic),
    ("other", Code::OtherStrategic),
    ("non-state actor overtakes territory", Code::TerritoryGainedNonstate),
    ("government regains territory", Code::TerritoryGainedGovernment),
    ("sexual violence", Code::SexualViolence),
    ("looting/property destruction", Code::LootingDestruction),
];

/// The sub-event type whose code hangs on who gains.
const TRANSFER: &str = "non-violent transfer of territory";

/// ACLED's event types, for tables without sub-events.
const EVENTS: [(&str, Code); 6] = [
    ("battles", Code::ArmedClash),
    ("explosions/remote violence", Code::Explosion),
    ("violence against civilians", Code::AttackCivilians),
    ("protests", Code::Protest),
    ("riots", Code::Riot),
    ("strategic developments", Code::OtherStrategic),
];

/// The code of ACLED's words; the sub-event decides.
pub(super) fn acled(event: Option<&str>, sub_event: Option<&str>) -> Option<Code> {
    let by_sub_event = sub_event.map(str::to_lowercase).and_then(|word| {
        let own = Code::ALL.into_iter().find(|code| code.acled().1.to_lowercase() == word && word != "other");
        own.or_else(|| SUB_EVENTS.iter().find(|(known, _)| *known == word).map(|&(_, code)| code))
    });
    by_sub_event.or_else(|| {
        let word = event?.to_lowercase();
        EVENTS.iter().find(|(known, _)| *known == word).map(|&(_, code)| code)
    })
}

/// ACLED's 'non-violent transfer of territory': somebody has come to hold a place without a fight.
pub(super) fn is_transfer(sub_event: &str) -> bool {
    sub_event.eq_ignore_ascii_case(TRANSFER)
}

/// UCDP GED's `type_of_violence`: 1 state-based, 2 non-state, 3 one-sided (UCDP GED codebook 23.1).
pub(super) fn ucdp(kind: &str) -> Option<Code> {
    match kind {
        "1" | "2" => Some(Code::ArmedClash),
        "3" => Some(Code::AttackCivilians),
        _ => None,
    }
}

/// A day: ISO with or without a time, '03 February 2024', '3-Feb-2024'. Forms that two countries read differently
/// ('03/02/2024') are refused. Years from 1800 to 2200.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    use chrono::Datelike;
    let iso = text.get(..10).filter(|_| text.len() == 10 || matches!(text.as_bytes().get(10), Some(b'T' | b' ')));
    let forms = ["%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%B %d, %Y"];
    iso.and_then(|iso| NaiveDate::parse_from_str(iso, "%Y-%m-%d").ok())
        .or_else(|| forms.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok()))
        .filter(|day| (1800..=2200).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_form_and_none_that_is_ambiguous() {
        let third = NaiveDate::from_ymd_opt(2024, 2, 3);
        for text in [
            "2024-02-03",
            "2024-02-03T00:00:00Z",
            "2024-02-03 00:00:00.000",
            "03 February 2024",
            "3-Feb-2024",
            "February 3, 2024",
        ] {
            assert_eq!(day(text), third, "{text}");
        }
        for text in ["03/02/2024", "2024-02-30", "20233-01-01", "2024-02", "soon", "é024-02-03"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn every_code_comes_back_from_its_acled_words() {
        for code in Code::ALL.into_iter().filter(|code| code.acled().1 != "Other") {
            let (event, sub_event) = code.acled();
            assert_eq!(acled(Some(event), Some(sub_event)), Some(code));
        }
        assert_eq!(acled(Some("Battles"), None), Some(Code::ArmedClash));
        assert_eq!(acled(Some("Strategic developments"), Some("Other")), Some(Code::OtherStrategic));
        assert_eq!(acled(Some("Brawls"), None), None);
    }
}
