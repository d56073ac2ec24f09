//! Gazetteers of every form in, an index out; broken ones are told with their lines.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use super::*;
use crate::places::PlaceIndex;
use crate::region::PlaceKind;

fn row(id: u32, name: &str, alt: &str, lat: &str, code: &str, people: &str) -> String {
    format!(
        "{id}\t{name}\t{name}\t{alt}\t{lat}\t29.2\tP\t{code}\tCD\t\t11\t\t\t\t{people}\t\t1462\tAfrica/Lubumbashi\t2020-01-01\n"
    )
}

struct Bench(tempfile::TempDir);

impl Bench {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn index(&self, files: &[PathBuf]) -> (PlaceIndex<'static>, ImportReport) {
        let out = self.0.path().join("x.idx");
        let report = import(files, &out).unwrap();
        let mut index = PlaceIndex::from_places(Vec::new());
        index.add_gazetteer(&out).unwrap();
        (index, report)
    }
}

#[test]
fn geonames_with_alternates_and_codes() {
    let bench = Bench::new();
    let dump = bench.file(
        "CD.txt",
        row(1, "Goma", "GOM,Ngoma,Гома", "-1.67", "PPLA", "144124") + &row(2, "Sake", "", "-1.57", "PPL", ""),
    );
    let alternates =
        bench.file("alternateNamesV2.txt", "10\t2\tfr\tSaké-centre\t\t\t\t\t\t\n11\t2\tlink\thttps://x\t\t\t\t\t\t\n");
    let codes = bench.file("admin1CodesASCII.txt", "CD.11\tNord Kivu\tNord Kivu\t206938\nXX.01\tNowhere\tNowhere\t1\n");
    // Alternate names may stand first.
    let (index, report) = bench.index(&[alternates, codes, dump]);
    assert_eq!((report.bad, report.stats.rows), (0, 3));
    for (name, found) in
        [("Goma", 1), ("Ngoma", 1), ("GOM", 0), ("Гома", 0), ("sake centre", 1), ("Nord-Kivu", 1), ("Nowhere", 0)]
    {
        assert_eq!(index.named(name).len(), found, "{name}");
    }
    let goma = index.row(index.named("Goma")[0]).unwrap();
    assert_eq!(
        (goma.kind, goma.country, goma.admin1, goma.population),
        (PlaceKind::City, "CD", Some("Nord Kivu"), Some(144_124))
    );
}

#[test]
fn zipped_dumps_read_as_unpacked() {
    let bench = Bench::new();
    let path = bench.0.path().join("CD.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, text) in [("readme.txt", "notes\n".to_owned()), ("CD.txt", row(1, "Goma", "", "-1.67", "PPL", "5"))] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let (index, _) = bench.index(&[path]);
    assert_eq!(index.named("goma").len(), 1);
}

#[test]
fn geojson_of_osm_and_wof() {
    let bench = Bench::new();
    let osm = bench.file(
        "osm.geojson",
        r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Kitchanga","place":"town","alt_name":"Kitshanga;Kichanga","population":"9 000"},"geometry":{"type":"Point","coordinates":[29.06,-1.25]}},
        {"type":"Feature","properties":{"name":"Chez Paul","amenity":"bar"},"geometry":{"type":"Point","coordinates":[29.06,-1.25]}},
        {"type":"Feature","properties":{"name":"Masisi","boundary":"administrative","admin_level":"6"},"geometry":{"type":"Polygon","coordinates":[[[28,-2],[29,-2],[29,-1],[28,-1],[28,-2]]]}}]}"#,
    );
    let wof = bench.file(
        "wof.geojson",
        r#"{"type":"Feature","id":1,"properties":{"wof:id":1,"wof:name":"Bambo","wof:placetype":"locality","wof:country":"CD","geom:latitude":-1.08,"geom:longitude":29.2,"name:fra_x_preferred":["Bambu"]},"geometry":{"type":"Point","coordinates":[29.2,-1.08]}}"#,
    );
    let (index, report) = bench.index(&[osm, wof]);
    assert_eq!((report.stats.rows, report.left_out), (3, 1));
    let town = index.row(index.named("Kichanga")[0]).unwrap();
    assert_eq!((town.kind, town.population), (PlaceKind::Town, Some(9_000)));
    let area = index.row(index.named("Masisi")[0]).unwrap();
    assert!(area.kind == PlaceKind::Territory && (55.0..70.0).contains(&area.precision_km), "{area:?}");
    assert_eq!(index.named("Bambu").len(), 1);
}

#[test]
fn tables_with_headers() {
    let bench = Bench::new();
    let own = bench.file("my.csv", "name,lat,lon\nKaliki,-1.3,28.7\n");
    let quick = bench.file("osm.csv", "\u{feff}full_id;name;place;X;Y\nn1;Loashi;village;28.9;-1,4\n");
    let (index, _) = bench.index(&[own.clone(), quick]);
    let loashi = index.row(index.named("Loashi")[0]).unwrap();
    assert!((loashi.lat + 1.4).abs() < 1e-6 && (loashi.lon - 28.9).abs() < 1e-6);
    let places = own_table(&own).unwrap();
    assert_eq!((places.len(), places[0].name.as_str()), (1, "Kaliki"));
    let wrong = bench.file("wrong.csv", "name,lat,lon\nKaliki,-1.3,28.7\nX,99,28\n");
    assert!(own_table(&wrong).unwrap_err().to_string().contains("wrong.csv:3: lat 99 is outside"));
    let lacks = bench.file("lacks.csv", "name,latitude\nX,1\n");
    assert!(own_table(&lacks).unwrap_err().to_string().contains("lacks lon"));
}

#[test]
fn broken_lines_are_counted_with_their_numbers() {
    let bench = Bench::new();
    let good = row(1, "Goma", "", "-1.67", "PPL", "5");
    let mut dump = good.repeat(6).into_bytes();
    dump.extend(row(2, "Sake", "", "ninety", "PPL", "5").bytes()); // line 7
    dump.extend(row(3, "Pinga", "", "-95", "PPL", "5").bytes()); // 8
    dump.extend(b"4\ttoo\tfew\n\0\0\0\n"); // 9, 10
    dump.extend(&good.as_bytes()[..40]); // 11, cut in the middle
    let (index, report) = bench.index(&[bench.file("CD.txt", dump)]);
    assert_eq!(index.named("Goma").len(), 6);
    assert_eq!(report.bad, 5);
    let lines: Vec<&str> = report.warnings.iter().map(String::as_str).collect();
    for (warning, expected) in lines.iter().zip([
        "CD.txt:7: \"ninety\" is no latitude",
        "CD.txt:8: latitude -95 is outside -90..90",
        "CD.txt:9: 3 columns where 19 are needed",
        "CD.txt:10: a NUL byte",
        "CD.txt:11: ",
    ]) {
        assert!(warning.starts_with(expected), "{warning}");
    }
}

#[test]
fn what_is_mostly_broken_is_refused_and_nothing_is_written() {
    let bench = Bench::new();
    let good = row(1, "Goma", "", "-1.67", "PPL", "5");
    let bad = row(1, "Goma", "", "x", "PPL", "5");
    let out = bench.0.path().join("x.idx");
    for (name, content) in [
        ("numbers.txt", format!("{good}{bad}{bad}{bad}").into_bytes()),
        ("columns.txt", b"1\tGoma\t-1.6\t29.2\n".repeat(9)),
        ("empty.txt", Vec::new()),
        ("nul.txt", vec![0; 4096]),
        ("open.geojson", b"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Fea".to_vec()),
        ("none.csv", b"a,b\n1,2\n".to_vec()),
        ("broken.zip", b"PK\x03\x04rubbish".to_vec()),
    ] {
        let path = bench.file(name, content);
        let error = import(&[path], &out).unwrap_err().to_string();
        assert!(error.contains(name), "{error}");
        assert!(!out.exists(), "{name}");
    }
    assert!(import(&[bench.0.path().join("missing.txt")], &out).is_err());
}

#[test]
fn the_same_dump_makes_the_same_bytes() {
    let bench = Bench::new();
    let dump: String = (0..3000).map(|n| row(n, &format!("Place {}", n % 700), "", "-1.67", "PPL", "5")).collect();
    let path = bench.file("CD.txt", dump);
    let bytes: Vec<Vec<u8>> = (0..2)
        .map(|n| {
            let out = bench.0.path().join(format!("{n}.idx"));
            import(std::slice::from_ref(&path), &out).unwrap();
            fs::read(out).unwrap()
        })
        .collect();
    assert_eq!(bytes[0], bytes[1]);
}
