//! Histories: no day of news drives them, each date is reckoned from those told before.

use super::expr::{Expr, From, TimeMention, Unit};
use super::resolve::{Anchor, Resolved, Tense, days_of};

/// Resolves the times of a history in order: what leaves out its year takes it from the date told last, and 'two days
/// later' is counted from there. Lengths and what nothing precedes are `None`.
#[must_use]
pub fn resolve_narrative(mentions: &[TimeMention]) -> Vec<Option<Resolved>> {
    let mut teller = Teller::default();
    mentions
        .iter()
        .map(|mention| {
            let anchor = teller.anchor();
            let resolved = mention.resolve(&anchor)?;
            teller.told(mention, &anchor);
            Some(resolved)
        })
        .collect()
}

/// What a history has told so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Teller {
    previous: Option<(chrono::NaiveDate, chrono::NaiveDate)>,
}

impl Teller {
    pub(super) fn anchor(self) -> Anchor {
        Anchor { published: None, previous: self.previous, tense: Tense::Past }
    }

    /// Takes in a date just told. A decade or a long span is the frame of a tale, not a point in it.
    pub(super) fn told(&mut self, mention: &TimeMention, anchor: &Anchor) {
        let last = match &mention.expr {
            Expr::Range(ends) => &ends.1.expr,
            expr => expr,
        };
        let frame = matches!(last, Expr::Years { .. } | Expr::Span { .. } | Expr::Length { .. })
            || matches!(last, Expr::Unit { unit, from: From::News, .. } if *unit > Unit::Year);
        if frame {
            return;
        }
        if let Some(named) = days_of(last, anchor, mention.role) {
            self.previous = Some((named.days.start, named.days.end));
        }
    }
}
