//! From bytes to text: UTF-8 as a rule, byte order marks, and the legacy encodings of the European press.

use super::problem::ProblemKind;

/// A text with what had to be assumed to read it: a warning and the byte it is about.
pub(super) type Decoded = (String, Option<(usize, ProblemKind)>);

/// Reads `bytes` as text.
///
/// # Errors
/// When they are no text at all; with the offset of the byte that shows it.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, (usize, ProblemKind)> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_with_bom_removal(bytes);
        let warning = broken.then_some((0, ProblemKind::NotUtf8 { read_as: encoding.name() }));
        return Ok((text.into_owned(), warning));
    }
    if let Some(what) = known_magic(bytes) {
        return Err((0, ProblemKind::Binary(what)));
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Err((at, ProblemKind::Binary("binary data")));
    }
    let at = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.to_owned(), None)),
        Err(e) => e.valid_up_to(),
    };
    // Control characters other than white space do not occur in texts of any encoding.
    let strange = bytes.iter().filter(|&&b| b < 0x20 && !b.is_ascii_whitespace() && b != 0x1b).count();
    if strange * 50 > bytes.len() {
        return Err((at, ProblemKind::Binary("binary data")));
    }
    // UTF-8 with a few broken bytes is still UTF-8; a text where most non-ASCII bytes fit nowhere is Windows-1252,
    // which holds Latin-1.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|&c| c == '\u{fffd}').count();
    let whole = lossy.chars().filter(|&c| !c.is_ascii() && c != '\u{fffd}').count();
    if whole > broken {
        return Ok((lossy.into_owned(), Some((at, ProblemKind::NotUtf8 { read_as: "UTF-8 with broken letters" }))));
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok((text.into_owned(), Some((at, ProblemKind::NotUtf8 { read_as: "Windows-1252" }))))
}

/// Kinds of files that people take for texts, by their first bytes.
fn known_magic(bytes: &[u8]) -> Option<&'static str> {
    [
        (&b"%PDF-"[..], "a PDF"),
        (b"PK\x03\x04", "a Word or zip file"),
        (b"\xd0\xcf\x11\xe0", "an old Word file"),
        (b"{\\rtf", "a rich text (RTF) file"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
    ]
    .into_iter()
    .find_map(|(magic, what)| bytes.starts_with(magic).then_some(what))
}

/// The line, from 1, of byte `at`.
pub(super) fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes.iter().take(at).filter(|&&b| b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_encodings() {
        for (bytes, text, warns) in [
            (&b"plain"[..], "plain", false),
            ("été".as_bytes(), "été", false),
            (b"\xef\xbb\xbfbom", "bom", false),
            (b"\xff\xfea\0b\0", "ab", false),
            (b"\xfe\xff\0a\0b", "ab", false),
            (b"l'\xe9t\xe9 \x96 fin", "l'été – fin", true),
            (b"\xc3\xa9t\xc3\xa9, \xff et \xc3\xa0", "été, \u{fffd} et à", true),
        ] {
            let (read, warning) = decode(bytes).unwrap();
            assert_eq!((read.as_str(), warning.is_some()), (text, warns));
        }
    }

    #[test]
    fn refuses_what_is_no_text() {
        for bytes in [&b"%PDF-1.7 x"[..], b"abc\0def", b"\x89PNG\r\n", b"\x01\x02\x80\x03\x90\x05\xff"] {
            assert!(matches!(decode(bytes), Err((_, ProblemKind::Binary(_)))), "{bytes:?}");
        }
    }
}
