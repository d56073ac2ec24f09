//! Times of a text as days: `cargo run --example dates`, or with a text and its day of publication as arguments.

#![expect(clippy::print_stdout, reason = "an example prints")]

use dateline::article::detect_language;
use dateline::dates::{Anchor, find, tense};
use dateline::text::Document;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let text = args.next().unwrap_or_else(|| {
        "The rebels took Sake during the weekend, two days after talks in Luanda. They had held Bunagana since June 2022 and \
         will meet mediators on Friday."
            .to_owned()
    });
    let published = args.next().map_or(Ok("2024-02-07".parse()?), |day| day.parse())?;
    let (lang, _) = detect_language(&text);
    let doc = Document::new(&text);
    let mut times = Vec::new();
    find(&doc, 0..doc.tokens.len(), lang, &mut times);
    let mut told = None;
    for time in &times {
        let sentence = &doc.sentences[doc.sentence_of(time.tokens.start)];
        let tense = tense(&doc, sentence.tokens.clone(), time.tokens.clone(), lang);
        let anchor = Anchor { published: Some(published), previous: told, tense };
        let words = doc.slice(time.tokens.clone());
        match time.resolve(&anchor) {
            Some(r) => {
                println!("{words}: {} to {} ({:?}, {:?}, {:?})", r.start, r.end, r.precision, r.basis, r.role);
                told = Some((r.start, r.end));
            }
            None => println!("{words}: a length, no date"),
        }
    }
    Ok(())
}
