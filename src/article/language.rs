//! Which language an article is written in, from its small words.

use std::sync::LazyLock;

use super::Lang;

/// The commonest words that only one of the two languages has.
const ENGLISH: &str = "we our the of and to was were that is with for by his has have had from said at as it its \
                       be been are they their who which after this will not he she in but when \
                       monday tuesday thursday friday saturday sunday two three four five";
const FRENCH: &str = "l d qu nous vous avons sont était le la les des du et dans que qui une un pour par \
                      sur au aux est ont ces cette il elle ils été ce son ses leur avec plus pas \
                      selon été après dont en de à lundi mardi mercredi jeudi vendredi samedi dimanche deux trois quatre cinq";
/// Common words of neighbours that share words with French or English, to notice that it is none of the two.
const OTHER: &str = "el los las del con por para una como más pero der die das und ist nicht mit von den ein eine \
                     não uma com dos das ao il gli della che di nel sono è wa ya na kwa katika ni za";

/// The words of all lists by their letters, each with the number of its language.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::new();
    for (list, language) in [(OTHER, 2), (ENGLISH, 0), (FRENCH, 1)] {
        list.split_whitespace().for_each(|word| words.add(word, language));
    }
    words
});

/// No word of the lists is longer, in bytes.
const LONGEST: usize = 8;

/// Enough of a text to tell.
const ENOUGH: usize = 20_000;

/// Words of at most eight bytes, looked up by these as one number.
struct Words([(u64, u8); 512]);

impl Words {
    fn new() -> Self {
        Self([(0, 0); 512])
    }

    /// The places where a word may stand, the likeliest first.
    fn places(letters: u64) -> impl Iterator<Item = usize> {
        // The upper bits of a product depend on all letters (Knuth's multiplicative hash).
        let first = (letters.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize;
        (0..512).map(move |next| (first + next) % 512)
    }

    /// Takes a word in; of the same word in two lists the later counts.
    fn add(&mut self, word: &str, language: u8) {
        let letters = letters(word.bytes());
        if let Some(place) = Self::places(letters).find(|&at| matches!(self.0[at].0, 0) || self.0[at].0 == letters) {
            self.0[place] = (letters, language);
        }
    }

    fn language(&self, letters: u64) -> Option<u8> {
        let (known, language) =
            Self::places(letters).map(|at| self.0[at]).find(|&(known, _)| known == letters || known == 0)?;
        (known != 0).then_some(language)
    }
}

/// [`char::is_alphabetic`], without a look into tables for the letters of European press.
fn is_letter(c: char) -> bool {
    matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ') || c.is_alphabetic()
}

/// At most eight bytes as one number.
fn letters(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0, |letters, byte| letters << 8 | u64::from(byte))
}

/// Where the letters end that stand from byte `at` on.
fn end_of_letters(text: &str, at: usize) -> usize {
    text[at..].find(|c| !is_letter(c)).map_or(text.len(), |length| at + length)
}

/// The language of `text`, and whether that is sure: false when its small words are mostly of another language, or
/// when a text of some length has hardly any.
#[must_use]
pub fn detect(text: &str) -> (Lang, bool) {
    let mut cut = text.len().min(ENOUGH);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let text = &text[..cut];
    let words = &*WORDS;
    let mut hits = [0_usize; 3];
    let (mut total, mut at) = (0_usize, 0);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        let start = at;
        let plain = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic());
        let mut small = letters(plain.inspect(|_| at += 1).map(u8::to_ascii_lowercase));
        let plain = bytes.get(at).is_none_or(u8::is_ascii);
        if !plain {
            at = end_of_letters(text, at);
        }
        if at == start {
            at += if byte.is_ascii() { 1 } else { text[at..].chars().next().map_or(1, char::len_utf8) };
            continue;
        }
        total += 1;
        if at - start > LONGEST {
            continue;
        }
        if !plain {
            let word: String = text[start..at].chars().flat_map(char::to_lowercase).collect();
            if word.len() > LONGEST {
                continue;
            }
            small = letters(word.bytes());
        }
        if let Some(language) = words.language(small) {
            hits[usize::from(language)] += 1;
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
            // 'a' is as common in both.
            ("In a second raid on a base in Rajgal, a soldier died.", Lang::En, true),
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
