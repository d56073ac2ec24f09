//! The layer `places`: each place with its holder, a row for each interval.

use super::cells::{Draft, Header, finish};
use super::common::{Common, SourceIndex, Sources, Style, counted, joined, publishers, standing, status};
use super::wording::{clean, name};
use super::{CONTESTED, Layer, MapMeta, Shape, UNKNOWN, shape};
use crate::control::{Holding, Status};
use crate::region::{Place, Region};

/// What stands in the column `holder` where nobody knows who holds a place.
const NOBODY: &str = "unknown";

pub(super) fn layer(holdings: &[Holding], region: &Region, sources: &SourceIndex<'_>, meta: &MapMeta) -> Layer {
    let drafts =
        holdings.iter().filter_map(|holding| draft(holding, region.place(&holding.place_id)?, region, sources));
    let header = Header {
        name: "places",
        title: "Places and who holds them",
        description: meta.describe("Who is said to hold a place, by interval of days."),
        shape: Shape::Point,
    };
    finish(header, drafts)
}

fn draft(holding: &Holding, place: &Place, region: &Region, sources: &SourceIndex<'_>) -> Option<Draft> {
    let geometry = shape::point(Some(place.lat), Some(place.lon))?;
    let reports = sources.reports(&holding.reports);
    let side = holding.holder.as_deref().map(|holder| region.side_of(holder, Some(holding.start)));
    let colour = match (side, holding.status) {
        (_, Status::Contested) => CONTESTED,
        (Some(side), _) => region.colour(side),
        (None, _) => UNKNOWN,
    };
    let holder = holding.holder.as_deref().unwrap_or(NOBODY);
    let town = name(&place.name);
    let title = match (&holding.holder, holding.status) {
        (_, Status::Contested) => format!("{town}: contested"),
        (Some(holder), _) => format!("{town}: {}", name(holder)),
        (None, _) => format!("{town}: holder unknown"),
    };
    let id = format!("{}@{}", place.id, holding.start);
    let common = Common {
        id: &id,
        start: holding.start,
        end: holding.end.max(holding.start),
        ongoing: holding.ongoing,
        time: false,
        date: holding.start,
        date_precision: "day",
        date_text: None,
        title,
        description: format!(
            "{}. {}.",
            standing(holding.start, holding.end, holding.ongoing, holding.status),
            counted(holding.reports.len(), "report")
        ),
        status: status(holding.status),
        location_precision_m: Some((place.precision_km * 1e3).round() as i64),
        location_precision: if place.kind.is_area() { "area" } else { "exact" },
        sources: Sources::of(reports.iter().copied(), publishers(&reports)),
        style: Style { colour, width: 1.0, opacity: 1.0, fill_opacity: 0.8 },
    };
    let mut cells = common.cells();
    cells
        .text("place", clean(&place.name))
        .text("place_id", place.id.clone())
        .text("place_kind", place.kind.coarse())
        .text_if("admin1", place.admin1.as_deref().map(clean))
        .text_if("admin2", place.admin2.as_deref().map(clean))
        .text("country", clean(&place.country))
        .text("holder", clean(holder))
        .text("side", clean(side.unwrap_or(NOBODY)))
        .real("confidence", holding.probability)
        .text("report_ids", joined(&holding.reports));
    Some(Draft { start: holding.start, id, geometry, cells })
}
