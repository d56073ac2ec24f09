//! Rule-based renderers: which rows are drawn by which symbol, and what the legend calls it.

use super::xml::{Element, el};
use crate::layers::one_line;

/// One entry of the legend.
pub(super) struct Rule {
    pub(super) label: String,
    /// A QGIS expression; `None` = every row.
    pub(super) filter: Option<String>,
    /// Makes the symbol under the name that the renderer gives it.
    pub(super) symbol: Box<dyn Fn(&str) -> Element>,
}

/// A renderer of these rules. A row that several rules take is drawn by each.
pub(super) fn renderer(rules: &[Rule]) -> Element {
    let rule = |(at, rule): (usize, &Rule)| {
        let element =
            el("rule").attr("key", format!("{{rule-{at}}}")).attr("symbol", at).attr("label", inert(&rule.label));
        match &rule.filter {
            Some(filter) => element.attr("filter", filter),
            None => element,
        }
    };
    el("renderer-v2")
        .attr("type", "RuleRenderer")
        .attr("symbollevels", 0)
        .attr("enableorderby", 0)
        .attr("forceraster", 0)
        .child(el("rules").attr("key", "{root}").children(rules.iter().enumerate().map(rule)))
        .child(el("symbols").children(rules.iter().enumerate().map(|(at, r)| (r.symbol)(&at.to_string()))))
}

/// Longest label, in characters: a name in it may come from an article and have any length.
const LABEL_LIMIT: usize = 100;

/// A text as a label: on one line, not too long, and nothing that QGIS would run: it evaluates what stands between
/// `[%` and `%]` in legends and in what is drawn on the map.
pub(super) fn inert(label: &str) -> String {
    let line = one_line(label).replace("[%", "[ %");
    match line.char_indices().nth(LABEL_LIMIT) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// `"column" = 'value'`.
pub(super) fn equals(column: &str, value: &str) -> String {
    format!("\"{column}\" = {}", quoted(value))
}

/// `"column" IN ('one', 'two')`.
pub(super) fn one_of<'a>(column: &str, values: impl IntoIterator<Item = &'a str>) -> String {
    format!("\"{column}\" IN ({})", values.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// A text within an expression: QGIS doubles quotes and reads backslash escapes.
fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\\', "\\\\").replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_not_run() {
        assert_eq!(inert("a [% eval('1') %]\nb"), "a [ % eval('1') %] b");
        assert_eq!(inert(&"é".repeat(200)).chars().count(), LABEL_LIMIT + 1);
    }

    #[test]
    fn values_stay_values() {
        assert_eq!(equals("side", "O'Brien\\"), r#""side" = 'O''Brien\\'"#);
        assert_eq!(one_of("code", ["a", "b"]), r#""code" IN ('a', 'b')"#);
    }
}
