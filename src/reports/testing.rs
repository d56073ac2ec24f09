//! Reports for tests: a plain one to change field by field.

use chrono::NaiveDate;

use super::{Code, DateBasis, Modality, Relation, Report};
use crate::article::Lang;

/// A clash 'in' a locality on 1 June 2024, reported by an article of its own on that day.
pub(crate) fn report(article: &str, place: &str) -> Report {
    let day = NaiveDate::from_ymd_opt(2024, 6, 1);
    Report {
        report_id: format!("r-{article}-{place}"),
        event_id: String::new(),
        article: article.to_owned(),
        url: None,
        title: None,
        outlet: None,
        published: day,
        lang: Lang::En,
        code: Code::ArmedClash,
        place: place.to_owned(),
        place_id: Some(place.to_owned()),
        place_kind: "locality".to_owned(),
        lat: Some(0.0),
        lon: Some(0.0),
        admin1: None,
        admin2: None,
        country: None,
        relation: Relation::In,
        location_precision_m: Some(1000),
        date_start: day,
        date_end: day,
        date_basis: DateBasis::Explicit,
        date_text: None,
        actors: Vec::new(),
        against: Vec::new(),
        modality: Modality::Reported,
        claimed_by: None,
        background: false,
        fatalities: None,
        fatalities_low: None,
        fatalities_high: None,
        confidence: 0.9,
        quote: String::new(),
        quote_start: 0,
        quote_end: 0,
    }
}
