use std::borrow::Cow;

use super::*;
use crate::region::Severity;
use crate::region::builtin::Source;

const PLACES: &str = "id,name,kind,lat,lon,country,precision_km\n";
const ACTORS: &str = "id,name,kind,side,first_year,last_year\nred,Reds,2,,2000,2010\nblue,Blues,1,,,\n";

fn source(file: &str, text: &str) -> Source {
    Source { file: file.to_owned(), text: Cow::Owned(text.to_owned()) }
}

fn found(sources: &Sources) -> Vec<String> {
    check_sources(sources, &Land::world().unwrap()).iter().map(ToString::to_string).collect()
}

/// A square lake at 10 to 10.5 east and 10 to 10.5 north, in a square of Nigeria.
const LAND: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"kind":"country","code":"NG"},"geometry":{"type":"Polygon","coordinates":[[[9,9],[11,9],[11,11],[9,11],[9,9]],[[10,10],[10,10.5],[10.5,10.5],[10.5,10],[10,10]]]}},
{"type":"Feature","properties":{"kind":"lake"},"geometry":{"type":"Polygon","coordinates":[[[10,10],[10.5,10],[10.5,10.5],[10,10.5],[10,10]]]}}]}"#;

fn check_places(rows: &str) -> Vec<String> {
    found(&Sources {
        places: source("places.csv", &format!("{PLACES}{rows}")),
        land: Some(source("land.geojson", LAND)),
        ..Sources::default()
    })
}

#[test]
fn each_wrong_place_is_found_with_its_line_and_field() {
    let cases = [
        ("a,Ayo,town,9.5,9.5,NG,2", ""),
        ("a,Ayo,town,9.5,9.5,NG,2\na,Baro,town,9.6,9.6,NG,2", "places.csv:3: error: id: 'a' is the id of line 2 too"),
        (
            "a,Ayo,town,9.5,9.5,NG,2\nb,ayo,town,9.51,9.51,NG,2",
            "places.csv:3: warning: name: ayo (town) is 1.6 km from line 2",
        ),
        ("a,Ayo,town,9.5,9.5,NG,2\nb,Ayo,hill,9.51,9.51,NG,2", ""),
        ("a,Ayo,town,9.5,9.5,NG,2\nb,Ayo,town,9.9,9.9,NG,2", ""),
        ("a,Ayo,town,10.25,10.25,NG,2", "places.csv:2: error: lon: Ayo lies in a lake, 27."),
        ("a,Ayo,town,10.25,10.25,NG,40", ""),
        ("a,Ayo,lake,10.25,10.25,NG,2", ""),
        ("a,Kabul,city,34.5,69.2,FR,5", "places.csv:2: error: country: Kabul is said to be in FR but lies in AF"),
        ("a,Kabul,city,69.2,34.5,AF,5", "places.csv:2: error: lat: lat and lon look swapped"),
        ("a,Kabul,city,-34.5,-20,AF,5", "places.csv:2: warning: country: Kabul lies on no land"),
        ("a,Kabul,city,134.5,34.5,AF,5", "places.csv:2: error: lat: 134.5 is beyond the poles"),
        ("a,Ayo,town,9.5,9.5,QX,2", "places.csv:2: error: country: 'QX' is no country"),
        ("a,Ayo,burg,9.5,9.5,NG,2", "places.csv:2: error: kind: unknown kind 'burg'; known are: city, town"),
        ("a,Ayo,town,9.5,9.5,NG,0", "places.csv:2: error: precision_km: 0 is not within"),
    ];
    for (rows, expected) in cases {
        let found = check_places(rows);
        if expected.is_empty() {
            assert_eq!(found, Vec::<String>::new(), "{rows}");
        } else {
            assert!(found.len() == 1 && found[0].starts_with(expected), "{rows}: {found:?}");
        }
    }
}

#[test]
fn each_wrong_reference_and_date_is_found() {
    let alliances = "actor,lead,from,to,relation,source\n\
        red,blue,2001-01-01,2002-01-01,ally,x\n\
        red,green,2001-06-01,,ally,x\n\
        red,blue,2012-01-01,,ally,x\n\
        blue,blue,,,friend,\n\
        blue,red,2003-01-01,2002-01-01,ally,x\n\
        blue,red,2003-13-01,,between,x\n";
    let start = "place_id,holder,from,source\nnowhere,green,,x\n";
    let found = found(&Sources {
        places: source("places.csv", &format!("{PLACES}a,Ayo,town,9.5,9.5,NG,2\n")),
        actors: Some(source("actors.csv", &format!("{ACTORS}grey,Reds,9,nobody,2005,2001\n"))),
        alliances: Some(source("alliances.csv", alliances)),
        start: Some(source("start.csv", start)),
        land: None,
        licences: None,
    });
    let expected = [
        "actors.csv:4: error: kind: give ACLED's inter code",
        "actors.csv:4: error: last_year: 2001 is before first_year 2005",
        "alliances.csv:3: error: lead: no actor has the id 'green'",
        "alliances.csv:3: warning: from: red has an alliance with blue on some of the same days (line 2)",
        "alliances.csv:4: warning: from: red did not exist then",
        "alliances.csv:5: error: lead: an actor can't be its own ally",
        "alliances.csv:5: error: relation: 'friend' is neither 'ally' nor 'between'",
        "alliances.csv:5: warning: source: is empty",
        "alliances.csv:6: error: to: 2002-01-01 is before 2003-01-01 in from",
        "alliances.csv:7: error: from: '2003-13-01' is not a date",
        "start.csv:2: error: from: is empty",
    ];
    for line in expected {
        assert!(found.iter().any(|finding| finding.starts_with(line)), "{line}: {found:#?}");
    }
    let lines = |file: &str| found.iter().filter(|finding| finding.starts_with(file)).count();
    assert_eq!((lines("actors.csv"), lines("start.csv")), (2, 1), "{found:#?}");
}

#[test]
fn references_of_actors_and_first_holders_are_followed() {
    let found = found(&Sources {
        places: source("places.csv", &format!("{PLACES}a,Ayo,town,9.5,9.5,NG,2\n")),
        actors: Some(source("actors.csv", &format!("{ACTORS}grey,reds,2,nobody,,\n"))),
        start: Some(source("start.csv", "place_id,holder,from\nnowhere,green,2020-01-01\na,red,2020-01-01\n")),
        ..Sources::default()
    });
    let expected = [
        "actors.csv:4: warning: alt_names: 'reds' is a name of red too",
        "actors.csv:4: error: side: no actor has the id 'nobody'",
        "start.csv:2: error: holder: no actor has the id 'green'",
        "start.csv:2: error: place_id: no place has the id 'nowhere'",
        "start.csv:2: warning: source: is empty",
        "start.csv:3: warning: source: is empty",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (finding, expected) in found.iter().zip(expected) {
        assert!(finding.starts_with(expected), "{finding}");
    }
}

#[test]
fn our_own_tables_have_no_errors() {
    let world_land = Land::world().unwrap();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("places/eastern-congo");
    let findings = check(&dir).unwrap().into_iter().chain(check_world(&world_land));
    let errors: Vec<String> =
        findings.filter(|finding| finding.severity == Severity::Error).map(|finding| finding.to_string()).collect();
    // Two Spanish towns in Africa, smaller than the outlines can show.
    let too_small = ["Ceuta", "Melilla"];
    let errors: Vec<&String> =
        errors.iter().filter(|error| !too_small.iter().any(|town| error.contains(town))).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn a_folder_without_places_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let error = check(dir.path()).unwrap_err().to_string();
    assert!(error.contains("places.csv") && error.contains("own-region.md"), "{error}");
}
