//! Who does what to whom, as a noun tells it: 'an attack by rebels', 'clashes between A and B'.

use std::ops::Range;

use super::context::Context;
use super::reading::Reading;
use super::roles::OBJECT_REACH;
use crate::lexicon::{Grammar, Role, TriggerHit, TriggerOption};

/// How far behind a noun the actor may stand that it leads to, in tokens.
const NOUN_REACH: usize = 8;

/// How far behind a noun that says who holds a place the holder may stand.
const HOLDER_REACH: usize = 4;

/// Who does it, and to whom: numbers of actor mentions.
#[derive(Default)]
struct Pair {
    agents: Vec<usize>,
    targets: Vec<usize>,
}

impl Context<'_> {
    pub(super) fn read_noun(
        &self,
        hit: &TriggerHit,
        option: TriggerOption,
        clause: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Reading {
        if self.scanner.rules.get(usize::from(option.rule)).is_some_and(|r| r.role == Role::Hold) {
            // 'the town is in rebel hands', 'under the control of the army'.
            let held = hit.start..clause.end.min(hit.tail.max(hit.end + HOLDER_REACH));
            let agents = self.actors_in(&held).next().into_iter().collect();
            let object = self.object_left(hit.start, clause, None, 2 * OBJECT_REACH);
            return self.with_groups(Reading { rule: option.rule, agents, object, ..Reading::default() });
        }
        let set_against = self.pitted(hit.end, sentence).map(|(one, other)| Pair {
            // 'des combats opposent l'armée aux rebelles'.
            agents: vec![one],
            targets: vec![other],
        });
        let mut pair = set_against.unwrap_or_else(|| self.noun_sides(hit, clause));
        if pair.agents.is_empty() && pair.targets.is_empty() {
            pair = self.opposed(hit.end, sentence).unwrap_or(pair);
        }
        let Pair { mut agents, mut targets } = pair;
        targets.extend(self.given_to(hit.end, clause).filter(|i| targets.is_empty() && !agents.contains(i)));
        // 'le massacre de Banibangou, perpétré vendredi par l'État islamique'.
        if agents.is_empty() {
            agents.extend(self.carried_out_by(hit.end, sentence).filter(|i| !targets.contains(i)));
        }
        // 'the rebel attack', and failing all else the subject of the clause: 'the rebels launched an attack'.
        if agents.is_empty() {
            agents.extend(self.subject(hit.start, sentence).filter(|i| !targets.contains(i)));
        }
        let object = self.object_right(hit.end, clause, OBJECT_REACH);
        self.with_groups(Reading { rule: option.rule, agents, targets, object, ..Reading::default() })
    }

    /// Those whom small words behind a noun lead to: 'an attack by rebels', 'une attaque des ADF', 'clashes between A
    /// and B'.
    fn noun_sides(&self, hit: &TriggerHit, clause: &Range<usize>) -> Pair {
        let mut pair = Pair::default();
        // 'Fighting between': the small word may be part of the trigger.
        let led = hit.end > hit.start + 1 && self.is(hit.end - 1, Grammar::Against);
        let at = hit.end - usize::from(led);
        if let Some(first) = self.actors_in(&(at..clause.end.min(at + NOUN_REACH))).next() {
            match self.noun_link(at..self.actors[first].tokens.start) {
                Some(Grammar::Against) => pair.targets.push(first),
                Some(_) => pair.agents.push(first),
                None => {}
            }
        }
        // Both take part.
        if let Some(first) = self.after_word(Grammar::Against, at, clause) {
            if pair.targets.first() != Some(&first) && pair.agents.first() != Some(&first) {
                pair.targets.push(first);
            }
            let behind = self.actors[first].tokens.end;
            let second = self.actors_in(&(behind..clause.end.min(behind + NOUN_REACH))).next();
            let and = |i: usize| (behind..self.actors[i].tokens.start).any(|k| self.is(k, Grammar::And));
            pair.targets.extend(second.filter(|&i| and(i)));
        }
        pair
    }

    /// The small word that leads from a noun to the actor behind it; 'of' where the actor follows at once ('une frappe
    /// israélienne').
    fn noun_link(&self, gap: Range<usize>) -> Option<Grammar> {
        if gap.is_empty() {
            return Some(Grammar::Of);
        }
        // 'l'aviation a bombardé des positions rebelles': a verb between parts them.
        if gap.clone().any(|i| self.is(i, Grammar::Have) || self.is(i, Grammar::Be)) {
            return None;
        }
        let links = self.grammar_in(&gap).map(|h| h.tag);
        links.filter(|t| matches!(t, Grammar::By | Grammar::Of | Grammar::Against)).last()
    }

    /// 'fighting resumed, pitting the army against the rebels'.
    fn opposed(&self, at: usize, sentence: &Range<usize>) -> Option<Pair> {
        let against = self.grammar_in(&(at..sentence.end)).find(|h| h.tag == Grammar::Against)?;
        let left = self.actors_in(&(at..against.start)).next_back()?;
        let right = self.actors_in(&(against.end..sentence.end.min(against.end + 5))).next()?;
        (against.start <= self.actors[left].tokens.end + 2).then(|| Pair { agents: vec![left], targets: vec![right] })
    }
}
