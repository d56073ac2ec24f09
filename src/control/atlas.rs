//! Areas and fronts through time: the partition of land, changed where and when evidence changes it.
//!
//! A change of one place touches only the land it can reach. The patches about that land are taken apart and traced
//! anew; a patch or border that comes out as it was goes on, the others end the day before. So there is one feature
//! for each stretch of days over which a shape stands, not one a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use geo::Coord;
use hashbrown::HashMap;

use super::figures::{Figures, OpenArea, OpenFront, Sources};
use super::label::{label, side};
use super::ledger::{Ledger, measure};
use super::reach::{reach_km, spacing_km};
use super::space::{Border, Outline, Partition, Patches, Site, Turn, UNKNOWN, Voice, build};
use super::spans::{after, before};
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
        figures: Figures { sources, owners },
        partition,
        patches,
        areas: BTreeMap::new(),
        fronts: BTreeMap::new(),
        ledger: Ledger::default(),
        drawn: Drawn::default(),
    };
    for (day, changes) in atlas.changes(&reach) {
        atlas.turn(day, &changes);
    }
    atlas.finish()
}

struct Atlas<'a> {
    figures: Figures<'a>,
    partition: Partition<'a>,
    patches: Patches,
    areas: BTreeMap<u32, OpenArea>,
    /// By patches, the lower number first.
    fronts: BTreeMap<(u32, u32), OpenFront>,
    ledger: Ledger,
    drawn: Drawn,
}

type Changes = Vec<(u32, Option<Voice>)>;

impl Atlas<'_> {
    /// What each site says from which day on.
    fn changes(&self, reach: &impl Fn(usize, Status) -> f64) -> BTreeMap<NaiveDate, Changes> {
        let mut days: BTreeMap<NaiveDate, BTreeMap<u32, Option<Voice>>> = BTreeMap::new();
        for (site, &owner) in self.figures.owners.iter().enumerate() {
            for span in &self.figures.sources.histories[owner].spans {
                let label = span.side.map_or(UNKNOWN, |side| label(side, span.status));
                let voice = Voice { label, reach_km: reach(owner, span.status) };
                days.entry(after(span.end)).or_default().entry(site as u32).or_insert(None);
                days.entry(span.start).or_default().insert(site as u32, Some(voice));
            }
        }
        days.retain(|&day, _| day <= self.figures.sources.cut_off);
        days.into_iter().map(|(day, changes)| (day, changes.into_iter().collect())).collect()
    }

    fn turn(&mut self, day: NaiveDate, changes: &Changes) {
        let (turns, voices) = self.partition.change(changes);
        let triangles = self.triangles(&turns);
        let had = measure(&self.partition, &triangles);
        let mut touched: Vec<u32> = triangles
            .iter()
            .flat_map(|&t| self.partition.mesh.corners[t as usize])
            .map(|v| self.patches.of[v as usize])
            .filter(|&patch| patch != super::space::NONE)
            .collect();
        touched.sort_unstable();
        touched.dedup();
        self.partition.apply(&turns, voices);
        let has = measure(&self.partition, &triangles);
        self.drawn.shifts.extend(self.ledger.enter(day, &had, &has, self.figures.sources.parties));

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
            self.drawn.areas.push(self.figures.area(area, before(day)));
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
            self.drawn.fronts.push(self.figures.front(front, before(day)));
        }
    }

    fn finish(mut self) -> Drawn {
        let cut_off = self.figures.sources.cut_off;
        for area in std::mem::take(&mut self.areas).into_values() {
            self.drawn.areas.push(self.figures.area(area, cut_off));
        }
        for front in std::mem::take(&mut self.fronts).into_values() {
            self.drawn.fronts.push(self.figures.front(front, cut_off));
        }
        let mut drawn = self.drawn;
        drawn.areas.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        drawn.fronts.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        drawn
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
