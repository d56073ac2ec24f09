//! What an analyst corrects: `corrections.csv` beside the input, applied on every run.
//!
//! Columns: `action,id,value,from,to,note`. `id` is an event's or a report's id (`place` for `set_holder`).
//!
//! | action | id | value | from, to |
//! |---|---|---|---|
//! | `reject` | event or report | | |
//! | `set_place` | event or report | a place id of the region | |
//! | `set_date` | event or report | | first and last day |
//! | `set_holder` | place id | actor id; empty = nobody | first and, if it ended, last day |
//! | `merge` | event | the event it belongs to | |
//! | `split` | report | | |

use std::io::Read;

use chrono::NaiveDate;
use thiserror::Error;

/// Name of the file.
pub const CORRECTIONS: &str = "corrections.csv";

/// What a line of the file asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Leave the event or report out.
    Reject,
    /// It happened at this place.
    SetPlace(String),
    /// It happened on these days.
    SetDate(NaiveDate, NaiveDate),
    /// This actor (or nobody) held the place from that day, perhaps to that.
    SetHolder(Option<String>, NaiveDate, Option<NaiveDate>),
    /// The event is the same as that one.
    Merge(String),
    /// The report is an event of its own.
    Split,
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Line, counted from 1.
    pub line: u64,
    /// What it asks for.
    pub action: Action,
    /// What it is about.
    pub id: String,
    /// Why: the analyst's words.
    pub note: String,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {message}")]
pub struct CorrectionError {
    /// Line, counted from 1.
    pub line: u64,
    /// The field, what is wrong and what to do.
    pub message: String,
}

/// Reads a table of corrections; lines that are wrong are told and left out.
///
/// # Errors
///
/// When the columns `action` and `id` are missing.
pub fn read_corrections(file: impl Read) -> Result<(Vec<Correction>, Vec<CorrectionError>), CorrectionError> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).comment(Some(b'#')).from_reader(file);
    let header = rows.headers().map_err(|e| CorrectionError { line: 1, message: e.to_string() })?.clone();
    let column = |name: &str| header.iter().position(|h| h.trim_start_matches('\u{feff}').trim() == name);
    let (Some(action), Some(id)) = (column("action"), column("id")) else {
        let message = "needs the columns action,id and, as the actions ask, value,from,to,note".to_owned();
        return Err(CorrectionError { line: 1, message });
    };
    let others = [column("value"), column("from"), column("to"), column("note")];
    let (mut corrections, mut errors) = (Vec::new(), Vec::new());
    for row in rows.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                errors.push(CorrectionError { line, message: error.to_string() });
                continue;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |column: Option<usize>| column.and_then(|i| row.get(i)).unwrap_or("").trim().to_owned();
        let [value, from, to, note] = others.map(cell);
        let id = cell(Some(id));
        match parse(&cell(Some(action)), &id, value, &from, &to) {
            Ok(action) => corrections.push(Correction { line, action, id, note }),
            Err(message) => errors.push(CorrectionError { line, message }),
        }
    }
    Ok((corrections, errors))
}

fn parse(action: &str, id: &str, value: String, from: &str, to: &str) -> Result<Action, String> {
    let day = |field: &str, text: &str| {
        text.parse::<NaiveDate>().map_err(|_| format!("{field}: '{text}' is no day; write it as 2024-02-03"))
    };
    let last = || if to.is_empty() { Ok(None) } else { day("to", to).map(Some) };
    if id.is_empty() {
        return Err("id: empty; give the id of an event, a report or a place".to_owned());
    }
    let needed =
        |what: &str| if value.is_empty() { Err(format!("value: empty; give {what}")) } else { Ok(value.clone()) };
    match action {
        "reject" => Ok(Action::Reject),
        "set_place" => needed("the id of a place of the region").map(Action::SetPlace),
        "set_date" => {
            let from = day("from", from)?;
            let to = last()?.unwrap_or(from);
            if to < from { Err(format!("to: {to} is before {from}; swap them")) } else { Ok(Action::SetDate(from, to)) }
        }
        "set_holder" => Ok(Action::SetHolder(Some(value).filter(|v| !v.is_empty()), day("from", from)?, last()?)),
        "merge" => needed("the id of the event it belongs to").map(Action::Merge),
        "split" => Ok(Action::Split),
        other => Err(format!("action: '{other}' is none of: reject, set_place, set_date, set_holder, merge, split")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_with_line_and_field() {
        let text = "action,id,value,from,to,note\nreject,e1,,,,\nburn,e1,,,,\nset_date,e1,,soon,,\nmerge,,e2,,,\n";
        let (corrections, errors) = read_corrections(text.as_bytes()).unwrap();
        assert_eq!((corrections.len(), corrections[0].line), (1, 2));
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        for (error, start) in errors.iter().zip(["line 3: action: 'burn'", "line 4: from: 'soon'", "line 5: id: empty"])
        {
            assert!(error.starts_with(start), "{error}");
        }
        assert!(read_corrections("a,b\n1,2\n".as_bytes()).is_err());
    }
}
