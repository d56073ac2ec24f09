//! Areas and fronts through time: the partition of land, changed where and when evidence changes it.
//!
//! A change of one place touches only the land it can reach. The patches about that land are taken apart and traced
//! anew; a patch or border that comes out as it was goes on, the others end the day before. So there is one feature
//! for each stretch of days over which a shape stands, not one a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use geo::{Coord, MultiLineString};
use hashbrown::HashMap;

use super::options::ControlOptions;
use super::parties::{Parties, Party};
use super::reach::{reach_km, spacing_km};
use super::space::{Border, Outline, Partition, Patches, Site, Turn, UNKNOWN, Voice, build};
use super::spans::{History, after, before};
use super::{Area, Front, Shift, Status};
use crate::events::Hash;
use crate::region::{PlaceKind, Region};

/// What is drawn of control.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) areas: Vec<Area>,
    pub(super) fronts: Vec<Front>,
    pub(super) shifts: Vec<Shift>,
}

/// Everything the shapes are made from.
pub(super) struct Sources<'a> {
    pub(super) histories: &'a [History],
    pub(super) parties: &'a Parties,
    pub(super) options: &'a ControlOptions,
    pub(super) cut_off: NaiveDate,
    /// Number of the independent voice behind each report.
    pub(super) voices: HashMap<&'a str, u32>,
}

/// Draws areas and fronts from the first day of evidence to the cut-off.
pub(super) fn draw(sources: &Sources<'_>, region: &Region) -> Drawn {
    let placed: Vec<(usize, Coord<f64>)> = sources
        .histories
        .iter()
        .enumerate()
        .filter(|(_, history)| !history.spans.is_empty())
        .filter_map(|(i, history)| region.place(&history.place_id).map(|p| (i, Coord { x: p.lon, y: p.lat })))
        .filter(|(_, at)| at.x.abs() <= 180.0 && at.y.abs() <= 89.0)
        .collect();
    let at: Vec<Coord<f64>> = placed.iter().map(|&(_, at)| at).collect();
    let spacing = spacing_km(sources.options);
    let kind = |i: usize| region.place(&sources.histories[i].place_id).map_or(PlaceKind::Other, |p| p.kind);
    let reach = |i: usize, status| reach_km(kind(i), status, sources.options);
    let farthest = placed.iter().map(|&(i, _)| reach(i, Status::Confirmed)).fold(0.0, f64::max);
    let (mesh, vertices) = build(&at, &region.land, farthest + 2.0 * spacing, spacing);
    let (mut sites, mut owners) = (Vec::new(), Vec::new());
    for (&(history, at), vertex) in placed.iter().zip(vertices) {
        if let Some(vertex) = vertex {
            sites.push(Site { vertex, at });
            owners.push(history);
        }
    }
    let reaches: Vec<f64> = owners.iter().map(|&i| reach(i, Status::Confirmed)).collect();
    let partition = Partition::new(&mesh, &sites, &reaches, 2.0 * spacing);
    let patches = Patches::new(&partition);
    let mut atlas = Atlas {
        sources,
        owners,
        partition,
        patches,
        areas: BTreeMap::new(),
        fronts: BTreeMap::new(),
        held: BTreeMap::new(),
        drawn: Drawn::default(),
    };
    for (day, changes) in atlas.changes(&reach) {
        atlas.turn(day, &changes);
    }
    atlas.finish()
}

/// Number for a holder and a status.
fn label(side: Party, status: Status) -> u32 {
    1 + side as u32 * 4 + status as u32
}

fn side(label: u32) -> Party {
    (label as usize - 1) / 4
}

fn status(label: u32) -> Status {
    match (label - 1) % 4 {
        0 => Status::Confirmed,
        1 => Status::Claimed,
        2 => Status::Contested,
        _ => Status::Stale,
    }
}

/// A patch as it stands.
struct OpenArea {
    start: NaiveDate,
    label: u32,
    key: u64,
    outline: Outline,
}

/// A border as it stands, oriented with the side of the lower number to the left.
struct OpenFront {
    start: NaiveDate,
    labels: (u32, u32),
    key: u64,
    border: Border,
}

struct Atlas<'a> {
    sources: &'a Sources<'a>,
    /// History of each site.
    owners: Vec<usize>,
    partition: Partition<'a>,
    patches: Patches,
    areas: BTreeMap<u32, OpenArea>,
    /// By patches, the lower number first.
    fronts: BTreeMap<(u32, u32), OpenFront>,
    held: BTreeMap<Party, f64>,
    drawn: Drawn,
}

type Changes = Vec<(u32, Option<Voice>)>;

impl Atlas<'_> {
    /// What each site says from which day on.
    fn changes(&self, reach: &impl Fn(usize, Status) -> f64) -> BTreeMap<NaiveDate, Changes> {
        let mut days: BTreeMap<NaiveDate, BTreeMap<u32, Option<Voice>>> = BTreeMap::new();
        for (site, &owner) in self.owners.iter().enumerate() {
            for span in &self.sources.histories[owner].spans {
                let label = span.side.map_or(UNKNOWN, |side| label(side, span.status));
                let voice = Voice { label, reach_km: reach(owner, span.status) };
                days.entry(after(span.end)).or_default().entry(site as u32).or_insert(None);
                days.entry(span.start).or_default().insert(site as u32, Some(voice));
            }
        }
        days.retain(|&day, _| day <= self.sources.cut_off);
        days.into_iter().map(|(day, changes)| (day, changes.into_iter().collect())).collect()
    }

    fn turn(&mut self, day: NaiveDate, changes: &Changes) {
        let (turns, voices) = self.partition.change(changes);
        let triangles = self.triangles(&turns);
        let had = self.measure(&triangles);
        let mut touched: Vec<u32> = triangles
            .iter()
            .flat_map(|&t| self.partition.mesh.corners[t as usize])
            .map(|v| self.patches.of[v as usize])
            .filter(|&patch| patch != super::space::NONE)
            .collect();
        touched.sort_unstable();
        touched.dedup();
        self.partition.apply(&turns, voices);
        self.shift(day, &triangles, &had);

        let mut loose: Vec<u32> = turns.iter().map(|turn| turn.vertex).collect();
        for &patch in &touched {
            loose.extend(self.patches.dissolve(patch));
        }
        let ended: Vec<OpenArea> = touched.iter().filter_map(|patch| self.areas.remove(patch)).collect();
        let gone = |patches: &(u32, u32)| {
            touched.binary_search(&patches.0).is_ok() || touched.binary_search(&patches.1).is_ok()
        };
        let keys: Vec<(u32, u32)> = self.fronts.keys().copied().filter(gone).collect();
        let ended_fronts: Vec<OpenFront> = keys.iter().filter_map(|key| self.fronts.remove(key)).collect();

        let fresh: Vec<u32> =
            loose.into_iter().filter_map(|vertex| self.patches.flood(vertex, &self.partition)).collect();
        let first = fresh.first().copied().unwrap_or(u32::MAX);
        let mut fronts = Vec::new();
        let mut areas: Vec<(u32, OpenArea)> = Vec::new();
        for &patch in &fresh {
            let mut outline = self.patches.outline(patch, &self.partition);
            let label = self.patches.vertices[patch as usize].first().map_or(UNKNOWN, |&v| self.partition.label(v));
            for border in std::mem::take(&mut outline.borders) {
                fronts.extend(self.front(day, patch, label, border, first));
            }
            let key = area_key(label, &outline);
            areas.push((patch, OpenArea { start: day, label, key, outline }));
        }
        self.replace_areas(day, ended, areas);
        self.replace_fronts(day, ended_fronts, fronts);
    }

    /// The triangles about the vertices that turn, in order.
    fn triangles(&self, turns: &[Turn]) -> Vec<u32> {
        let mut all: Vec<u32> = turns.iter().flat_map(|turn| self.partition.mesh.about(turn.vertex)).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The border as a front, when two sides meet there. Where both patches are new only one of them tells it.
    fn front(
        &self,
        day: NaiveDate,
        patch: u32,
        label: u32,
        mut border: Border,
        first: u32,
    ) -> Option<((u32, u32), OpenFront)> {
        let other = border.other;
        let across = self.patches.vertices[other as usize].first().map(|&v| self.partition.label(v))?;
        if side(across) == side(label) || (other >= first && side(across) < side(label)) {
            return None;
        }
        let mut labels = (label, across);
        if side(across) < side(label) {
            labels = (across, label);
            std::mem::swap(&mut border.left, &mut border.right);
            border.lines = border
                .lines
                .into_iter()
                .map(|mut line| {
                    line.0.reverse();
                    line
                })
                .collect();
            border.lines.sort_by(|a, b| coordinates(&a.0).cmp(coordinates(&b.0)));
        }
        // The other patch's number says nothing about the shape.
        border.other = 0;
        let key = border.lines.iter().fold(Hash::default().field(&format!("{labels:?}")), |h, line| bits(h, &line.0));
        Some(((patch.min(other), patch.max(other)), OpenFront { start: day, labels, key: key.value(), border }))
    }

    /// Opens new areas; one that is as it was before goes on from its first day.
    fn replace_areas(&mut self, day: NaiveDate, ended: Vec<OpenArea>, fresh: Vec<(u32, OpenArea)>) {
        let mut ended: HashMap<u64, OpenArea> = ended.into_iter().map(|area| (area.key, area)).collect();
        for (patch, mut area) in fresh {
            if let Some(known) = ended.remove(&area.key) {
                area.start = known.start;
            }
            self.areas.insert(patch, area);
        }
        for area in ended.into_values() {
            self.close_area(area, before(day));
        }
    }

    fn replace_fronts(&mut self, day: NaiveDate, ended: Vec<OpenFront>, fresh: Vec<((u32, u32), OpenFront)>) {
        let mut ended: HashMap<u64, OpenFront> = ended.into_iter().map(|front| (front.key, front)).collect();
        for (patches, mut front) in fresh {
            if let Some(known) = ended.remove(&front.key) {
                front.start = known.start;
            }
            self.fronts.insert(patches, front);
        }
        for front in ended.into_values() {
            self.close_front(front, before(day));
        }
    }

    /// Land of each side in some triangles, km²: three entries a triangle, unknown land left out.
    fn measure(&self, triangles: &[u32]) -> Vec<[(Party, f64); 3]> {
        let held = |&t: &u32| {
            let mut sides = [(Party::MAX, 0.0); 3];
            let known = self.partition.pieces(t).filter(|&(label, _)| label != UNKNOWN);
            for (slot, (label, km2)) in sides.iter_mut().zip(known) {
                *slot = (side(label), km2);
            }
            sides
        };
        triangles.iter().map(held).collect()
    }

    /// What each side gained and lost in some triangles. Within a triangle a side's gain is net.
    fn shift(&mut self, day: NaiveDate, triangles: &[u32], had: &[[(Party, f64); 3]]) {
        let mut sums: BTreeMap<Party, (f64, f64)> = BTreeMap::new();
        for (old, new) in had.iter().zip(self.measure(triangles)) {
            if *old == new {
                continue;
            }
            let of = |party: Party, pieces: &[(Party, f64); 3]| -> f64 {
                pieces.iter().filter(|&&(p, _)| p == party).map(|&(_, km2)| km2).sum()
            };
            let mut parties: Vec<Party> = old.iter().chain(&new).map(|&(party, _)| party).collect();
            parties.sort_unstable();
            parties.dedup();
            for party in parties.into_iter().filter(|&party| party != Party::MAX) {
                let (sum, km2) = (sums.entry(party).or_default(), of(party, &new) - of(party, old));
                if km2 > 0.0 { sum.0 += km2 } else { sum.1 -= km2 }
            }
        }
        for (party, (gained_km2, lost_km2)) in sums {
            let held = self.held.entry(party).or_default();
            *held = (*held + gained_km2 - lost_km2).max(0.0);
            // A hectare: less is only the edge of a triangle.
            if gained_km2.max(lost_km2) >= 0.01 {
                let holder = self.sources.parties.id(party).to_owned();
                self.drawn.shifts.push(Shift { day, holder, gained_km2, lost_km2, held_km2: *held });
            }
        }
    }

    fn finish(mut self) -> Drawn {
        let cut_off = self.sources.cut_off;
        for area in std::mem::take(&mut self.areas).into_values() {
            self.close_area(area, cut_off);
        }
        for front in std::mem::take(&mut self.fronts).into_values() {
            self.close_front(front, cut_off);
        }
        let mut drawn = self.drawn;
        drawn.areas.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        drawn.fronts.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        drawn
    }

    fn close_area(&mut self, area: OpenArea, end: NaiveDate) {
        let holder = self.sources.parties.id(side(area.label)).to_owned();
        let (reports, _) = self.reports(&area.outline.sites, side(area.label), end);
        let id = Hash::default().field("area").field(&area.start.to_string()).bytes(&area.key.to_le_bytes()).id('a');
        self.drawn.areas.push(Area {
            id,
            holder,
            start: area.start,
            end,
            ongoing: end == self.sources.cut_off,
            status: status(area.label),
            area_km2: super::space::area_km2(&area.outline.shape),
            shape: area.outline.shape,
            reports,
        });
    }

    fn close_front(&mut self, front: OpenFront, end: NaiveDate) {
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
        let far = front.border.farthest_km > self.sources.options.stale_km;
        let status = match () {
            () if far || statuses.contains(&Status::Stale) => Status::Stale,
            () if statuses.contains(&Status::Claimed) => Status::Claimed,
            () if statuses.contains(&Status::Contested) => Status::Contested,
            () => Status::Confirmed,
        };
        let length_km =
            front.border.lines.iter().flat_map(geo::LineString::lines).map(|l| super::space::km(l.start, l.end)).sum();
        let id = Hash::default().field("front").field(&front.start.to_string()).bytes(&front.key.to_le_bytes()).id('f');
        self.drawn.fronts.push(Front {
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
        });
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

fn area_key(label: u32, outline: &Outline) -> u64 {
    let hash = Hash::default().bytes(&label.to_le_bytes());
    outline
        .shape
        .0
        .iter()
        .fold(hash, |h, p| p.interiors().iter().fold(bits(h, &p.exterior().0), |h, r| bits(h, &r.0)))
        .value()
}

fn bits(hash: Hash, line: &[Coord<f64>]) -> Hash {
    line.iter()
        .fold(hash.field("line"), |h, c| h.bytes(&c.x.to_bits().to_le_bytes()).bytes(&c.y.to_bits().to_le_bytes()))
}

/// Coordinates in an order that sorts; only equality and determinism matter.
fn coordinates(line: &[Coord<f64>]) -> impl Iterator<Item = (u64, u64)> + '_ {
    line.iter().map(|c| (c.x.to_bits(), c.y.to_bits()))
}
