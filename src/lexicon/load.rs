//! Lexicon files, checked, with all forms of their words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;

use super::compile::Lexicon;
use super::inflect::{Inflected, english_noun, english_verb, french_noun, french_verb};
use super::passive::english_passive;
use super::schema::{LexiconFile, Need, Phrase, TriggerCode, TriggerEntry, line_of};
use super::tag::{Form, Tag, TriggerRule};
use crate::article::Lang;

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
        /// What is wrong, with its line.
        message: String,
    },
}

/// What a lexicon file says: every phrase, in all its forms, and what it stands for.
#[derive(Debug)]
pub(super) struct Entries {
    pub(super) lang: Lang,
    /// The rules of the triggers; tags point to them by number.
    pub(super) rules: Vec<TriggerRule>,
    pub(super) phrases: Vec<(String, Tag)>,
    /// The last words of triggers that something stands within ('drive … out of'), as phrases.
    pub(super) tails: Vec<String>,
}

impl Lexicon {
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
}

impl Entries {
    /// The entries in the text of a lexicon file. `path` only stands in errors.
    pub(super) fn parse(lang: Lang, path: &str, text: &str) -> Result<Self, LexiconError> {
        let form = |message: String| LexiconError::Form { path: path.to_owned(), message };
        let at_line = |Fault { at, message }: Fault| form(format!("line {}: {message}", line_of(text, at.start)));
        let file: LexiconFile = toml::from_str(text).map_err(|e| form(e.to_string()))?;
        let (language, expected) = (file.language.get_ref(), if lang == Lang::En { "en" } else { "fr" });
        if language != expected {
            let message = format!("language is '{language}', but this file must be '{expected}'");
            return Err(at_line(Fault { at: file.language.span(), message }));
        }
        let mut made = Self { lang, rules: Vec::new(), phrases: Vec::new(), tails: Vec::new() };
        for entry in &file.trigger {
            made.add_trigger(entry, &file.define).map_err(at_line)?;
        }
        for (cue, words) in &file.cues {
            made.add(words, Tag::Cue(cue.tag));
        }
        for (grammar, words) in &file.grammar {
            made.add(words, Tag::Grammar(grammar.tag));
        }
        for (people, words) in &file.people {
            made.add(words, Tag::People(people.tag));
        }
        made.add(&file.numbers.low, Tag::Low);
        made.add(&file.numbers.high, Tag::High);
        made.add(&file.numbers.dead, Tag::Dead);
        made.add(&file.numbers.hurt, Tag::Hurt);
        made.phrases.extend(file.numbers.words.iter().map(|(w, n)| (w.clone(), Tag::Number(*n))));
        made.phrases.extend(file.numbers.vague.iter().map(|(w, n)| (w.clone(), Tag::Vague(*n))));
        made.add(&file.not_war.words, Tag::NotWar);
        made.add(&file.war.words, Tag::War);
        Ok(made)
    }

    fn add(&mut self, words: &[Phrase], tag: Tag) {
        self.phrases.extend(words.iter().flat_map(|w| alternatives(&w.0)).map(|w| (w, tag)));
    }

    fn add_trigger(&mut self, entry: &TriggerEntry, define: &Defined) -> Result<(), Fault> {
        let rule = self.rules.len() as u16;
        self.rules.push(TriggerRule {
            code: if let TriggerCode::Of(code) = entry.code { Some(code) } else { None },
            none: matches!(entry.code, TriggerCode::None),
            civilians: entry.civilians,
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
            let spelt = entries.iter().map(|entry| spell(entry, define)).collect::<Result<Vec<_>, _>>()?;
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
type Defined = BTreeMap<String, Vec<Phrase>>;

/// What is wrong with an entry.
struct Fault {
    /// Where it stands in the text, in bytes.
    at: Range<usize>,
    message: String,
}

/// An entry with what its names stand for: 'send … <troops>' is 'send … (troops|soldiers)'.
fn spell(entry: &Spanned<Phrase>, define: &Defined) -> Result<String, Fault> {
    let mut out = String::new();
    let mut rest = entry.get_ref().0.as_str();
    while let Some((before, (name, behind))) = rest.split_once('<').and_then(|(b, r)| Some((b, r.split_once('>')?))) {
        let words = define.get(name).ok_or_else(|| {
            let known: Vec<&str> = define.keys().map(String::as_str).collect();
            let message = format!("<{name}> is not known; [define] has {}", known.join(", "));
            Fault { at: entry.span(), message }
        })?;
        out.push_str(before);
        out.push('(');
        out.push_str(&words.iter().map(|word| word.0.as_str()).collect::<Vec<_>>().join("|"));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_stand_for_several_entries() {
        assert_eq!(alternatives("(fuir|quitter) le (camp|site)").len(), 4);
        assert_eq!(alternatives("(a|b) … (c|d)="), ["a … (c|d)=", "b … (c|d)="]);
        assert_eq!(alternatives("attaquer"), ["attaquer"]);
        assert_eq!(either("(c|d) e"), ["c e", "d e"]);
    }

    #[test]
    fn says_what_is_wrong() {
        let en = include_str!("../../lexicon/en.toml");
        for (text, expected) in [
            ("language = \"en\"", "missing field"),
            ("language = 3", "line 1"),
            (
                &en.replace("language = \"en\"", "language = \"fr\""),
                "line 8: language is 'fr', but this file must be 'en'",
            ),
            (&en.replace("code = \"withdrawal\"", "code = \"retreat\""), "'retreat' is not known"),
            (&en.replace("\nsaid = ", "\nsayd = "), "unknown variant `sayd`, expected one of `said`"),
            (&en.replace("\nsaid = [", "\nsaid = [\" \", "), "no words: take the entry out"),
            (&en.replace("<troops>", "<trups>"), "<trups> is not known; [define] has "),
        ] {
            let error = Lexicon::parse(Lang::En, "my.toml", text).unwrap_err().to_string();
            assert!(error.contains(expected) && error.contains("my.toml") && error.contains("line "), "{error}");
        }
    }
}
