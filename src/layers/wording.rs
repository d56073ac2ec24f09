//! Words for people: labels of codes, and texts of articles made fit for a table.
//!
//! A quote, a name or a title comes from an article that anybody may have written. In a layer it keeps every
//! character but two kinds that no table can carry: control characters (a NUL ends the text in SQLite and C programs,
//! the others are forbidden in XML) become their visible picture (U+2400 and on), and Unicode's noncharacters become
//! U+FFFD. Tabs and line breaks stay. `reports.jsonl` keeps even those, byte for byte.

use crate::reports::Code;

/// The text with control characters made visible; all else as it is.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// The text on one line and without invisible characters that turn the direction of what follows: for sentences that
/// Dateline puts together, where a stray override in a name would turn the rest of the sentence around.
#[must_use]
pub fn one_line(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(
            |c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}'),
        )
        .collect();
    kept.split_whitespace().map(clean).collect::<Vec<_>>().join(" ")
}

/// A name from an article for such a sentence: on one line and not endless.
pub(super) fn name(text: &str) -> String {
    short(&one_line(text), 60)
}

/// At most `limit` characters, cut at one with '…'.
pub(super) fn short(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_string(),
    }
}

fn visible(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => '\u{fffd}',
        c if c as u32 & 0xfffe == 0xfffe => '\u{fffd}',
        c => c,
    }
}

/// What a person calls the code.
#[must_use]
pub fn label(code: Code) -> &'static str {
    match code {
        Code::ArmedClash => "Armed clash",
        Code::TerritoryGainedNonstate => "Territory gained by an armed group",
        Code::TerritoryGainedGovernment => "Territory gained by government or allies",
        Code::Withdrawal => "Withdrawal",
        Code::BaseEstablished => "Base established",
        Code::Advance => "Advance",
        Code::Shelling => "Shelling",
        Code::AirDroneStrike => "Air or drone strike",
        Code::Explosion => "Explosion",
        Code::AttackCivilians => "Attack on civilians",
        Code::Abduction => "Abduction",
        Code::SexualViolence => "Sexual violence",
        Code::LootingDestruction => "Looting or destruction",
        Code::Arrest => "Arrest",
        Code::Protest => "Protest",
        Code::Riot => "Riot",
        Code::Agreement => "Agreement",
        Code::Diplomacy => "Talks",
        Code::Displacement => "Displacement",
        Code::Humanitarian => "Humanitarian",
        Code::OtherStrategic => "Other strategic development",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_a_table_can_carry() {
        for (given, expected) in [
            ("a\0b", "a␀b"),
            ("\u{1b}[31m", "␛[31m"),
            ("x\u{7f}", "x␡"),
            ("tab\tline\r\nend", "tab\tline\r\nend"),
            ("\u{ffff}\u{1fffe}", "\u{fffd}\u{fffd}"),
            ("one\u{85}two", "one\u{85}two"),
            ("l'armée 💥 \u{202e}x", "l'armée 💥 \u{202e}x"),
        ] {
            assert_eq!(clean(given), expected);
        }
    }

    #[test]
    fn composed_texts_stay_on_one_line_and_run_one_way() {
        assert_eq!(one_line(" Goma\n \u{202e}gpj\u{202c}\u{2067} x\0 "), "Goma gpj x␀");
        assert_eq!(short("Kitshanga", 4), "Kits…");
        assert_eq!(short("Goma", 4), "Goma");
    }
}
