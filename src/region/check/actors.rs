//! Checks of the tables of actors, alliances and first holders.

use chrono::{Datelike, NaiveDate};
use hashbrown::HashMap;

use super::{Check, repeated_ids};
use crate::region::finding::Findings;
use crate::region::read::Lined;
use crate::region::{Actor, Alliance, Start};

impl Check<'_> {
    pub(super) fn actors(&self, file: &str, rows: &[Lined<Actor>], findings: &mut Findings) {
        repeated_ids(file, rows, |row| &row.id, findings);
        shared_names(file, rows, findings);
        for line in rows {
            self.known_actor(file, line.line, "side", &line.row.side, findings);
            if let Some(code) = line.row.country.as_deref().filter(|code| !self.countries.contains(code)) {
                findings.error(file, line.line, "country", format!("'{code}' is no country of ISO 3166-1"));
            }
        }
    }

    pub(super) fn alliances(&self, file: &str, rows: &[Lined<Alliance>], findings: &mut Findings) {
        for (index, Lined { line, row }) in rows.iter().enumerate() {
            self.known_actor(file, *line, "actor", &row.actor, findings);
            self.known_actor(file, *line, "lead", &row.lead, findings);
            needs_source(file, *line, &row.source, findings);
            let earlier = &rows[..index];
            let other = earlier.iter().find(|other| other.row.actor == row.actor && overlap(&other.row, row));
            if let Some(other) = other {
                let message = format!(
                    "{} has an alliance with {} on some of the same days (line {}); there the earlier line counts",
                    row.actor, other.row.lead, other.line
                );
                findings.warning(file, *line, "from", message);
            }
            for actor in [&row.actor, &row.lead] {
                self.within_its_years(file, *line, actor, row, findings);
            }
        }
    }

    pub(super) fn starts(&self, file: &str, rows: &[Lined<Start>], findings: &mut Findings) {
        for Lined { line, row } in rows {
            if !self.place_ids.contains(row.place_id.as_str()) {
                findings.error(file, *line, "place_id", format!("no place has the id '{}'", row.place_id));
            }
            self.known_actor(file, *line, "holder", &row.holder, findings);
            needs_source(file, *line, &row.source, findings);
        }
    }

    fn known_actor(&self, file: &str, line: u64, field: &str, id: &str, findings: &mut Findings) {
        if !id.is_empty() && !self.actor_ids.contains(id) {
            findings.error(file, line, field, format!("no actor has the id '{id}'; add a row to actors.csv"));
        }
    }

    /// An alliance wholly before or after the years of one of its parties has a wrong date or a wrong name.
    fn within_its_years(&self, file: &str, line: u64, actor: &str, row: &Alliance, findings: &mut Findings) {
        let Some(&(first, last)) = self.years.get(actor) else { return };
        let year = |date: Option<NaiveDate>| date.map(|date| date.year());
        let too_early = first.zip(year(row.to)).is_some_and(|(first, to)| to < first);
        let too_late = last.zip(year(row.from)).is_some_and(|(last, from)| from > last);
        if too_early || too_late {
            let message = format!("{actor} did not exist then, by first_year and last_year in the table of actors");
            findings.warning(file, line, if too_early { "to" } else { "from" }, message);
        }
    }
}

fn needs_source(file: &str, line: u64, source: &str, findings: &mut Findings) {
    if source.is_empty() {
        findings.warning(file, line, "source", "is empty; say where this is stated");
    }
}

fn overlap(one: &Alliance, other: &Alliance) -> bool {
    let before = |a: &Alliance, b: &Alliance| a.to.zip(b.from).is_some_and(|(to, from)| to < from);
    !before(one, other) && !before(other, one)
}

/// A warning for each name that two actors bear: the text can't say which is meant.
fn shared_names(file: &str, rows: &[Lined<Actor>], findings: &mut Findings) {
    let mut bearers: HashMap<String, &str> = HashMap::new();
    for Lined { line, row } in rows {
        for name in [&row.id, &row.name].into_iter().chain(&row.alt_names) {
            let bearer = *bearers.entry(name.to_lowercase()).or_insert(&row.id);
            if bearer != row.id {
                findings.warning(file, *line, "alt_names", format!("'{name}' is a name of {bearer} too"));
            }
        }
    }
}
