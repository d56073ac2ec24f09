//! How an event is drawn, by the output contract's table: shape and colour both differ, since colour alone is lost on
//! the colour-blind.

use crate::reports::Code;

/// Fought over: Okabe and Ito's orange.
pub const CONTESTED: &str = "#E69F00";
/// Nobody knows who.
pub const UNKNOWN: &str = "#999999";

/// The form of a point symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Marker {
    /// Triangle.
    Triangle,
    /// Arrow head.
    Arrow,
    /// Pentagon.
    Pentagon,
    /// Cross.
    Cross,
    /// Star.
    Star,
    /// Diamond.
    Diamond,
    /// Circle.
    Circle,
    /// Square.
    Square,
    /// Hexagon.
    Hexagon,
}

/// A family of codes that share a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbol {
    /// What the legend calls it.
    pub label: &'static str,
    /// Its form.
    pub marker: Marker,
    /// Its colour, `#RRGGBB`; `None` = that of the side that did it.
    pub colour: Option<&'static str>,
    /// The codes drawn so.
    pub codes: &'static [Code],
}

impl Symbol {
    /// All symbols, in the order of the legend. Each code stands in exactly one.
    pub const ALL: [Symbol; 11] = [
        Symbol {
            label: "Territory gained",
            marker: Marker::Triangle,
            colour: None,
            codes: &[Code::TerritoryGainedNonstate, Code::TerritoryGainedGovernment],
        },
        Symbol {
            label: "Advance or new base",
            marker: Marker::Arrow,
            colour: None,
            codes: &[Code::Advance, Code::BaseEstablished],
        },
        Symbol { label: "Armed clash", marker: Marker::Cross, colour: Some("#0072B2"), codes: &[Code::ArmedClash] },
        Symbol {
            label: "Shelling or explosion",
            marker: Marker::Star,
            colour: Some("#CC79A7"),
            codes: &[Code::Shelling, Code::Explosion],
        },
        Symbol {
            label: "Air or drone strike",
            marker: Marker::Diamond,
            colour: Some("#E69F00"),
            codes: &[Code::AirDroneStrike],
        },
        Symbol { label: "Withdrawal", marker: Marker::Circle, colour: Some("#009E73"), codes: &[Code::Withdrawal] },
        Symbol {
            label: "Harm to civilians",
            marker: Marker::Square,
            colour: Some("#000000"),
            codes: &[Code::AttackCivilians, Code::Abduction, Code::SexualViolence, Code::LootingDestruction],
        },
        Symbol {
            label: "Arrest, protest, riot",
            marker: Marker::Pentagon,
            colour: Some("#F0E442"),
            codes: &[Code::Arrest, Code::Protest, Code::Riot],
        },
        Symbol {
            label: "Talks or agreement",
            marker: Marker::Hexagon,
            colour: Some("#56B4E9"),
            codes: &[Code::Agreement, Code::Diplomacy],
        },
        Symbol {
            label: "Displacement and relief",
            marker: Marker::Circle,
            colour: Some("#56B4E9"),
            codes: &[Code::Displacement, Code::Humanitarian],
        },
        Symbol { label: "Other", marker: Marker::Circle, colour: Some(UNKNOWN), codes: &[Code::OtherStrategic] },
    ];

    /// The symbol of a code.
    #[must_use]
    pub fn of(code: Code) -> &'static Symbol {
        const ALL: &[Symbol] = &Symbol::ALL;
        ALL.iter().find(|s| s.codes.contains(&code)).unwrap_or(&ALL[ALL.len() - 1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_one_symbol() {
        for code in Code::ALL {
            let symbols = Symbol::ALL.iter().filter(|s| s.codes.contains(&code)).count();
            assert_eq!(symbols, 1, "{code:?}");
        }
    }

    #[test]
    fn no_two_symbols_look_alike() {
        for (i, one) in Symbol::ALL.iter().enumerate() {
            for other in &Symbol::ALL[i + 1..] {
                assert!((one.marker, one.colour) != (other.marker, other.colour), "{} / {}", one.label, other.label);
            }
        }
    }
}
