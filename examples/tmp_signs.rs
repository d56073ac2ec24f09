use dateline::article::{Lang, load};
use dateline::lexicon::*;
use dateline::region::Region;
use dateline::reports::Reader;
use dateline::text::Document;
use std::collections::BTreeMap;
fn main() {
    let region = Region::builtin("eastern-congo").unwrap();
    let reader = Reader::new(&region).unwrap();
    let en = Scanner::new(&Lexicon::builtin(Lang::En), &region);
    let fr = Scanner::new(&Lexicon::builtin(Lang::Fr), &region);
    let paths: Vec<_> = std::env::args().skip(1).map(Into::into).collect();
    let (articles, _) = load(&paths);
    let mut lost: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for a in &articles {
        let s = if a.lang == Lang::En { &en } else { &fr };
        let doc = Document::new(&a.text);
        let scan = s.scan(&doc);
        let people = scan.people.iter().any(|h| {
            matches!(
                h.tag,
                People::State
                    | People::Army
                    | People::Police
                    | People::Rebel
                    | People::Loose
                    | People::Missions
                    | People::Protesters
            )
        });
        let actors = scan
            .actors
            .iter()
            .any(|h| !matches!(region.actors[h.tag as usize].kind, dateline::region::ActorKind::Civilians));
        let dead = scan.harm.iter().any(|h| h.tag);
        let hurt = scan.harm.iter().any(|h| !h.tag);
        let mut groups: Vec<String> = vec![];
        for t in &scan.triggers {
            for o in &t.options {
                let r = &s.rules[o.rule as usize];
                if r.none {
                    continue;
                }
                let free = r.object == Need::Any && r.subject == Need::Any;
                groups.push(format!(
                    "{:?}{}{}{}",
                    r.code.map_or("Gain".to_owned(), |c| format!("{c:?}")),
                    if r.weak { "-weak" } else { "" },
                    if free { "" } else { "-need" },
                    if o.form == Form::Noun { "-n" } else { "-v" }
                ));
            }
        }
        groups.sort();
        groups.dedup();
        let n = reader.read(a).reports.len();
        let words: Vec<&str> = scan.triggers.iter().map(|t| doc.slice(t.start..t.end)).collect();
        let e = lost.entry(format!("{people}{actors}{dead}{hurt}")).or_default();
        e.0 += 1;
        e.1 += n;
        if !(people || actors || dead || hurt) {
            println!("{} n={n} {:?} {:?}", a.id, groups, words);
        }
    }
    for (k, v) in lost {
        println!("{k} {v:?}");
    }
}
