//! Who stands on one side: those named in one list, and those who stand beside them.

use super::context::Context;
use super::reading::Reading;
use crate::lexicon::Grammar;

impl Context<'_> {
    /// Adds those named in one list with the agents and targets, and those who stand beside them.
    pub(super) fn with_groups(&self, mut reading: Reading) -> Reading {
        for list in [&mut reading.agents, &mut reading.targets] {
            let mut k = 0;
            while k < list.len() && list.len() < 6 {
                for other in self.neighbours(list[k]) {
                    if !list.contains(&other) {
                        list.push(other);
                    }
                }
                k += 1;
            }
        }
        reading.targets.retain(|i| !reading.agents.contains(i));
        reading
    }

    /// True when an 'and' stands behind actor `a` or behind one of the next two: a comma alone makes no list.
    fn has_and(&self, a: usize) -> bool {
        (a..self.actors.len().saturating_sub(1).min(a + 3)).any(|k| {
            let gap = self.actors[k].tokens.end..self.actors[k + 1].tokens.start;
            gap.len() <= 4 && gap.clone().any(|i| self.is(i, Grammar::And) || self.doc.word(i) == "/")
        })
    }

    /// True for one who only stands beside another: 'les FARDC, épaulées par les Wazalendo et des Burundais'.
    pub(super) fn is_helper(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let (from, to) = (self.actors[before].tokens.end, self.actors[i].tokens.start);
        let helper = |from: usize, to: usize| self.grammar_in(&(from..to)).any(|h| h.tag == Grammar::Beside);
        let listed = from <= to && to - from <= 2 && (from..to).any(|k| self.is(k, Grammar::And));
        let floor = self.actors[before].tokens.start.saturating_sub(4);
        listed && helper(floor, self.actors[before].tokens.start)
    }

    fn neighbours(&self, i: usize) -> impl Iterator<Item = usize> {
        let beside = |from: usize, to: usize| {
            to.saturating_sub(from) <= 7 && self.grammar_in(&(from..to)).any(|h| h.tag == Grammar::Beside)
        };
        let joined = move |a: usize, b: usize| {
            let (from, to) = (self.actors[a].tokens.end, self.actors[b].tokens.start);
            let alike = self.actors[a].class == self.actors[b].class;
            let forces = self.actors[a].class.is_force() && self.actors[b].class.is_force();
            let and = to.saturating_sub(from) <= 2 && (from..to).any(|i| self.is(i, Grammar::And));
            alike && self.is_list_gap(from, to) && self.has_and(a) || forces && and || from <= to && beside(from, to)
        };
        let next = (i + 1 < self.actors.len() && joined(i, i + 1)).then_some(i + 1);
        let previous = i.checked_sub(1).filter(|&p| joined(p, i));
        next.into_iter().chain(previous)
    }
}
