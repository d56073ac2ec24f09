//! Measures finding and placing against a corpus in the form of GeoVirus (Gritta, Pilehvar, Collier 2018).

use crate::article::Lang;
use crate::text::Document;

use super::geometry::distance_m;
use super::{ArticleContext, PlaceIndex, PlaceMention, Role};

/// The usual bound of a right answer: 100 miles.
const RIGHT_M: f64 = 161_000.0;

/// A place of the corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldPlace {
    /// Its name as in the text.
    pub name: String,
    /// Its first byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Latitude, WGS 84 degrees.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}

/// An article of the corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldArticle {
    /// Its text.
    pub text: String,
    /// The places annotated.
    pub places: Vec<GoldPlace>,
}

/// What was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Places annotated.
    pub gold: usize,
    /// Places found.
    pub found: usize,
    /// Found with just the bytes annotated.
    pub exact: usize,
    /// Found with at least a byte in common, one to one.
    pub touching: usize,
    /// Of those touching, placed within 161 km.
    pub near: usize,
    /// Of those touching, the best candidate of all lies within 161 km: the bound of any choice.
    pub reachable: usize,
}

impl Counts {
    /// Precision, recall and F1 of finding, by touching or by exact spans.
    #[must_use]
    pub fn recognition(&self, exact: bool) -> (f64, f64, f64) {
        let hit = if exact { self.exact } else { self.touching } as f64;
        let share = |n: usize| if n == 0 { 0.0 } else { hit / n as f64 };
        let (p, r) = (share(self.found), share(self.gold));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }

    /// Share of the places annotated that were found and put within 161 km.
    #[must_use]
    pub fn placed(&self) -> f64 {
        if self.gold == 0 { 0.0 } else { self.near as f64 / self.gold as f64 }
    }
}

/// A difference between corpus and reader, for whoever writes rules.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// Annotated, not found.
    Missed {
        /// The words around it.
        context: String,
    },
    /// Found, not annotated.
    Spurious {
        /// The words around it.
        context: String,
    },
    /// Found and placed elsewhere, km off (`None`: without coordinates).
    Misplaced {
        /// The words around it.
        context: String,
        /// How far off.
        km: Option<f64>,
        /// What was chosen.
        chosen: String,
    },
}

/// Reads the articles of a corpus: `<article>` with `<text>` and `<location>`s of name, start, end, lat, lon. Places
/// without a name are left out, as the corpus counts itself.
#[must_use]
pub fn read_corpus(xml: &str) -> Vec<GoldArticle> {
    let mut articles = Vec::new();
    for article in between(xml, "<article>", "</article>") {
        let text = between(article, "<text>", "</text>").next().map(unescape).unwrap_or_default();
        // Offsets are characters, counted from 1.
        let bytes: Vec<usize> = text.char_indices().map(|(b, _)| b).chain([text.len()]).collect();
        let mut places = Vec::new();
        for location in between(article, "<location>", "</location>") {
            let field = |tag: &str| {
                between(location, &format!("<{tag}>"), &format!("</{tag}>")).next().map(unescape).unwrap_or_default()
            };
            let offset = |tag: &str| {
                let n: usize = field(tag).trim().parse().ok()?;
                bytes.get(n.checked_sub(1)?).copied()
            };
            let name = field("name");
            let (Some(start), Some(end)) = (offset("start"), offset("end")) else { continue };
            let (Ok(lat), Ok(lon)) = (field("lat").trim().parse(), field("lon").trim().parse()) else { continue };
            if !name.is_empty() && start < end {
                places.push(GoldPlace { name, start, end, lat, lon });
            }
        }
        places.sort_by_key(|p| (p.start, p.end));
        articles.push(GoldArticle { text, places });
    }
    articles
}

/// The stretches between two marks.
fn between<'t>(text: &'t str, open: &str, close: &str) -> impl Iterator<Item = &'t str> {
    let (open, close) = (open.to_owned(), close.to_owned());
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(&open)? + open.len();
        let end = start + rest[start..].find(&close)?;
        let inner = &rest[start..end];
        rest = &rest[end + close.len()..];
        Some(inner)
    })
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// True for what such corpora annotate: names of places, also where they are part of an office or a dateline, not
/// adjectives and people.
fn is_toponym(mention: &PlaceMention) -> bool {
    matches!(mention.role, Role::Place | Role::Office | Role::Dateline | Role::Power)
}

/// What the comparison with a corpus gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evaluation {
    /// What was counted.
    pub counts: Counts,
    /// Each difference, in the order of the texts.
    pub differences: Vec<Difference>,
    /// For each place found and put somewhere: its probability, and whether the corpus has it within 161 km.
    pub sureness: Vec<(f64, bool)>,
}

/// Finds and places all names of a corpus and compares.
#[must_use]
pub fn evaluate(index: &PlaceIndex, articles: &[GoldArticle], least: f64) -> Evaluation {
    let (mut counts, mut differences, mut sureness) = (Counts::default(), Vec::new(), Vec::new());
    for article in articles {
        let doc = Document::new(&article.text);
        let mut mentions = Vec::new();
        index.find(&doc, 0..doc.tokens.len(), Lang::En, &mut mentions);
        let resolved = index.resolve(&mentions, &doc, &ArticleContext::default());
        let found: Vec<usize> =
            (0..mentions.len()).filter(|&m| is_toponym(&mentions[m]) && resolved[m].is_place >= least).collect();
        counts.gold += article.places.len();
        counts.found += found.len();
        let mut used = vec![false; found.len()];
        for gold in &article.places {
            let context = || around(&article.text, gold.start, gold.end);
            let touching = (0..found.len()).find(|&k| {
                let name = &mentions[found[k]].name;
                !used[k] && name.start < gold.end && gold.start < name.end
            });
            let Some(k) = touching else {
                differences.push(Difference::Missed { context: context() });
                continue;
            };
            used[k] = true;
            counts.touching += 1;
            let (mention, place) = (&mentions[found[k]], &resolved[found[k]]);
            counts.exact += usize::from(mention.name == (gold.start..gold.end));
            let km = place.place.and_then(|p| index.row(p)).map(|r| distance_m((r.lat, r.lon), (gold.lat, gold.lon)));
            let near = km.is_some_and(|m| m <= RIGHT_M);
            counts.near += usize::from(near);
            if place.place.is_some() {
                sureness.push((place.probability, near));
            }
            counts.reachable +=
                usize::from(mention.candidates.iter().any(|&c| {
                    index.row(c).is_some_and(|r| distance_m((r.lat, r.lon), (gold.lat, gold.lon)) <= RIGHT_M)
                }));
            if !near {
                let chosen = place.place.and_then(|p| index.row(p));
                let chosen =
                    chosen.map_or_else(|| "none".to_owned(), |r| format!("{} {} {}", r.name, r.kind.name(), r.country));
                differences.push(Difference::Misplaced { context: context(), km: km.map(|m| m / 1000.0), chosen });
            }
        }
        for (k, _) in used.iter().enumerate().filter(|(_, used)| !**used) {
            let name = &mentions[found[k]].name;
            differences.push(Difference::Spurious { context: around(&article.text, name.start, name.end) });
            let place = &resolved[found[k]];
            if place.place.is_some() {
                sureness.push((place.probability, false));
            }
        }
    }
    Evaluation { counts, differences, sureness }
}

/// The words around a stretch, the stretch in brackets.
fn around(text: &str, start: usize, end: usize) -> String {
    let mut from = start.saturating_sub(40);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (end + 40).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    format!("{}[{}]{}", &text[from..start], &text[start..end], &text[end..to]).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::region::{Place, PlaceKind};

    const CORPUS: &str = "<articles><article><text>Rain fell on &amp; near Örtown and Xville today.</text><locations>\
        <location><name>Örtown</name><start>21</start><end>27</end><lat>10</lat><lon>20</lon></location>\
        <location><name></name><start>1</start><end>5</end><lat>0</lat><lon>0</lon></location>\
        <location><name>Xville</name><start>32</start><end>38</end><lat>-5</lat><lon>3</lon></location>\
        </locations></article></articles>";

    #[test]
    fn counts_what_is_found_and_placed() {
        let articles = read_corpus(CORPUS);
        assert_eq!(articles[0].places.len(), 2);
        let gold = &articles[0].places[0];
        assert_eq!(&articles[0].text[gold.start..gold.end], "Örtown");
        let place = |name: &str, lat, lon| Place {
            id: name.to_owned(),
            name: name.to_owned(),
            alt_names: Vec::new(),
            adjectives: Vec::new(),
            kind: PlaceKind::City,
            lat,
            lon,
            precision_km: 5.0,
            country: "XX".to_owned(),
            admin1: None,
            admin2: None,
            population: None,
            source: String::new(),
            note: String::new(),
        };
        let index = PlaceIndex::from_places(vec![place("Ortown", 10.5, 20.0), place("Xville", 60.0, 3.0)]);
        let Evaluation { counts, differences, sureness } = evaluate(&index, &articles, 0.0);
        assert_eq!(sureness.iter().map(|s| s.1).collect::<Vec<_>>(), [true, false]);
        assert_eq!((counts.gold, counts.found, counts.exact, counts.near), (2, 2, 2, 1));
        assert!((counts.placed() - 0.5).abs() < 1e-9 && (counts.recognition(true).2 - 1.0).abs() < 1e-9);
        assert!(matches!(differences.as_slice(), [Difference::Misplaced { .. }]));
    }
}
