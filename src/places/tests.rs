//! Whole sentences in, places out.

use super::*;
use crate::article::Lang;
use crate::region::{Place, PlaceKind};
use crate::text::Document;

/// A place of a small theatre: name, other names, kind, latitude, longitude, province, territory.
fn place(name: &str, alt: &[&str], kind: PlaceKind, lat: f64, lon: f64, admin: (&str, &str, &str)) -> Place {
    Place {
        id: format!("{}-{kind:?}-{}", crate::text::fold(name), admin.0).to_lowercase(),
        name: name.to_owned(),
        alt_names: alt.iter().map(|&n| n.to_owned()).collect(),
        adjectives: Vec::new(),
        kind,
        lat,
        lon,
        precision_km: if kind.is_area() { 30.0 } else { 2.0 },
        country: admin.0.to_owned(),
        admin1: (!admin.1.is_empty()).then(|| admin.1.to_owned()),
        admin2: (!admin.2.is_empty()).then(|| admin.2.to_owned()),
        population: None,
        source: "test".to_owned(),
        note: String::new(),
    }
}

fn theatre() -> PlaceIndex<'static> {
    use PlaceKind::{City, Country, Province, Territory, Town, Village};
    let nk = |t| ("CD", "North Kivu", t);
    let mut places = vec![
        place("Goma", &[], City, -1.674, 29.228, nk("")),
        place("Sake", &["Saké"], Town, -1.573, 29.045, nk("Masisi")),
        place("Masisi", &[], Town, -1.400, 28.815, nk("Masisi")),
        place("Masisi", &[], Territory, -1.42, 28.75, nk("Masisi")),
        place("Kitshanga", &["Kitchanga"], Town, -1.250, 29.061, nk("Rutshuru")),
        place("Mweso", &[], Town, -1.132, 29.03, nk("Masisi")),
        place("Pinga", &[], Town, -0.984, 28.702, nk("Walikale")),
        place("Walikale", &[], Territory, -1.35, 28.06, nk("Walikale")),
        place("Rutshuru", &["Rutchuru"], Town, -1.187, 29.447, nk("Rutshuru")),
        place("Beni", &[], City, 0.491, 29.473, nk("Beni")),
        place("Beni", &[], Territory, 0.6, 29.4, nk("Beni")),
        place("Minova", &[], Town, -1.707, 29.022, ("CD", "South Kivu", "Kalehe")),
        place("Bwiza", &[], Village, -1.30, 29.14, nk("Rutshuru")),
        place("Bwiza", &[], Village, -2.1, 30.1, ("RW", "Eastern", "Kirehe")),
        place("North Kivu", &["Nord-Kivu"], Province, -0.8, 29.0, ("CD", "North Kivu", "")),
        place("DR Congo", &["Congo", "RDC", "République démocratique du Congo"], Country, -2.9, 23.6, ("CD", "", "")),
        place("Rwanda", &[], Country, -2.0, 29.9, ("RW", "", "")),
        place("United States", &["US", "U.S."], Country, 39.8, -98.6, ("US", "", "")),
    ];
    places[16].adjectives = vec!["Rwandan".to_owned(), "rwandais".to_owned()];
    places[15].adjectives = vec!["Congolese".to_owned(), "congolais".to_owned()];
    PlaceIndex::from_places(places)
}

fn read(index: &PlaceIndex, text: &str, lang: Lang) -> Vec<(PlaceMention, ResolvedPlace)> {
    let doc = Document::new(text);
    let mut mentions = Vec::new();
    index.find(&doc, 0..doc.tokens.len(), lang, &mut mentions);
    let resolved = index.resolve(&mentions, &doc, &ArticleContext::default());
    assert_eq!(mentions.len(), resolved.len());
    mentions.into_iter().zip(resolved).collect()
}

/// The places of a text as 'name' or, in another role, 'name/role'; '?' marks one without a row.
fn told(text: &str, lang: Lang) -> Vec<String> {
    read(&theatre(), text, lang)
        .into_iter()
        .map(|(m, r)| {
            let role = if m.role.is_place() { String::new() } else { format!("/{:?}", m.role) };
            format!("{}{}{role}", r.name, if r.place.is_some() { "" } else { "?" })
        })
        .collect()
}

#[test]
fn finds_names_and_roles() {
    for (text, lang, expected) in [
        ("Rebels took Kitchanga on Monday.", Lang::En, &["Kitchanga"][..]),
        ("Fighting in Goma, Sake and Minova.", Lang::En, &["Goma", "Sake", "Minova"]),
        ("A spokesman for Rutshuru hospital said so.", Lang::En, &["Rutshuru/InsideName"]),
        ("The Rwandan army left.", Lang::En, &["Rwandan/AdjectiveOrPeople"]),
        ("Willy Goma spoke.", Lang::En, &["Goma/Person"]),
        ("The governor of North Kivu spoke.", Lang::En, &["North Kivu/Office"]),
        ("l’hôpital de Rutshuru est plein", Lang::Fr, &["Rutshuru/InsideName"]),
        ("Le village de Muhuzi est tombé.", Lang::Fr, &["Muhuzi?"]),
        ("They fled the village of Muhuzi.", Lang::En, &["Muhuzi?"]),
        ("dans le groupement Waloa Yungu", Lang::Fr, &["Waloa Yungu?"]),
        ("Les rebelles sont entrés à Rwangara hier.", Lang::Fr, &["Rwangara?"]),
        ("Kaliki, a village in Masisi, was burnt.", Lang::En, &["Kaliki?", "Masisi"]),
        ("GOMA, June 13 (Reuters) - Rebels took Sake.", Lang::En, &["GOMA/Dateline", "Sake"]),
        ("GOMA: Rebels took Sake.", Lang::En, &["GOMA/Dateline", "Sake"]),
        ("ils ont brûlé les villages Muhuzi, Tsibo et Rwangara", Lang::Fr, &["Muhuzi?", "Tsibo?", "Rwangara?"]),
        ("The U.S. envoy met us in Goma.", Lang::En, &["U.S.", "Goma"]),
        ("They told us nothing.", Lang::En, &[]),
        ("à Bakila-Bakaiko", Lang::Fr, &["Bakila-Bakaiko?"]),
    ] {
        assert_eq!(told(text, lang), expected, "{text}");
    }
}

#[test]
fn names_that_no_table_knows() {
    let mut wrong = Vec::new();
    for (text, lang, expected) in [
        // With the kind word that belongs to them, and without the one that does not.
        ("They fled into the Nzarin forest.", Lang::En, &["Nzarin forest?"][..]),
        ("They shelled the eastern end of Zelik Bridge.", Lang::En, &["Zelik Bridge?"]),
        ("They crossed the Zelik bridge.", Lang::En, &["Zelik bridge?"]),
        ("They crowded onto M'Zarin airport.", Lang::En, &["M'Zarin airport?"]),
        ("They walked into Zelik Town at dawn.", Lang::En, &["Zelik Town?"]),
        ("A bomb went off in the upscale Zelik district.", Lang::En, &["Zelik?"]),
        ("Some families went to Dar As Goma locality.", Lang::En, &["Dar As Goma?"]),
        ("They took their headquarters, Camp Zarin, on Monday.", Lang::En, &["Camp Zarin?"]),
        ("A lorry burnt on the Zarin road.", Lang::En, &["Zarin road?"]),
        ("A jet bombed Goma airport.", Lang::En, &["Goma airport"]),
        ("Zarin camp, close to Sake, was entered.", Lang::En, &["Zarin?", "Sake"]),
        ("Ils campent à hauteur du pont Zarina.", Lang::Fr, &["pont Zarina?"]),
        ("Des patrouilles sur la route de Zarina.", Lang::Fr, &["route de Zarina?"]),
        ("Une moto a sauté sur le tronçon Zarina-Kolwa.", Lang::Fr, &["Zarina-Kolwa?"]),
        ("The main market was full.", Lang::En, &[]),
        ("The Main Market was full.", Lang::En, &[]),
        ("The Zarin Resident District Commissioner told them to wait where they were.", Lang::En, &[]),
        ("The Mine Action Centre cleared it.", Lang::En, &[]),
        ("Zarin villages burnt.", Lang::En, &[]),
        // How far they reach.
        ("They entered the town of Mahmud-i-Zarin.", Lang::En, &["Mahmud-i-Zarin?"]),
        ("It happened at Ti-n-Zarin.", Lang::En, &["Ti-n-Zarin?"]),
        ("They fled to the pass of O'Zarin.", Lang::En, &["O'Zarin?"]),
        ("A shell hit a mosque in Raya Beni.", Lang::En, &["Raya Beni?"]),
        ("People fled to Goma III.", Lang::En, &["Goma III"]),
        ("À Goma-ville, on a tiré.", Lang::Fr, &["Goma-ville"]),
        ("On a tué à Zarina Zarina.", Lang::Fr, &["Zarina Zarina?"]),
        ("Dans le PK12, on tire.", Lang::Fr, &["PK12?"]),
        ("They shot the sick at Kilometer 52.", Lang::En, &["Kilometer 52?"]),
        ("A mine exploded near K4 junction.", Lang::En, &["K4 junction?"]),
        // What makes them places.
        ("Residents of Zarin fled.", Lang::En, &["Zarin?"]),
        ("They marched through restive Zarin.", Lang::En, &["Zarin?"]),
        ("Whole villages, Zarin, Yorim and Akwe, were burnt.", Lang::En, &["Zarin?", "Yorim?", "Akwe?"]),
        ("The district headquarters, Zarin, was quiet.", Lang::En, &["Zarin?"]),
        ("Some 40 people from Zarin and Yorim Kolwa were there.", Lang::En, &["Zarin?", "Yorim Kolwa?"]),
        ("Shells hit the Zarin and Yorim areas.", Lang::En, &["Zarin?", "Yorim?"]),
        ("Ils ont brûlé le commissariat central de Zarina.", Lang::Fr, &["Zarina?"]),
        ("Les bastions rebelles de Zarina et de Kolwa sont vides.", Lang::Fr, &["Zarina?", "Kolwa?"]),
        ("Ils sont arrivés au poste-frontière albanais de Zarina.", Lang::Fr, &["Zarina?"]),
        ("Ils ont creusé dans un carré dit « Zarina ».", Lang::Fr, &["Zarina?"]),
    ] {
        let got = told(text, lang);
        if got != expected {
            wrong.push(format!("{text} {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paragraphs_headed_by_places_are_told_of_them() {
    let head = "GOMA - Gunmen killed two.\n\n* SAKE - A bomb went off.\n\n";
    for (last, expected) in [
        ("ZARIN - Police held six.", vec!["GOMA", "SAKE", "ZARIN?"]),
        ("MINOVA - Police held six.", vec!["GOMA", "SAKE", "MINOVA"]),
    ] {
        let text = format!("{head}BENI - Nothing.\n\n{last}");
        let mut expected = expected;
        expected.insert(2, "BENI");
        assert_eq!(told(&text, Lang::En), expected, "{last}");
    }
    assert_eq!(told("ZARIN - Police held six.", Lang::En), Vec::<String>::new());
    assert_eq!(told("GOMA - Police held six in Sake.", Lang::En), ["GOMA/Dateline", "Sake"]);
}

#[test]
fn chooses_rows() {
    let index = theatre();
    for (text, lang, name, id) in [
        ("dans le territoire de Masisi", Lang::Fr, "Masisi", "masisi-territory-cd"),
        ("à Masisi", Lang::Fr, "Masisi", "masisi-town-cd"),
        ("Masisi territory", Lang::En, "Masisi", "masisi-territory-cd"),
        ("en territoire de Beni", Lang::Fr, "Beni", "beni-territory-cd"),
        ("la ville de Beni", Lang::Fr, "Beni", "beni-city-cd"),
        ("Bwiza, in Rutshuru, near Kitshanga in DR Congo, fell.", Lang::En, "Bwiza", "bwiza-village-cd"),
        ("In Rwanda a shop in Bwiza burnt; Rwanda mourns.", Lang::En, "Bwiza", "bwiza-village-rw"),
    ] {
        let found = read(&index, text, lang);
        let got = found.iter().find(|(_, r)| r.name == name).and_then(|(_, r)| r.place_id.clone());
        assert_eq!(got.as_deref(), Some(id), "{text}");
    }
}

#[test]
fn reads_relative_places() {
    let index = theatre();
    for (text, lang, name, relation, km) in [
        ("They fought 20 km north of Sake.", Lang::En, "Sake", Relation::Direction, Some(20.0)),
        ("à une vingtaine de kilomètres au nord de Sake", Lang::Fr, "Sake", Relation::Direction, Some(20.0)),
        ("à 12km à l’ouest de Goma", Lang::Fr, "Goma", Relation::Direction, Some(12.0)),
        ("near Goma", Lang::En, "Goma", Relation::Near, None),
        ("aux environs de Goma", Lang::Fr, "Goma", Relation::Near, None),
        ("advancing towards Goma", Lang::En, "Goma", Relation::Toward, None),
        ("between Sake and Minova", Lang::En, "Sake", Relation::Between, None),
        ("on the Sake-Minova road", Lang::En, "Sake-Minova road", Relation::Between, None),
        ("sur l’axe Sake – Minova", Lang::Fr, "Sake – Minova", Relation::Between, None),
        ("south of Goma", Lang::En, "Goma", Relation::Direction, None),
        ("in Goma", Lang::En, "Goma", Relation::In, None),
    ] {
        let found = read(&index, text, lang);
        let (m, r) = found.iter().find(|(_, r)| r.name == name).unwrap_or_else(|| panic!("{text}: {found:?}"));
        assert_eq!(r.relation, relation, "{text}");
        assert_eq!(m.spatial.distance_m.map(|d| d / 1000.0), km, "{text}");
    }
}

#[test]
fn what_only_tells_where_a_place_lies_is_its_landmark() {
    let index = theatre();
    for (text, lang, name, landmark) in [
        ("They took Muhuzi, 20 km north of Sake.", Lang::En, "Muhuzi", true),
        (
            "They took the village of Muhuzi, about 20 km north of the small lakeside town of Sake.",
            Lang::En,
            "Muhuzi",
            true,
        ),
        ("à Rwangara, situé à 12 km à l’ouest de Goma", Lang::Fr, "Rwangara", true),
        ("They took Minova and fought near Goma.", Lang::En, "Minova", false),
        ("In Masisi territory, 20 km from Goma, they fought.", Lang::En, "Masisi", false),
    ] {
        let doc = Document::new(text);
        let mut found = Vec::new();
        index.find(&doc, 0..doc.tokens.len(), lang, &mut found);
        let resolved = index.resolve(&found, &doc, &ArticleContext::default());
        let k = resolved.iter().position(|r| r.name == name).unwrap();
        assert_eq!(found[k].landmark.is_some(), landmark, "{text}");
        if landmark {
            assert!(found[k + 1].spatial.second && resolved[k].lat.is_some(), "{text}");
            assert_eq!(resolved[k].lat, resolved[k + 1].lat, "{text}");
        }
    }
}
