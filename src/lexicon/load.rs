//! Lexicon files, checked and made ready for the scan.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::code::Code;
use super::inflect::{Inflected, english_noun, english_verb, french_noun, french_verb};
use super::passive::english_passive;
use super::schema::{LexiconFile, Need, TriggerEntry};
use super::tag::{Cue, Form, Grammar, People, Tag, TriggerRule};
use crate::article::Lang;

const EMBEDDED: [(Lang, &str, &str); 2] = [
    (Lang::En, "lexicon/en.toml", include_str!("../../lexicon/en.toml")),
    (Lang::Fr, "lexicon/fr.toml", include_str!("../../lexicon/fr.toml")),
];

/// What is wrong with a lexicon.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The file can't be read.
    #[error("can't read the lexicon {path}: {source}; give --lexicon a folder that holds en.toml and fr.toml")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no TOML of the right form.
    #[error("{path}: {message}")]
    Form {
        /// The file.
        path: String,
        /// What the parser says, with line and column.
        message: String,
    },
    /// A name is none of those known.
    #[error("{path}: [{table}]: '{name}' is not known; it must be one of {known}")]
    Unknown {
        /// The file.
        path: String,
        /// The table.
        table: &'static str,
        /// The name.
        name: String,
        /// The names that are.
        known: String,
    },
}

/// A language, ready for the scan.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// The language.
    pub lang: Lang,
    /// The rules of the triggers; tags point to them by number.
    pub rules: Vec<TriggerRule>,
    /// Every phrase and what it stands for.
    pub phrases: Vec<(String, Tag)>,
    /// The last words of triggers that something stands within ('drive … out of'), as phrases.
    pub tails: Vec<String>,
}

impl Lexicon {
    /// The built-in lexicon of a language.
    ///
    /// # Panics
    /// Never: the lexicons are part of the program.
    #[expect(clippy::expect_used, reason = "the lexicon is part of the program, and a test reads it")]
    pub fn builtin(lang: Lang) -> Self {
        let (_, path, text) = if lang == Lang::En { EMBEDDED[0] } else { EMBEDDED[1] };
        Self::parse(lang, path, text).expect("the built-in lexicons are sound")
    }

    /// The name and the text of a language's file in a folder of `en.toml`, `fr.toml`; `None` when the folder has none.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn file(lang: Lang, dir: &Path) -> Result<Option<(String, String)>, LexiconError> {
        let path = dir.join(if lang == Lang::En { "en.toml" } else { "fr.toml" });
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some((path.display().to_string(), text))),
            Err(source) if source.kind() == std::io::ErrorKind::NotFound && dir.is_dir() => Ok(None),
            Err(source) => Err(LexiconError::Read { path, source }),
        }
    }

    /// A lexicon from the text of its file. `path` only stands in errors.
    ///
    /// # Errors
    /// When it has not the form of a lexicon.
    pub fn parse(lang: Lang, path: &str, text: &str) -> Result<Self, LexiconError> {
        let file: LexiconFile =
            toml::from_str(text).map_err(|e| LexiconError::Form { path: path.to_owned(), message: e.to_string() })?;
        let expected = if lang == Lang::En { "en" } else { "fr" };
        if file.language != expected {
            return Err(LexiconError::Form {
                path: path.to_owned(),
                message: format!("language is '{}', but this file must be '{expected}'", file.language),
            });
        }
        let mut lexicon = Self { lang, rules: Vec::new(), phrases: Vec::new(), tails: Vec::new() };
        for entry in &file.trigger {
            lexicon.add_trigger(path, entry, &file.define)?;
        }
        for (name, words) in &file.cues {
            let cue = pick(path, "cues", name, CUES)?;
            lexicon.add(words, Tag::Cue(cue));
        }
        for (name, words) in &file.grammar {
            let grammar = pick(path, "grammar", name, GRAMMAR)?;
            lexicon.add(words, Tag::Grammar(grammar));
        }
        for (name, words) in &file.people {
            let people = pick(path, "people", name, PEOPLE)?;
            lexicon.add(words, Tag::People(people));
        }
        lexicon.add(&file.numbers.low, Tag::Low);
        lexicon.add(&file.numbers.high, Tag::High);
        lexicon.add(&file.numbers.dead, Tag::Dead);
        lexicon.add(&file.numbers.hurt, Tag::Hurt);
        lexicon.phrases.extend(file.numbers.words.iter().map(|(w, n)| (w.clone(), Tag::Number(*n))));
        lexicon.phrases.extend(file.numbers.vague.iter().map(|(w, n)| (w.clone(), Tag::Vague(*n))));
        lexicon.add(&file.not_war.words, Tag::NotWar);
        lexicon.add(&file.war.words, Tag::War);
        Ok(lexicon)
    }

    fn add(&mut self, words: &[String], tag: Tag) {
        self.phrases.extend(words.iter().map(|w| (w.clone(), tag)));
    }

    fn add_trigger(&mut self, path: &str, entry: &TriggerEntry, define: &Defined) -> Result<(), LexiconError> {
        let unknown = |name: &str, known: String| LexiconError::Unknown {
            path: path.to_owned(),
            table: "trigger",
            name: name.to_owned(),
            known,
        };
        let code = |name: &str| -> Result<Code, LexiconError> {
            name.parse().map_err(|()| unknown(name, Code::ALL.map(Code::as_str).join(", ")))
        };
        let rule = self.rules.len() as u16;
        self.rules.push(TriggerRule {
            code: if matches!(entry.code.as_str(), GAINED | NONE) { None } else { Some(code(&entry.code)?) },
            none: entry.code == NONE,
            civilians: entry.civilians.as_deref().map(code).transpose()?,
            object: entry.object,
            subject: entry.subject,
            role: entry.role,
            reach: entry.reach,
            intransitive: entry.intransitive,
            weak: entry.weak,
        });
        let (verb, noun): (Inflect, Inflect) =
            if self.lang == Lang::En { (english_verb, english_noun) } else { (french_verb, french_noun) };
        // Whoever does it need not be named in a passive, so it is no match for a rule that asks who does it.
        let free = self.lang == Lang::En && entry.object == Need::Any && entry.subject == Need::Any;
        for (entries, inflect, verbs) in [(&entry.verbs, verb, true), (&entry.nouns, noun, false)] {
            let spelt: Result<Vec<String>, _> = entries.iter().map(|entry| spell(entry, define)).collect();
            let spelt = spelt
                .map_err(|name| unknown(&name, define.keys().map(String::as_str).collect::<Vec<_>>().join(", ")))?;
            for entry in spelt.iter().flat_map(|entry| alternatives(entry)) {
                let reflexive = self.lang == Lang::Fr && (entry.starts_with("se ") || entry.starts_with("s'"));
                let active = if free && verbs { either(&entry) } else { Vec::new() };
                let passive =
                    active.iter().filter_map(|form| english_passive(form)).map(|form| (form, Form::Noun, None));
                for (word, form, acute) in inflect(&entry).into_iter().chain(passive) {
                    // Few words have a gap: a look for its first letter spares the others a search.
                    let parted = if word.contains('…') { word.split_once(GAP) } else { None };
                    let (head, tail) = parted.map_or((word.as_str(), None), |(head, tail)| (head, Some(tail)));
                    let tail = tail.map(|words| self.tail(words));
                    self.phrases.push((head.to_owned(), Tag::Trigger { rule, form, acute, reflexive, tail }));
                }
            }
        }
        Ok(())
    }

    /// The number of a trigger's last words.
    fn tail(&mut self, words: &str) -> u16 {
        let known = self.tails.iter().position(|t| t == words);
        known.unwrap_or_else(|| {
            self.tails.push(words.to_owned());
            self.tails.len() - 1
        }) as u16
    }
}

/// Pieces of entries by name.
type Defined = BTreeMap<String, Vec<String>>;

/// An entry with what its names stand for: 'send … <troops>' is 'send … (troops|soldiers)'. Else the name that is not known.
fn spell(entry: &str, define: &Defined) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = entry;
    while let Some((before, (name, behind))) = rest.split_once('<').and_then(|(b, r)| Some((b, r.split_once('>')?))) {
        let words = define.get(name).ok_or_else(|| name.to_owned())?;
        out.push_str(before);
        out.push('(');
        out.push_str(&words.join("|"));
        out.push(')');
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}

/// What an entry with '(a|b)' before its gap stands for: one entry for each. Behind the gap they stay together.
fn alternatives(entry: &str) -> Vec<String> {
    let (head, tail) = entry.find(GAP).map_or((entry, ""), |at| entry.split_at(at));
    either(head).into_iter().map(|head| head + tail).collect()
}

/// Each reading of a phrase with '(a|b)'.
pub(super) fn either(phrase: &str) -> Vec<String> {
    let parts = phrase.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)));
    let Some((before, (inside, after))) = parts else { return vec![phrase.to_owned()] };
    inside.split('|').flat_map(|word| either(&format!("{before}{word}{after}"))).collect()
}

/// What stands for other words within a trigger: 'drive … out of'.
const GAP: &str = " … ";

/// All forms of an entry.
type Inflect = fn(&str) -> Vec<Inflected>;

/// The code of a place gained; who gains it makes it nonstate or government.
const GAINED: &str = "territory_gained";

/// The code of words that look like an event and are none.
const NONE: &str = "none";

const CUES: &[(&str, Cue)] = &[
    ("said", Cue::Said),
    ("claim", Cue::Claim),
    ("accuse", Cue::Accuse),
    ("deny", Cue::Deny),
    ("threat", Cue::Threat),
    ("plan", Cue::Plan),
    ("condition", Cue::Condition),
    ("negation", Cue::Negation),
    ("call", Cue::Call),
    ("history", Cue::History),
    ("toll", Cue::Toll),
    ("repulse", Cue::Repulse),
];

const GRAMMAR: &[(&str, Grammar)] = &[
    ("by", Grammar::By),
    ("after", Grammar::After),
    ("since", Grammar::Since),
    ("receiver", Grammar::Receiver),
    ("be", Grammar::Be),
    ("have", Grammar::Have),
    ("clause", Grammar::Clause),
    ("and", Grammar::And),
    ("against", Grammar::Against),
    ("beside", Grammar::Beside),
    ("kin", Grammar::Kin),
    ("guise", Grammar::Guise),
    ("than", Grammar::Than),
    ("each", Grammar::Each),
    ("participle", Grammar::Participle),
    ("present", Grammar::Present),
    ("of", Grammar::Of),
    ("verb_lead", Grammar::VerbLead),
    ("reflexive", Grammar::Reflexive),
    ("pronoun", Grammar::Pronoun),
    ("modifier", Grammar::Modifier),
    ("article", Grammar::Article),
    ("in", Grammar::In),
    ("from", Grammar::From),
    ("lead", Grammar::Lead),
    ("near", Grammar::Near),
    ("toward", Grammar::Toward),
    ("origin", Grammar::Origin),
    ("road", Grammar::Road),
    ("where", Grammar::Where),
    ("here", Grammar::Here),
    ("ground", Grammar::Ground),
    ("not_place", Grammar::NotPlace),
    ("pit", Grammar::Pit),
    ("to", Grammar::To),
    ("many", Grammar::Many),
    ("aside", Grammar::Aside),
    ("only", Grammar::Only),
    ("relative", Grammar::Relative),
    ("relative_subject", Grammar::RelativeSubject),
    ("clitic", Grammar::Clitic),
];

const PEOPLE: &[(&str, People)] = &[
    ("state", People::State),
    ("army", People::Army),
    ("allies", People::Allies),
    ("police", People::Police),
    ("rebel", People::Rebel),
    ("loose", People::Loose),
    ("civilian", People::Civilian),
    ("property", People::Property),
    ("protesters", People::Protesters),
    ("missions", People::Missions),
    ("leaders", People::Leaders),
    ("government", People::Government),
    ("suspected", People::Suspected),
    ("speakers", People::Speakers),
    ("sources", People::Sources),
];

fn pick<T: Copy>(path: &str, table: &'static str, name: &str, known: &[(&str, T)]) -> Result<T, LexiconError> {
    known.iter().find(|(n, _)| *n == name).map(|&(_, t)| t).ok_or_else(|| LexiconError::Unknown {
        path: path.to_owned(),
        table,
        name: name.to_owned(),
        known: known.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lexicons_are_sound() {
        for lang in [Lang::En, Lang::Fr] {
            let lexicon = Lexicon::builtin(lang);
            assert!(lexicon.rules.len() > 20);
            assert!(lexicon.phrases.iter().all(|(p, _)| !p.trim().is_empty()));
        }
    }

    #[test]
    fn alternatives_stand_for_several_entries() {
        assert_eq!(alternatives("(fuir|quitter) le (camp|site)").len(), 4);
        assert_eq!(alternatives("(a|b) … (c|d)="), ["a … (c|d)=", "b … (c|d)="]);
        assert_eq!(alternatives("attaquer"), ["attaquer"]);
        assert_eq!(either("(c|d) e"), ["c e", "d e"]);
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, expected) in [
            ("language = \"en\"", "missing field"),
            ("language = 3", "line 1"),
            (&EMBEDDED[0].2.replace("code = \"withdrawal\"", "code = \"retreat\""), "'retreat' is not known"),
            (&EMBEDDED[0].2.replace("\nsaid = ", "\nsayd = "), "'sayd' is not known"),
        ] {
            let error = Lexicon::parse(Lang::En, "my.toml", text).unwrap_err().to_string();
            assert!(error.contains(expected) && error.contains("my.toml"), "{error}");
        }
    }
}
