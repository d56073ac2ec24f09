//! Phrases of actors: a name, or a noun of people with the words that say which.

use std::ops::Range;

use super::mention::{ActorClass, ActorMention};
use super::state;
use crate::article::Lang;
use crate::lexicon::{Code, Form, Grammar, Group, People, Scan, Scanner, TriggerHit};
use crate::region::Region;
use crate::text::{Case, Document, Hit, Join, TokenKind};

/// How many words of an unknown name may stand beside the noun ('Raia Mutomboki' has two).
const MAX_NAME: usize = 3;

/// How far before the noun the words may begin that say which ('Israeli-backed Christian militia').
const MAX_BEFORE: usize = 4;

/// Finds every mention of an actor, in order, in a text of some year. Mentions that say only 'the rebels' are not yet
/// resolved.
#[must_use]
pub fn find(doc: &Document, scan: &Scan, region: &Region, scanner: &Scanner, year: Option<i32>) -> Vec<ActorMention> {
    let lang = scanner.lang;
    let kin = scan.grammar.iter().filter(|h| h.tag == Grammar::Kin).map(|h| h.end).collect();
    let finder = Finder { doc, scan, region, lang, year, kin };
    let mut out: Vec<ActorMention> = Vec::new();
    for hit in &scan.people {
        // 'M23 rebels' may be a name of the table as a whole.
        let longer = |name: &&Hit<u16>| name.end - name.start > hit.end - hit.start;
        let first = scan.actors.partition_point(|name| name.end <= hit.start);
        if scan.actors[first..].iter().take_while(|name| name.start < hit.end).any(|name| longer(&name)) {
            continue;
        }
        if let Some(mention) = finder.phrase(hit).filter(|m| !finder.is_compound(hit) && !finder.is_guise(&m.tokens)) {
            out.push(mention);
        }
    }
    // Names that stand alone.
    for hit in &scan.actors {
        if finder.is_kin(hit) || finder.is_guise(&(hit.start..hit.end)) {
            continue;
        }
        if !out.iter().any(|m| m.tokens.start < hit.end && hit.start < m.tokens.end) {
            out.push(finder.named(hit.start..hit.end, hit.tag, None));
        }
    }
    // 'an Israeli air strike', 'Israeli mediation': the nationality alone says whose army or government it was.
    for hit in &scan.nations {
        let noun = |t: &TriggerHit| t.options.iter().all(|o| o.form == Form::Noun);
        let told = scan.triggers.iter().find(|t| match lang {
            // 'une frappe aérienne israélienne'
            Lang::Fr => t.end == hit.start && noun(t),
            Lang::En => t.start == hit.end,
        });
        let Some(who) = told.and_then(|t| who_does(t, scanner)) else { continue };
        if !out.iter().any(|m| m.tokens.start < hit.end && hit.start < m.tokens.end) {
            let head = Hit { start: hit.start, end: hit.end, tag: who };
            out.extend(ActorClass::of_people(who).map(|c| finder.national(hit.start..hit.end, hit.tag, c, &head)));
        }
    }
    out.sort_by_key(|m| (m.tokens.start, m.tokens.end));
    out.dedup_by(|b, a| b.tokens.start < a.tokens.end);
    out
}

/// Whether a country does by its army or by its government what a noun tells; `None` where neither does.
fn who_does(trigger: &TriggerHit, scanner: &Scanner) -> Option<People> {
    let rule = scanner.rules.get(usize::from(trigger.options.first()?.rule)).filter(|rule| !rule.none)?;
    match rule.code.map_or(Group::Territory, Code::group) {
        Group::Fighting | Group::Territory | Group::Violence | Group::Arrest => Some(People::State),
        Group::Talks => Some(People::Government),
        Group::Unrest | Group::Relief | Group::Other => None,
    }
}

struct Finder<'a> {
    doc: &'a Document<'a>,
    scan: &'a Scan,
    region: &'a Region,
    lang: Lang,
    year: Option<i32>,
    /// One past each of the words that lead to a name that only says of what kind somebody is.
    kin: Vec<usize>,
}

impl Finder<'_> {
    /// The phrase around a noun of people: 'suspected M23 rebels', 'rebelles du M23', 'Israeli troops'.
    fn phrase(&self, head: &Hit<People>) -> Option<ActorMention> {
        let class = ActorClass::of_people(head.tag)?;
        let sentence = self.doc.sentences.get(self.doc.sentence_of(head.start))?.tokens.clone();
        let behind = self.behind(head.end, sentence.end);
        let (start, before) = self.before(head.start, sentence.start);
        let end = behind.as_ref().map_or(head.end, |(end, _)| *end);
        let who = behind.map(|(_, who)| who).or(before);
        // 'the Rumangabo military base': the name is the ground's.
        let of_ground =
            matches!(who, Some(Who::Name(_))) && class != ActorClass::Rebel && self.is(Grammar::Ground, end);
        let tokens = if of_ground { head.start..end } else { start..end };
        if head.tag == People::Allies && !matches!(who, Some(Who::Nation(_))) {
            return None;
        }
        Some(match who {
            Some(Who::Actor(actor)) => self.named(tokens, actor, Some(head.tag)),
            Some(Who::Nation(place)) => self.national(tokens, place, class, head),
            Some(Who::Name(name)) if class == ActorClass::Rebel => {
                let name = self.coined(name, head);
                ActorMention { tokens, name, class, noun: Some(head.tag), nation: None, actor: None, named: true }
            }
            _ => self.unnamed(tokens, class, head),
        })
    }

    /// 'affiliated with al-Qaeda', 'an al-Qaeda-linked group', 'anti-Taliban fighters': the name only says of what kind
    /// somebody is.
    fn is_kin(&self, name: &Hit<u16>) -> bool {
        let led = self.kin.iter().any(|&end| {
            let articles = end..name.start;
            end <= name.start && articles.len() <= 1 && articles.clone().all(|i| self.is(Grammar::Article, i))
        });
        let hyphen = |i: usize| self.doc.tokens.get(i).is_some_and(|t| t.join == Join::Hyphen);
        let against = hyphen(name.start) && name.start.checked_sub(1).is_some_and(|i| self.doc.folded(i) == "anti");
        led || against || hyphen(name.end) && self.is(Grammar::Modifier, name.end)
    }

    /// 'police uniforms', 'en tenue de policiers': what somebody wears is nobody.
    fn is_guise(&self, tokens: &Range<usize>) -> bool {
        match self.lang {
            Lang::En => self.is(Grammar::Guise, tokens.end),
            Lang::Fr => {
                let mut before = (0..tokens.start).rev().skip_while(|&i| self.is(Grammar::Article, i));
                before.next().is_some_and(|i| self.is(Grammar::Of, i))
                    && before.next().is_some_and(|i| self.is(Grammar::Guise, i))
            }
        }
    }

    /// 'pro-government', 'rebel-held': the word is part of another that only describes.
    fn is_compound(&self, head: &Hit<People>) -> bool {
        let joined = |i: usize| self.doc.tokens.get(i).is_some_and(|t| t.join == Join::Hyphen);
        head.end == head.start + 1 && (joined(head.start) || joined(head.end))
    }

    /// What a group is called that no table knows: by its name, and where that is one plain word ('Arab militia') by
    /// the noun too.
    fn coined(&self, name: Range<usize>, head: &Hit<People>) -> String {
        let plain = name.len() == 1 && self.doc.tokens[name.start].case == Case::Title;
        let name = self.doc.slice(name);
        let noun = if self.lang == Lang::En { self.doc.slice(head.start..head.end) } else { "militia" };
        if plain { format!("{name} {noun}") } else { name.to_owned() }
    }

    fn named(&self, tokens: Range<usize>, actor: u16, noun: Option<People>) -> ActorMention {
        let row = self.region.actors.get(usize::from(actor));
        let own = row.map_or(ActorClass::Rebel, ActorClass::of_row);
        // 'UN officials' are no peacekeepers; 'M23 rebels' are what the table says.
        let class = match noun.and_then(ActorClass::of_people) {
            Some(class @ (ActorClass::Leaders | ActorClass::Civilian)) => class,
            _ => own,
        };
        let name = row.map_or_else(String::new, |row| row.id.clone());
        ActorMention { tokens, name, class, noun, nation: None, actor: Some(actor), named: true }
    }

    /// 'Israeli troops': the table's army of that country where it has one, else the adjective and what they are.
    fn national(&self, tokens: Range<usize>, nation: u32, class: ActorClass, head: &Hit<People>) -> ActorMention {
        let place = self.region.places.get(nation as usize);
        let country = place.map(|p| p.country.as_str()).unwrap_or_default();
        if class == ActorClass::State
            && let Some(number) = state::army(self.region, country, self.year)
        {
            return self.named(tokens, number, Some(head.tag));
        }
        if class == ActorClass::Police
            && let Some(number) = state::police(self.region, country, self.year)
        {
            return self.named(tokens, number, Some(head.tag));
        }
        let adjective = place.and_then(|p| p.adjectives.first().map(String::as_str));
        let demonym = self.region.demonym(country).filter(|_| class != ActorClass::Rebel);
        let whose = demonym.or(adjective).unwrap_or_default();
        let noun = match class {
            ActorClass::State => "army",
            ActorClass::Police => "police",
            ActorClass::Mission => "peacekeepers",
            ActorClass::Leaders => "government",
            ActorClass::Rebel if self.lang == Lang::En => self.doc.slice(head.start..head.end),
            ActorClass::Rebel => "rebels",
            ActorClass::Protesters => "demonstrators",
            ActorClass::Civilian => "civilians",
        };
        let name = if class == ActorClass::Civilian { noun.to_owned() } else { format!("{whose} {noun}") };
        ActorMention { tokens, name, class, noun: Some(head.tag), nation: Some(nation), actor: None, named: true }
    }

    fn unnamed(&self, tokens: Range<usize>, class: ActorClass, head: &Hit<People>) -> ActorMention {
        let name = match class {
            ActorClass::Civilian => "civilians".to_owned(),
            ActorClass::Protesters => "demonstrators".to_owned(),
            ActorClass::Police => "police".to_owned(),
            // One of many is called as they are; an army is one.
            _ if head.tag == People::Army => self.doc.slice(head.start..head.end).to_lowercase(),
            _ => {
                let article = self.is(Grammar::Article, head.start) || self.is(Grammar::Whose, head.start);
                self.plural(&self.doc.slice(head.start + usize::from(article)..head.end).to_lowercase())
            }
        };
        let named = class == ActorClass::Civilian || head.tag == People::Loose;
        ActorMention { tokens, name, class, noun: Some(head.tag), nation: None, actor: None, named }
    }

    /// 'gunman', 'separatist': one of many, and called as they are.
    fn plural(&self, noun: &str) -> String {
        if self.lang == Lang::Fr || noun.ends_with('s') || noun.ends_with("men") || noun.contains(' ') {
            return noun.to_owned();
        }
        noun.strip_suffix("man").map_or_else(|| format!("{noun}s"), |stem| format!("{stem}men"))
    }

    /// What stands before the noun: where the phrase begins, and who it is.
    fn before(&self, head: usize, floor: usize) -> (usize, Option<Who>) {
        let mut who = None;
        let mut start = head;
        let floor = floor.max(head.saturating_sub(MAX_BEFORE));
        let mut name_end = None;
        while start > floor {
            let i = start - 1;
            let token = self.doc.tokens[i];
            // 'the Community (EAC) heads of state'.
            let i = if self.doc.word(i) == ")" && Hit::ending_at(&self.scan.actors, i).is_some() { i - 1 } else { i };
            if let Some(hit) = Hit::covering(&self.scan.actors, i) {
                if hit.end > head || self.is_kin(hit) {
                    break;
                }
                who = who.or(Some(Who::Actor(hit.tag)));
                start = hit.start;
            } else if let Some(hit) = Hit::covering(&self.scan.nations, i) {
                who = who.or(Some(Who::Nation(hit.tag)));
                start = hit.start;
            } else if Hit::ending_at(&self.scan.people, start).is_some_and(|h| h.tag == People::Suspected) {
                start = i;
            } else if self.is_name_word(i) && self.lang == Lang::En && token.join != Join::Apostrophe {
                name_end.get_or_insert(start);
                start = i;
            } else if token.kind == TokenKind::Word && token.case == Case::Lower && self.is(Grammar::Modifier, i) {
                start = i;
            } else {
                break;
            }
        }
        if who.is_none()
            && let Some(end) = name_end
            && end - start <= MAX_NAME
        {
            who = Some(Who::Name(start..end));
        }
        // Words that say nothing about who it is are left out of the phrase.
        if who.is_none() {
            let suspected = Hit::ending_at(&self.scan.people, head).filter(|h| h.tag == People::Suspected);
            return (suspected.map_or(head, |h| h.start), None);
        }
        (start, who)
    }

    /// What stands behind the noun: 'rebelles du M23', 'fighters of the ADF', 'miliciens Nyatura', 'rebels (ADF)'.
    fn behind(&self, at: usize, ceiling: usize) -> Option<(usize, Who)> {
        let mut i = at;
        let mut linked = false;
        while i < ceiling && i < at + 4 && self.is_link(i) {
            linked = true;
            i += 1;
        }
        // A headline ends with its line: 'Troops take Kirkuk from Kurds' goes on with no name of the text below.
        if i >= ceiling {
            return None;
        }
        // 'rebelles ougandais de l'ADF': an adjective may stand between.
        let nation = Hit::covering(&self.scan.nations, i).filter(|h| h.start == i);
        if let Some(hit) = nation
            && !linked
        {
            return Some(match self.behind(hit.end, ceiling) {
                Some((end, who @ Who::Actor(_))) => (end, who),
                _ => (hit.end, Who::Nation(hit.tag)),
            });
        }
        if let Some(hit) = Hit::covering(&self.scan.actors, i).filter(|h| h.start == i) {
            let close = usize::from(self.doc.word(hit.end) == ")" && self.doc.word(i.wrapping_sub(1)) == "(");
            return Some((hit.end + close, Who::Actor(hit.tag)));
        }
        if linked || self.lang == Lang::En {
            return None;
        }
        let name = (i..ceiling.min(i + MAX_NAME)).take_while(|&k| self.is_name_word(k)).count();
        (name > 0).then(|| (i + name, Who::Name(i..i + name)))
    }

    fn is_link(&self, i: usize) -> bool {
        self.is(Grammar::Of, i)
            || self.is(Grammar::Article, i)
            || self.doc.word(i) == "("
            || Hit::covering(&self.scan.people, i).is_some_and(|h| h.tag == People::Suspected)
    }

    fn is(&self, tag: Grammar, i: usize) -> bool {
        self.scan.begins(i, tag)
            && Hit::starting_in(&self.scan.grammar, &(i..i + 1)).iter().any(|h| h.end == i + 1 && h.tag == tag)
    }

    /// A capital word that could be part of an unknown group's name.
    fn is_name_word(&self, i: usize) -> bool {
        let token = self.doc.tokens[i];
        token.kind == TokenKind::Word
            && token.case != Case::Lower
            && token.end - token.start > 1
            && self.doc.sentences.get(self.doc.sentence_of(i)).is_some_and(|s| s.tokens.start != i)
    }
}

/// Who a phrase names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Who {
    Actor(u16),
    Nation(u32),
    Name(Range<usize>),
}
