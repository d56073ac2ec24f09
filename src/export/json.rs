//! JSON that does nothing wherever it is pasted.
//!
//! Quotes and names come from articles. Beside what JSON itself escapes, `<` (ends a script element, opens a comment)
//! and the line separators U+0085, U+2028 and U+2029 (end a line for JavaScript before 2019 and for Python's
//! `splitlines`) are written as `\u….`: any reader of JSON gets the same text back.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

/// The JSON text of a value, compact, safe to stand within a script element.
///
/// # Errors
///
/// When the value cannot be JSON (a map with keys that are no strings).
pub fn to_inert_json<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<String> {
    let mut bytes = Vec::new();
    write(&mut bytes, value)?;
    // `Inert` cuts its input only beside whole characters.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes a value on one line.
pub(super) fn write<T: Serialize + ?Sized>(to: impl Write, value: &T) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(to, Inert(CompactFormatter)))
}

/// Writes a value over several lines, for people.
pub(super) fn write_pretty<T: Serialize + ?Sized>(to: impl Write, value: &T) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(to, Inert(PrettyFormatter::new())))
}

/// A formatter that escapes more than it must.
struct Inert<F>(F);

/// What is escaped beyond JSON's own rules, as UTF-8, and what stands for it.
const ESCAPES: [(&[u8], &[u8]); 4] =
    [(b"<", b"\\u003c"), (b"\xc2\x85", b"\\u0085"), (b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029")];

impl<F: Formatter> Formatter for Inert<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let bytes = fragment.as_bytes();
        let mut plain = 0;
        let mut at = 0;
        while at < bytes.len() {
            let escape = matches!(bytes[at], b'<' | 0xc2 | 0xe2)
                .then(|| ESCAPES.iter().find(|(raw, _)| bytes[at..].starts_with(raw)))
                .flatten();
            let Some((raw, escaped)) = escape else {
                at += 1;
                continue;
            };
            writer.write_all(&bytes[plain..at])?;
            writer.write_all(escaped)?;
            at += raw.len();
            plain = at;
        }
        writer.write_all(&bytes[plain..])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }
    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }
    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }
    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_ends_scripts_and_lines_is_escaped() {
        let text = "</script><!-- é \u{2028}\u{2029}\u{85} € \0\u{1e}\"";
        assert_eq!(to_inert_json(text).unwrap(), r#""\u003c/script>\u003c!-- é \u2028\u2029\u0085 € \u0000\u001e\"""#);
        assert_eq!(to_inert_json(&std::collections::BTreeMap::from([("<", "<")])).unwrap(), r#"{"\u003c":"\u003c"}"#);
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_stays_on_its_line(text in "\\PC*|[<\u{85}\u{2028}\u{2029}a-c\0-\u{20}]*") {
            let json = to_inert_json(&text).unwrap();
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
            let breaks = json.contains(['<', '\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
            prop_assert!(!breaks, "{}", json);
        }
    }
}
