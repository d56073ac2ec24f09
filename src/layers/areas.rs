//! The layer `control`: areas of influence.

use super::cells::{Draft, Header, finish};
use super::common::{Common, SourceIndex, Sources, Style, counted, joined, publishers, standing, status};
use super::wording::{clean, label, name};
use super::{Layer, MapMeta, Shape, shape};
use crate::control::{Area, Status};
use crate::region::Region;
use crate::reports::Report;

/// What an outline is exact to at best, in metres: areas are drawn between towns named in the news, and those who draw
/// such maps by hand (IPIS, 'M23 area of influence') put the error of their lines at 10 km.
pub(super) const OUTLINE_PRECISION_M: i64 = 10_000;

/// How many reports the column `evidence` spells out; `report_ids` names all.
const EVIDENCE_SHOWN: usize = 5;

pub(super) fn layer(areas: &[Area], region: &Region, sources: &SourceIndex<'_>, meta: &MapMeta) -> Layer {
    let drafts = areas.iter().filter_map(|area| draft(area, region, sources));
    let header = Header {
        name: "control",
        title: "Areas of influence",
        description: meta.describe("Land under the influence of one side, by interval of days."),
        shape: Shape::MultiPolygon,
    };
    finish(header, drafts)
}

fn draft(area: &Area, region: &Region, sources: &SourceIndex<'_>) -> Option<Draft> {
    let geometry = shape::areas(&area.shape)?;
    let reports = sources.reports(&area.reports);
    let side = region.side_of(&area.holder, Some(area.start));
    let common = Common {
        id: &area.id,
        start: area.start,
        end: area.end.max(area.start),
        ongoing: area.ongoing,
        time: false,
        date: area.start,
        date_precision: "day",
        date_text: None,
        title: format!("Area of influence of {}", name(&area.holder)),
        description: format!(
            "{}. About {:.0} km². {}.",
            standing(area.start, area.end, area.ongoing, area.status),
            area.area_km2,
            counted(area.reports.len(), "report")
        ),
        status: status(area.status),
        location_precision_m: Some(OUTLINE_PRECISION_M),
        location_precision: "area",
        sources: Sources::of(reports.iter().copied(), publishers(&reports)),
        style: Style {
            colour: region.colour(side),
            width: 1.0,
            opacity: 1.0,
            fill_opacity: if area.status == Status::Confirmed { 0.35 } else { 0.15 },
        },
    };
    let mut cells = common.cells();
    cells
        .text("holder", clean(&area.holder))
        .text("side", clean(side))
        .real("area_km2", area.area_km2)
        .text_if("evidence", evidence(&reports))
        .text("report_ids", joined(&area.reports));
    Some(Draft { start: area.start, id: area.id.clone(), geometry, cells })
}

/// The newest reports in a few words each: '2024-02-04 Shasha: Territory gained by an armed group (Al Jazeera)'.
fn evidence(reports: &[&Report]) -> Option<String> {
    let mut lines: Vec<String> = reports
        .iter()
        .take(EVIDENCE_SHOWN)
        .map(|r| {
            let day = r.date_end.map_or_else(String::new, |d| format!("{d} "));
            let by = r.outlet.as_deref().unwrap_or(&r.article);
            format!("{day}{}: {} ({})", name(&r.place), label(r.code), name(by))
        })
        .collect();
    if reports.len() > EVIDENCE_SHOWN {
        lines.push(format!("and {} more", reports.len() - EVIDENCE_SHOWN));
    }
    (!lines.is_empty()).then(|| lines.join("; "))
}
