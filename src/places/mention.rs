//! What is found in a text: a name, what stands around it, and which rows it may mean.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::region::PlaceKind;

/// How a place named relates to where it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// In it.
    In,
    /// Near it.
    Near,
    /// Some way off in a direction ('20 km north of Sake').
    Direction,
    /// Between it and another, or along a road.
    Between,
    /// On the way to it.
    Toward,
}

/// What a name does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// A place where something may happen.
    Place,
    /// 'Rwandan', 'the Congolese army'.
    AdjectiveOrPeople,
    /// 'Rutshuru hospital', 'the Luanda process', 'Radio Kivu'.
    InsideName,
    /// 'Rwanda's army', 'US troops': a state or town that acts, not the spot.
    Power,
    /// 'the governor of North Kivu': someone's office.
    Office,
    /// A person named like a place.
    Person,
    /// Where an agency's story was filed ('GOMA, June 13 (Reuters)').
    Dateline,
}

impl Role {
    /// True when an event can be there.
    #[must_use]
    pub fn is_place(self) -> bool {
        self == Self::Place
    }
}

/// A row of a layer of a [`super::PlaceIndex`]. Layer 0 is the region's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceRef {
    /// The layer's number.
    pub layer: u16,
    /// The row within the layer.
    pub row: u32,
}

/// Where the words put it in relation to the place named.
#[derive(Debug, Clone, PartialEq)]
pub struct Spatial {
    /// The relation as reports carry it.
    pub relation: Relation,
    /// How far, in metres, when the text says ('20 km').
    pub distance_m: Option<f64>,
    /// In which direction, degrees clockwise from north, when the text says.
    pub bearing: Option<f64>,
    /// True for 'on the outskirts of'.
    pub outskirts: bool,
    /// True for 'the border of', 'the Rwandan border'.
    pub border: bool,
    /// For 'between A and B' and 'the A-B road': the other end.
    pub other: Option<OtherEnd>,
    /// True for the B of 'between A and B' and of 'A, 20 km north of B': the place is already told with A.
    pub second: bool,
}

impl Default for Spatial {
    fn default() -> Self {
        Self {
            relation: Relation::In,
            distance_m: None,
            bearing: None,
            outskirts: false,
            border: false,
            other: None,
            second: false,
        }
    }
}

/// The other end of a stretch.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherEnd {
    /// The tokens of its name.
    pub tokens: Range<usize>,
    /// The rows it may mean.
    pub candidates: Vec<PlaceRef>,
    /// True when a road joins the two.
    pub road: bool,
}

/// A stretch of text that names a place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// The tokens of the name alone.
    pub tokens: Range<usize>,
    /// The tokens of the name with the words that belong to it ('20 km north of the village of Muhuzi').
    pub span: Range<usize>,
    /// The bytes of the name in the text.
    pub name: Range<usize>,
    /// The bytes of the name with the kind word that belongs to it ('Ndimo forest').
    pub called: Range<usize>,
    /// The rows that bear the name, in table order; empty when no table knows it.
    pub candidates: Vec<PlaceRef>,
    /// True when the candidates bear a similar name only.
    pub respelt: bool,
    /// The kind word and what links it ('village of', 'cité de').
    pub particle: Option<Range<usize>>,
    /// The kind that the words around it say.
    pub kind_hint: Option<PlaceKind>,
    /// Distance, direction, nearness.
    pub spatial: Spatial,
    /// Place, person, or part of another name.
    pub role: Role,
    /// Number of the mention that the text names as lying around this one ('X, in Masisi territory'), if any.
    pub container: Option<usize>,
    /// Number of the mention that only tells where this one lies ('X, 20 km north of Goma'), if any.
    pub landmark: Option<usize>,
    /// True when a preposition, a kind word or a list announces a place here.
    pub announced: bool,
}

impl PlaceMention {
    /// True when the name is that of a town, and the whole that of a bridge, an airport or a road there: the rows that
    /// bear the name (of kind `row`) tell where it lies, and not what it is.
    pub(super) fn is_part_of(&self, hint: PlaceKind, row: PlaceKind) -> bool {
        use PlaceKind::{Airport, BorderPost, Bridge, Camp, MilitaryBase, Mine, Park, Port, Road};
        let site = matches!(hint, Airport | BorderPost | Bridge | Camp | MilitaryBase | Mine | Park | Port | Road);
        let stretch = hint == Road && self.spatial.other.is_some();
        site && (self.called != self.name || stretch) && hint != row
    }
}
