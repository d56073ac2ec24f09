//! GeoNames: dumps, alternate names, names of admin codes.

use std::io::BufRead;
use std::path::Path;

use super::kinds::of_geonames;
use super::lines::{Line, Lines};
use super::{ImportError, Importer, Tally};
use crate::places::index::NewPlace;

/// Columns of a dump.
const COLUMNS: usize = 19;

impl Importer {
    /// Every line of a table, cut at tabs; what is no text is counted.
    fn each_line(
        &mut self,
        path: &Path,
        reader: impl BufRead,
        mut take: impl FnMut(&mut Self, &[&str]) -> Result<(), String>,
    ) -> Result<(), ImportError> {
        let mut tally = Tally { path, read: 0, bad: 0, first: None };
        let mut lines = Lines::new(reader);
        loop {
            let next = lines.next().map_err(|source| ImportError::Read { path: path.to_owned(), source })?;
            let Some((number, line)) = next else { break };
            let text = match line {
                Line::Text(text) if text.is_empty() || text.starts_with('#') => continue,
                Line::Text(text) => text,
                Line::Bad(what) => {
                    tally.read += 1;
                    self.warn(&mut tally, number, what);
                    continue;
                }
            };
            tally.read += 1;
            let mut columns = [""; 24];
            let mut count = 0;
            for column in text.split('\t') {
                if let Some(to) = columns.get_mut(count) {
                    *to = column;
                }
                count += 1;
            }
            let found = columns.get(..count).unwrap_or(&columns);
            if let Err(what) = take(self, found) {
                self.warn(&mut tally, number, what);
            }
        }
        self.check(tally)
    }

    pub(super) fn geonames(&mut self, path: &Path, reader: impl BufRead) -> Result<(), ImportError> {
        self.each_line(path, reader, |me, c| {
            if c.len() != COLUMNS {
                return Err(format!("{} columns where {COLUMNS} are needed", c.len()));
            }
            let id: u32 = c[0].parse().map_err(|_| format!("{:?} is no GeoNames id", c[0]))?;
            let lat = coordinate(c[4], 90.0, "latitude")?;
            let lon = coordinate(c[5], 180.0, "longitude")?;
            // An empty or an endless population is none.
            let population = match c[14] {
                "" => 0,
                text => text
                    .parse::<u64>()
                    .map_err(|_| format!("{text:?} is no number of people"))?
                    .min(u64::from(u32::MAX)) as u32,
            };
            let Some(kind) = of_geonames(c[6], c[7], population).filter(|_| !c[1].is_empty()) else {
                me.report.left_out += 1;
                return Ok(());
            };
            let row = me.builder.add(&NewPlace {
                id,
                name: c[1],
                kind,
                lat,
                lon,
                precision_km: None,
                population,
                country: c[8],
                admin1: c[10],
                admin2: c[11],
                coded: true,
            });
            if c[2] != c[1] {
                me.builder.add_name(row, c[2]);
            }
            for name in c[3].split(',') {
                if is_readable(name) && name != c[1] && name != c[2] {
                    me.builder.add_name(row, name);
                }
            }
            match c[7] {
                "ADM1" => me.builder.name_area(&format!("{}.{}", c[8], c[10]), c[1], Some(row)),
                "ADM2" => me.builder.name_area(&format!("{}.{}.{}", c[8], c[10], c[11]), c[1], Some(row)),
                _ => {}
            }
            if let Some(by_id) = &mut me.by_id {
                by_id.insert(id, row);
            }
            Ok(())
        })
    }

    pub(super) fn alternate_names(&mut self, path: &Path, reader: impl BufRead) -> Result<(), ImportError> {
        self.each_line(path, reader, |me, c| {
            if c.len() < 4 {
                return Err(format!("{} columns where at least 4 are needed", c.len()));
            }
            let id: u32 = c[1].parse().map_err(|_| format!("{:?} is no GeoNames id", c[1]))?;
            let historic = c.get(7) == Some(&"1");
            let spoken = matches!(c[2], "" | "en" | "fr") || c[2].len() >= 4 && c[2].starts_with("en-");
            let row = me.by_id.as_ref().and_then(|by_id| by_id.get(&id)).copied();
            match row {
                Some(row) if spoken && !historic && is_readable(c[3]) => me.builder.add_name(row, c[3]),
                _ => me.report.left_out += 1,
            }
            Ok(())
        })
    }

    pub(super) fn admin_codes(&mut self, path: &Path, reader: impl BufRead) -> Result<(), ImportError> {
        self.each_line(path, reader, |me, c| {
            if c.len() < 3 {
                return Err(format!("{} columns where at least 3 are needed", c.len()));
            }
            me.builder.name_area(c[0], c[1], None);
            Ok(())
        })
    }
}

fn coordinate(text: &str, most: f64, what: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(n) if n.is_finite() && n.abs() <= most => Ok(n),
        Ok(n) => Err(format!("{what} {n} is outside -{most}..{most}")),
        Err(_) => Err(format!("{text:?} is no {what}")),
    }
}

/// Alternate names that English or French news may use: Latin letters, no airport codes, no addresses.
pub(super) fn is_readable(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let (mut count, mut lower) = (0, false);
    for c in letters {
        if c > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&c) {
            return false;
        }
        lower |= c.is_lowercase();
        count += 1;
    }
    count >= 2 && (lower || count > 4) && name.len() <= 80 && !name.contains("://")
}

#[cfg(test)]
mod tests {
    use super::is_readable;

    #[test]
    fn leaves_codes_and_other_scripts_out() {
        for (name, readable) in
            [("Goma", true), ("GOM", false), ("Гома", false), ("Sóc Trăng", true), ("https://x.y", false), ("", false)]
        {
            assert_eq!(is_readable(name), readable, "{name}");
        }
    }
}
