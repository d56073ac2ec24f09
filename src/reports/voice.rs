//! Active or passive: whether a verb's subject does it or has it done to it.

use std::ops::Range;

use super::context::Context;
use super::reading::Object;
use super::roles::OBJECT_REACH;
use crate::article::Lang;
use crate::lexicon::{Form, Grammar, TriggerHit};

/// How far before a second participle the helper of the first may stand.
const HELPER_REACH: usize = 22;

impl Context<'_> {
    /// True when the subject has it done to it.
    pub(super) fn is_passive(&self, hit: &TriggerHit, form: Form, clause: &Range<usize>) -> bool {
        if !matches!(form, Form::Past | Form::Participle) {
            return false;
        }
        if let Some((_, passive)) = self.shared_helper(hit, form, clause) {
            return passive;
        }
        let floor = clause.start.max(hit.start.saturating_sub(4));
        for i in (floor..hit.start).rev() {
            if self.is(i, Grammar::Be) {
                // 's'est emparé', 'se sont rendus': reflexive verbs are active.
                return !(i > 0 && self.is(i - 1, Grammar::Reflexive));
            }
            if self.is(i, Grammar::Have) {
                return false;
            }
        }
        let by = self.after_word(Grammar::By, hit.end, clause).is_some();
        // 'l'armée détruit un pont': some French participles are written like the finite form.
        let finite = hit.options.iter().any(|o| o.form == Form::Finite);
        if by || form == Form::Participle && !finite {
            return true;
        }
        // 'laid down their weapons': it has its object within. 'They captured', 'Sake, which the rebels captured': so it has
        // before.
        let sentence = self.sentence(self.doc.sentence_of(hit.start));
        let told = || self.pronoun_before(hit.start, &sentence).is_some();
        let related = || {
            let subject = self.subject(hit.start, &sentence);
            subject.is_some() && self.relative_place(subject, hit.start, &sentence).is_some()
        };
        // 'shelled a school': a noun behind it, whatever it is.
        let noun = self.is(hit.end, Grammar::Article) && !self.is(hit.end, Grammar::From);
        if self.scanner.lang == Lang::En && (hit.tail > hit.end || noun || told() || related()) {
            return false;
        }
        // 'Four killed in raid': a past without an object behind it has it before.
        matches!(self.object_right(hit.end, clause, OBJECT_REACH), Object::None)
    }

    /// The 'have' or 'be' that a second French participle shares with the first ('ont tué … et pillé …'): where it
    /// stands, and whether it makes a passive.
    pub(super) fn shared_helper(&self, hit: &TriggerHit, form: Form, clause: &Range<usize>) -> Option<(usize, bool)> {
        let last = hit.start.checked_sub(1)?;
        let helper = |i: &usize| self.is(*i, Grammar::Be) || self.is(*i, Grammar::Have);
        let floor = clause.start.max(hit.start.saturating_sub(4));
        if form != Form::Participle
            || (floor..hit.start).any(|i| helper(&i))
            || !(self.is(last, Grammar::And) || self.doc.word(last) == ",")
        {
            return None;
        }
        let i = (clause.start.max(hit.start.saturating_sub(HELPER_REACH))..hit.start).rev().find(helper)?;
        let reflexive = i > 0 && self.is(i - 1, Grammar::Reflexive);
        // 'ont été tués': the helper nearest to the participle is 'été'.
        let first = if i > clause.start && helper(&(i - 1)) { i - 1 } else { i };
        Some((first, self.is(i, Grammar::Be) && !reflexive))
    }
}
