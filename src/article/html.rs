//! Pages: the article's text out of its page, and the day of publication from what the page says about itself.

use std::path::Path;

use chrono::NaiveDate;
use dom_smoothie::{Config, Readability, TextMode};

use super::calendar::is_plausible;
use super::plain::{Known, from_text_with};
use super::problem::{ArticleProblem, ProblemKind};
use super::published::{Claim, day_of, from_url, settle};
use super::source::problem;
use super::{Article, PublishedBasis};

/// Pages nested deeper than this are no articles; a parser of pages could run out of stack on them.
const MAX_DEPTH: usize = 400;

/// The article of a page with warnings.
///
/// # Errors
/// When the page holds no running text.
pub(super) fn from_html(
    id: &str,
    path: &Path,
    html: &str,
) -> Result<(Article, Vec<ArticleProblem>), Box<ArticleProblem>> {
    let none = || Box::new(problem(path, ProblemKind::NoText));
    if depth(html) > MAX_DEPTH {
        return Err(none());
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut page = Readability::new(html, None, Some(config)).map_err(|_| none())?;
    let attribute = |selector: &str, name: &str| {
        let value = page.doc.select_single(selector).attr(name)?.trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    let url = attribute("link[rel=canonical]", "href").or_else(|| attribute("meta[property='og:url']", "content"));
    let site = attribute("meta[property='og:site_name']", "content");
    let mut claims = Vec::new();
    let mut claim = |date: Option<NaiveDate>, basis, weight| {
        claims.extend(date.filter(|&d| is_plausible(d)).map(|date| Claim { date, basis, weight }));
    };
    claim(json_ld(html), PublishedBasis::Metadata, 4);
    for selector in METAS {
        claim(attribute(selector, "content").and_then(|v| day_of(&v)), PublishedBasis::Metadata, 3);
    }
    claim(url.as_deref().and_then(from_url), PublishedBasis::Url, 3);
    for selector in ["article time[datetime]", "time[pubdate]", "time[itemprop=datePublished]", "time[datetime]"] {
        if let Some(value) = attribute(selector, "datetime") {
            claim(day_of(&value), PublishedBasis::Metadata, 2);
            break;
        }
    }
    let read = page.parse().map_err(|_| none())?;
    let text = read.text_content.trim().to_owned();
    if text.is_empty() {
        return Err(none());
    }
    let title = Some(read.title.trim().to_owned()).filter(|t| !t.is_empty());
    let known = Known { published: settle(&claims), title, url, outlet: read.site_name.or(site) };
    Ok(from_text_with(id, path, text, known))
}

/// Where pages write the day of publication, besides JSON-LD.
const METAS: [&str; 7] = [
    "meta[property='article:published_time']",
    "meta[name='article:published_time']",
    "meta[itemprop='datePublished']",
    "meta[name='date']",
    "meta[name='pubdate']",
    "meta[name='dc.date.issued']",
    "meta[name='DC.date']",
];

/// The first `datePublished` of the page's JSON-LD. Found in the raw text: broken JSON is common there.
fn json_ld(html: &str) -> Option<NaiveDate> {
    let mut rest = html;
    while let Some(at) = rest.find("application/ld+json") {
        rest = &rest[at..];
        let block = &rest[..rest.find("</script").unwrap_or(rest.len())];
        if let Some((_, value)) = block.split_once("\"datePublished\"")
            && let Some(value) = value.trim_start().strip_prefix(':').map(str::trim_start)
            && let Some(date) = value.strip_prefix('"').and_then(|v| day_of(v.split('"').next()?))
        {
            return Some(date);
        }
        rest = &rest[block.len()..];
    }
    None
}

/// How deep the elements of a page are nested, at most.
fn depth(html: &str) -> usize {
    const VOID: [&str; 14] = [
        "br", "img", "hr", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr",
        "!doctype",
    ];
    let (mut depth, mut most) = (0_usize, 0);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap_or(rest.len());
        let tag = &rest[..end];
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) && !tag.ends_with('/') {
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
            // Paragraphs and list items are often left open.
            let open = ["p", "li", "td", "tr", "option", "dd", "dt"].iter().any(|o| name.eq_ignore_ascii_case(o));
            if !open && !VOID.iter().any(|v| name.eq_ignore_ascii_case(v)) {
                depth += 1;
                most = most.max(depth);
            }
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "<p>The rebels took the town of Sake after two days of heavy fighting with the army, residents \
                        said, and people fled along the lake.</p><p>The army said it had left its positions above the \
                        town during the night, and that it would come back with more men and more guns.</p>";

    fn page(head: &str, extra: &str) -> String {
        format!(
            "<!doctype html><html lang=en><head><title>Rebels take Sake</title>{head}</head><body><nav>Home News Sport</nav>\
             <article><h1>Rebels take Sake</h1>{extra}{}</article><footer>All rights reserved</footer></body></html>",
            BODY.repeat(4)
        )
    }

    fn read(html: &str) -> Article {
        from_html("a", Path::new("a.html"), html).unwrap().0
    }

    #[test]
    fn finds_text_and_day() {
        let ld = "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\": \
                  \"2024-02-07T10:00:00+02:00\",\"dateModified\":\"2024-03-01\"}</script>";
        let meta = "<meta property=\"article:published_time\" content=\"2024-02-07T23:10:00Z\">";
        let link = "<link rel=canonical href=\"https://news.example/africa/2024/02/07/rebels-take-sake\">";
        let crawl = "<meta name=date content=\"2025-06-30\">";
        let time = "<time datetime=\"2024-02-07\">7 February</time>";
        for (head, extra, date, basis) in [
            (ld, "", Some("2024-02-07"), Some(PublishedBasis::Metadata)),
            (meta, "", Some("2024-02-07"), Some(PublishedBasis::Metadata)),
            (link, "", Some("2024-02-07"), Some(PublishedBasis::Url)),
            ("", time, Some("2024-02-07"), Some(PublishedBasis::Metadata)),
            (&format!("{crawl}{link}"), time, Some("2024-02-07"), Some(PublishedBasis::Url)),
            ("", "", None, None),
        ] {
            let article = read(&page(head, extra));
            assert_eq!(article.published.map(|p| p.date.to_string()).as_deref(), date, "{head}");
            assert_eq!(article.published.map(|p| p.basis), basis, "{head}");
            assert_eq!(article.title.as_deref(), Some("Rebels take Sake"));
            assert!(article.text.contains("took the town of Sake") && !article.text.contains("All rights"));
        }
        assert!(read(&page(link, "")).url.unwrap().starts_with("https://news.example/"));
    }

    #[test]
    fn pages_without_an_article_are_said() {
        for html in ["", "<html></html>", &"<div>".repeat(100_000)] {
            assert!(from_html("a", Path::new("a.html"), html).is_err(), "{}", &html[..html.len().min(20)]);
        }
    }
}
