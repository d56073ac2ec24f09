//! A candidate becomes a report.

use std::ops::Range;

use super::candidate::Candidate;
use super::context::Context;
use super::parties::Parties;
use super::{DateBasis, Report};
use crate::article::Article;
use crate::region::PlaceKind;

/// What a sentence says: without the date line that its own line begins with.
fn said(article: &Article, sentence: Range<usize>) -> Range<usize> {
    let Some(body) = article.text.get(article.body..sentence.end).filter(|_| sentence.contains(&article.body)) else {
        return sentence;
    };
    sentence.end - body.trim_start().len()..sentence.end
}

/// The report of a candidate in which some took part.
pub(super) fn report(context: &Context, c: &Candidate, parties: Parties) -> Report {
    let article = context.article;
    let place = &context.resolved[c.place];
    let sentence = context.sentence(c.sentence);
    let quote = said(article, context.doc.bytes(sentence));
    let when = c.when.as_ref();
    let metres = |m: f64| m.clamp(0.0, 5_000_000.0).round() as u32;
    let mut report = Report {
        report_id: String::new(),
        event_id: String::new(),
        article: article.id.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        published: article.published.map(|p| p.date),
        lang: article.lang,
        code: c.code,
        place: place.name.clone(),
        place_id: place.place_id.clone(),
        place_kind: place.kind.coarse().to_owned(),
        lat: place.lat.map(rounded),
        lon: place.lon.map(rounded),
        admin1: place.admin1.clone(),
        admin2: place.admin2.clone(),
        country: place.country.clone(),
        relation: place.relation,
        location_precision_m: place.precision_m.map(metres),
        date_start: when.map(|w| w.start),
        date_end: when.map(|w| w.end),
        date_basis: when.map_or(DateBasis::Publication, |w| w.basis),
        date_text: when
            .filter(|w| !w.tokens.is_empty())
            .map(|w| context.doc.slice(w.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ")),
        actors: parties.actors,
        against: parties.against,
        modality: c.saying.modality,
        claimed_by: context.claimant(c),
        background: when.is_some_and(|w| context.is_history(w)),
        fatalities: c.toll.map(|t| t[1]),
        fatalities_low: c.toll.map(|t| t[0]),
        fatalities_high: c.toll.map(|t| t[2]),
        confidence: (c.confidence * 100.0).round() / 100.0,
        quote: article.text.get(quote.clone()).unwrap_or_default().to_owned(),
        quote_start: quote.start,
        quote_end: quote.end,
    };
    if context.is_part_of_country(c.place) {
        // 'eastern DR Congo' is an area without a record: never the country's centre.
        let span = context.places[c.place].span.clone();
        report.place = context.doc.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        PlaceKind::Region.coarse().clone_into(&mut report.place_kind);
        (report.place_id, report.lat, report.lon, report.location_precision_m) = (None, None, None, None);
    }
    report.report_id = report.own_id(c.hit.start);
    report
}

/// Six decimals are 0.1 m: more would be pretence.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::article::from_text;
    use crate::region::Region;
    use crate::reports::Reader;

    #[test]
    fn a_quote_begins_behind_the_date_line() {
        let region = Region::builtin("eastern-congo").unwrap();
        let reader = Reader::new(&region).unwrap();
        for text in [
            "date 2024-06-04 M23 rebels captured Sake on Monday.",
            "date 2024-06-04\nM23 rebels captured Sake on Monday.",
            "date 2024-06-04\nGOMA, June 4 (AFP) - M23 rebels captured Sake on Monday.",
        ] {
            let (article, _) = from_text("a", Path::new("a.txt"), text.to_owned());
            let report =
                reader.read(&article).reports.into_iter().next().unwrap_or_else(|| panic!("nothing in: {text}"));
            assert_eq!(report.quote, "M23 rebels captured Sake on Monday.", "{text}");
            assert_eq!(&article.text[report.quote_start..report.quote_end], report.quote, "{text}");
        }
    }
}
