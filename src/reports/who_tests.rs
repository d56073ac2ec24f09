//! Who took part, and who says so: own articles of a few sentences, each for one kind of telling.

use std::path::Path;

use super::{Modality, Reader, Report};
use crate::article::Lang::{self, En, Fr};
use crate::article::from_text;
use crate::region::Region;

/// The reports of a text published on 4 June 2024.
fn read(reader: &Reader, lang: Lang, text: &str) -> Vec<Report> {
    let (mut article, _) = from_text("a", Path::new("a.txt"), format!("date 2024-06-04\n{text}"));
    article.lang = lang;
    // However unsure: what is tested is who, not how sure.
    reader.features(&article).candidates.into_iter().map(|(report, _)| report).collect()
}

fn at<'a>(reports: &'a [Report], place: &str, text: &str) -> &'a Report {
    let here = reports.iter().filter(|r| r.place == place);
    let found = here.max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    found.unwrap_or_else(|| panic!("nothing at {place} in: {text}\n{reports:#?}"))
}

#[test]
fn those_who_take_part_are_told_by_name() {
    let region = Region::builtin("eastern-congo").unwrap();
    let reader = Reader::new(&region).unwrap();
    for (lang, text, place, actors, against) in [
        // The army of the country told of.
        (
            En,
            "The army recaptured Sake from M23 rebels on Monday, residents of Sake and Goma said.",
            "Sake",
            "FARDC",
            "M23",
        ),
        (
            En,
            "Kenyan soldiers killed six Al-Shabaab fighters near Dhobley on Monday.",
            "Dhobley",
            "Kenyan army",
            "Al-Shabaab",
        ),
        // A headline ends with its line.
        (
            En,
            "Army takes Kirkuk from Kurds\n\nIraqi government forces captured the oil city of Kirkuk on Monday.",
            "Kirkuk",
            "Iraqi army",
            "",
        ),
        // Who gained a place, and from whom, is told elsewhere in the article.
        (
            En,
            "M23 rebels and the Congolese army fought for a week in North Kivu.\n\nThe town of Sake was captured on Monday.",
            "Sake",
            "M23",
            "FARDC",
        ),
        (
            Fr,
            "Les rebelles du M23 combattent l'armée congolaise au Nord-Kivu.\n\nLa cité de Sake est tombée lundi.",
            "Sake",
            "M23",
            "FARDC",
        ),
        // Both sides of a clash.
        (Fr, "Des combats ont opposé lundi les FARDC aux ADF à Oicha.", "Oicha", "FARDC", "ADF"),
        (
            En,
            "Fighting between M23 rebels and the Wazalendo resumed in Kitshanga on Monday.",
            "Kitshanga",
            "M23",
            "Wazalendo",
        ),
        // Those who help.
        (
            Fr,
            "Les FARDC, épaulées par des blindés et par les Wazalendo, ont repris Sake lundi aux rebelles du M23.",
            "Sake",
            "FARDC, Wazalendo",
            "M23",
        ),
        // The subject of the main clause, not the nearest name.
        (En, "The M23 humiliated the Congolese army, capturing Goma on Monday.", "Goma", "M23", "FARDC"),
        // A name that says only of what kind somebody is.
        (Fr, "Un groupe affilié à l'État islamique a tué dix villageois à Mbau lundi.", "Mbau", "", "civilians"),
        // Behind the name, such words say nothing of it; what somebody wears is nobody.
        (En, "M23 seized Sake on Monday, said a man affiliated with the church.", "Sake", "M23", ""),
        (En, "Men in police uniforms killed ten villagers in Mbau on Monday.", "Mbau", "", "civilians"),
        (Fr, "Des inconnus en tenue de policiers ont tué dix villageois à Mbau lundi.", "Mbau", "", "civilians"),
        // The police of the country bear the table's name, and one of many is called as they are.
        (Fr, "La police a arrêté dix manifestants à Butembo lundi.", "Butembo", "PNC", "demonstrators"),
        (En, "A gunman killed ten villagers in Mbau on Monday.", "Mbau", "gunmen", "civilians"),
        // Peacekeepers of the mission that the article names.
        (
            En,
            "MONUSCO said it was concerned. Indian peacekeepers deployed in Kiwanja on Monday.",
            "Kiwanja",
            "MONUSCO",
            "",
        ),
        // Who takes to the street keeps the text's word.
        (
            En,
            "Angry students barricaded roads in Butembo on Monday to protest against killings.",
            "Butembo",
            "students",
            "",
        ),
        // Houses do nothing, and officials do not fight.
        (
            Fr,
            "Selon le gouverneur, les ADF ont incendié lundi dix maisons à Mayi-Moya.",
            "Mayi-Moya",
            "ADF",
            "civilians",
        ),
        // Helpers of the sentence before help nobody here.
        (
            En,
            "Reporters travelled alongside the Congolese army.\n\nM23 rebels began to retreat from Sake on Monday.",
            "Sake",
            "M23",
            "",
        ),
        // A mediation is a government's, not an army's; 'a battalion' is then the country's own.
        (
            Fr,
            "La médiation ougandaise s'inquiète des combats au Nord-Kivu.\n\nUn bataillon s'est installé lundi à Mugunga.",
            "Mugunga",
            "FARDC",
            "",
        ),
        // Foreign armies in a country's war do not make 'the army' theirs.
        (
            Fr,
            "Le M23 et des militaires rwandais se battent au Nord-Kivu.\n\nL'armée a repris Sake lundi.",
            "Sake",
            "FARDC",
            "M23",
        ),
        // The short name in brackets is not the subject where the long one is none.
        (
            Fr,
            "L'armée burundaise, appelée par les Forces démocratiques alliées (ADF), est entrée lundi dans Sake.",
            "Sake",
            "Burundian army",
            "ADF",
        ),
        // Aid agencies.
        (En, "The World Food Programme suspended food aid in Kibirizi on Monday.", "Kibirizi", "WFP", ""),
    ] {
        let reports = read(&reader, lang, text);
        let report = at(&reports, place, text);
        assert_eq!(
            (report.actors.join(", "), report.against.join(", ")),
            (actors.to_owned(), against.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn what_only_a_party_says_is_claimed() {
    use Modality::{Claimed, Denied, Planned, Reported};
    let region = Region::builtin("eastern-congo").unwrap();
    let reader = Reader::new(&region).unwrap();
    for (lang, text, place, said) in [
        (En, "M23 rebels seized Sake on Monday, army spokesman Sylvain Ekenge said.", "Sake", Claimed),
        (En, "The army said on Monday it had retaken Sake from the M23.", "Sake", Claimed),
        (En, "M23 rebels seized Sake on Monday, a local official said.", "Sake", Reported),
        (En, "Soldiers drove M23 rebels out of Sake on Monday, residents said.", "Sake", Reported),
        (En, "A security source said the army had retaken Sake from the M23 on Monday.", "Sake", Reported),
        (Fr, "Le porte-parole de l'armée a déclaré que les FARDC avaient repris Sake au M23 lundi.", "Sake", Claimed),
        (Fr, "Le M23 de Sultani Makenga a affirmé avoir pris Sake lundi.", "Sake", Claimed),
        (Fr, "Les FARDC ont repris Sake au M23 lundi, selon l'administrateur du territoire.", "Sake", Reported),
        (
            En,
            "The spokesman also denied a report, carried by a private radio, that M23 rebels had seized Sake.",
            "Sake",
            Denied,
        ),
        (Fr, "Le M23, que soutient l'armée rwandaise, a revendiqué lundi la prise de Sake.", "Sake", Claimed),
        (En, "The M23, which is backed by the Rwandan army, said it had captured Sake on Monday.", "Sake", Claimed),
        (En, "Our soldiers drove M23 rebels out of Sake on Monday.", "Sake", Claimed),
        (Fr, "Nos soldats ont repris Sake aux rebelles lundi.", "Sake", Claimed),
        (Fr, "Une réunion des ministres de la région est attendue samedi à Luanda.", "Luanda", Planned),
    ] {
        let reports = read(&reader, lang, text);
        assert_eq!(at(&reports, place, text).modality, said, "{text}");
    }
}

#[test]
fn what_goes_on_in_a_place_does_not_take_it() {
    let region = Region::builtin("eastern-congo").unwrap();
    let reader = Reader::new(&region).unwrap();
    for (lang, text, taken) in [
        (Fr, "Le M23 avance. Les tirs ont repris lundi à Sake.", false),
        (Fr, "Le M23 avance. Le bruit des canons a repris à Sake lundi.", false),
        (Fr, "Le M23 a repris à l'aube la cité de Sake lundi.", true),
        (En, "Arms seized in Sake by the army on Monday were burned.", false),
        (En, "The army seized Sake on Monday.", true),
    ] {
        let gained = read(&reader, lang, text).iter().any(|r| r.place == "Sake" && r.code.as_str().contains("gained"));
        assert_eq!(gained, taken, "{text}");
    }
}

#[test]
fn names_without_end_are_read() {
    let region = Region::builtin("eastern-congo").unwrap();
    let reader = Reader::new(&region).unwrap();
    // Each name asks what the one before it is: no stack is as deep.
    for (list, last) in [("between ", "Kigali and "), ("against ", "the M23, ")] {
        let text = format!("Talks went on {list}{}others. They captured Sake on Monday.", last.repeat(20_000));
        let reports = read(&reader, En, &text);
        assert_eq!(at(&reports, "Sake", last).code.as_str(), "territory_gained_nonstate", "{last}");
    }
}
