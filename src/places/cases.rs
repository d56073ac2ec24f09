//! Namesakes and relative places, half of them of the Great Lakes: one sentence each, over the built-in tables and a
//! small gazetteer with the namesakes that real ones have.

use std::sync::LazyLock;

use super::geometry::distance_m;
use super::*;
use crate::article::Lang::{self, En, Fr};
use crate::region::{PlaceKind, Region};
use crate::text::Document;

/// Places of other countries that bear names of the theatre, and towns that are words or persons.
const NAMESAKES: &[(&str, PlaceKind, f64, f64, u32, &str, &str)] = &[
    ("Bwiza", PlaceKind::Village, -2.11, 30.12, 0, "RW", "Eastern Province"),
    ("Bwiza", PlaceKind::Village, -3.36, 29.36, 0, "BI", "Bujumbura Mairie"),
    ("Kavumu", PlaceKind::Village, -2.35, 29.80, 0, "RW", "Southern Province"),
    ("Kavumu", PlaceKind::Village, -3.20, 29.65, 0, "BI", "Muramvya"),
    ("Goma", PlaceKind::Town, -11.0, 39.0, 7_000, "TZ", "Mtwara"),
    ("Goma", PlaceKind::City, -1.67, 29.23, 1_100_000, "CD", "North Kivu"),
    ("Sake", PlaceKind::Town, -2.35, 30.40, 8_000, "RW", "Eastern Province"),
    ("Masisi", PlaceKind::Village, -22.41, 30.85, 12_000, "ZA", "Limpopo"),
    ("Beni", PlaceKind::Town, 28.36, 83.56, 10_000, "NP", "Gandaki"),
    ("Nice", PlaceKind::City, 43.70, 7.26, 342_000, "FR", "Provence-Alpes-Côte d'Azur"),
    ("Reading", PlaceKind::City, 51.45, -0.97, 318_000, "GB", "England"),
    ("Mobile", PlaceKind::City, 30.69, -88.04, 195_000, "US", "Alabama"),
    ("Man", PlaceKind::City, 7.41, -7.55, 139_000, "CI", "Montagnes"),
    ("Obama", PlaceKind::Town, 35.49, 135.73, 30_000, "JP", "Fukui"),
    ("Austin", PlaceKind::City, 30.27, -97.74, 931_000, "US", "Texas"),
    ("Austin", PlaceKind::Village, 38.76, -85.81, 4_200, "US", "Indiana"),
    ("Paris", PlaceKind::City, 48.85, 2.35, 2_138_000, "FR", "Île-de-France"),
    ("Paris", PlaceKind::Town, 33.66, -95.56, 24_000, "US", "Texas"),
    ("Tripoli", PlaceKind::City, 34.44, 35.85, 230_000, "LB", "North Lebanon"),
    ("Many", PlaceKind::Village, 31.57, -93.48, 2_800, "US", "Louisiana"),
    ("University", PlaceKind::Town, 28.07, -82.44, 41_000, "US", "Florida"),
];

static REGION: LazyLock<Region> = LazyLock::new(|| Region::builtin("eastern-congo").unwrap());
static INDEX: LazyLock<PlaceIndex> = LazyLock::new(|| {
    let mut builder = IndexBuilder::default();
    for &(name, kind, lat, lon, population, country, admin1) in NAMESAKES {
        builder.add(&NewPlace {
            id: 0,
            name,
            kind,
            lat,
            lon,
            precision_km: None,
            population,
            country,
            admin1,
            admin2: "",
            coded: false,
        });
    }
    let mut bytes = Vec::new();
    builder.finish(&mut bytes).unwrap();
    let mut index = PlaceIndex::new(&REGION);
    index.add_file(IndexFile::from_bytes(bytes).unwrap());
    index
});

fn read(text: &str, lang: Lang) -> Vec<(PlaceMention, ResolvedPlace)> {
    let doc = Document::new(text);
    let mut mentions = Vec::new();
    INDEX.find(&doc, 0..doc.tokens.len(), lang, &mut mentions);
    let resolved = INDEX.resolve(&mentions, &doc, &ArticleContext::default());
    mentions.into_iter().zip(resolved).collect()
}

/// What a name must come out as.
enum Is {
    /// The row of the tables with this id.
    Id(&'static str),
    /// A row of this country.
    In(&'static str),
    /// No row, but a place all the same.
    Unknown,
    /// Not a place where something happens.
    No,
}
use Is::{Id, In, No, Unknown};

/// Checks all cases, so that one run tells all that fail.
fn check(cases: &[(Lang, &str, &str, Is)]) {
    let mut wrong = Vec::new();
    for (lang, text, name, is) in cases {
        let found = read(text, *lang);
        let place = found.iter().find(|(m, r)| r.name == *name && m.role.is_place() && r.is_place >= 0.5);
        let got = place.map(|(_, r)| (r.place_id.clone(), r.country.clone(), r.place.is_some()));
        let right = match (is, &got) {
            (Id(id), Some((Some(got), ..))) => got == id,
            (In(country), Some((_, Some(got), true))) => got == country,
            (Unknown, Some((.., false))) | (No, None) => true,
            _ => false,
        };
        if !right {
            wrong.push(format!("{text} [{name}]: {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn namesakes_of_the_great_lakes() {
    check(&[
        (En, "Fighters stormed Bwiza in Rutshuru territory at dawn.", "Bwiza", Id("bwiza")),
        (Fr, "Des tirs ont été entendus à Bwiza, près de Kitshanga.", "Bwiza", Id("bwiza")),
        (En, "A shop burnt down in Bwiza, a quarter of Bujumbura, in Burundi. Burundi mourns.", "Bwiza", In("BI")),
        (En, "Farmers of Kavumu in Rwanda met officials of Rwanda in Kigali.", "Kavumu", In("RW")),
        (Fr, "L’aéroport de Kavumu, au nord de Bukavu, est fermé.", "Kavumu", Id("kavumu")),
        (Fr, "Des obus sont tombés sur Kavumu (territoire de Kabare).", "Kavumu", Id("kavumu")),
        (En, "Shells hit Kitchanga and Mweso.", "Kitchanga", Id("kitshanga-rutshuru")),
        (Fr, "La cité de Kitchanga est tombée.", "Kitchanga", Id("kitshanga-rutshuru")),
        (Fr, "Les civils de Kibumba ont fui vers Goma.", "Kibumba", Id("kibumba")),
        (En, "Sake fell on Sunday.", "Sake", Id("sake")),
        (En, "For the sake of peace they left.", "sake", No),
        (Fr, "Ils ont quitté Sake pour Goma.", "Sake", Id("sake")),
        (Fr, "Un marché a brûlé à Masisi.", "Masisi", Id("masisi")),
        (Fr, "Trois villages du territoire de Masisi sont vides.", "Masisi", Id("masisi-territory")),
        (En, "Three villages of Masisi territory lie empty.", "Masisi territory", Id("masisi-territory")),
        (Fr, "Kirumba, en territoire de Lubero, a été pillée.", "Kirumba", Id("kirumba-lubero")),
        (Fr, "Kirumba, en territoire de Rutshuru, a été pillée.", "Kirumba", Id("kirumba-rutshuru")),
        (Fr, "Des combats à Kibati, en territoire de Nyiragongo.", "Kibati", Id("kibati-nyiragongo")),
        (Fr, "Des combats à Kibati, en territoire de Walikale.", "Kibati", Id("kibati-walikale")),
        (En, "Miners in Rubaya dig coltan.", "Rubaya", Id("rubaya")),
        (Fr, "Des pirogues ont quitté Minova pour Goma.", "Minova", Id("minova")),
        (Fr, "Le groupe est revenu à Katale, dans le territoire de Masisi.", "Katale", Id("katale-masisi")),
        (Fr, "Le groupe est revenu à Katale, dans le territoire de Rutshuru.", "Katale", Id("katale-rutshuru")),
        (Fr, "Une attaque à Lemera, en territoire d’Uvira.", "Lemera", Id("lemera-uvira")),
        (Fr, "Une attaque à Lemera, en territoire de Kalehe.", "Lemera", Id("lemera-kalehe")),
        (Fr, "Bukombo, dans le territoire de Rutshuru, s’est vidé.", "Bukombo", Id("bukombo-rutshuru")),
        (Fr, "La ville de Beni pleure ses morts.", "Beni", Id("beni")),
        (Fr, "Le territoire de Beni pleure ses morts.", "Beni", Id("beni-territory")),
        (En, "They entered Rutchuru at night.", "Rutchuru", Id("rutshuru")),
        (En, "Shelling was heard in Bunangana.", "Bunangana", Id("bunagana-rutshuru")),
        (Fr, "Le massacre de Kisheshe reste impuni.", "Kisheshe", Id("kishishe")),
        (Fr, "Le village de Mudubwe a été incendié.", "Mudubwe", Unknown),
        (Fr, "Dans le groupement Balambo Xele, on fuit.", "Balambo Xele", Unknown),
        (Fr, "Ils sont arrivés à Rwangara de nuit.", "Rwangara", Unknown),
        (En, "Zibulo, a village in Masisi territory, was burnt.", "Zibulo", Unknown),
        (En, "Turkey launched Operation Zarin Shield in Masisi territory.", "Zarin Shield", No),
        (En, "The rebels lost a ZiG-21 fighter near Goma.", "ZiG", No),
        (En, "Defence Minister Robert Hill arrived in Goma.", "Defence Minister Robert Hill", No),
        // Who bears a title once is no place elsewhere.
        (En, "Leaders met between Hillman and Abeda on Friday. President Rex Hillman left.", "Hillman", No),
        (En, "Shots fell in Barmul village. President Rex Hillman left.", "Barmul", Unknown),
        // An English kind word belongs to the name before it, whatever 'of' follows.
        (En, "Villagers were killed in the Barmul district of Masisi territory.", "Barmul", Unknown),
        (
            En,
            "Villagers were killed in the Barmul district of Masisi territory.",
            "Masisi territory",
            Id("masisi-territory"),
        ),
        (En, "Police came to Goma's Zirun area of shops.", "Zirun", Unknown),
        (En, "A post in the Khubir tribal area was raided.", "Khubir", Unknown),
        (En, "A raid in the Rajgul Valley killed two.", "Rajgul Valley", Unknown),
        (En, "Shells hit districts of Goma, including Bab Tumo, Zirun and the lake shore.", "Bab Tumo", Unknown),
        (En, "Shells hit districts of Goma, including Bab Tumo, Zirun and the lake shore.", "Zirun", Unknown),
        (Fr, "Ils ont brûlé des villages du Masisi, dont Zirun et Barmul.", "Zirun", Unknown),
        (En, "They looted the villages of Xindu, Mbarizi and Kimoko.", "Mbarizi", Unknown),
    ]);
}

#[test]
fn words_persons_and_things_that_are_named_like_places() {
    check(&[
        (En, "It was a nice day. Nice people came.", "Nice", No),
        (En, "A lorry drove into the crowd in Nice, in France.", "Nice", In("FR")),
        (En, "Reading the report took hours.", "Reading", No),
        (En, "Police in Reading, England, held two.", "Reading", In("GB")),
        (En, "Mobile phones were taken.", "Mobile", No),
        (En, "Storms hit Mobile, Alabama.", "Mobile", In("US")),
        (En, "Man bites dog, said the paper.", "Man", No),
        (Fr, "Des jeunes ont marché à Man, en Côte d’Ivoire.", "Man", In("CI")),
        (En, "President Obama flew home. Obama was tired.", "Obama", No),
        (En, "Colonel Goma gave orders.", "Goma", No),
        (En, "Willy Goma gave orders.", "Goma", No),
        (En, "Many fled the town.", "Many", No),
        (En, "Rutshuru hospital is full.", "Rutshuru", No),
        (En, "The Luanda process stalled.", "Luanda", No),
        (En, "The Nairobi agreement was signed.", "Nairobi", No),
        (En, "Goma University closed.", "Goma", No),
        (Fr, "L’université de Goma a fermé.", "Goma", No),
        (En, "The Rwandan army denied it.", "Rwandan", No),
        (En, "Rwanda's army denied it.", "Rwanda", No),
        (Fr, "Le gouverneur du Nord-Kivu a parlé.", "Nord-Kivu", No),
        (En, "GOMA, June 13 (Reuters) - Rebels took Sake.", "GOMA", No),
        (En, "The ransom was US$2 million.", "US", No),
        (En, "Austin, in Scott County, Indiana, saw an outbreak.", "Austin", In("US")),
        (En, "They marched in Paris and Lyon, in France.", "Paris", In("FR")),
        (En, "Clashes shook Tripoli in Lebanon.", "Tripoli", In("LB")),
        (En, "Militias clashed in Tripoli; Libya is split.", "Tripoli", In("LY")),
    ]);
}

/// Where relative places must come to lie: name, relation, the place reckoned from, km and degrees from it.
#[test]
fn relative_places() {
    use Relation::{Between, Direction, In, Near, Toward};
    type Case = (Lang, &'static str, &'static str, Relation, &'static str, f64, Option<f64>);
    let cases: &[Case] = &[
        (En, "They fought 20 km north of Sake.", "Sake", Direction, "sake", 20.0, Some(0.0)),
        (
            En,
            "A bomb fell some 12 miles (19 km) south-west of Rubaya.",
            "Rubaya",
            Direction,
            "rubaya",
            19.3,
            Some(225.0),
        ),
        (Fr, "À une vingtaine de kilomètres au nord de Sake.", "Sake", Direction, "sake", 20.0, Some(0.0)),
        (Fr, "À 12km à l’ouest de Goma, on tire.", "Goma", Direction, "goma", 12.0, Some(270.0)),
        (
            Fr,
            "À quinze kilomètres au sud-est de la cité de Kitchanga.",
            "Kitchanga",
            Direction,
            "kitshanga-rutshuru",
            15.0,
            Some(135.0),
        ),
        (En, "South of Goma the road is cut.", "Goma", Direction, "goma", 12.0, Some(180.0)),
        (En, "Clashes near Masisi went on.", "Masisi", Near, "masisi", 0.0, None),
        (Fr, "Aux environs de Kibumba on fuit.", "Kibumba", Near, "kibumba", 0.0, None),
        (Fr, "Des tirs en périphérie de Goma.", "Goma", Near, "goma", 0.0, None),
        (En, "Fighting on the outskirts of Sake.", "Sake", Near, "sake", 0.0, None),
        (En, "They are advancing on Goma.", "Goma", Toward, "goma", 0.0, None),
        (Fr, "Ils progressent vers Minova.", "Minova", Toward, "minova", 0.0, None),
        (En, "An ambush between Sake and Minova.", "Sake", Between, "sake", 7.7, None),
        (Fr, "Une embuscade entre Sake et Minova.", "Sake", Between, "sake", 7.7, None),
        (Fr, "Une embuscade sur la route Kiwanja-Rumangabo.", "Kiwanja-Rumangabo", Between, "kiwanja", 11.1, None),
        (En, "Fighting went on in Goma.", "Goma", In, "goma", 0.0, None),
    ];
    let mut wrong = Vec::new();
    for (lang, text, name, relation, from, km, degrees) in cases {
        let found = read(text, *lang);
        let Some((_, r)) = found.iter().find(|(m, r)| r.name == *name && m.role.is_place()) else {
            wrong.push(format!("{text}: not found"));
            continue;
        };
        let base = INDEX.named(name.split('-').next().unwrap());
        let base =
            base.into_iter().find(|&p| INDEX.id(p).as_deref() == Some(*from)).and_then(|p| INDEX.row(p)).unwrap();
        let (at, base) = ((r.lat.unwrap(), r.lon.unwrap()), (base.lat, base.lon));
        let off = distance_m(base, at) / 1000.0;
        let turned = degrees.is_some_and(|d| (geometry::bearing(base, at) - d).abs() % 360.0 > 1.0);
        if r.relation != *relation || (off - km).abs() > 0.5 || turned || r.precision_m.is_none() {
            wrong.push(format!("{text}: {:?} {off:.1} km of {from}, {:?}", r.relation, r.precision_m));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn a_place_of_the_table_is_not_told_again_by_a_gazetteer() {
    let found = read("Fighting went on in Goma.", En);
    let (mention, place) = found.first().unwrap();
    assert_eq!(place.place_id.as_deref(), Some("goma"));
    let of_gazetteer: Vec<&str> =
        mention.candidates.iter().filter(|c| c.layer > 0).map(|&c| INDEX.row(c).unwrap().country).collect();
    assert_eq!(of_gazetteer, ["TZ"]);
}

#[test]
fn areas_are_areas_and_never_exact() {
    for (lang, text, name, least_km) in [
        (En, "War goes on in North Kivu.", "North Kivu", 50.0),
        (Fr, "La guerre continue en RDC.", "RDC", 300.0),
        (Fr, "Le territoire de Walikale reste calme.", "Walikale", 20.0),
    ] {
        let found = read(text, lang);
        let (_, r) = found.iter().find(|(_, r)| r.name == name).unwrap_or_else(|| panic!("{text}"));
        assert!(r.kind.is_area() && r.precision_m.unwrap() > least_km * 1000.0, "{text}: {r:?}");
    }
}
