//! Reports from tables: what analysts edit and what others have coded, beside articles.
//!
//! Read are `reports.jsonl` and `events.csv` as Dateline writes them, ACLED's and UCDP GED's CSV exports, and any CSV
//! with a place (or a latitude and longitude), a date, a code (or ACLED's event types) and actors. One reader does
//! for all: the columns are found by their names (`columns`), the words of each vocabulary by tables (`words`).

mod actors;
mod cell;
mod columns;
mod places;
mod row;
mod words;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Report;
use crate::region::Region;
use columns::Columns;
use places::Placer;

pub use cell::{protect, unprotect};
pub use places::unlisted_places;

/// Longest line of a `reports.jsonl` that is read: far above any report, far below what exhausts memory.
const MAX_LINE: u64 = 16 * 1024 * 1024;

/// What is wrong with a table, or with a row of it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TableError {
    /// The file can't be read.
    #[error("{}: {source}; check the path and its permissions", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line is no row of its table; it is left out, the others go on.
    #[error("{}:{line}: {message}", path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: u64,
        /// The field, what is wrong with it, and what to do.
        message: String,
    },
    /// The columns don't tell what the table is.
    #[error("{}:1: {message}", path.display())]
    Columns {
        /// The file.
        path: PathBuf,
        /// What is missing.
        message: String,
    },
}

/// What a table holds.
#[derive(Debug, Default)]
pub struct Table {
    /// The rows, as reports, in order.
    pub reports: Vec<Report>,
    /// Rows that could not be read.
    pub problems: Vec<TableError>,
}

/// True for a file that is a table of reports rather than articles: a `.csv`, or a `.jsonl` whose first line is a
/// report.
#[must_use]
pub fn is_table(path: &Path) -> bool {
    let is = |ending: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    if is("csv") {
        return path.is_file();
    }
    let first = || {
        let mut line = String::new();
        BufReader::new(File::open(path).ok()?.take(MAX_LINE)).read_line(&mut line).ok()?;
        serde_json::from_str::<serde_json::Value>(line.trim_start_matches('\u{feff}')).ok()
    };
    (is("jsonl") || is("ndjson")) && first().is_some_and(|v| v.get("report_id").is_some() && v.get("code").is_some())
}

/// Reads a table of reports.
///
/// # Errors
///
/// When the file can't be read, or its columns hold no place, no date or no kind of event. Rows that are wrong are
/// `problems` of the table.
pub fn read_table(path: &Path, region: &Region) -> Result<Table, TableError> {
    let unreadable = |source| TableError::Unreadable { path: path.to_owned(), source };
    let file = BufReader::new(File::open(path).map_err(unreadable)?);
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv")) {
        read_csv(path, file, region)
    } else {
        read_jsonl(path, file).map_err(unreadable)
    }
}

fn read_jsonl(path: &Path, mut file: impl BufRead) -> io::Result<Table> {
    let mut table = Table::default();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if file.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii();
        if text.is_empty() {
            continue;
        }
        match serde_json::from_slice::<Report>(text) {
            Ok(report) => table.reports.push(report),
            Err(error) => {
                let message = format!("not a report: {error}; the fields are those of docs/ on reports.jsonl");
                table.problems.push(TableError::Row { path: path.to_owned(), line: number, message });
            }
        }
    }
    Ok(table)
}

fn read_csv(path: &Path, file: impl Read, region: &Region) -> Result<Table, TableError> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let wrong = |message: String| TableError::Columns { path: path.to_owned(), message };
    let header = rows.byte_headers().map_err(|error| wrong(error.to_string()))?.clone();
    let columns = Columns::new(&header).map_err(wrong)?;
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let mut placer = Placer::new(region);
    let mut table = Table::default();
    let mut record = csv::ByteRecord::new();
    loop {
        let line = rows.position().line();
        match rows.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                table.problems.push(TableError::Row { path: path.to_owned(), line, message: error.to_string() });
                if error.is_io_error() {
                    break;
                }
                continue;
            }
        }
        match row::report(&columns.row(&record), &stem, region, &mut placer) {
            Ok(report) => table.reports.push(report),
            Err(message) => table.problems.push(TableError::Row { path: path.to_owned(), line, message }),
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::testing::region;
    use crate::reports::{Code, Modality, Relation};

    fn read(text: &str) -> Table {
        let region = region(&[("alpha", 29.0, -1.0), ("beta", 29.5, -1.0)], Vec::new());
        read_csv(Path::new("mine.csv"), text.as_bytes(), &region).unwrap()
    }

    #[test]
    fn a_plain_table() {
        let table = read(
            "place,date,code,actor,against,modality\n\
             alpha,2024-02-03,territory_gained_nonstate,A,B; C,claimed\n\
             Nowhere,2024-02-03,armed_clash,A,B,\n\
             beta,2024-02-30,armed_clash,A,B,\n\
             beta,2024-02-03,brawl,A,B,\n",
        );
        let first = &table.reports[0];
        assert_eq!(
            (first.place_id.as_deref(), first.lat, first.code),
            (Some("alpha"), Some(-1.0), Code::TerritoryGainedNonstate)
        );
        assert_eq!(
            (&first.actors[..], first.against.len(), first.modality),
            (&["A".to_owned()][..], 2, Modality::Claimed)
        );
        assert_eq!(first.claimed_by.as_deref(), Some("A"), "who gains by a claim makes it, where nobody is named");
        assert_eq!((table.reports[1].place_id.as_deref(), table.reports[1].lat), (None, None));
        let problems: Vec<String> = table.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems.len(), 2);
        assert!(problems[0].starts_with("mine.csv:4: date: '2024-02-30'"), "{}", problems[0]);
        assert!(problems[1].starts_with("mine.csv:5: code: 'brawl'"), "{}", problems[1]);
    }

    #[test]
    fn places_that_no_table_has_come_with_the_rows() {
        let table =
            read("location,latitude,longitude,event_date,code,actor1\nNew Town,-1.2,29.3,2024-02-03,armed_clash,A\n");
        let region = region(&[], Vec::new());
        let places = unlisted_places(&table.reports, &region);
        assert_eq!(places.len(), 1);
        assert_eq!(
            (places[0].name.as_str(), places[0].lat, Some(&places[0].id)),
            ("New Town", -1.2, table.reports[0].place_id.as_ref())
        );
    }

    #[test]
    fn an_acled_export() {
        let table = read(
            "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,actor2,location,latitude,longitude,geo_precision,source,notes,fatalities\n\
             X1,03 February 2024,1,Battles,Non-state actor overtakes territory,A,C; D,B,alpha,-1.001,29.001,1,Some Radio,Text.,3\n\
             X2,2024-02-10,2,Explosions/Remote violence,Shelling/artillery/missile attack,B,,A,Somewhere,-1.2,29.2,3,Some Radio,Text.,0\n\
             X3,2024-02-11,1,Battles,Government regains territory,B,,A,alpha,-1.001,29.001,2,Some Radio,Text.,0\n\
             X4,2024-02-12,1,Strategic developments,Non-violent transfer of territory,A,,,beta,-1,29.5,1,Some Radio,Text.,0\n",
        );
        assert!(table.problems.is_empty(), "{:?}", table.problems);
        let [first, second, third, fourth] = &table.reports[..] else { panic!("{}", table.reports.len()) };
        assert_eq!(fourth.code, Code::TerritoryGainedNonstate, "ACLED's first actor has come to hold it");
        assert_eq!(third.relation, Relation::Near, "geo_precision 2 is somewhere about the town");
        assert_eq!(
            (first.code, first.place_id.as_deref(), first.fatalities),
            (Code::TerritoryGainedNonstate, Some("alpha"), Some(3))
        );
        assert_eq!((first.actors.len(), first.outlet.as_deref()), (3, Some("Some Radio")));
        assert_eq!(second.code, Code::Shelling);
        assert_eq!(
            (second.place_id.as_deref(), second.place_kind.as_str()),
            (None, "territory"),
            "geo_precision 3 is no spot"
        );
        let days = second.date_end.unwrap() - second.date_start.unwrap();
        assert_eq!(days.num_days(), 6, "time_precision 2 is a week");
    }

    #[test]
    fn a_ucdp_export() {
        let table = read(
            "id,relid,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,latitude,longitude,date_prec,date_start,date_end,source_headline,best,high,low\n\
             7,R,1,Government of X,A,1,New Town,North,-1.4,29.4,1,2024-02-03 00:00:00.000,2024-02-04 00:00:00.000,Fight,5,8,4\n\
             8,R,3,A,Civilians,4,North province,North,-1.4,29.4,1,2024-02-03 00:00:00.000,2024-02-04 00:00:00.000,Raid,2,2,2\n",
        );
        assert!(table.problems.is_empty(), "{:?}", table.problems);
        let [first, second] = &table.reports[..] else { panic!("{}", table.reports.len()) };
        assert_eq!(
            (first.code, first.fatalities_low, first.fatalities, first.fatalities_high),
            (Code::ArmedClash, Some(4), Some(5), Some(8))
        );
        assert!(first.place_id.is_some());
        assert_eq!(
            (second.code, second.place_id.is_some(), second.place_kind.as_str()),
            (Code::AttackCivilians, false, "province")
        );
    }

    #[test]
    fn columns_that_say_nothing_are_told() {
        let region = region(&[], Vec::new());
        let error = read_csv(Path::new("mine.csv"), "a,b\n1,2\n".as_bytes(), &region).unwrap_err();
        assert!(error.to_string().starts_with("mine.csv:1: no column"), "{error}");
    }
}
