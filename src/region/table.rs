//! Strict reading of one CSV table: known columns only, and every complaint names file, line and field.

use std::cell::Cell;
use std::str::FromStr;

use chrono::NaiveDate;
use csv::StringRecord;

use super::finding::Findings;

/// The columns of a kind of table, in the order they are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    /// Columns that must be there.
    pub(super) required: &'static [&'static str],
    /// Columns that may be missing.
    pub(super) optional: &'static [&'static str],
}

impl Columns {
    fn knows(self, name: &str) -> bool {
        self.required.contains(&name) || self.optional.contains(&name)
    }
}

/// Calls `read` with every row of `text` that has as many fields as the header. What is wrong goes to `findings`.
pub(super) fn each_row(
    file: &str,
    text: &str,
    columns: Columns,
    findings: &mut Findings,
    mut read: impl FnMut(&mut Row<'_>),
) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(error) => return findings.error(file, 1, "", format!("the header can't be read: {error}")),
    };
    if !check_header(file, &header, columns, findings) {
        return;
    }
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return,
            Ok(true) => {}
            Err(error) => return findings.error(file, 0, "", format!("this is not CSV: {error}")),
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() == header.len() {
            read(&mut Row {
                file,
                line,
                header: &header,
                record: &record,
                findings: &mut *findings,
                next: Cell::new(0),
            });
        } else {
            let message = format!(
                "{} fields, but the header has {}; a comma inside a field needs \"double quotes\" around the field",
                record.len(),
                header.len()
            );
            findings.error(file, line, "", message);
        }
    }
}

fn check_header(file: &str, header: &[String], columns: Columns, findings: &mut Findings) -> bool {
    let mut usable = true;
    for name in columns.required {
        if !header.iter().any(|column| column == name) {
            findings.error(file, 1, name, "this column is missing; add it to the header and to every row");
            usable = false;
        }
    }
    for (index, name) in header.iter().enumerate() {
        if !columns.knows(name) {
            let known = [columns.required, columns.optional].concat().join(", ");
            findings.error(file, 1, name, format!("unknown column; known are: {known}"));
        } else if header.iter().take(index).any(|earlier| earlier == name) {
            findings.error(file, 1, name, "this column is there twice; remove one");
        }
    }
    usable
}

/// A row of a table, with typed access to its fields.
#[derive(Debug)]
pub(super) struct Row<'a> {
    file: &'a str,
    /// Line in the file, from 1.
    pub(super) line: u64,
    header: &'a [String],
    record: &'a StringRecord,
    findings: &'a mut Findings,
    /// Where the search for a column begins.
    next: Cell<usize>,
}

impl Row<'_> {
    /// Reports an error in `field` of this row.
    pub(super) fn error(&mut self, field: &str, message: impl Into<String>) {
        self.findings.error(self.file, self.line, field, message);
    }

    /// The trimmed field, "" when empty or when the table has no such column.
    pub(super) fn text(&self, field: &str) -> &str {
        // Fields are mostly asked for in the order of the columns: the search begins behind the last one found.
        let (before, behind) = self.header.split_at(self.next.get());
        let found = behind.iter().position(|name| name == field).map(|index| before.len() + index);
        let Some(index) = found.or_else(|| before.iter().position(|name| name == field)) else { return "" };
        self.next.set(index + 1);
        self.record.get(index).unwrap_or("").trim()
    }

    /// The field as an own string; an empty one is an error.
    pub(super) fn required(&mut self, field: &str) -> String {
        let text = self.text(field).to_owned();
        if text.is_empty() {
            self.error(field, "is empty; every row needs it");
        }
        text
    }

    /// The field as an own string, `None` when empty.
    pub(super) fn optional(&self, field: &str) -> Option<String> {
        Some(self.text(field)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The parts of a field that are separated by `|`.
    pub(super) fn list(&self, field: &str) -> Vec<String> {
        self.text(field).split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// A number or anything else that can be parsed; `None` when empty, an error when it can't be.
    pub(super) fn parsed<T: FromStr>(&mut self, field: &str, what: &str) -> Option<T> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let parsed = text.parse().ok();
        if parsed.is_none() {
            let message = format!("'{text}' is not {what}");
            self.error(field, message);
        }
        parsed
    }

    /// A number; an error when it is missing.
    pub(super) fn number(&mut self, field: &str) -> Option<f64> {
        if self.text(field).is_empty() {
            self.error(field, "is empty; give a number");
            return None;
        }
        self.parsed(field, "a number (a point, not a comma, before the decimals)")
    }

    /// The number when it is between two bounds, else an error.
    pub(super) fn within(&mut self, field: &str, number: f64, low: f64, high: f64) -> Option<f64> {
        if (low..=high).contains(&number) {
            return Some(number);
        }
        self.error(field, format!("{number} is not within {low} to {high}"));
        None
    }

    /// A day `YYYY-MM-DD`; `None` when empty.
    pub(super) fn date(&mut self, field: &str) -> Option<NaiveDate> {
        self.parsed(field, "a date of the form YYYY-MM-DD")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = Columns { required: &["id", "size"], optional: &["names"] };

    fn complaints(text: &str) -> Vec<String> {
        let mut findings = Findings::default();
        each_row("t.csv", text, COLUMNS, &mut findings, |row| {
            row.required("id");
            if let Some(size) = row.number("size") {
                row.within("size", size, 0.0, 10.0);
            }
        });
        findings.into_sorted().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_good_table_has_no_complaints() {
        assert_eq!(complaints("id,size\na,1\nb,10\n"), Vec::<String>::new());
        assert_eq!(complaints("\u{feff}id,size,names\r\na,1,x|y\r\n"), Vec::<String>::new());
    }

    #[test]
    fn each_complaint_names_file_line_and_field() {
        let cases = [
            ("id,sise\na,1\n", "t.csv:1: error: sise: unknown column"),
            ("id\na\n", "t.csv:1: error: size: this column is missing"),
            ("id,id,size\na,b,1\n", "t.csv:1: error: id: this column is there twice"),
            ("id,size\n\"a\nb\",1\nc,11\n", "t.csv:4: error: size: 11 is not within 0 to 10"),
            ("id,size\n,1\n", "t.csv:2: error: id: is empty"),
            ("id,size\na,NaN\n", "t.csv:2: error: size: NaN is not within"),
            ("id,size\na,1,2\n", "t.csv:2: error: 3 fields, but the header has 2"),
            ("id,size\na,\"1,5\"\n", "t.csv:2: error: size: '1,5' is not a number"),
        ];
        for (text, expected) in cases {
            let found = complaints(text);
            assert!(found.iter().any(|line| line.starts_with(expected)), "{text:?}: {found:?}");
        }
    }

    #[test]
    fn lists_are_split_at_bars_and_trimmed() {
        let mut lists = Vec::new();
        each_row("t.csv", "id,size,names\na,1,x | y||z\nb,1,\n", COLUMNS, &mut Findings::default(), |row| {
            lists.push(row.list("names"));
        });
        assert_eq!(lists, [vec!["x", "y", "z"], vec![]]);
    }
}
