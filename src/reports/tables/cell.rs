//! Texts in cells that spreadsheets must not run.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a formula can send the sheet
//! away. Such a text gets an apostrophe before it ([`protect`]), which spreadsheets read as 'this is text'; who reads
//! the file with a program takes it away again ([`unprotect`]), and has the text as it was.

use std::borrow::Cow;

/// A text as a cell that no spreadsheet takes for a formula: behind an apostrophe if it begins like one. So that
/// [`unprotect`] can tell, a text that already begins with apostrophes before such a beginning gets one more.
#[must_use]
pub fn protect(text: &str) -> Cow<'_, str> {
    if like_formula(text) { format!("'{text}").into() } else { text.into() }
}

/// The text that [`protect`] was given.
#[must_use]
pub fn unprotect(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if like_formula(text) => text,
        _ => cell,
    }
}

/// True for a text that, its leading apostrophes aside, begins as formulas do: by the signs (also the full-width ones,
/// which spreadsheets with an East Asian input method turn into the plain ones) or by the white space that some
/// readers trim before looking.
fn like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_become_text() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("'=1+1", "''=1+1"),
            ("-2", "'-2"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("'tis the season", "'tis the season"),
            ("M23 = rebels", "M23 = rebels"),
            ("", ""),
        ] {
            assert_eq!(protect(text), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "\\PC*|['=+@\\-\t\ra-b]*") {
            let cell = protect(&text);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(unprotect(&cell), text.as_str());
        }
    }
}
