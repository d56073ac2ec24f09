//! Which row is meant: all mentions of a document weighed together.

use std::fmt;

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::evidence::{Evidence, Weight, nearest, sigmoid};
use super::geometry::{Spot, relative};
use super::index::{PlaceIndex, Row};
use super::mention::{PlaceMention, PlaceRef, Relation};
use crate::region::PlaceKind;
use crate::text::Document;

/// What is known about the article, beside its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct ArticleContext<'a> {
    /// The day of publication.
    pub published: Option<NaiveDate>,
    /// The outlet.
    pub outlet: Option<&'a str>,
    /// ISO code of the country the outlet mostly writes about, where known.
    pub home: Option<&'a str>,
}

/// Why a row was preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// It is in the region's own table.
    Region,
    /// No other row bears the name.
    Only,
    /// The text says its kind ('village of').
    Kind,
    /// The text names what it lies in.
    Container,
    /// The text names its country or province elsewhere.
    Country,
    /// Other places of the text lie near.
    Siblings,
    /// It is the largest of its name.
    Importance,
    /// It bears the name in another spelling.
    Spelling,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Region => "in the region's table",
            Self::Only => "only one of its name",
            Self::Kind => "the kind the text says",
            Self::Container => "lies in what the text names around it",
            Self::Country => "its country or province is named in the text",
            Self::Siblings => "near other places of the text",
            Self::Importance => "the largest of its name",
            Self::Spelling => "another spelling of its name",
        })
    }
}

/// What a mention means.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolvedPlace {
    /// The row, when one is meant.
    pub place: Option<PlaceRef>,
    /// Its id in the region's table.
    pub place_id: Option<String>,
    /// The name as the text writes it.
    pub name: String,
    /// What it is: the row's kind, else what the text says, else a village.
    pub kind: PlaceKind,
    /// How the event's place relates to it.
    pub relation: Relation,
    /// Latitude of the spot that the words describe; `None` when it is in no table and no small area around it is.
    pub lat: Option<f64>,
    /// Longitude.
    pub lon: Option<f64>,
    /// Radius in metres within which it lies.
    pub precision_m: Option<f64>,
    /// First-level admin area.
    pub admin1: Option<String>,
    /// Second-level admin area.
    pub admin2: Option<String>,
    /// ISO code of the country.
    pub country: Option<String>,
    /// Probability that this is a place and this row (or, without a row, that it is a place), 0 to 1.
    pub probability: f64,
    /// Probability that the name is a place's at all, whichever it may be, 0 to 1.
    pub is_place: f64,
    /// Why this row, in the order of [`Reason`].
    pub reasons: Vec<Reason>,
}

/// Mentions that mean one place: one namesake per document, unless kind words tell two apart.
struct Group {
    mentions: Vec<usize>,
    best: Option<PlaceRef>,
    probability: f64,
    is_place: f64,
    reasons: Vec<Reason>,
}

impl PlaceIndex<'_> {
    /// Decides for every mention of a document which row it means. The result is as long as `mentions` and in its
    /// order; `mentions` should be all of the document, since they decide about each other.
    #[must_use]
    pub fn resolve(&self, mentions: &[PlaceMention], doc: &Document, context: &ArticleContext) -> Vec<ResolvedPlace> {
        let mut groups = group(mentions);
        let mut evidence = Evidence::gather(self, mentions, context);
        // First by what each name alone and the countries named say, then again knowing the other places.
        for _ in 0..2 {
            for group in &mut groups {
                self.decide(group, mentions, doc, &evidence);
            }
            let found = groups.iter().filter_map(|g| Some((g.best?, g.probability, g.mentions.len())));
            evidence.learn(self, found);
        }
        let mut of_mention: Vec<usize> = vec![0; mentions.len()];
        for (n, group) in groups.iter().enumerate() {
            for &m in &group.mentions {
                of_mention[m] = n;
            }
        }
        let best = |m: usize| groups.get(*of_mention.get(m)?)?.best;
        mentions
            .iter()
            .enumerate()
            .map(|(m, mention)| {
                let group = &groups[of_mention[m]];
                self.resolved(mention, mentions, group, doc, &best)
            })
            .collect()
    }

    fn decide(&self, group: &mut Group, mentions: &[PlaceMention], doc: &Document, evidence: &Evidence) {
        group.best = None;
        group.reasons.clear();
        let members: Vec<&PlaceMention> = group.mentions.iter().map(|&m| &mentions[m]).collect();
        let Some(first) = members.first() else { return };
        let is_place = evidence.is_place(self, &members, doc);
        let mut total = 1.0; // the weight of 'none of these': e^0
        let mut best: Option<(f64, PlaceRef, Weight)> = None;
        for &candidate in &first.candidates {
            let Some(row) = self.row(candidate) else { continue };
            let weight = evidence.weigh(self, candidate, &row, &group.mentions, &members, doc);
            let score = weight.total();
            total += score.exp();
            if best.as_ref().is_none_or(|(s, ..)| score > *s) {
                best = Some((score, candidate, weight));
            }
        }
        let Some((score, candidate, weight)) = best else {
            group.is_place = sigmoid(is_place);
            group.probability = group.is_place;
            return;
        };
        let share = score.exp() / total;
        group.is_place = sigmoid(is_place + weight.context());
        group.probability = share * group.is_place;
        // 'None of these' wins: better no dot than one in the wrong country.
        if score <= 0.0 || share < 0.2 {
            return;
        }
        group.best = Some(candidate);
        group.reasons = weight.reasons(first.candidates.len() == 1, first.respelt);
    }

    fn resolved(
        &self,
        mention: &PlaceMention,
        mentions: &[PlaceMention],
        group: &Group,
        doc: &Document,
        best: &impl Fn(usize) -> Option<PlaceRef>,
    ) -> ResolvedPlace {
        let name = doc.text[mention.called.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let mut place = ResolvedPlace {
            place: group.best,
            place_id: None,
            name,
            kind: mention.kind_hint.unwrap_or(PlaceKind::Village),
            relation: mention.spatial.relation,
            lat: None,
            lon: None,
            precision_m: None,
            admin1: None,
            admin2: None,
            country: None,
            probability: group.probability,
            is_place: group.is_place,
            reasons: group.reasons.clone(),
        };
        if let Some((found, row)) = group.best.and_then(|p| Some((p, self.row(p)?))) {
            place.place_id = self.id(found);
            // 'Kabul airport' is not Kabul, nor is the road to it.
            let part = mention.kind_hint.filter(|&hint| mention.is_part_of(hint, row.kind));
            place.kind = part.unwrap_or(row.kind);
            if part.is_some() {
                place.place_id = None;
            }
            place.admin1 = row.admin1.map(str::to_owned);
            place.admin2 = row.admin2.map(str::to_owned);
            place.country = (!row.country.is_empty()).then(|| row.country.to_owned());
            let other = mention.spatial.other.as_ref().and_then(|end| {
                let candidate = nearest(self, &end.candidates, (row.lat, row.lon))?;
                Some(spot_of(&self.row(candidate)?))
            });
            let spot = relative(&mention.spatial, spot_of(&row), row.kind, other);
            (place.lat, place.lon, place.precision_m) = (Some(spot.lat), Some(spot.lon), Some(spot.precision_m));
        } else if let Some(landmark) = mention.landmark {
            let (spatial, row) = (&mentions[landmark].spatial, best(landmark).and_then(|p| self.row(p)));
            if let Some(row) = row {
                Self::place_in(&mut place, &row);
                let spot = relative(spatial, spot_of(&row), row.kind, None);
                (place.lat, place.lon, place.precision_m) = (Some(spot.lat), Some(spot.lon), Some(spot.precision_m));
            }
        } else if let Some(row) = mention.container.and_then(best).and_then(|p| self.row(p)) {
            Self::place_in(&mut place, &row);
        }
        place
    }

    /// An unknown place lies somewhere in what the text names around it. The centre of a small area stands for it,
    /// with the area's radius; the centre of a province or country would be a guess far away.
    fn place_in(place: &mut ResolvedPlace, row: &Row) {
        use PlaceKind::{Chiefdom, City, Groupement, Neighbourhood, Territory, Town, Village};
        place.country = (!row.country.is_empty()).then(|| row.country.to_owned());
        place.admin1 = row.admin1.map(str::to_owned);
        place.admin2 = row.admin2.map(str::to_owned);
        match row.kind {
            // 'Masisi territory' is the area's name, 'Masisi' what its places call it.
            PlaceKind::Province => place.admin1 = row.admin1.or(Some(row.name)).map(str::to_owned),
            Territory => place.admin2 = row.admin2.or(Some(row.name)).map(str::to_owned),
            _ => {}
        }
        place.reasons = vec![Reason::Container];
        if matches!(row.kind, Territory | Chiefdom | Groupement | City | Town | Village | Neighbourhood) {
            let spot = spot_of(row);
            (place.lat, place.lon, place.precision_m) = (Some(spot.lat), Some(spot.lon), Some(spot.precision_m));
        }
    }
}

fn spot_of(row: &Row) -> Spot {
    Spot { lat: row.lat, lon: row.lon, precision_m: row.precision_km * 1000.0 }
}

fn group(mentions: &[PlaceMention]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // Keyed by what the name may mean and whether an area is asked for: names with the same rows are one name.
    let mut known: HashMap<(&[PlaceRef], Option<bool>), usize> = HashMap::new();
    for (m, mention) in mentions.iter().enumerate() {
        let new = Group { mentions: vec![m], best: None, probability: 0.0, is_place: 0.0, reasons: Vec::new() };
        if mention.candidates.is_empty() {
            groups.push(new);
            continue;
        }
        let key = (mention.candidates.as_slice(), mention.kind_hint.map(PlaceKind::is_area));
        if let Some(&n) = known.get(&key) {
            groups[n].mentions.push(m);
        } else {
            known.insert(key, groups.len());
            groups.push(new);
        }
    }
    groups
}
