//! Lines of a stream, with a bound: a dump cut into one endless line must not fill the memory.

use std::io::{self, BufRead};

/// The longest line read, in bytes. The longest row of GeoNames has about 20,000.
const LONGEST_LINE: usize = 1 << 20;

/// What a line was.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// A line without its end.
    Text(&'a str),
    /// A line that can't be text, and why.
    Bad(&'static str),
}

/// Reads lines one by one and counts them.
pub(super) struct Lines<R> {
    reader: R,
    buffer: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), number: 0 }
    }

    /// The next line with its number from 1; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<(u64, Line<'_>)>> {
        self.buffer.clear();
        let mut too_long = false;
        let mut seen = false;
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            seen = true;
            let end = chunk.iter().position(|&b| b == b'\n');
            let take = end.unwrap_or(chunk.len());
            if self.buffer.len() + take > LONGEST_LINE {
                too_long = true;
                self.buffer.clear();
            }
            if !too_long {
                self.buffer.extend_from_slice(&chunk[..take]);
            }
            self.reader.consume(end.map_or(take, |e| e + 1));
            if end.is_some() {
                break;
            }
        }
        if !seen {
            return Ok(None);
        }
        self.number += 1;
        if self.buffer.last() == Some(&b'\r') {
            self.buffer.pop();
        }
        let line = if too_long {
            Line::Bad("a line of more than a megabyte")
        } else if self.buffer.contains(&0) {
            Line::Bad("a NUL byte")
        } else {
            std::str::from_utf8(&self.buffer).map_or(Line::Bad("not UTF-8"), Line::Text)
        };
        Ok(Some((self.number, line)))
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn reads_lines_whatever_they_hold() {
        let mut text = b"one\r\n\0\nthree\n\xff\n".to_vec();
        text.extend(std::iter::repeat_n(b'x', LONGEST_LINE + 5));
        text.extend(b"\nlast");
        let mut lines = Lines::new(BufReader::with_capacity(4096, &text[..]));
        let mut seen = Vec::new();
        while let Some((n, line)) = lines.next().unwrap() {
            seen.push((n, matches!(line, Line::Text(t) if t.len() <= 5)));
        }
        assert_eq!(seen, [(1, true), (2, false), (3, true), (4, false), (5, false), (6, true)]);
    }
}
