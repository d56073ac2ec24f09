//! Properties of areas and fronts that hold whatever the war: tried on random ones.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use geo::{Area as _, BooleanOps, Contains, Coord, LineString, MapCoords, MultiPolygon, Point, Polygon, Validation};
use proptest::prelude::*;

use super::space::{build, twice_km2};
use super::testing::{actor, ally, day, place, tell};
use super::{Area, Control, ControlOptions, Limits, read};
use crate::events::join;
use crate::region::{Land, Region};
use crate::reports::Report;

/// One square metre in square degrees at the equator.
///
/// Areas are compared in degrees: lines of GeoJSON are straight there (RFC 7946, section 3.1.1), so that parts add up
/// to the whole whatever points are put on an edge. On the ellipsoid or in an equal-area projection they do not: an
/// edge of 20 km bends by centimetres when it is cut in two. About the equator the two measures are proportional.
const M2: f64 = 1.0 / (111_195.0 * 111_195.0);
const CODES: [&str; 6] = [
    "territory_gained_nonstate",
    "territory_gained_government",
    "withdrawal",
    "base_established",
    "armed_clash",
    "shelling",
];

/// A point of the test's land, in 1024ths of a degree east of 29 and north of 0. Such points, and those that halve
/// the edges between them, lie on the grid of the overlay in `geo` (0.03 mm): it measures this land without rounding.
/// (A shore of 40 km that is off by half of the grid is off by nearly a square metre.)
fn at(east: i32, north: i32) -> Coord<f64> {
    Coord { x: 29.0 + f64::from(east) / 1024.0, y: f64::from(north) / 1024.0 }
}

fn ring(points: &[(i32, i32)]) -> LineString<f64> {
    points.iter().map(|&(x, y)| at(x, y)).collect()
}

/// The border between the two countries.
const BORDER: [(i32, i32); 2] = [(379, -20), (317, 205)];

/// A country with a lake and an island in it, and a neighbour; about 70 by 45 km.
fn land() -> Land {
    let [south, north] = BORDER;
    let lake = ring(&[(102, -51), (123, 92), (205, 41), (195, -72)]);
    let west = Polygon::new(ring(&[(0, -205), (307, -236), south, north, (0, 205)]), vec![lake]);
    let island = Polygon::new(ring(&[(143, -20), (174, -10), (154, 31)]), Vec::new());
    let east = Polygon::new(ring(&[south, (614, -205), (614, 205), north]), Vec::new());
    let countries = vec![("XX".into(), MultiPolygon::new(vec![west, island])), ("YY".into(), east.into())];
    Land { countries, ..Land::default() }
}

/// 48 wars on every run; `PROPTEST_CASES=1000 cargo test --lib geometry` tries more.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(48);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

#[derive(Debug, Clone)]
struct War {
    places: Vec<(f64, f64)>,
    /// Day, code, place, actor, enemy, 0 = neutral.
    reports: Vec<(u64, usize, usize, usize, usize, u8)>,
    reach_km: f64,
}

fn war() -> impl Strategy<Value = War> {
    let places = prop::collection::vec((29.0..29.6_f64, -0.23..0.2_f64), 1..10);
    let reports =
        prop::collection::vec((0..200_u64, 0..CODES.len(), 0..10_usize, 0..4_usize, 0..4_usize, 0..3_u8), 1..40);
    (places, reports, 2.0..15.0_f64).prop_map(|(places, reports, reach_km)| War { places, reports, reach_km })
}

/// The war's region and what is read from its reports, given in order or the other way round.
fn fight(war: &War, turned: bool) -> (Region, Control) {
    let places = war.places.iter().enumerate().map(|(i, &(lon, lat))| place(&format!("p{i}"), lon, lat)).collect();
    let alliances = vec![ally("D", "A", "", "2024-03-01"), ally("D", "B", "2024-03-02", "")];
    let mut region = Region::from_parts("test", places, ["A", "B", "C", "D"].map(actor).into(), alliances);
    region.land = land();
    let names = ["A", "B", "C", "D"];
    let reports = war.reports.iter().enumerate().map(|(i, &(on, code, place, who, against, how))| {
        let on = day("2024-01-01") + Days::new(on);
        let (who, against) = (names[who], names[against]);
        let how = ["reported".into(), format!("claimed-by-{who}"), "denied".into()][how as usize].clone();
        let mut report = tell(&format!("{on} {} p{} {who}>{against} {how}", CODES[code], place % war.places.len()));
        (report.article, report.report_id) = (format!("a{i}"), format!("r{i}"));
        report
    });
    let mut reports: Vec<Report> = reports.collect();
    if turned {
        reports.reverse();
    }
    let limits = Limits { reach_km: war.reach_km, ..Limits::default() };
    let options = ControlOptions { to: Some(day("2024-08-01")), limits, ..ControlOptions::default() };
    let control = read(&join(reports), &region, &options);
    (region, control)
}

type Piece = [[u64; 2]; 2];

/// The undirected pieces of some lines.
fn pieces<'a>(lines: impl Iterator<Item = &'a LineString<f64>>) -> BTreeSet<Piece> {
    let key = |c: Coord<f64>| [c.x.to_bits(), c.y.to_bits()];
    lines
        .flat_map(LineString::lines)
        .map(|l| {
            let mut ends = [key(l.start), key(l.end)];
            ends.sort_unstable();
            ends
        })
        .collect()
}

/// The shape with as many decimals as the files have.
fn as_written(shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    shape.map_coords(|c| Coord { x: (c.x * 1e6).round() / 1e6, y: (c.y * 1e6).round() / 1e6 })
}

fn rings(area: &Area) -> impl Iterator<Item = &LineString<f64>> {
    area.shape.0.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()))
}

fn check_day(on: NaiveDate, region: &Region, control: &Control) -> Result<(), TestCaseError> {
    let covers = |start: NaiveDate, end: NaiveDate| start <= on && on <= end;
    let areas: Vec<&Area> = control.areas.iter().filter(|a| covers(a.start, a.end)).collect();
    let mut held = std::collections::BTreeMap::<&str, f64>::new();
    let land = MultiPolygon::new(region.land.countries.iter().flat_map(|(_, c)| c.0.clone()).collect());
    for area in &areas {
        prop_assert!(area.shape.is_valid(), "{on}: {} of {}", area.id, area.holder);
        prop_assert!(area.shape.0.iter().all(|p| twice_km2(&p.exterior().0) > 0.0));
        prop_assert!(area.shape.0.iter().flat_map(Polygon::interiors).all(|r| twice_km2(&r.0) < 0.0));
        prop_assert!(area.shape.difference(&land).unsigned_area() < M2, "{on}: {} is off the land", area.id);
        let written = as_written(&area.shape);
        prop_assert!(written.is_valid(), "{on}: {} of {} is not valid with six decimals", area.id, area.holder);
        *held.entry(&area.holder).or_default() += area.area_km2;
    }
    for (i, a) in areas.iter().enumerate() {
        for b in &areas[..i] {
            prop_assert!(a.shape.intersection(&b.shape).unsigned_area() < M2, "{on}: {} and {} overlap", a.id, b.id);
        }
    }
    // Disjoint parts inside the land whose areas add up to the land's are the land.
    //
    // The overlay of `geo` drops points that are nearly in line, which in one war of a thousand comes to a square metre
    // (`a_war_on_which_the_overlay_is_a_square_metre_off`: GEOS, which drops nothing, finds 0.3 mm² there). So the
    // bound is 3 m² here, and 1 m² where GEOS measures, in tests/gis/check_shapes.py.
    let known = MultiPolygon::new(areas.iter().flat_map(|area| area.shape.0.clone()).collect());
    let unknown = land.difference(&known).unsigned_area();
    let sum = areas.iter().map(|area| area.shape.unsigned_area()).sum::<f64>() + unknown;
    let off = (sum - land.unsigned_area()) / M2;
    prop_assert!(off.abs() < 3.0, "{on}: areas and unknown are {off} m² more than the land");
    for (holder, km2) in held {
        let told = control.shifts.iter().rev().find(|s| s.day <= on && s.holder == holder).map_or(0.0, |s| s.held_km2);
        // Land that changes hands by less than a hectare is not told.
        prop_assert!((told - km2).abs() < 0.02, "{on}: {holder} holds {km2}, told {told}");
    }
    for h in control.holdings.iter().filter(|h| covers(h.start, h.end)) {
        let (Some(holder), Some(place)) = (&h.holder, region.place(&h.place_id)) else { continue };
        let at = Point::new(place.lon, place.lat);
        if region.land.countries.iter().any(|(_, land)| land.contains(&at)) {
            let mine = areas.iter().find(|a| a.shape.contains(&at));
            prop_assert_eq!(
                mine.map(|a| (a.holder.as_str(), a.status)),
                Some((holder.as_str(), h.status)),
                "{}: {}",
                on,
                h.place_id
            );
        }
    }
    let mut expected: BTreeSet<(String, String, Piece)> = BTreeSet::new();
    for a in &areas {
        for b in areas.iter().filter(|b| a.holder < b.holder) {
            let shared = pieces(rings(a));
            expected.extend(pieces(rings(b)).intersection(&shared).map(|&p| (a.holder.clone(), b.holder.clone(), p)));
        }
    }
    let fronts = control.fronts.iter().filter(|f| covers(f.start, f.end));
    let drawn: BTreeSet<(String, String, Piece)> = fronts
        .flat_map(|f| pieces(f.shape.0.iter()).into_iter().map(|p| (f.left.clone(), f.right.clone(), p)))
        .collect();
    // State borders are shared outlines, but nobody's front: what is left over must lie on one.
    prop_assert!(drawn.is_subset(&expected), "{on}: a front that is no shared arc");
    let [south, north] = BORDER.map(|(x, y)| at(x, y));
    for (_, _, piece) in expected.difference(&drawn) {
        for [x, y] in piece.map(|p| p.map(f64::from_bits)) {
            let off = (north.x - south.x) * (y - south.y) - (north.y - south.y) * (x - south.x);
            prop_assert!(off.abs() < 1e-12, "{on}: a shared arc that is no front at {x} {y}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn areas_and_fronts_are_a_partition(war in war()) {
        let (region, control) = fight(&war, false);
        let mut days: Vec<NaiveDate> = control.areas.iter().map(|a| a.start).chain(control.holdings.iter().map(|h| h.end)).collect();
        days.sort_unstable();
        days.dedup();
        for &on in days.iter().step_by(days.len().div_ceil(6).max(1)) {
            check_day(on, &region, &control)?;
        }
        prop_assert_eq!(fight(&war, true).1, control, "the order of the reports matters");
    }

    #[test]
    fn the_mesh_is_the_land(places in prop::collection::vec((29.0..29.6_f64, -0.23..0.2_f64), 1..30), margin in 1.0..40.0_f64) {
        let places: Vec<Coord<f64>> = places.into_iter().map(|(x, y)| Coord { x, y }).collect();
        let land = land();
        let (mesh, vertices) = build(&places, &land, margin, margin / 10.0);
        for (number, (_, country)) in land.countries.iter().enumerate() {
            let on_land = |polygon: &Polygon<f64>| places.iter().any(|p| polygon.contains(p));
            let meshed: MultiPolygon<f64> = country.iter().filter(|p| on_land(p)).cloned().collect();
            let triangles = (0..mesh.corners.len()).filter(|&t| mesh.country[t] == number as u32);
            let flat = |t: usize| {
                let [a, b, c] = mesh.corners[t].map(|v| mesh.points[v as usize]);
                ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2.0
            };
            prop_assert!(triangles.clone().all(|t| flat(t) > 0.0));
            let sum: f64 = triangles.map(flat).sum();
            let wanted = meshed.unsigned_area();
            prop_assert!((sum - wanted).abs() < M2, "{} m² too much", (sum - wanted) / M2);
        }
        for (place, vertex) in places.iter().zip(vertices) {
            if land.countries.iter().any(|(_, c)| c.contains(place)) {
                prop_assert_eq!(vertex.map(|v| mesh.points[v as usize]), Some(*place));
            }
        }
    }
}

#[test]
fn a_war_on_which_the_overlay_is_a_square_metre_off() {
    let war = War {
        places: vec![
            (29.270_829_866_000_142, 0.0),
            (29.0, -0.102_358_559_778_075_22),
            (29.111_514_177_350_163, 0.108_106_592_342_925_16),
            (29.225_191_909_103_73, 0.149_037_279_577_213_85),
            (29.361_371_814_144_086, 0.073_826_392_331_016_4),
            (29.135_394_628_316_362, 0.0),
            (29.448_965_216_012_418, 0.053_034_819_526_947_03),
            (29.300_379_777_752_482, 0.139_835_982_684_160_7),
        ],
        reports: vec![
            (1, 0, 4, 0, 0, 0),
            (19, 0, 8, 0, 0, 0),
            (1, 0, 3, 0, 0, 0),
            (0, 3, 6, 0, 0, 0),
            (0, 0, 7, 0, 3, 0),
            (17, 4, 2, 0, 0, 0),
        ],
        reach_km: 11.196_457_216_948_447,
    };
    let (region, control) = fight(&war, false);
    check_day(day("2024-01-21"), &region, &control).unwrap();
}
