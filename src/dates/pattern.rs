//! The small language in which the lexicon writes the forms of time expressions.
//!
//! `last ({weekday}|{unit})` is the word 'last', then a weekday or a unit. `?` makes the element before it optional,
//! `<name>` puts in a form defined under that name, `{day2}` is the day of the second date of a range, and `-` before an
//! element demands that a hyphen joins it to the one before. Words are compared folded.

use std::collections::BTreeMap;

/// One element of a flat form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element<C> {
    /// What a word or a slot's name stands for.
    pub(super) class: C,
    /// A hyphen must join it to the element before.
    pub(super) hyphen: bool,
    /// 0, or 1 for the second date of a range.
    pub(super) group: u8,
}

/// All flat forms that `form` stands for, or what is wrong with it. `class` tells what a word stands for, or, when the
/// second argument is true, a slot's name.
pub(super) fn expand<C: Copy>(
    form: &str,
    defined: &BTreeMap<String, String>,
    class: &mut dyn FnMut(&str, bool) -> Result<C, String>,
) -> Result<Forms<C>, String> {
    let mut parser = Parser { rest: form, defined, class, depth: 0 };
    let forms = parser.alternatives()?;
    if parser.rest.is_empty() { Ok(forms) } else { Err(format!("'{}' is left over", parser.rest)) }
}

struct Parser<'a, 'c, C> {
    rest: &'a str,
    defined: &'a BTreeMap<String, String>,
    class: &'c mut dyn FnMut(&str, bool) -> Result<C, String>,
    depth: usize,
}

type Forms<C> = Vec<Vec<Element<C>>>;

impl<'a, C: Copy> Parser<'a, '_, C> {
    fn alternatives(&mut self) -> Result<Forms<C>, String> {
        let mut all = self.sequence()?;
        while self.take('|') {
            all.extend(self.sequence()?);
        }
        Ok(all)
    }

    fn sequence(&mut self) -> Result<Forms<C>, String> {
        let mut all: Forms<C> = vec![Vec::new()];
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                return Ok(all);
            }
            let hyphen = self.take('-');
            let mut part = self.element()?;
            if hyphen {
                part.iter_mut().filter_map(|p| p.first_mut()).for_each(|e| e.hyphen = true);
            }
            if self.take('?') {
                part.push(Vec::new());
            }
            all = all.iter().flat_map(|a| part.iter().map(move |p| [a.as_slice(), p.as_slice()].concat())).collect();
        }
    }

    fn element(&mut self) -> Result<Forms<C>, String> {
        if self.take('(') {
            let inner = self.alternatives()?;
            return if self.take(')') { Ok(inner) } else { Err("'(' without ')'".to_owned()) };
        }
        if self.take('{') {
            let name = self.up_to('}')?;
            let (name, group) = name.strip_suffix('2').map_or((name, 0), |n| (n, 1));
            return Ok(vec![vec![Element { class: (self.class)(name, true)?, hyphen: false, group }]]);
        }
        if self.take('<') {
            let name = self.up_to('>')?;
            let form = self.defined.get(name).ok_or_else(|| format!("<{name}> is not defined"))?;
            if self.depth > 8 {
                return Err(format!("<{name}> is defined by itself"));
            }
            let mut inner =
                Parser { rest: form, defined: self.defined, class: &mut *self.class, depth: self.depth + 1 };
            let forms = inner.alternatives()?;
            return if inner.rest.is_empty() { Ok(forms) } else { Err(format!("bad definition of <{name}>")) };
        }
        let is_word = |c: char| c.is_alphanumeric();
        let end = match self.rest.find(|c| !is_word(c)) {
            Some(0) => self.rest.chars().next().map_or(0, char::len_utf8),
            Some(end) => end,
            None => self.rest.len(),
        };
        let (word, rest) = self.rest.split_at(end);
        if matches!(word, "}" | ">" | "?") {
            return Err(format!("'{word}' without what it belongs to"));
        }
        // An apostrophe joins two words; it is no token.
        self.rest = rest.strip_prefix('\'').unwrap_or(rest);
        Ok(vec![vec![Element { class: (self.class)(&crate::text::fold(word), false)?, hyphen: false, group: 0 }]])
    }

    fn up_to(&mut self, close: char) -> Result<&'a str, String> {
        let (name, rest) = self.rest.split_once(close).ok_or_else(|| format!("no '{close}'"))?;
        self.rest = rest;
        Ok(name)
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.rest.strip_prefix(c);
        if let Some(rest) = found {
            self.rest = rest;
        }
        found.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(form: &str) -> Result<Vec<String>, String> {
        let defined = BTreeMap::from([("m".to_owned(), "{month} .?".to_owned()), ("x".to_owned(), "<x>".to_owned())]);
        let mut names: Vec<String> = Vec::new();
        let forms = expand(form, &defined, &mut |name, _| {
            names.push(name.to_owned());
            Ok(names.len() - 1)
        })?;
        Ok(forms.iter().map(|f| f.iter().map(|e| names[e.class].as_str()).collect::<Vec<_>>().join(" ")).collect())
    }

    #[test]
    fn expands_forms() {
        assert_eq!(show("a b").unwrap(), ["a b"]);
        assert_eq!(show("(a|b c) d?").unwrap(), ["a d", "a", "b c d", "b c"]);
        assert_eq!(show("<m> {day}").unwrap(), ["month . day", "month day"]);
        assert_eq!(show("l'année").unwrap(), ["l annee"]);
        assert_eq!(show("{day} -{day2}").unwrap(), ["day day"]);
    }

    #[test]
    fn says_what_is_wrong() {
        for form in ["(a", "a)", "{month", "<y>", "<x>", "?"] {
            assert!(show(form).is_err(), "{form}");
        }
    }
}
