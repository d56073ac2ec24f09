//! Who stands on one side: those named in one list, and those who stand beside them.

use super::context::Context;
use super::reading::Reading;
use crate::lexicon::Grammar;

/// How far behind 'backed by' those may stand who only help, in tokens.
const HELPER_REACH: usize = 12;

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

    /// True for one who only stands beside another: 'les FARDC, épaulées par des chars et par des Burundais, ont …'.
    pub(super) fn is_helper(&self, i: usize) -> bool {
        let start = self.actors[i].tokens.start;
        let ends = |k: &usize| self.doc.word(*k) == "," || self.is(*k, Grammar::Have) || self.is(*k, Grammar::Be);
        let floor = self.sentence(self.doc.sentence_of(start)).start.max(start.saturating_sub(HELPER_REACH));
        let from = (floor..start).rev().find(ends).map_or(floor, |k| k + 1);
        self.grammar_in(&(from..start)).any(|h| h.tag == Grammar::Beside)
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
            (alike || forces) && self.is_list_gap(from, to) && self.has_and(a)
                || forces && and
                || from <= to && beside(from, to)
        };
        let next = (i + 1 < self.actors.len() && joined(i, i + 1)).then_some(i + 1);
        let previous = i.checked_sub(1).filter(|&p| joined(p, i));
        // 'épaulées par des blindés et par les Wazalendo': all who help.
        let reach = self.actors[i].tokens.end + HELPER_REACH;
        let helpers = (i + 1..self.actors.len())
            .take_while(move |&k| self.actors[k].tokens.start <= reach && self.is_helper(k) && !self.is_helper(i));
        next.into_iter().chain(previous).chain(helpers)
    }
}
