//! Which language an article is written in, from its small words.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::Lang;

/// The commonest words that only one of the two languages has.
const ENGLISH: &str = "the of and to was were that is with for by his has have had from said at as it its be been are \
                       they their who which after this will not he she";
const FRENCH: &str = "le la les des du et dans que qui une un pour par sur au aux est ont ces cette il elle ils été \
                      ce son ses leur avec plus pas selon a été après dont en de";
/// Common words of neighbours that share words with French or English, to notice that it is none of the two.
const OTHER: &str = "el los las del con por para una como más pero der die das und ist nicht mit von den ein eine \
                     não uma com dos das ao il gli della che di nel sono è wa ya na kwa katika ni za";

static WORDS: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (list, language) in [(OTHER, 2), (ENGLISH, 0), (FRENCH, 1)] {
        words.extend(list.split_whitespace().map(|w| (w, language)));
    }
    words
});

/// No word of the lists is longer, in bytes.
const LONGEST: usize = 8;

/// Enough of a text to tell.
const ENOUGH: usize = 20_000;

/// The language of `text`, and whether that is sure: false when its small words are mostly of another language, or
/// when a text of some length has hardly any.
#[must_use]
pub fn detect(text: &str) -> (Lang, bool) {
    let mut cut = text.len().min(ENOUGH);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let mut hits = [0_usize; 3];
    let mut total = 0_usize;
    let mut word = String::new();
    let words = &*WORDS;
    let parts = |c: char| if c.is_ascii() { !c.is_ascii_alphabetic() } else { !c.is_alphabetic() };
    for piece in text[..cut].split(parts).filter(|p| !p.is_empty()) {
        total += 1;
        if piece.len() > LONGEST {
            continue;
        }
        word.clear();
        if piece.is_ascii() {
            word.push_str(piece);
            word.make_ascii_lowercase();
        } else {
            word.extend(piece.chars().flat_map(char::to_lowercase));
        }
        if let Some(&language) = words.get(word.as_str()) {
            hits[language] += 1;
        }
    }
    let [english, french, other] = hits;
    let lang = if french > english { Lang::Fr } else { Lang::En };
    let best = english.max(french);
    (lang, total < 30 || (best > other && best * 12 > total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_english_from_french() {
        for (text, lang, sure) in [
            ("The rebels took the town on Monday, the army said.", Lang::En, true),
            ("Les rebelles ont pris la ville lundi, selon l'armée.", Lang::Fr, true),
            ("Goma : le M23 avance", Lang::Fr, true),
            ("", Lang::En, true),
            (
                "Los rebeldes tomaron la ciudad el lunes por la mañana, según dijo el ejército, y los habitantes de las \
                 aldeas del norte huyeron con sus familias por el camino del lago para llegar a los campos del sur.",
                Lang::Fr,
                false,
            ),
            (
                "Waasi wa kundi hilo waliteka mji huo siku ya Jumatatu, jeshi la serikali lilisema, na wakazi wa vijiji \
                 vya kaskazini walikimbia na familia zao kwa njia ya ziwa katika kambi za wakimbizi ya kusini mwa nchi.",
                Lang::Fr,
                false,
            ),
        ] {
            let (found, certain) = detect(text);
            assert_eq!(certain, sure, "{text}");
            if sure {
                assert_eq!(found, lang, "{text}");
            }
        }
    }
}
