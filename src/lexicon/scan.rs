//! One scan of a text for everything the lexicon and the region's actors know.

use hashbrown::HashSet;

use super::load::Lexicon;
use super::schema::{Need, Role};
use super::tag::{Cue, Form, Grammar, People, Tag, TriggerRule};
use super::written::needed_case;
use crate::article::Lang;
use crate::region::Region;
use crate::text::{Case, Document, Hit, Phrases, TokenKind, fold};

/// All phrases of one language and one region, ready to scan texts.
#[derive(Debug, Clone)]
pub struct Scanner {
    /// The language.
    pub lang: Lang,
    /// The rules that trigger options point to.
    pub rules: Vec<TriggerRule>,
    phrases: Phrases<Tag>,
    /// Words that may part verbs of several words: days, hours, adverbs.
    aside: HashSet<String>,
    /// By number of a word: true when a trigger may begin with it.
    leads: Vec<bool>,
    /// The last words of triggers with a gap, cut and folded.
    pub(super) tails: Vec<Vec<String>>,
    /// Short words that only an accent tells apart ('a' and 'à', 'ou' and 'où'), as the lexicon writes them.
    pub(super) short: Vec<(String, Tag, bool)>,
    /// Those of them that bear an accent, folded.
    pub(super) accented: Vec<String>,
}

/// One reading of a trigger's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TriggerOption {
    /// Number in [`Scanner::rules`].
    pub rule: u16,
    /// Form of the word.
    pub form: Form,
    /// True when only 'se' before it gives it this meaning.
    pub reflexive: bool,
}

/// Words that may tell of an event, with every reading the lexicon has for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriggerHit {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// One past the last of the words that belong to it behind a gap ('drove the rebels out of'); else `end`.
    pub tail: usize,
    /// The readings.
    pub options: Vec<TriggerOption>,
}

/// A number in the text: lowest, best and highest reading.
pub(crate) type Quantity = [u32; 3];

/// What a scan found, by class; within a class the longest phrase wins and none overlap.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// Triggers.
    pub triggers: Vec<TriggerHit>,
    /// How things are said.
    pub cues: Vec<Hit<Cue>>,
    /// Small words.
    pub grammar: Vec<Hit<Grammar>>,
    /// For each token the kinds of small words that begin there, a bit each.
    small: Vec<u32>,
    /// Nouns of people.
    pub people: Vec<Hit<People>>,
    /// Actors of the region, by number.
    pub actors: Vec<Hit<u16>>,
    /// Nationalities, by number of the country's place.
    pub nations: Vec<Hit<u32>>,
    /// Numbers in words and vague quantities.
    pub numbers: Vec<Hit<Quantity>>,
    /// 'at least' (true) and 'up to' (false).
    pub bounds: Vec<Hit<bool>>,
    /// Words of death (true) and of other harm (false).
    pub harm: Vec<Hit<bool>>,
    /// Words that mean this is no war.
    pub not_war: Vec<Hit<()>>,
}

impl Scan {
    /// True when a small word of this kind begins at token `i`.
    #[must_use]
    pub fn begins(&self, i: usize, tag: Grammar) -> bool {
        self.small.get(i).is_some_and(|bits| bits >> tag as u32 & 1 == 1)
    }
}

impl Scanner {
    /// The tokens, ascending, where the words before await a place: 'recaptured …', 'the fall of …'.
    #[must_use]
    pub fn awaited(&self, doc: &Document, scan: &Scan) -> Vec<usize> {
        let wants = |option: &TriggerOption| {
            self.rules.get(usize::from(option.rule)).is_some_and(|rule| {
                let fall = rule.role == Role::Fall && option.form == Form::Noun;
                !rule.none && (rule.object == Need::Place && option.form != Form::Noun || fall)
            })
        };
        let mut out: Vec<usize> = Vec::new();
        for hit in scan.triggers.iter().filter(|hit| hit.options.iter().any(wants)) {
            if doc.tokens.get(hit.end).is_some_and(|t| t.case == Case::Title) {
                out.push(hit.end);
            }
        }
        out
    }

    /// Puts a language's lexicon and a region's names together.
    #[must_use]
    pub fn new(lexicon: &Lexicon, region: &Region) -> Self {
        let mut phrases = Phrases::default();
        let mut short = Vec::new();
        let mut leads = Vec::new();
        let mut aside = HashSet::new();
        for (phrase, tag) in &lexicon.phrases {
            if matches!(tag, Tag::Grammar(Grammar::Aside)) {
                aside.insert(fold(phrase));
                continue;
            }
            let parts = is_verb(*tag) && phrase.contains(' ');
            let lead = if parts { phrases.insert_parting(phrase, *tag) } else { phrases.insert(phrase, *tag) };
            let lead = lead.filter(|_| matches!(tag, Tag::Trigger { .. }));
            if let Some(lead) = lead.map(|word| word as usize) {
                if leads.len() <= lead {
                    leads.resize(lead + 1, false);
                }
                leads[lead] = true;
            }
            if phrase.chars().count() <= 2 {
                short.push((fold(phrase), *tag, !phrase.is_ascii()));
            }
        }
        for (number, actor) in region.actors.iter().enumerate() {
            let names = [&actor.id, &actor.name].into_iter().chain(&actor.alt_names);
            for name in names {
                phrases.insert(name, Tag::Actor { actor: number as u16, case: needed_case(name) });
            }
        }
        for (number, place) in region.places.iter().enumerate() {
            for adjective in &place.adjectives {
                phrases.insert(adjective, Tag::Nationality(number as u32));
            }
            // 'Russia's defence ministry' is the Russian one.
            if lexicon.lang == Lang::En && !place.adjectives.is_empty() {
                phrases.insert(&format!("{}'s", place.name), Tag::Nationality(number as u32));
            }
        }
        let words = |tail: &String| {
            let doc = Document::new(tail);
            (0..doc.tokens.len()).map(|i| doc.folded(i).to_owned()).collect()
        };
        let tails = lexicon.tails.iter().map(words).collect();
        let accented = short.iter().filter(|(_, _, accented)| *accented).map(|(form, ..)| form.clone()).collect();
        Self { lang: lexicon.lang, rules: lexicon.rules.clone(), phrases, aside, leads, tails, short, accented }
    }

    /// Scans a text once.
    #[must_use]
    pub fn scan(&self, doc: &Document) -> Scan {
        self.sort_out(doc, &self.phrases.numbers(doc))
    }

    /// Scans a text that tells of an event; `None`, and hardly any work, for one without a trigger.
    #[must_use]
    pub fn scan_told(&self, doc: &Document) -> Option<Scan> {
        let words = self.phrases.numbers(doc);
        let leads = |word: u32| self.leads.get(word as usize).copied().unwrap_or(false);
        let mut told = false;
        for (start, _) in words.iter().enumerate().filter(|&(_, &word)| leads(word)) {
            self.at(doc, &words, start, |hit| {
                let trigger = matches!(hit.tag, Tag::Trigger { .. }) && self.is_written_right(doc, &hit);
                told |= trigger && self.tail_end(doc, &hit).is_some();
            });
            if told {
                return Some(self.sort_out(doc, &words)).filter(|scan| !scan.triggers.is_empty());
            }
        }
        None
    }

    /// Every phrase that begins at token `start`, also verbs that words of no weight part ('tombée lundi aux mains').
    fn at(&self, doc: &Document, words: &[u32], start: usize, mut give: impl FnMut(Hit<Tag>)) {
        self.phrases.at(words, start, &mut give);
        let aside = |i: usize| doc.tokens[i].kind == TokenKind::Number || self.aside.contains(doc.folded(i));
        self.phrases.parted_at(words, start, aside, |hit| {
            if is_verb(hit.tag) {
                give(hit);
            }
        });
    }

    /// Every phrase of the text by class. `words` are the numbers of its words.
    fn sort_out(&self, doc: &Document, words: &[u32]) -> Scan {
        let mut hits: Vec<(Hit<Tag>, usize)> = Vec::with_capacity(words.len());
        for start in 0..words.len() {
            let from = hits.len();
            self.at(doc, words, start, |hit| {
                if self.is_written_right(doc, &hit)
                    && let Some(tail) = self.tail_end(doc, &hit)
                {
                    hits.push((hit, tail));
                }
            });
            // Longest first at each place, so that the first of a class to claim a token keeps it.
            if hits.len() > from + 1 {
                hits[from..].sort_by_key(|(hit, tail)| std::cmp::Reverse((hit.end, *tail)));
            }
        }
        let mut scan = Scan { small: vec![0; words.len()], ..Scan::default() };
        for (Hit { start, end, tag }, tail) in hits {
            match tag {
                Tag::Trigger { rule, form, reflexive, .. } => {
                    let options = vec![TriggerOption { rule, form, reflexive }];
                    add_trigger(&mut scan.triggers, TriggerHit { start, end, tail, options });
                }
                Tag::Cue(tag) => scan.cues.push(Hit { start, end, tag }),
                Tag::Grammar(tag) => {
                    scan.grammar.push(Hit { start, end, tag });
                    scan.small[start] |= 1 << tag as u32;
                }
                Tag::People(tag) => add(&mut scan.people, start, end, tag),
                Tag::Actor { actor, .. } => add(&mut scan.actors, start, end, actor),
                Tag::Nationality(place) => add(&mut scan.nations, start, end, place),
                Tag::Number(n) => add(&mut scan.numbers, start, end, [n, n, n]),
                Tag::Vague(quantity) => add(&mut scan.numbers, start, end, quantity),
                Tag::Low => add(&mut scan.bounds, start, end, true),
                Tag::High => add(&mut scan.bounds, start, end, false),
                Tag::Dead => add(&mut scan.harm, start, end, true),
                Tag::Hurt => add(&mut scan.harm, start, end, false),
                Tag::NotWar => add(&mut scan.not_war, start, end, ()),
            }
        }
        // 'March 23 Movement' is a name: no march, no movement.
        let names: Vec<(usize, usize)> = scan.actors.iter().map(|hit| (hit.start, hit.end)).collect();
        scan.triggers.retain(|t| !names.iter().any(|&(start, end)| start < t.end && t.start < end));
        scan
    }
}

fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Trigger { form, .. } if form != Form::Noun)
}

fn add<T>(hits: &mut Vec<Hit<T>>, start: usize, end: usize, tag: T) {
    if hits.last().is_none_or(|last| last.end <= start) {
        hits.push(Hit { start, end, tag });
    }
}

fn add_trigger(hits: &mut Vec<TriggerHit>, hit: TriggerHit) {
    match hits.last_mut() {
        Some(last) if (last.start, last.end, last.tail) == (hit.start, hit.end, hit.tail) => {
            for option in hit.options {
                if !last.options.contains(&option) {
                    last.options.push(option);
                }
            }
        }
        Some(last) if last.end > hit.start => {}
        _ => hits.push(hit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triggers(lang: Lang, text: &str) -> Vec<(String, Form)> {
        let scanner = Scanner::new(&Lexicon::builtin(lang), &Region::builtin("eastern-congo").unwrap());
        let doc = Document::new(text);
        let scan = scanner.scan(&doc);
        scan.triggers.iter().map(|t| (doc.slice(t.start..t.end).to_owned(), t.options[0].form)).collect()
    }

    #[test]
    fn tells_forms_apart() {
        for (lang, text, word, form) in [
            (Lang::En, "They captured the town", "captured", Form::Past),
            (Lang::En, "The town was taken", "taken", Form::Participle),
            (Lang::En, "Clashes went on", "Clashes", Form::Finite),
            (Lang::Fr, "Ils ont attaqué le village", "attaqué", Form::Participle),
            (Lang::Fr, "Ils l'attaquent", "attaquent", Form::Finite),
            (Lang::Fr, "Ils prennent le contrôle de la cité", "prennent le contrôle", Form::Finite),
        ] {
            assert!(triggers(lang, text).contains(&(word.to_owned(), form)), "{text}: {:?}", triggers(lang, text));
        }
    }

    #[test]
    fn accents_tell_short_words_apart() {
        let scanner = Scanner::new(&Lexicon::builtin(Lang::Fr), &Region::builtin("eastern-congo").unwrap());
        let doc = Document::new("Elle a repris Sake à midi. A Goma, rien.");
        let scan = scanner.scan(&doc);
        let tags = |i: usize| scan.grammar.iter().filter(|h| h.start == i).map(|h| h.tag).collect::<Vec<_>>();
        assert_eq!(tags(1), [Grammar::Have]);
        assert!(tags(4).contains(&Grammar::In) && !tags(4).contains(&Grammar::Have));
        assert!(tags(7).contains(&Grammar::In));
    }

    #[test]
    fn words_stand_within_a_trigger() {
        let scanner = Scanner::new(&Lexicon::builtin(Lang::En), &Region::builtin("eastern-congo").unwrap());
        for (text, whole) in [
            ("They drove the rebels out of Sake", "drove the rebels out of"),
            ("They took a priest, a hostage of fear", "took"),
        ] {
            let doc = Document::new(text);
            let scan = scanner.scan(&doc);
            let hit = &scan.triggers[0];
            assert_eq!(doc.slice(hit.start..hit.tail), whole, "{text}");
        }
    }

    #[test]
    fn names_are_no_triggers() {
        assert_eq!(triggers(Lang::En, "The March 23 Movement stays"), []);
    }
}
