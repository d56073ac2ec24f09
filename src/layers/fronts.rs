//! The layer `frontlines`: the arcs between areas of different holders.

use super::areas::OUTLINE_PRECISION_M;
use super::cells::{Draft, Header, finish};
use super::common::{Common, SourceIndex, Sources, Style, joined, standing, status};
use super::wording::{clean, name};
use super::{Layer, MapMeta, Shape, shape};
use crate::control::Front;
use crate::region::Region;

/// The colour of fronts.
const BLACK: &str = "#000000";

pub(super) fn layer(fronts: &[Front], region: &Region, sources: &SourceIndex<'_>, meta: &MapMeta) -> Layer {
    let drafts = fronts.iter().filter_map(|front| draft(front, region, sources));
    let header = Header {
        name: "frontlines",
        title: "Front lines",
        description: meta.describe(
            "Where areas of different sides meet, by interval of days. The holder on the left and on the right is \
             that of the line's direction.",
        ),
        shape: Shape::MultiLineString,
    };
    finish(header, drafts)
}

fn draft(front: &Front, region: &Region, sources: &SourceIndex<'_>) -> Option<Draft> {
    let geometry = shape::lines(&front.shape)?;
    let reports = sources.reports(&front.reports);
    let farthest_m = if front.farthest_evidence_km.is_finite() { front.farthest_evidence_km * 1e3 } else { 0.0 };
    let common = Common {
        id: &front.id,
        start: front.start,
        end: front.end.max(front.start),
        ongoing: front.ongoing,
        time: false,
        date: front.start,
        date_precision: "day",
        date_text: None,
        title: format!("Front between {} and {}", name(&front.left), name(&front.right)),
        description: format!(
            "{}. Newest evidence {} ({}) and {} ({}), the farthest {:.0} km from the line.",
            standing(front.start, front.end, front.ongoing, front.status),
            front.newest_left,
            name(&front.left),
            front.newest_right,
            name(&front.right),
            front.farthest_evidence_km
        ),
        status: status(front.status),
        location_precision_m: Some(OUTLINE_PRECISION_M.max(farthest_m.round() as i64)),
        location_precision: "area",
        sources: Sources::of(reports.iter().copied(), front.sources),
        style: Style { colour: BLACK, width: 3.0, opacity: 1.0, fill_opacity: 0.0 },
    };
    let mut cells = common.cells();
    cells
        .text("left", clean(&front.left))
        .text("right", clean(&front.right))
        .text("left_side", clean(region.side_of(&front.left, Some(front.start))))
        .text("right_side", clean(region.side_of(&front.right, Some(front.start))))
        .real("length_km", front.length_km)
        .date("newest_evidence", front.newest_left.max(front.newest_right))
        .date("newest_left", front.newest_left)
        .date("newest_right", front.newest_right)
        .real("farthest_evidence_km", front.farthest_evidence_km)
        .text("report_ids", joined(&front.reports));
    Some(Draft { start: front.start, id: front.id.clone(), geometry, cells })
}
