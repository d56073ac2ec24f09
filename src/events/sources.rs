//! Counting sources: copies of one wire story are one voice.

use hashbrown::{HashMap, HashSet};

use crate::reports::Report;

/// Words in a row that are compared. Two reporters seldom write the same five words about one fight; an agency's
/// clients nearly always keep them.
const SHINGLE: usize = 5;
/// Share of the shorter quote's shingles that must stand in the longer for the two to be one text.
const COPIED: f64 = 0.6;
/// Quotes compared at most for each quote: bounds the work on hostile input, far above what one event sees.
const COMPARED: usize = 200;

/// Numbers the independent voices among reports: reports with the same number are one source.
///
/// Reports are one source when they come from one article or one outlet, or when their quotes are near copies
/// (five-word shingles, 60 % of the shorter shared). The numbers run from 0 in order of first appearance.
#[must_use]
pub fn independent(reports: &[&Report]) -> Vec<usize> {
    let mut groups = Groups::new(reports.len());
    let mut seen: HashMap<(u8, String), usize> = HashMap::new();
    let mut quotes: Vec<(usize, HashSet<u64>)> = Vec::new();
    for (i, report) in reports.iter().enumerate() {
        let words = words(&report.quote);
        let mut keys = vec![(0, report.article.clone())];
        keys.extend(report.outlet.as_deref().map(|outlet| (1, outlet.trim().to_lowercase())));
        keys.extend((!words.is_empty()).then(|| (2, words.join(" "))));
        let mut known = false;
        for key in keys {
            let quote = key.0 == 2;
            if let Some(&j) = seen.get(&key) {
                groups.unite(i, j);
                known |= quote;
            } else {
                seen.insert(key, i);
            }
        }
        if known || words.len() < SHINGLE {
            continue;
        }
        let shingles: HashSet<u64> = words.windows(SHINGLE).map(hash).collect();
        for (j, other) in quotes.iter().rev().take(COMPARED) {
            let shared = shingles.intersection(other).count() as f64;
            if shared >= COPIED * shingles.len().min(other.len()) as f64 {
                groups.unite(i, *j);
            }
        }
        quotes.push((i, shingles));
    }
    groups.numbers()
}

/// How many independent voices there are among reports.
#[must_use]
pub fn count(reports: &[&Report]) -> usize {
    independent(reports).into_iter().max().map_or(0, |last| last + 1)
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn hash(words: &[String]) -> u64 {
    words.iter().fold(super::Hash::default(), |hash, word| hash.field(word)).value()
}

/// Sets that grow together (union-find with path halving).
struct Groups(Vec<usize>);

impl Groups {
    fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    /// The smaller index stays the root, so that the result does not depend on the order of unions.
    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }

    fn numbers(mut self) -> Vec<usize> {
        let mut number = HashMap::new();
        (0..self.0.len())
            .map(|i| {
                let root = self.root(i);
                let next = number.len();
                *number.entry(root).or_insert(next)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{count, independent};
    use crate::reports::testing::report;

    #[test]
    fn a_wire_story_in_three_papers_is_one_voice() {
        let wire = "Rebels entered the town of Alpha before dawn on Monday after two days of shelling, residents said";
        let cut = "Rebels entered the town of Alpha before dawn on Monday after two days of shelling";
        let own = "Our correspondent saw fighters in the market of Alpha at noon";
        let mut reports = [report("a", "alpha"), report("b", "alpha"), report("c", "alpha"), report("d", "alpha")];
        for (r, quote) in reports.iter_mut().zip([wire, cut, own, wire]) {
            r.quote = quote.to_owned();
            r.outlet = None;
        }
        let refs: Vec<_> = reports.iter().collect();
        assert_eq!(independent(&refs), [0, 0, 1, 0]);
        assert_eq!(count(&refs), 2);
    }

    #[test]
    fn one_outlet_is_one_voice() {
        let mut reports = [report("a", "alpha"), report("b", "alpha")];
        reports[0].quote = "One sentence about it".into();
        reports[1].quote = "Another text altogether".into();
        assert_eq!(count(&reports.iter().collect::<Vec<_>>()), 2);
        reports[0].outlet = Some("The Herald".into());
        reports[1].outlet = Some("the herald ".into());
        assert_eq!(count(&reports.iter().collect::<Vec<_>>()), 1);
    }
}
