//! What a verb is done to: the place, ground or person that stands behind it or, in the passive, before it.

use std::ops::Range;

use super::context::{Context, LONGEST, any_in};
use super::reading::Object;
use crate::article::Lang;
use crate::lexicon::{Form, Grammar, TriggerHit};
use crate::text::{Case, TokenKind};

impl Context<'_> {
    /// The actor whose ground it is that stands behind a verb: 'army positions', 'the rebels' headquarters'.
    pub(super) fn owner_right(&self, at: usize, clause: &Range<usize>, reach: usize) -> Option<usize> {
        self.actors_in(&(at..clause.end.min(at + reach))).next().filter(|&i| self.owns_ground(i))
    }

    /// True for an actor that only says whose ground it is: 'an army camp', 'the police's headquarters', 'une base militaire',
    /// 'une position des FARDC'.
    pub(super) fn owns_ground(&self, i: usize) -> bool {
        let Range { start, end } = self.actors[i].tokens;
        let at = self.doc.possessive(end).unwrap_or(end);
        let behind = self.grammar_in(&(at..at + 3)).any(|h| h.tag == Grammar::Ground && (h.start == at || at > end));
        let of = usize::from(start > 1 && self.is(start - 1, Grammar::Of));
        let before = self.scanner.lang == Lang::Fr && start > of && self.is(start - of - 1, Grammar::Ground);
        // '[une position de l'armée]'
        let within = self.is(start, Grammar::Ground);
        (behind || before || within) && self.actors[i].class.is_force()
    }

    /// True for the object of an earlier verb that 'and' joins to the one at `at`: 'killed farmers and burned houses'.
    pub(super) fn is_object_before(&self, i: usize, at: usize) -> bool {
        let tokens = &self.actors[i].tokens;
        let joined = (tokens.end..at).rev().take(3).any(|k| self.is(k, Grammar::And));
        joined
            && self.triggers_in(&(tokens.start.saturating_sub(LONGEST)..tokens.start)).iter().any(|t| {
                t.end <= tokens.start && tokens.start <= t.end + 3 && t.options.iter().any(|o| o.form != Form::Noun)
            })
    }

    /// 'Wad Madani, which the rebels overran', 'Sake, which they took': the place right before the word that opens the
    /// verb's clause.
    pub(super) fn relative_place(&self, subject: Option<usize>, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let actor = subject.map(|i| self.actors[i].tokens.start).filter(|&start| start < at && start + 6 >= at);
        let pronoun = || self.pronoun_before(at, sentence);
        let subject = pronoun().or(actor)?;
        let opener = self
            .grammar_in(&(subject.saturating_sub(3).max(sentence.start)..subject))
            .find(|h| h.tag == Grammar::Clause)?;
        let near = opener.start.saturating_sub(4).max(sentence.start)..opener.start;
        let place = self.places_in(&near).next_back()?;
        (self.places[place].tokens.end + 1 >= opener.start).then_some(place)
    }

    /// Where a pronoun stands that is the subject of the verb at `at`, at most an adverb between: 'they later captured'.
    pub(super) fn pronoun_before(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let mut before = (sentence.start..at).rev().take(3);
        before
            .find(|&k| !self.scanner.is_aside(self.doc.key(k)) && !self.is(k, Grammar::Have))
            .filter(|&k| self.is(k, Grammar::Pronoun))
    }

    /// A capital word that is neither place nor actor nor the first of its sentence.
    fn is_person(&self, i: usize) -> bool {
        let token = self.doc.tokens[i];
        token.kind == TokenKind::Word
            && token.case == Case::Title
            && self.sentence(self.doc.sentence_of(i)).start != i
            && !any_in(&self.scan.nations, &(i..i + 1))
            && !self.times.around(i).iter().any(|t| t.tokens.contains(&i))
            && !self.places_at(&(i..i + 1)).any(|p| p.role.is_place())
    }

    pub(super) fn object_right(&self, at: usize, clause: &Range<usize>, reach: usize) -> Object {
        let end = self.reach_end(at, reach, clause);
        let end = (at..end).find(|&i| self.doc.word(i) == ",").unwrap_or(end);
        let range = at..end;
        // 'the communities of Kibumba' are the places themselves.
        let lives = |i: usize| self.is(self.actors[i].tokens.start, Grammar::Ground);
        let whose = |i: usize| if self.owns_ground(i) || lives(i) { Object::Ground } else { Object::Actor(i) };
        let actor = self.actors_in(&range).next().map(|i| (self.actors[i].tokens.start, whose(i)));
        // 'the eastern town of Bukavu': the name may stand further on than its first words.
        let named = self.places_in(&(at..end + LONGEST)).find(|&i| (at..end).contains(&self.places[i].span.start));
        let place = named.map(|i| (self.places[i].span.start, Object::Place(i)));
        let named = named.map(|i| self.places[i].span.clone());
        let ground = self
            .grammar_in(&range)
            .filter(|h| matches!(h.tag, Grammar::Ground | Grammar::Here))
            // 'the town' of 'the town of Sake' is the place named.
            .find(|h| named.as_ref().is_none_or(|span| !(h.start < span.end && span.start < h.end)))
            .map(|h| (h.start, Object::Ground));
        // A word for ground right before a place is the place's own ('the town of Sake').
        let first = [actor, place, ground].into_iter().flatten().min_by_key(|(start, _)| *start);
        // 'arrested Banza', and no place or actor: a person.
        let first = first.or_else(|| {
            let name = (at..end.min(at + 3)).find(|&i| self.is_person(i))?;
            Some((name, Object::Person(name)))
        });
        // What stands behind 'in' or 'by' is no object, unless nothing parts it from the verb ('prendre à').
        first.map_or(Object::None, |(start, object)| {
            let parted = self.grammar_in(&(at..start)).any(|h| {
                matches!(h.tag, Grammar::In | Grammar::By)
                    && h.start > at
                    && !self.times_in(&(h.start..h.start + 3)).iter().any(|t| t.tokens.end <= start)
            });
            if parted { Object::None } else { object }
        })
    }

    /// 'Xarun, 40 km up the road to Sake, was retaken': the place that the words between the commas only describe.
    fn before_apposition(&self, at: usize, clause: &Range<usize>) -> Option<usize> {
        let helper = |i: &usize| self.is(*i, Grammar::Be) || self.is(*i, Grammar::Have) || self.doc.word(*i) == "also";
        let verb = (clause.start..at).rev().take_while(helper).last().unwrap_or(at);
        let comma = verb.checked_sub(1).filter(|&i| i > clause.start && self.doc.word(i) == ",")?;
        let place =
            self.places_in(&(clause.start..comma)).find(|&i| self.doc.word(self.places[i].tokens.end) == ",")?;
        // 'In Sake, soldiers, who …': what a preposition leads is no subject.
        let led = self.places[place].span.start.checked_sub(1).is_some_and(|k| {
            k >= clause.start && (self.is(k, Grammar::In) || self.is(k, Grammar::Lead) || self.is(k, Grammar::Of))
        });
        let apart = self.places[place].tokens.end < comma && !led;
        let listed = (self.places[place].tokens.end..comma).any(|i| self.is(i, Grammar::And));
        (apart && !listed).then_some(place)
    }

    /// 'Kitshanga, where they had hidden for weeks, has been captured': where what is set in before a verb's helpers
    /// begins, so that what the verb tells of stands before.
    pub(super) fn insertion(&self, hit: &TriggerHit, sentence: &Range<usize>) -> Option<usize> {
        let comma = |k: usize| self.doc.word(k) == ",";
        let close = self.verb_group(hit, sentence).checked_sub(1).filter(|&k| k > sentence.start && comma(k))?;
        let opens =
            |k: usize| comma(k) && (self.is(k + 1, Grammar::Relative) || self.is(k + 1, Grammar::RelativeSubject));
        (sentence.start..close).rev().find(|&k| opens(k))
    }

    /// True for a place that is itself the subject of the verb at `at`: not 'the trading houses of Goma fell silent', 'prices
    /// in London have fallen', 'Goma, where two shells fell'.
    pub(super) fn is_subject_place(&self, place: usize, at: usize, clause: &Range<usize>) -> bool {
        let place = &self.places[place];
        let before = clause.start..place.span.start;
        let within = before.end.checked_sub(1).is_some_and(|k| before.contains(&k) && self.is(k, Grammar::In));
        if within && !self.grammar_in(&before).any(|h| matches!(h.tag, Grammar::Ground | Grammar::Here)) {
            return false;
        }
        // 'Sake, where the rebels stored rice, fell'.
        let comma = (place.tokens.end..at).rev().find(|&i| self.doc.word(i) == ",");
        let between = comma.map_or(place.tokens.end, |i| i + 1)..at;
        let small = [Grammar::Be, Grammar::Have, Grammar::And, Grammar::Ground, Grammar::VerbLead, Grammar::Reflexive];
        let times = self.times_in(&between);
        between.clone().all(|i| {
            small.iter().any(|&tag| self.is(i, tag))
                || self.scanner.is_aside(self.doc.key(i))
                || times.iter().any(|t| t.tokens.contains(&i))
                || self.doc.folded(i).ends_with("ly")
        })
    }

    pub(super) fn object_left(&self, at: usize, clause: &Range<usize>, left: Option<usize>, reach: usize) -> Object {
        let range = clause.start..at;
        let near = at.saturating_sub(reach);
        let place = self.places_in(&range).rev().find(|&i| !self.is_people(i));
        let place = place.filter(|&i| self.places[i].tokens.end > near);
        let place = self.before_apposition(at, clause).or(place);
        let own = |i: &usize| {
            let tokens = &self.actors[*i].tokens;
            tokens.start >= clause.start && tokens.end > near.min(at) && !self.says_before(*i, at)
        };
        let actor = left.filter(own);
        match (actor, place) {
            // 'The army camp at Rumangabo was captured': the ground, and not its owner.
            (Some(a), place) if self.owns_ground(a) => place.map_or(Object::Ground, Object::Place),
            // 'Rebels in Goma were killed': the actor comes first, the place only says where.
            (Some(a), Some(p)) if self.actors[a].tokens.start <= self.places[p].tokens.start => Object::Actor(a),
            (_, Some(p)) => Object::Place(p),
            (Some(a), None) => Object::Actor(a),
            (None, None)
                if self
                    .grammar_in(&(range.start.max(near)..at))
                    .any(|h| matches!(h.tag, Grammar::Ground | Grammar::Here)) =>
            {
                Object::Ground
            }
            (None, None) => Object::None,
        }
    }
}
