//! Who says what a sentence tells: a party to the war or somebody else.

use std::ops::Range;

use super::context::Context;
use crate::actors::ActorClass;
use crate::lexicon::{Cue, Grammar, People};
use crate::text::Hit;

/// How far from a word of saying who says it may stand, in tokens.
const REACH: usize = 14;

/// How many words of his name may stand between a witness and the word of saying.
const CIVIL_REACH: usize = 4;

/// How many words may stand between a spokesman and those he speaks for.
const OFFICE_REACH: usize = 4;

/// How many sentences on a quotation is still of the one who spoke before.
const SPOKEN_ON: usize = 4;

/// Who says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// An army or armed group: number of the actor mention.
    Party(usize),
    /// Witnesses, officials, police, peacekeepers, the press.
    Other,
}

impl Context<'_> {
    /// Who says what a sentence tells; in a quotation, or with a pronoun, whoever spoke before.
    pub(super) fn source(&self, sentence: &Range<usize>) -> Option<Source> {
        let own = self.told_by(sentence);
        if own.is_some() || !self.is_spoken_on(sentence) {
            return own;
        }
        let number = self.doc.sentence_of(sentence.start);
        (1..=SPOKEN_ON.min(number)).find_map(|back| self.told_by(&self.sentence(number - back)))
    }

    /// The party that says so, as a number of an actor mention.
    pub(super) fn speaker(&self, sentence: &Range<usize>) -> Option<usize> {
        match self.source(sentence)? {
            Source::Party(i) => Some(i),
            Source::Other => None,
        }
    }

    /// Who stands at the first word of saying that has somebody beside it.
    fn told_by(&self, sentence: &Range<usize>) -> Option<Source> {
        let known = self.sources.get(self.doc.sentence_of(sentence.start));
        known.map_or_else(|| self.find_teller(sentence), |source| *source.get_or_init(|| self.find_teller(sentence)))
    }

    fn find_teller(&self, sentence: &Range<usize>) -> Option<Source> {
        // 'were reported to have begun', 'rebels accused of crimes': nobody says so.
        let passive = |cue: &Hit<Cue>| {
            cue.start > 0 && self.is(cue.start - 1, Grammar::Be)
                || cue.tag == Cue::Accuse && self.is(cue.end, Grammar::Of)
        };
        let says = |cue: &Hit<Cue>| matches!(cue.tag, Cue::Said | Cue::Claim | Cue::Accuse);
        let cues = self.cues_in(sentence).filter(|cue| says(cue) && !passive(cue));
        cues.into_iter().find_map(|cue| self.at_cue(cue, sentence))
    }

    /// The nearest to a word of saying who can be its subject.
    fn at_cue(&self, cue: &Hit<Cue>, sentence: &Range<usize>) -> Option<Source> {
        let near = cue.start.saturating_sub(REACH).max(sentence.start)..(cue.end + REACH).min(sentence.end);
        let actors = self.actors_in(&near).filter(|&i| self.actors[i].tokens.end <= near.end);
        let actors = actors.filter_map(|i| {
            let gap = gap(&self.actors[i].tokens, cue)?;
            let source = if self.is_party_name(i) { Source::Party(i) } else { Source::Other };
            let beside = self.is_subject_of(&self.actors[i].tokens, &gap, cue, source == Source::Other);
            let before = self.actors[i].tokens.end <= cue.start;
            (beside && (before || cue.tag == Cue::Said)).then_some((gap.len(), source))
        });
        let people = Hit::starting_in(&self.scan.people, &near).iter();
        let offices = people.filter(|h| cue.tag != Cue::Claim && matches!(h.tag, People::Speakers | People::Sources));
        let offices = offices.filter_map(|h| {
            let gap = gap(&(h.start..h.end), cue)?;
            Some((gap.len(), self.in_office(h, &gap, sentence)?))
        });
        // An office decides over the actor at the same distance: 'army spokesman', 'a local official'.
        offices.chain(actors).min_by_key(|&(gap, _)| gap).map(|(_, source)| source)
    }

    /// True for armies and armed groups, also where the words are 'M23 officials'.
    fn is_party_name(&self, i: usize) -> bool {
        let mention = &self.actors[i];
        let row = mention.actor.and_then(|a| self.region.actors.get(usize::from(a)));
        let class = row.map_or(mention.class, ActorClass::of_row);
        matches!(class, ActorClass::Rebel | ActorClass::State)
    }

    /// True when somebody is the subject of a word of saying: right beside it ('residents said', 'selon l'armée'), or
    /// with no more between than a name and its additions ('le MLC de Jean-Pierre Bemba a affirmé').
    fn is_subject_of(&self, tokens: &Range<usize>, gap: &Range<usize>, cue: &Hit<Cue>, civil: bool) -> bool {
        let comma = gap.clone().any(|i| self.doc.word(i) == ",");
        if cue.end <= tokens.start {
            return !comma && gap.len() <= if civil { CIVIL_REACH } else { 1 };
        }
        let lead = tokens.start.saturating_sub(3)..tokens.start;
        let object = self.grammar_in(&lead).any(|h| {
            matches!(h.tag, Grammar::Against | Grammar::By | Grammar::Beside)
                || h.end == tokens.start && matches!(h.tag, Grammar::In | Grammar::Of)
        });
        let verb = gap.clone().any(|i| self.is(i, Grammar::Have) || self.is(i, Grammar::Be))
            || !self.triggers_in(gap).is_empty()
            || self.grammar_in(gap).any(|h| h.tag == Grammar::Clause);
        // 'The rebels, whom Rwanda backs, said': what stands between commas only describes.
        let comma_at = |i: usize| self.doc.word(i) == ",";
        if gap.len() > 2 && comma_at(gap.start) && comma_at(gap.end - 1) {
            return !object;
        }
        gap.len() <= 1 && (civil || !comma) || !comma && !object && !verb && gap.len() <= 2 * CIVIL_REACH
    }

    /// For whom an office speaks that stands at a word of saying: the actor beside it, else, for ranks, the army that
    /// the sentence tells of.
    fn in_office(&self, office: &Hit<People>, gap: &Range<usize>, sentence: &Range<usize>) -> Option<Source> {
        let between = |i: usize| {
            let tokens = &self.actors[i].tokens;
            if office.start >= tokens.end { tokens.end..office.start } else { office.end..tokens.start }
        };
        let near = office.start.saturating_sub(OFFICE_REACH + 4)..office.end + OFFICE_REACH + 2;
        let free = |i: &usize| {
            let between = between(*i);
            between.len() <= OFFICE_REACH && !between.clone().any(|k| self.doc.word(k) == ",")
        };
        let beside = self.actors_in(&near).filter(free).min_by_key(|&i| between(i).len());
        match beside {
            Some(i) if self.is_party_name(i) && (office.tag == People::Speakers || between(i).is_empty()) => {
                Some(Source::Party(i))
            }
            Some(i) if !self.is_party_name(i) && office.tag == People::Speakers => Some(Source::Other),
            // 'se réjouit un colonel': an officer of the army that the sentence tells of.
            _ if office.tag == People::Speakers => {
                let alone = gap.len() <= 2 && !self.is(office.end, Grammar::Of) && !self.is(office.end, Grammar::And);
                let army = self.actors_in(sentence).find(|&i| self.actors[i].class == ActorClass::State);
                army.filter(|_| alone).map(Source::Party)
            }
            _ => (gap.len() <= REACH / 2).then_some(Source::Other),
        }
    }

    /// True when the sentence goes on with somebody's words: a quotation, 'he said', 'the statement added'.
    fn is_spoken_on(&self, sentence: &Range<usize>) -> bool {
        let quoted = sentence.clone().any(|i| matches!(self.doc.word(i), "\"" | "“" | "”" | "«" | "»"));
        let by_whom = |h: &Hit<Cue>| {
            let near = h.start.saturating_sub(3).max(sentence.start)..(h.end + 3).min(sentence.end);
            self.grammar_in(&near).any(|g| g.tag == Grammar::Pronoun)
                || Hit::starting_in(&self.scan.people, &near).iter().any(|p| p.tag == People::Speakers)
        };
        quoted || self.cues_in(sentence).any(|h| h.tag == Cue::Said && by_whom(h))
    }
}

/// The tokens between somebody and a word of saying; `None` when one lies in the other.
pub(super) fn gap(tokens: &Range<usize>, cue: &Hit<Cue>) -> Option<Range<usize>> {
    if tokens.end <= cue.start {
        Some(tokens.end..cue.start)
    } else if cue.end <= tokens.start {
        Some(cue.end..tokens.start)
    } else {
        None
    }
}
