//! Areas and fronts as they stand, and what is told of them once they end: support, sources, distances.

use chrono::NaiveDate;
use geo::MultiLineString;
use hashbrown::HashMap;

use super::label::{side, status};
use super::options::ControlOptions;
use super::parties::{Parties, Party};
use super::space::{Border, Outline};
use super::spans::History;
use super::{Area, Front, Status};
use crate::events::Hash;

/// Everything the shapes are made from.
pub(super) struct Sources<'a> {
    pub(super) histories: &'a [History],
    pub(super) parties: &'a Parties,
    pub(super) options: &'a ControlOptions,
    pub(super) cut_off: NaiveDate,
    /// Number of the independent voice behind each report.
    pub(super) voices: HashMap<&'a str, u32>,
}

/// A patch as it stands.
pub(super) struct OpenArea {
    pub(super) start: NaiveDate,
    pub(super) label: u32,
    pub(super) key: u64,
    pub(super) outline: Outline,
}

/// A border as it stands, oriented with the side of the lower number to the left.
pub(super) struct OpenFront {
    pub(super) start: NaiveDate,
    pub(super) labels: (u32, u32),
    pub(super) key: u64,
    pub(super) border: Border,
}

/// Makes features of what stood.
pub(super) struct Figures<'a> {
    pub(super) sources: &'a Sources<'a>,
    /// History of each site.
    pub(super) owners: Vec<usize>,
}

impl Figures<'_> {
    /// The area, up to a day.
    pub(super) fn area(&self, area: OpenArea, end: NaiveDate) -> Area {
        let holder = self.sources.parties.id(side(area.label)).to_owned();
        let (reports, _) = self.reports(&area.outline.sites, side(area.label), end);
        let id = Hash::default().field("area").field(&area.start.to_string()).bytes(&area.key.to_le_bytes()).id('a');
        Area {
            id,
            holder,
            start: area.start,
            end,
            ongoing: end == self.sources.cut_off,
            status: status(area.label),
            area_km2: super::space::area_km2(&area.outline.shape),
            shape: area.outline.shape,
            reports,
        }
    }

    /// The front, up to a day.
    pub(super) fn front(&self, front: OpenFront, end: NaiveDate) -> Front {
        let (left, right) = (side(front.labels.0), side(front.labels.1));
        let (mut reports, newest_left) = self.reports(&front.border.left, left, end);
        let (theirs, newest_right) = self.reports(&front.border.right, right, end);
        reports.extend(theirs);
        reports.sort_unstable();
        reports.dedup();
        let mut voices: Vec<u32> =
            reports.iter().filter_map(|id| self.sources.voices.get(id.as_str()).copied()).collect();
        voices.sort_unstable();
        voices.dedup();
        let statuses = [status(front.labels.0), status(front.labels.1)];
        let far = front.border.farthest_km > self.sources.options.limits.stale_km;
        let status = match () {
            () if far || statuses.contains(&Status::Stale) => Status::Stale,
            () if statuses.contains(&Status::Claimed) => Status::Claimed,
            () if statuses.contains(&Status::Contested) => Status::Contested,
            () => Status::Confirmed,
        };
        let length_km =
            front.border.lines.iter().flat_map(geo::LineString::lines).map(|l| super::space::km(l.start, l.end)).sum();
        let id = Hash::default().field("front").field(&front.start.to_string()).bytes(&front.key.to_le_bytes()).id('f');
        Front {
            id,
            left: self.sources.parties.id(left).to_owned(),
            right: self.sources.parties.id(right).to_owned(),
            start: front.start,
            end,
            ongoing: end == self.sources.cut_off,
            status,
            shape: MultiLineString::new(front.border.lines),
            length_km,
            newest_left: newest_left.unwrap_or(front.start),
            newest_right: newest_right.unwrap_or(front.start),
            farthest_evidence_km: front.border.farthest_km,
            sources: voices.len(),
            reports,
        }
    }

    /// The reports behind a side at some sites on a day, and the newest day of their evidence.
    fn reports(&self, sites: &[u32], side: Party, day: NaiveDate) -> (Vec<String>, Option<NaiveDate>) {
        /// Arguments told for each place: the newest. All of them stand on the place's own holding.
        const TOLD: usize = 3;
        let (mut reports, mut newest) = (Vec::new(), None);
        for &site in sites {
            let history = &self.sources.histories[self.owners[site as usize]];
            let Some(span) = history.spans.iter().find(|s| s.start <= day && day <= s.end && s.side == Some(side))
            else {
                continue;
            };
            let past = span.evidence.iter().rev().map(|&i| &history.evidence[i]).filter(|e| e.day <= day);
            for evidence in past.take(TOLD) {
                newest = newest.max(Some(evidence.day));
                reports.extend(evidence.reports.iter().cloned());
            }
        }
        reports.sort_unstable();
        reports.dedup();
        (reports, newest)
    }
}
