//! What other gazetteers call a place, in our kinds.

use crate::region::PlaceKind;

/// The kind of a GeoNames feature; `None` for what no news names as a place (hotels, springs, buildings).
///
/// Codes: <https://www.geonames.org/export/codes.html>.
pub(super) fn of_geonames(class: &str, code: &str, population: u32) -> Option<PlaceKind> {
    use PlaceKind::{
        Airport, BorderPost, Bridge, Camp, Chiefdom, Country, Groupement, Hill, Island, Lake, MilitaryBase, Mine,
        Neighbourhood, Park, Port, Province, Region, River, Road, Territory, Volcano,
    };
    Some(match (class, code) {
        ("A", "PCLI" | "PCLD" | "PCLF" | "PCLS" | "PCL" | "PCLIX" | "TERR") => Country,
        ("A", "ADM1") => Province,
        ("A", "ADM2") => Territory,
        ("A", "ADM3") => Chiefdom,
        ("A", "ADM4" | "ADM5") => Groupement,
        ("A", "ADMD" | "PRSH" | "ZN" | "ZNB" | "LTER") => Region,
        ("P", "PPLX") => Neighbourhood,
        // Historical and destroyed places bear names of today's.
        ("P", "PPLH" | "PPLQ" | "PPLW" | "PPLCH") | ("A", _) => return None,
        ("P", _) => settlement(code, population),
        ("T", "VLC") => Volcano,
        ("T", "MT" | "MTS" | "HLL" | "HLLS" | "PK" | "RDGE" | "PLAT" | "UPLD" | "PASS") => Hill,
        ("T", "ISL" | "ISLS" | "ISLET") => Island,
        ("T", "VAL" | "PLN" | "PEN" | "DSRT" | "CAPE") | ("L", "RGN" | "RGNE" | "RGNH" | "AREA" | "CONT" | "CST") => {
            Region
        }
        ("H", "LK" | "LKS" | "LKN" | "RSV" | "LGN") => Lake,
        ("H", "STM" | "STMS" | "STMI" | "RVN") => River,
        ("H", "BAY" | "GULF" | "SEA" | "OCN" | "STRT" | "CHN") => PlaceKind::Other,
        ("V", "FRST" | "FRSTF") | ("L", "PRK" | "RES" | "RESF" | "RESN" | "RESW" | "RESV") => Park,
        ("L", "CMP" | "CMPRF" | "CMPQ") | ("S", "CMP" | "CMPRF") => Camp,
        ("L", "MILB" | "NVB") | ("S", "MILB" | "INSM" | "AIRB" | "FT") => MilitaryBase,
        ("L" | "S", "PRT") | ("H", "HBR") => Port,
        ("S", "AIRP" | "AIRF" | "AIRH") => Airport,
        ("S", "BDG") => Bridge,
        ("S", "MN" | "MNAU" | "MNCU" | "MNDT" | "MNFE" | "MNQR" | "MNSN") | ("L", "MNA") => Mine,
        ("S", "PSTB" | "CSTM") => BorderPost,
        ("R", "RD" | "RDJCT") => Road,
        _ => return None,
    })
}

fn settlement(code: &str, population: u32) -> PlaceKind {
    match code {
        "PPLC" | "PPLA" | "PPLG" => PlaceKind::City,
        _ if population >= 100_000 => PlaceKind::City,
        "PPLA2" => PlaceKind::Town,
        _ if population >= 5_000 => PlaceKind::Town,
        _ => PlaceKind::Village,
    }
}

/// The kind of an OpenStreetMap object from its tags (`place`, `boundary` and the like).
pub(super) fn of_osm<'t>(tag: impl Fn(&str) -> Option<&'t str>) -> Option<PlaceKind> {
    let place = match tag("place") {
        Some("city") => Some(PlaceKind::City),
        Some("town" | "municipality") => Some(PlaceKind::Town),
        Some("village" | "hamlet" | "isolated_dwelling" | "farm" | "locality" | "allotments") => {
            Some(PlaceKind::Village)
        }
        Some("suburb" | "quarter" | "neighbourhood" | "borough" | "city_block") => Some(PlaceKind::Neighbourhood),
        Some("island" | "islet") => Some(PlaceKind::Island),
        Some("country") => Some(PlaceKind::Country),
        Some("state" | "province") => Some(PlaceKind::Province),
        Some("county" | "district") => Some(PlaceKind::Territory),
        Some("region" | "archipelago") => Some(PlaceKind::Region),
        _ => None,
    };
    if place.is_some() {
        return place;
    }
    let level = || match tag("admin_level") {
        Some("2") => PlaceKind::Country,
        Some("3" | "4") => PlaceKind::Province,
        Some("5" | "6") => PlaceKind::Territory,
        Some("7") => PlaceKind::Chiefdom,
        Some("8" | "9") => PlaceKind::Groupement,
        _ => PlaceKind::Region,
    };
    Some(match (tag("boundary"), tag("natural"), tag("aeroway"), tag("waterway")) {
        (Some("administrative"), ..) => level(),
        (Some("national_park" | "protected_area"), ..) => PlaceKind::Park,
        (_, Some("peak" | "hill" | "ridge"), ..) => PlaceKind::Hill,
        (_, Some("volcano"), ..) => PlaceKind::Volcano,
        (_, Some("water"), ..) => PlaceKind::Lake,
        (_, _, Some("aerodrome" | "airstrip"), _) => PlaceKind::Airport,
        (_, _, _, Some("river" | "stream")) => PlaceKind::River,
        _ => match (tag("landuse"), tag("military"), tag("bridge"), tag("barrier"), tag("amenity")) {
            (Some("quarry"), ..) => PlaceKind::Mine,
            (_, Some(_), ..) => PlaceKind::MilitaryBase,
            (_, _, Some("yes"), ..) => PlaceKind::Bridge,
            (_, _, _, Some("border_control"), _) => PlaceKind::BorderPost,
            (_, _, _, _, Some("refugee_site")) => PlaceKind::Camp,
            _ => return None,
        },
    })
}

/// The kind of a Who's On First placetype.
pub(super) fn of_wof(placetype: &str, population: u32) -> Option<PlaceKind> {
    Some(match placetype {
        "country" | "dependency" => PlaceKind::Country,
        "region" | "macroregion" => PlaceKind::Province,
        "county" | "macrocounty" => PlaceKind::Territory,
        "localadmin" => PlaceKind::Chiefdom,
        "locality" => settlement("", population),
        "neighbourhood" | "macrohood" | "microhood" | "borough" => PlaceKind::Neighbourhood,
        "campus" | "venue" | "address" | "postalcode" | "timezone" | "planet" => return None,
        "marinearea" | "ocean" => PlaceKind::Other,
        _ => PlaceKind::Region,
    })
}
