//! The passive of an English verb that is written with its object: 'suspend … flights' also finds 'flights to Goma were
//! suspended'. A participle that stands by its noun is none: 'rebels captured' goes on with what they took.

/// Words behind a verb that are no object of it.
const PARTICLES: &[&str] = &[
    "about",
    "across",
    "after",
    "against",
    "ahead",
    "alight",
    "alive",
    "among",
    "apart",
    "as",
    "aside",
    "at",
    "away",
    "back",
    "before",
    "behind",
    "between",
    "by",
    "captive",
    "dead",
    "down",
    "for",
    "forward",
    "free",
    "from",
    "hostage",
    "in",
    "inside",
    "into",
    "loose",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "open",
    "out",
    "over",
    "outside",
    "past",
    "prisoner",
    "shut",
    "that",
    "through",
    "to",
    "together",
    "toward",
    "towards",
    "under",
    "up",
    "upon",
    "with",
    "within",
    "ablaze",
    "homeless",
    "wounded",
    "injured",
    "hostages",
    "prisoners",
    "running",
    "fleeing",
    "and",
    "day",
];

/// Helpers of a passive.
const HELPERS: &str = "(was|were|been|being)";

/// What a verb with an object looks like in the passive; nothing for a verb without one.
pub(super) fn english_passive(entry: &str) -> Option<String> {
    let (verb, object) = entry.split_once(" … ")?;
    let particle = |word: &str| PARTICLES.contains(&word);
    let mut object = object.split(' ').filter(|word| !matches!(*word, "the" | "a" | "an")).peekable();
    if object.peek().is_none_or(|&word| particle(word)) || object.clone().any(|word| word == "…") {
        return None;
    }
    // 'set … on fire' has no object of its own; 'fighters into camps' goes beyond it.
    let object: Vec<&str> = object.take_while(|&word| !particle(word)).collect();
    let object = object.join(" ");
    let (head, behind) = verb.find(' ').map_or((verb, ""), |at| verb.split_at(at));
    let parts: Vec<&str> = head.split(':').collect();
    let participle = match parts.as_slice() {
        [_, _, participle, ..] => (*participle).to_owned(),
        [_, past] => (*past).to_owned(),
        _ => super::inflect::past(head),
    };
    // 'set up … roadblocks'; what opens another phrase ('fire on … crowd') has no passive of this form.
    if !behind.is_empty() && !matches!(behind.trim(), "up" | "out" | "down" | "off" | "over" | "back" | "in" | "away") {
        return None;
    }
    Some(format!("{object} … {HELPERS} {participle}{behind}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_become_subjects() {
        for (entry, expected) in [
            ("suspend … flights", "flights … (was|were|been|being) suspended"),
            ("burn:burnt:burnt … shops", "shops … (was|were|been|being) burnt"),
            ("set:set:set:setting up … roadblocks", "roadblocks … (was|were|been|being) set up"),
            ("seize … the vehicles", "vehicles … (was|were|been|being) seized"),
            ("rob:robbed:robbed … bank", "bank … (was|were|been|being) robbed"),
        ] {
            assert_eq!(english_passive(entry).as_deref(), Some(expected), "{entry}");
        }
        for entry in ["drive:drove:driven … out of", "loot", "fire on … crowd", "shoot:shot:shot … dead"] {
            assert_eq!(english_passive(entry), None, "{entry}");
        }
    }
}
