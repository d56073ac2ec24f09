//! What is known of a choice as numbers, as the learned models read it.

use super::candidate::When;
use super::context::Context;

/// 1 for true, 0 for false.
pub(super) fn yes(b: bool) -> f32 {
    f32::from(u8::from(b))
}

/// A count, of which more than `most` says no more.
pub(super) fn count(n: usize, most: usize) -> f32 {
    n.min(most) as f32
}

/// How many days some days span, less one.
pub(super) fn length(when: &When) -> f32 {
    count((when.end - when.start).num_days().max(0) as usize, 400)
}

impl Context<'_> {
    /// How many days some days lie before publication; below 0 for what lies ahead, 0 where that day is not known.
    pub(super) fn days_back(&self, when: &When) -> f32 {
        let published = self.article.published.map(|p| p.date);
        published.map_or(0, |day| (day - when.end).num_days().clamp(-400, 4000)) as f32
    }
}
