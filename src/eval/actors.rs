//! One actor has many names: when two of them are compared, only the telling words count.

use crate::eval::gold::GoldEvent;
use crate::reports::Report;
use crate::text::fold;

/// Words that say nothing about who it is.
const EMPTY: &[&str] = &[
    "the",
    "of",
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l",
    "d",
    "and",
    "et",
    "army",
    "armee",
    "armies",
    "forces",
    "force",
    "troops",
    "soldiers",
    "soldats",
    "military",
    "militaires",
    "militia",
    "milice",
    "miliciens",
    "rebels",
    "rebelles",
    "rebel",
    "fighters",
    "combattants",
    "militants",
    "group",
    "groupe",
    "armed",
    "armes",
    "men",
    "movement",
    "mouvement",
    "government",
    "gouvernement",
    "national",
    "pro",
    "former",
    "ex",
    "alleged",
    "presumes",
    "suspected",
    "local",
];

/// Words that mean the same.
const SAME: &[(&str, &str)] = &[
    ("fardc", "congo"),
    ("congolese", "congo"),
    ("congolaise", "congo"),
    ("congolais", "congo"),
    ("rdf", "rwanda"),
    ("rwandan", "rwanda"),
    ("rwandaise", "rwanda"),
    ("updf", "uganda"),
    ("ugandan", "uganda"),
    ("ougandaise", "uganda"),
    ("afc", "m23"),
    ("idf", "israel"),
    ("israeli", "israel"),
    ("usa", "us"),
    ("united", "us"),
    ("american", "us"),
    ("states", "us"),
    ("civilian", "civilians"),
    ("civils", "civilians"),
    ("residents", "civilians"),
    ("villagers", "civilians"),
    ("population", "civilians"),
    ("habitants", "civilians"),
    ("people", "civilians"),
    ("refugees", "civilians"),
    ("monuc", "monusco"),
    ("somali", "somalia"),
    ("ethiopian", "ethiopia"),
    ("iraqi", "iraq"),
    ("afghan", "afghanistan"),
    ("zairean", "zaire"),
    ("sudanese", "sudan"),
    ("nepali", "nepal"),
    ("nepalese", "nepal"),
    ("palestinian", "palestinians"),
];

/// The telling words of one actor, sorted.
type Words = Vec<String>;

fn telling(name: &str) -> Option<Words> {
    let plain = super::score::words(&fold(name));
    if plain.is_empty() {
        return None;
    }
    let same = |w: &String| SAME.iter().find(|(a, _)| a == w).map_or_else(|| w.clone(), |(_, b)| (*b).to_owned());
    let mut out: Words = plain.iter().filter(|w| !EMPTY.contains(&w.as_str())).map(same).collect();
    if out.is_empty() {
        out = plain;
    }
    out.sort();
    out.dedup();
    Some(out)
}

fn sets<'a>(names: impl Iterator<Item = &'a String>) -> Vec<Words> {
    let mut out: Vec<Words> = names.filter_map(|n| telling(n)).collect();
    out.sort();
    out.dedup();
    out
}

pub(super) fn of_gold(e: &GoldEvent) -> Vec<Words> {
    sets(e.actors.iter().chain(&e.against))
}

pub(super) fn of_report(r: &Report) -> Vec<Words> {
    sets(r.actors.iter().chain(&r.against))
}

/// How many actors of `a` have a namesake in `b`, one to one.
pub(super) fn common(a: &[Words], b: &[Words]) -> usize {
    let mut rest: Vec<&Words> = b.iter().collect();
    a.iter()
        .filter(|x| match rest.iter().position(|y| x.iter().any(|w| y.contains(w))) {
            Some(i) => {
                rest.remove(i);
                true
            }
            None => false,
        })
        .count()
}

/// Which of several names an event's parties bear: true among those who did it, false on the other side, `None` for one
/// who took no part. Of names that only share a word with one party, the one that is the party's own is right.
#[must_use]
pub fn named(e: &GoldEvent, names: &[&str]) -> Vec<Option<bool>> {
    let parties: Vec<(Words, bool)> = sets(e.actors.iter()).into_iter().map(|words| (words, true)).collect();
    let other = sets(e.against.iter()).into_iter().map(|words| (words, false));
    let parties: Vec<(Words, bool)> = parties.into_iter().chain(other).collect();
    let names: Vec<Words> = names.iter().map(|name| telling(name).unwrap_or_default()).collect();
    let mut taken: Vec<Option<&Words>> = vec![None; parties.len()];
    let mut out = vec![None; names.len()];
    for exact in [true, false] {
        for (name, out) in names.iter().zip(&mut out).filter(|(_, out)| out.is_none()) {
            let fits =
                |(party, _): &(Words, bool)| if exact { party == name } else { name.iter().any(|w| party.contains(w)) };
            let free = |k: &usize| taken[*k].is_none_or(|by| by == name);
            if let Some(k) = (0..parties.len()).find(|k| fits(&parties[*k]) && free(k)) {
                taken[k] = Some(name);
                *out = Some(parties[k].1);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_is_named_once_and_by_its_own_name_first() {
        let event = r#"{"type":"armed_clash","place":"Sake","lat":null,"lon":null,"date_start":null,"date_end":null,
            "actors":["Congolese army"],"against":["M23 rebels"],"modality":"reported"}"#;
        let event: GoldEvent = serde_json::from_str(event).unwrap();
        for (names, expected) in [
            (vec!["FARDC", "M23", "civilians"], vec![Some(true), Some(false), None]),
            // Two names of one party are both it; one that only shares a word is not, where its own is there.
            (vec!["Congolese police", "FARDC", "Congolese government"], vec![None, Some(true), Some(true)]),
            (vec!["Congolese police"], vec![Some(true)]),
        ] {
            assert_eq!(named(&event, &names), expected, "{names:?}");
        }
    }
}
