//! A small XML tree: what is written through it is well-formed, whatever the texts.

use std::fmt::{self, Display, Write};

/// An element with its attributes and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Element>,
    text: String,
}

/// An empty element.
pub(super) fn el(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new(), text: String::new() }
}

impl Element {
    #[expect(clippy::needless_pass_by_value, reason = "a builder reads better with values than with references")]
    pub(super) fn attr(mut self, name: &'static str, value: impl ToString) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    pub(super) fn child(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    pub(super) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children);
        self
    }

    /// Text, written before the children.
    #[expect(clippy::needless_pass_by_value, reason = "a builder reads better with values than with references")]
    pub(super) fn text(mut self, text: impl ToString) -> Self {
        self.text = text.to_string();
        self
    }
}

impl Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"")?;
            escape(f, value)?;
            f.write_char('"')?;
        }
        if self.children.is_empty() && self.text.is_empty() {
            return f.write_str("/>");
        }
        f.write_char('>')?;
        escape(f, &self.text)?;
        for child in &self.children {
            child.fmt(f)?;
        }
        write!(f, "</{}>", self.name)
    }
}

/// Writes text so that it stands for itself in content and in attributes. What XML 1.0 forbids altogether becomes
/// U+FFFD.
fn escape(to: &mut impl Write, text: &str) -> fmt::Result {
    for c in text.chars() {
        match c {
            '&' => to.write_str("&amp;")?,
            '<' => to.write_str("&lt;")?,
            '>' => to.write_str("&gt;")?,
            '"' => to.write_str("&quot;")?,
            '\'' => to.write_str("&apos;")?,
            // A parser turns these into spaces within attributes unless they are references.
            '\t' | '\n' | '\r' => write!(to, "&#{};", c as u32)?,
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => to.write_char('\u{fffd}')?,
            c => to.write_char(c)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        let element = el("a").attr("b", "\"'<\n>&").child(el("c")).text("]]></a>\0\u{ffff}é");
        assert_eq!(
            element.to_string(),
            "<a b=\"&quot;&apos;&lt;&#10;&gt;&amp;\">]]&gt;&lt;/a&gt;\u{fffd}\u{fffd}é<c/></a>"
        );
    }
}
