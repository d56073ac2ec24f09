//! Where the words around a capitalised word want a place, so that it is one even if no table knows it: behind
//! 'recaptured …', 'the fall of …', 'withdrew from …', and before '… was overrun', '… changed hands'.

use std::ops::Range;

use super::code::{Code, Group};
use super::scan::{Scan, Scanner, TriggerHit, TriggerOption};
use super::schema::{Need, Role};
use super::tag::{Form, Grammar, TriggerRule};
use crate::article::Lang;
use crate::text::{Case, Document, Hit, Join, TokenKind, Word};

/// How many small words may stand between a place and its verb ('has since been').
const LOOK_BACK: usize = 5;

/// How many words a name has at most.
const LONGEST_NAME: usize = 3;

/// How many names a list of places that are told of together has at most.
const LONGEST_LIST: usize = 5;

impl Scanner {
    /// The tokens, ascending, where a name begins that the words around it make a place, known or not.
    #[must_use]
    pub fn awaited(&self, doc: &Document, scan: &Scan) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for hit in &scan.triggers {
            let rules = || hit.options.iter().filter_map(|o| self.told(*o));
            let next = hit.end.max(hit.tail);
            if rules().any(|(rule, form)| wants_behind(rule, form)) || self.leads_to(doc, scan, hit) {
                // 'took Xarun', 'took the Xarun crossroads'
                let behind = |i: usize| i + usize::from(scan.begins(i, Grammar::Article) && !is_name(doc, i));
                out.extend([hit.end, next].map(behind).into_iter().filter(|&i| is_name(doc, i)));
            }
            // 'the fall of Xarun', 'raids on Xarun', 'a bombing run on Sunday over Xarun'
            if rules().any(|(rule, form)| form == Form::Noun && is_told_of_places(rule)) {
                let past = self.past_time(doc, next);
                let at = [next, past]
                    .into_iter()
                    .find(|&at| scan.begins(at, Grammar::Of) && at == next || matches!(doc.folded(at), "on" | "over"));
                out.extend(at.map(|at| at + 1).filter(|&at| !self.is_taken(doc, scan, at)));
            }
            // 'jets bombed', 'rockets hit' are nouns of the lexicon.
            let fires = |(rule, form): (&TriggerRule, Form)| {
                is_fired_at(rule) && (form != Form::Noun || hit.end > hit.start + 1 && rule.civilians.is_none())
            };
            if self.lang == Lang::En && rules().any(fires) {
                // 'dropped bombs on Xarun'
                let behind = |at: usize| at + usize::from(matches!(doc.folded(at), "on" | "at"));
                out.extend([hit.end, next].map(behind).into_iter().filter(|&at| !self.is_taken(doc, scan, at)));
            }
            if self.lang == Lang::En && rules().any(|(rule, form)| is_told_of_subject(rule, form)) {
                self.subjects(doc, scan, hit, &mut out);
            }
            if self.lang == Lang::Fr {
                // 'ont bombardé Xarun': who bears no article is a place.
                if rules().any(|(rule, form)| form != Form::Noun && rule.code.is_some_and(strikes)) {
                    out.extend(Some(next).filter(|&at| !self.is_taken(doc, scan, at)));
                }
                out.extend(self.french_subject(doc, scan, hit).filter(|&at| !self.is_taken(doc, scan, at)));
            }
        }
        // 'the market of Xarun', 'neighbouring Xarun'
        for hit in scan.grammar.iter().filter(|h| h.tag == Grammar::Ground && scan.begins(h.end, Grammar::Of)) {
            out.extend(Some(hit.end + 1).filter(|&at| !self.is_taken(doc, scan, at)));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The name before a French verb whose subject changes hands ('Xarun est tombée aux mains'), or that a feminine
    /// participle shows to be a town ('Xarun a été reprise', 'Xarun, perdue lundi').
    fn french_subject(&self, doc: &Document, scan: &Scan, hit: &TriggerHit) -> Option<usize> {
        let helper = |i: usize| scan.begins(i, Grammar::Be) || scan.begins(i, Grammar::Have) || doc.word(i) == ",";
        let told = || hit.start.checked_sub(1).is_some_and(helper);
        let feminine = || {
            let word = doc.word(hit.start);
            told()
                && (word.ends_with('e') || word.ends_with("es"))
                && hit.options.iter().all(|o| o.form == Form::Participle)
        };
        let falls = |(rule, form): (&TriggerRule, Form)| rule.role == Role::Fall && form != Form::Noun;
        let fallen = hit.end > hit.start + 1 && hit.options.iter().all(|o| self.told(*o).is_some_and(falls));
        if !(fallen || feminine()) {
            return None;
        }
        let end = (0..hit.start).rev().take(3).find(|&i| !helper(i)).map(|i| i + 1)?;
        let name = |i: &usize| is_name(doc, *i) && doc.sentence_of(*i) == doc.sentence_of(hit.start);
        (0..end).rev().take(LONGEST_NAME).take_while(name).last()
    }

    /// One past the words of a day behind token `at`: 'on Sunday'.
    fn past_time(&self, doc: &Document, at: usize) -> usize {
        let led = usize::from(doc.folded(at) == "on");
        let day = |i: usize| self.is_aside(doc.key(i)) && doc.folded(i).ends_with("day");
        if day(at + led) { at + led + 1 } else { at }
    }

    /// The rule of an option that tells of something.
    fn told(&self, option: TriggerOption) -> Option<(&TriggerRule, Form)> {
        let rule = self.rules.get(usize::from(option.rule)).filter(|rule| !rule.none)?;
        Some((rule, option.form))
    }

    /// True for a verb that ends in a preposition of place: 'fall back to', 'set out for'.
    fn leads_to(&self, doc: &Document, scan: &Scan, hit: &TriggerHit) -> bool {
        let moves = |option: &TriggerOption| {
            self.told(*option).is_some_and(|(rule, form)| {
                form != Form::Noun
                    && rule.role != Role::Fall
                    && rule.code.is_none_or(|c| {
                        matches!(c.group(), Group::Territory | Group::Fighting | Group::Relief)
                            || c == Code::LootingDestruction
                    })
            })
        };
        // 'shells … fell on Xarun'
        let fire = |t: &TriggerHit| {
            let fires = |o: &TriggerOption| {
                self.told(*o).is_some_and(|(rule, _)| matches!(rule.code, Some(Code::Shelling | Code::AirDroneStrike)))
            };
            doc.sentence_of(t.start) == doc.sentence_of(hit.start) && t.options.iter().any(fires)
        };
        let falls =
            |i: usize| matches!(doc.folded(i), "fell" | "fallen" | "falling" | "landed" | "crashed" | "slammed");
        let last = hit.end - 1;
        let leads = scan.begins(last, Grammar::In) || scan.begins(last, Grammar::Lead) || doc.folded(last) == "on";
        self.lang == Lang::En
            && hit.end > hit.start + 1
            && leads
            && (hit.options.iter().any(moves) || falls(hit.start) && scan.triggers.iter().any(fire))
    }

    /// The names before a verb that has them as subject: 'Xarun has been shelled', 'Xarun and Yorim fell'.
    fn subjects(&self, doc: &Document, scan: &Scan, hit: &TriggerHit, out: &mut Vec<usize>) {
        let first = doc.sentences.get(doc.sentence_of(hit.start)).map_or(0, |s| s.tokens.start);
        let small = |i: usize| {
            let word = doc.folded(i);
            [Grammar::Be, Grammar::Have].iter().any(|&tag| scan.begins(i, tag))
                || matches!(
                    word,
                    "also" | "not" | "never" | "since" | "now" | "then" | "reportedly" | "itself" | "both"
                )
                || word.ends_with("ly") && doc.tokens[i].case == Case::Lower
                || word == "already"
        };
        let mut end = hit.start;
        while end > first && hit.start - end < LOOK_BACK && small(end - 1) {
            end -= 1;
        }
        // 'Xarun and Yorim, were bombed'
        if end > first && end < hit.start && doc.word(end - 1) == "," {
            end -= 1;
        }
        let passive = (end..hit.start).any(|i| scan.begins(i, Grammar::Be));
        let fits = |(rule, form): (&TriggerRule, Form)| match rule.role {
            Role::Fall => form != Form::Noun,
            Role::Hold => passive,
            _ => passive && matches!(form, Form::Past | Form::Participle),
        };
        if !hit.options.iter().filter_map(|o| self.told(*o)).any(fits) {
            return;
        }
        for _ in 0..LONGEST_LIST {
            let Some(name) = self.name_before(doc, first, end) else { return };
            let opens = name.start == first;
            let plain = opens && name.len() == 1;
            // A word that only opens its sentence may be any word.
            let common = plain && (!is_written_within(doc, name.start) && looks_common(doc.folded(name.start)));
            if common || self.is_taken(doc, scan, name.start) {
                return;
            }
            out.push(name.start);
            // 'Xarun, Yorim and Zelik were taken'.
            let mut at = name.start;
            if at > first && scan.begins(at - 1, Grammar::And) {
                at -= 1;
            }
            if at > first && doc.word(at - 1) == "," {
                at -= 1;
            }
            if at == name.start {
                return;
            }
            end = at;
        }
    }

    /// The name that ends before token `end`: capitalised words, and an 'al' or 'el' among them; no 'On Monday'.
    fn name_before(&self, doc: &Document, first: usize, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        while start > first && end - start < LONGEST_NAME {
            let joined =
                start == end || matches!(doc.tokens[start].join, Join::Space | Join::Hyphen | Join::Apostrophe);
            let particle = start < end && matches!(doc.folded(start - 1), "al" | "el" | "as" | "ash" | "ad");
            let suffix = start == end && doc.tokens[start - 1].join == Join::Apostrophe && doc.folded(start - 1) != "s";
            if joined && (is_name(doc, start - 1) && !self.is_aside(doc.key(start - 1)) || particle || suffix) {
                start -= 1;
            } else {
                break;
            }
        }
        (start < end && is_name(doc, start)).then_some(start..end)
    }

    /// True for a word that somewhere ends a name of several words which no kind of place follows: a surname, as a rule.
    fn is_surname(&self, doc: &Document, word: Word) -> bool {
        let ends_name = |i: usize| {
            let ends = doc.tokens.get(i + 1).is_none_or(|t| t.case != Case::Title || t.join != Join::Space);
            ends && is_name(doc, i)
                && doc.tokens[i].join == Join::Space
                && is_name(doc, i - 1)
                && !self.is_aside(doc.key(i - 1))
                && doc.sentence_of(i - 1) == doc.sentence_of(i)
        };
        (1..doc.tokens.len()).any(|i| doc.keys()[i] == word && ends_name(i))
    }

    /// True for what is no new name: people, an actor, a word of the language.
    fn is_taken(&self, doc: &Document, scan: &Scan, i: usize) -> bool {
        fn within<T>(hits: &[Hit<T>], i: usize) -> bool {
            let next = hits.partition_point(|h| h.end <= i);
            hits.get(next).is_some_and(|h| h.start <= i)
        }
        !is_name(doc, i)
            || within(&scan.actors, i)
            || within(&scan.people, i)
            || within(&scan.nations, i)
            || scan.grammar.iter().any(|h| (h.start..h.end).contains(&i))
            || scan.triggers.iter().any(|h| (h.start..h.end).contains(&i))
            || self.is_surname(doc, doc.key(i))
    }
}

/// True for verbs whose object is a place, and for nouns before whose 'of' one falls.
fn wants_behind(rule: &TriggerRule, form: Form) -> bool {
    rule.object == Need::Place && form != Form::Noun || rule.role == Role::Fall && form == Form::Noun
}

/// True for what is done to places: fighting over them, fire on them, gain and loss.
fn is_told_of_places(rule: &TriggerRule) -> bool {
    rule.code.is_none_or(|c| {
        matches!(c.group(), Group::Territory | Group::Fighting)
            || matches!(c, Code::Shelling | Code::AirDroneStrike | Code::Explosion)
    })
}

/// True for fire and attacks that have a place as their object ('shelled Xarun').
fn is_fired_at(rule: &TriggerRule) -> bool {
    rule.object == Need::Any
        && rule.role == Role::Agent
        && rule.code.is_some_and(|c| {
            matches!(c, Code::Shelling | Code::AirDroneStrike | Code::Explosion) || rule.civilians.is_some()
        })
}

/// True where the subject, or what it is done to, is a place.
fn is_told_of_subject(rule: &TriggerRule, form: Form) -> bool {
    matches!(rule.role, Role::Fall | Role::Hold)
        || form != Form::Noun
            && (rule.object == Need::Place
                || rule.role == Role::Leave
                || rule.code.is_some_and(|c| matches!(c, Code::Shelling | Code::AirDroneStrike | Code::Explosion)))
}

/// True for what is done to a place by arms or on foot.
fn strikes(code: Code) -> bool {
    use Code::{Advance, AirDroneStrike, ArmedClash, Shelling, Withdrawal};
    matches!(code, ArmedClash | Shelling | AirDroneStrike | Advance | Withdrawal)
}

/// True where a name may begin: a capital, also one of "O'Smach", or the 'al' of 'al-Hamra'.
fn is_name(doc: &Document, i: usize) -> bool {
    let Some(t) = doc.tokens.get(i).filter(|t| t.kind == TokenKind::Word) else { return false };
    let joined = |join: Join| doc.tokens.get(i + 1).is_some_and(|n| n.join == join && n.case == Case::Title);
    let article = || matches!(doc.folded(i), "al" | "el") && joined(Join::Hyphen);
    t.case == Case::Title && (t.end - t.start > 1 || joined(Join::Apostrophe)) || article()
}

/// True when the word stands with its capital within a sentence elsewhere: it is a name.
fn is_written_within(doc: &Document, i: usize) -> bool {
    let word = doc.key(i);
    let opens = |k: usize| doc.sentences.get(doc.sentence_of(k)).is_none_or(|s| s.tokens.start == k);
    (0..doc.tokens.len()).any(|k| k != i && doc.tokens[k].case == Case::Title && doc.key(k) == word && !opens(k))
}

/// True for a word that may be a noun of the language: a plural, a gerund, an abstract noun.
fn looks_common(word: &str) -> bool {
    ["s", "ing", "ion", "ness", "ment", "ity", "ence", "ance", "ed", "er"].iter().any(|end| word.ends_with(end))
        || matches!(
            word,
            "silence" | "night" | "darkness" | "parliament" | "rain" | "power" | "nobody" | "fire" | "snow"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::region::Region;

    #[test]
    fn words_around_a_name_want_a_place() {
        let scanner = Scanner::new(Lexicon::builtin(Lang::En), &Region::builtin("eastern-congo").unwrap());
        for (text, expected) in [
            ("The rebels recaptured Xarun on Monday.", vec!["Xarun"]),
            ("They seized the Xarun crossroads.", vec!["Xarun"]),
            ("The army shelled Xarun.", vec!["Xarun"]),
            ("Planes dropped bombs on Xarun.", vec!["Xarun"]),
            ("An attack on Xarun failed.", vec!["Xarun"]),
            ("They held the market of Xarun.", vec!["Xarun"]),
            ("On Monday Xarun was overrun.", vec!["Xarun"]),
            ("Xarun and Wad Yorim have already fallen to the army.", vec!["Xarun", "Wad"]),
            ("Houses were abandoned by the rebels.", vec![]),
            ("Silence fell on the town.", vec![]),
            ("Ahmed Xarun spoke, and then Xarun was bombed.", vec![]),
            ("The army attacked rebels.", vec![]),
        ] {
            let doc = Document::new(text);
            let found: Vec<&str> =
                scanner.awaited(&doc, &scanner.scan(&doc)).into_iter().map(|i| doc.word(i)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
