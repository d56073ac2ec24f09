//! What a document says for and against a row: weights in log-odds, added up.
//!
//! The weights were set by hand from what each sign is worth by itself and checked on GeoVirus and the gold articles;
//! they are few and rough on purpose, so that they hold for other wars.

use hashbrown::HashMap;

use super::geometry::{OnSphere, distance_m};
use super::index::{PlaceIndex, Row};
use super::mention::{PlaceMention, PlaceRef, Role};
use super::resolve::{ArticleContext, Reason};
use super::words::PlaceWords;
use crate::article::Lang;
use crate::region::PlaceKind;
use crate::text::{Document, fold, folds_alike};

/// Signs for one row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    region: f64,
    importance: f64,
    kind: f64,
    name: f64,
    container: f64,
    country: f64,
    siblings: f64,
}

impl Weight {
    /// How much the rest of the text speaks for it, in log-odds.
    pub(super) fn context(&self) -> f64 {
        self.container + self.country.clamp(-1.0, 1.5) + self.siblings.min(1.0)
    }

    pub(super) fn total(&self) -> f64 {
        self.region + self.importance + self.name + self.kind + self.container + self.country + self.siblings
    }

    pub(super) fn reasons(&self, only: bool, respelt: bool) -> Vec<Reason> {
        let signs = [
            (self.region > 0.0, Reason::Region),
            (only, Reason::Only),
            (self.kind > 1.0, Reason::Kind),
            (self.container > 0.0, Reason::Container),
            (self.country > 0.5, Reason::Country),
            (self.siblings > 0.5, Reason::Siblings),
            (self.importance > 1.5, Reason::Importance),
            (respelt, Reason::Spelling),
        ];
        signs.into_iter().filter_map(|(holds, reason)| holds.then_some(reason)).collect()
    }
}

/// What the whole document says.
pub(super) struct Evidence<'i> {
    words: [&'i PlaceWords; 2],
    /// Mentions by country, names and adjectives alike.
    countries: HashMap<&'i str, f64>,
    country_total: f64,
    /// Folded names of the admin areas named.
    areas: HashMap<String, f64>,
    /// Places decided in the last round: row, where, probability.
    known: Vec<(PlaceRef, OnSphere, f64)>,
    mentions: &'i [PlaceMention],
    /// For each mention the first that the text puts inside it.
    contents: HashMap<usize, Vec<usize>>,
    home: Option<&'i str>,
}

impl<'i> Evidence<'i> {
    pub(super) fn gather(index: &'i PlaceIndex, mentions: &'i [PlaceMention], context: &ArticleContext<'i>) -> Self {
        let mut evidence = Self {
            words: [index.words(Lang::En), index.words(Lang::Fr)],
            countries: HashMap::new(),
            country_total: 0.0,
            areas: HashMap::new(),
            known: Vec::new(),
            mentions,
            contents: HashMap::new(),
            home: context.home,
        };
        for (m, mention) in mentions.iter().enumerate() {
            if let Some(container) = mention.container {
                evidence.contents.entry(container).or_default().push(m);
            }
            // A country's or an area's name speaks also where it is an adjective or part of another name.
            let weight = match mention.role {
                Role::Place | Role::Dateline | Role::AdjectiveOrPeople | Role::Office | Role::Power => 1.0,
                Role::InsideName => 0.5,
                Role::Person => continue,
            };
            for &candidate in &mention.candidates {
                let Some(row) = index.row(candidate) else { continue };
                match row.kind {
                    PlaceKind::Country => {
                        *evidence.countries.entry(row.country).or_default() += weight;
                        evidence.country_total += weight;
                    }
                    PlaceKind::Province | PlaceKind::Territory | PlaceKind::Chiefdom | PlaceKind::Groupement => {
                        let called = if row.kind == PlaceKind::Province { row.admin1 } else { row.admin2 };
                        let called =
                            called.filter(|_| row.kind != PlaceKind::Chiefdom && row.kind != PlaceKind::Groupement);
                        *evidence.areas.entry(fold(called.unwrap_or(row.name))).or_default() += weight;
                    }
                    _ => {}
                }
            }
        }
        evidence
    }

    /// Takes in what was decided.
    pub(super) fn learn(&mut self, index: &PlaceIndex, found: impl Iterator<Item = (PlaceRef, f64, usize)>) {
        self.known.clear();
        for (place, probability, _) in found {
            if let Some(row) = index.row(place).filter(|r| r.kind != PlaceKind::Country) {
                self.known.push((place, OnSphere::new(row.lat, row.lon), probability));
            }
        }
    }

    /// Log-odds that these mentions name a place at all, before it is known which.
    pub(super) fn is_place(&self, index: &PlaceIndex, members: &[&PlaceMention], doc: &Document) -> f64 {
        let best = members.iter().map(|m| self.is_place_logit(index, m, doc)).fold(f64::NEG_INFINITY, f64::max);
        // More mentions of a name that is a place once make it one more surely.
        let times = 0.2 * (members.len() as f64).ln();
        // 'Obama' stands for the 'Barack Obama' of the first sentence.
        let persons = members.iter().filter(|m| m.role == Role::Person).count() as f64;
        let announced = members.iter().any(|m| m.announced && m.role.is_place());
        best + times - if announced { 0.0 } else { 2.0 * persons.min(2.0) }
    }

    fn is_place_logit(&self, index: &PlaceIndex, m: &PlaceMention, doc: &Document) -> f64 {
        let first = m.tokens.start;
        let single = m.tokens.len() == 1;
        let sentence_start = doc.sentences.get(doc.sentence_of(first)).is_some_and(|s| s.tokens.start == first);
        let starts = sentence_start || first > 0 && matches!(doc.word(first - 1), "\"" | "“" | "«" | ":" | "‘");
        let common = single && self.words.iter().any(|w| w.common.has(doc, first));
        let rows = || m.candidates.iter().filter_map(|&c| index.row(c).map(|r| (c, r)));
        let own = rows().any(|(c, _)| index.is_own(c));
        let table = rows().any(|(c, _)| index.is_of_table(c));
        let people = rows().filter_map(|(_, r)| r.population).max().unwrap_or(0);
        let mut logit = -0.4;
        logit += if m.announced { 2.0 } else { 0.0 };
        logit += if m.particle.is_some() { 1.0 } else { 0.0 };
        logit += if m.container.is_some() { 1.5 } else { 0.0 };
        logit += if own {
            2.0
        } else if table {
            1.5
        } else {
            0.0
        };
        logit += if single { 0.0 } else { 0.7 };
        logit += if table { 0.0 } else { (0.3 * (f64::from(people.max(1)) / 20_000.0).ln()).clamp(-1.0, 1.0) };
        logit -= if m.candidates.is_empty() { 0.5 } else { 0.0 };
        logit -= if m.respelt { 0.7 } else { 0.0 };
        logit -= if starts && single && !table { 1.5 } else { 0.0 };
        // An ordinary word is a place where a preposition, a container or the theatre itself says so.
        logit -= match (common, m.announced || m.container.is_some(), own) {
            (false, ..) | (true, true, true) => 0.0,
            (true, false, true) if starts => 1.2,
            (true, true, false) | (true, false, true) => 0.7,
            (true, false, false) => 3.0,
        };
        logit -= if m.role == Role::Person { 4.0 } else { 0.0 };
        logit
    }

    /// What the text says of what it lies in ('Bwiza, in Rutshuru') and of what lies in it ('Buffalo, New York').
    fn container_sign(&self, index: &PlaceIndex, row: &Row, numbers: &[usize]) -> f64 {
        let rows = |m: usize| {
            let candidates = self.mentions.get(m).map_or(&[][..], |m| &m.candidates);
            candidates.iter().filter_map(|&c| index.row(c))
        };
        let mut sign: f64 = 0.0;
        for &m in numbers {
            if let Some(container) = self.mentions.get(m).and_then(|m| m.container)
                && rows(container).next().is_some()
            {
                let inside = rows(container).any(|area| area != *row && lies_in(row, &area));
                sign += if inside { 4.0 } else { -1.5 };
            }
            for &content in self.contents.get(&m).into_iter().flatten() {
                if rows(content).any(|inner| inner != *row && lies_in(&inner, row)) {
                    sign += if row.kind.is_area() { 2.5 } else { 1.0 };
                }
            }
        }
        sign.clamp(-3.0, 5.0)
    }

    /// The signs for one row.
    pub(super) fn weigh(
        &self,
        index: &PlaceIndex,
        candidate: PlaceRef,
        row: &Row,
        numbers: &[usize],
        members: &[&PlaceMention],
        doc: &Document,
    ) -> Weight {
        let region = if index.is_own(candidate) {
            2.5
        } else if index.is_of_table(candidate) {
            1.0
        } else {
            0.0
        };
        let mut w = Weight { region, ..Weight::default() };
        w.importance = importance(row);
        w.kind = members.iter().map(|m| kind_sign(m.kind_hint, row.kind)).fold(f64::NEG_INFINITY, f64::max);
        if !w.kind.is_finite() {
            w.kind = 0.0;
        }
        // 'Mexico' is no evidence that 'Mexico' is a town of Mexico.
        let own = |c: &PlaceRef| {
            index
                .row(*c)
                .is_some_and(|r| r.kind == PlaceKind::Country && r.country == row.country && !r.country.is_empty())
        };
        let itself =
            if members.first().is_some_and(|m| m.candidates.iter().any(own)) { members.len() as f64 } else { 0.0 };
        let country = (self.countries.get(row.country).copied().unwrap_or(0.0) - itself).max(0.0);
        if row.kind != PlaceKind::Country && self.country_total > 0.0 {
            w.country += 2.0 * country / self.country_total + if country > 0.0 { 1.0 } else { -0.5 };
        }
        if self.home.is_some_and(|h| h == row.country) {
            w.country += 1.0;
        }
        for area in [row.admin1, row.admin2].into_iter().flatten().filter(|_| !self.areas.is_empty()) {
            if self.areas.contains_key(&fold(area)) && !folds_alike(area, row.name) {
                w.country += 1.5;
            }
        }
        let here = OnSphere::new(row.lat, row.lon);
        let near: f64 = self
            .known
            .iter()
            .filter(|(other, ..)| *other != candidate)
            .map(|&(_, at, p)| {
                let km = here.km(at);
                p * if km < 60.0 {
                    1.0
                } else if km < 250.0 {
                    0.6
                } else if km < 800.0 {
                    0.2
                } else {
                    0.0
                }
            })
            .sum();
        w.siblings = near.min(2.5);
        w.container = self.container_sign(index, row, numbers);
        let same = |m: &&PlaceMention| folds_alike(&doc.text[m.name.clone()], row.name);
        w.name = if members.iter().any(same) { 0.8 } else { 0.0 };
        w
    }
}

/// True when `row` lies in `area`, by the names of admin areas or by distance.
pub(super) fn lies_in(row: &Row, area: &Row) -> bool {
    if !area.country.is_empty() && !row.country.is_empty() && area.country != row.country {
        return false;
    }
    // 'Masisi territory' is the area's name, 'Masisi' what its places call it.
    let named = |admin: Option<&str>, own: Option<&str>| {
        admin.is_some_and(|a| folds_alike(a, area.name) || own.is_some_and(|own| folds_alike(own, a)))
    };
    let within = || distance_m((row.lat, row.lon), (area.lat, area.lon)) <= area.precision_km * 1300.0;
    match area.kind {
        PlaceKind::Country => true,
        PlaceKind::Province => named(row.admin1, area.admin1) || row.admin1.is_none() && within(),
        PlaceKind::Territory => named(row.admin2, area.admin2) || row.admin2.is_none() && within(),
        kind if kind.is_area() => within(),
        // 'a quarter of Goma', 'Kimoka, near the town of Sake'
        _ => distance_m((row.lat, row.lon), (area.lat, area.lon)) <= area.precision_km.max(10.0) * 1500.0,
    }
}

/// Of the rows a name may mean, the one nearest to a spot: the other end of a stretch.
pub(super) fn nearest(index: &PlaceIndex, candidates: &[PlaceRef], to: (f64, f64)) -> Option<PlaceRef> {
    candidates
        .iter()
        .filter_map(|&c| {
            let row = index.row(c)?;
            Some((distance_m((row.lat, row.lon), to), c))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, c)| c)
}

/// What a place is worth before anything is read: large places are written about.
fn importance(row: &Row) -> f64 {
    let kind = match row.kind {
        PlaceKind::Country => 7.5,
        PlaceKind::Province => 3.0,
        PlaceKind::City => 1.5,
        PlaceKind::Region => 2.5,
        PlaceKind::Town => 0.8,
        PlaceKind::Territory => 0.3,
        PlaceKind::Neighbourhood => -0.3,
        _ => 0.0,
    };
    let settled = !row.kind.is_area();
    let people = row
        .population
        .filter(|_| settled)
        .map_or(0.0, |p| (0.55 * (f64::from(p.max(1)) / 1000.0).ln()).clamp(0.0, 5.0));
    kind + people
}

/// How well a row's kind fits the word in the text.
fn kind_sign(hint: Option<PlaceKind>, kind: PlaceKind) -> f64 {
    use PlaceKind::{Chiefdom, City, Groupement, Neighbourhood, Territory, Town, Village};
    let settlement = |k| matches!(k, City | Town | Village | Neighbourhood);
    match hint {
        // 'à Beni' is the town, not the territory around it.
        None if matches!(kind, Territory | Chiefdom | Groupement) => -1.5,
        Some(hint) if hint == kind => 3.0,
        // 'le village Damas' is not Damascus.
        Some(Village) if kind == City => -2.5,
        Some(hint) if settlement(hint) && settlement(kind) => 1.5,
        Some(hint) if hint.is_area() != kind.is_area() => -2.5,
        _ => 0.0,
    }
}

pub(super) fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
