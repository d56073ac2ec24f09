//! On which days an event is: own articles of a few sentences, each for one kind of telling.

use std::collections::BTreeSet;
use std::path::Path;

use super::Reader;
use crate::article::Lang::{self, En, Fr};
use crate::article::from_text;
use crate::region::Region;

/// The days that the rules give what a text published on Tuesday, 4 June 2024 tells of a place, by the code, however unsure.
/// What the model takes in their stead is another matter (docs/eval.md).
fn days(reader: &Reader, lang: Lang, text: &str, code: &str, place: &str) -> Vec<String> {
    let (mut article, _) = from_text("a", Path::new("a.txt"), format!("date 2024-06-04\n{text}"));
    article.lang = lang;
    let all = reader.features(&article).days.into_iter().flatten();
    let by_rule = |(_, features): &(_, Vec<(&str, f32)>)| features.contains(&("by_rule", 1.0));
    let here = all.filter(by_rule).map(|(report, _)| report).filter(|r| r.place == place && r.code.as_str() == code);
    here.map(|r| {
        let day = |d: Option<chrono::NaiveDate>| d.map_or_else(|| "-".to_owned(), |d| d.format("%m-%d").to_string());
        let (start, end) = (day(r.date_start), day(r.date_end));
        if start == end { start } else { format!("{start}..{end}") }
    })
    .collect::<BTreeSet<String>>()
    .into_iter()
    .collect()
}

fn check(rows: &[(Lang, &str, &str, &str, &str)]) {
    let region = Region::builtin("eastern-congo").unwrap();
    let reader = Reader::new(&region).unwrap();
    for &(lang, text, code, place, expected) in rows {
        let found = days(&reader, lang, text, code, place);
        assert_eq!(found, [expected], "{code} at {place}: {text}");
    }
}

#[test]
fn the_next_day_is_reckoned_from_what_was_told() {
    check(&[
        (
            En,
            "Fighters stormed Rubaya on May 24.\n\nDozens of civilians were killed and houses were looted in Sake two days later.",
            "attack_civilians",
            "Sake",
            "05-26",
        ),
        (
            Fr,
            "La route est coupée depuis vendredi. À Sake, deux civils ont été tués la veille par des miliciens.",
            "attack_civilians",
            "Sake",
            "05-30",
        ),
        (
            En,
            "The town of Sake was taken by the M23 on Saturday, and Goma the next day.",
            "territory_gained_nonstate",
            "Goma",
            "06-02",
        ),
    ]);
}

#[test]
fn a_time_belongs_to_its_own_words() {
    check(&[
        // Of a noun, of a figure compared, of a clause set in, of a 'since'.
        (
            En,
            "The rebels, who seized Bunagana in 2022, shelled the town of Sake, residents said.",
            "shelling",
            "Sake",
            "06-04",
        ),
        (Fr, "Le M23, né en mars 2012, a bombardé Sake, selon des habitants.", "shelling", "Sake", "06-04"),
        (
            En,
            "The clash at Sake was the first since the two sides agreed on a truce on May 6.",
            "armed_clash",
            "Sake",
            "06-04",
        ),
        (
            En,
            "Some 4,000 displaced people have reached Sake by Monday, up from 2,000 on Thursday.",
            "displacement",
            "Sake",
            "06-03",
        ),
        // As many times as places.
        (
            En,
            "M23 rebels captured Sake and Rubaya on Saturday and Monday respectively.",
            "territory_gained_nonstate",
            "Rubaya",
            "06-03",
        ),
        // In French no time leads its noun.
        (
            Fr,
            "La cité de Sake, tombée samedi sans combats aux mains du M23, a rouvert ses marchés mardi.",
            "territory_gained_nonstate",
            "Sake",
            "06-01",
        ),
    ]);
}

#[test]
fn plans_lie_ahead_and_deeds_behind() {
    check(&[
        (
            Fr,
            "Le HCR a démarré lundi le transfert de 2.000 réfugiés burundais vers le site de Mulongwe.",
            "displacement",
            "Mulongwe",
            "06-03",
        ),
        (Fr, "Un sommet se tient jeudi à Nairobi sur la paix au Congo.", "diplomacy", "Nairobi", "06-06"),
        (
            En,
            "The M23 signed an agreement in Goma in January and undertook to withdraw.",
            "agreement",
            "Goma",
            "01-01..01-31",
        ),
    ]);
}

#[test]
fn what_names_no_day_goes_on_with_the_story() {
    check(&[
        // The headline happened when its text says.
        (
            Fr,
            "Masisi: attaque de Mweso, un infirmier raconte\n\nSamedi soir, il recousait un cultivateur au poste de santé.",
            "armed_clash",
            "Mweso",
            "06-01",
        ),
        // The sentence before in the paragraph.
        (
            Fr,
            "Des rebelles ont enlevé onze personnes à Mweso samedi. Le curé précise que six otages ont été pris à Kashuga.",
            "abduction",
            "Kashuga",
            "06-01",
        ),
        // What is so now is news of today.
        (
            En,
            "M23 rebels shelled Sake on Saturday. Thousands of people have fled Sake.",
            "displacement",
            "Sake",
            "06-04",
        ),
        (En, "M23 rebels shelled Sake on Saturday. Thousands of people fled Sake.", "displacement", "Sake", "06-01"),
    ]);
}
