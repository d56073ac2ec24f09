//! What speaks for a pool of candidates and what speaks against it: who else claims its words, its sentence, its place.

use super::candidate::Candidate;
use super::context::Context;
use super::numbers::yes;
use super::pool::{Pool, touch};
use crate::places::geometry::is_within;

/// An area this near to a place, centre to centre, may hold it, in metres.
const AREA_REACH: f64 = 80_000.0;

/// Two places as near as this may be one told twice, in metres.
const NEAR: f64 = 25_000.0;

/// Names of what is known of a pool among others: unit in the model file, meaning in `Context::rivals`.
pub(super) const NAMES: [&str; 36] = [
    "weight",
    "place_sure",
    "days_sure",
    "members",
    "tellings",
    "sum",
    "any",
    "in_sentences",
    "best_of",
    "words_rival",
    "words_rank",
    "words_share",
    "words_place",
    "here_rival",
    "here_kind",
    "here_other",
    "near_kind",
    "near_here",
    "near_rival",
    "near_rank",
    "of_words",
    "of_place",
    "of_sentence",
    "same_code",
    "second",
    "pools",
    "pools_sum",
    "kin",
    "kin_near",
    "kin_finer",
    "kin_wider",
    "kin_beside",
    "kin_code",
    "kin_sum",
    "kin_rank",
    "kin_next",
];

/// What others weigh against a pool.
#[derive(Clone, Copy, Default)]
struct Rivals {
    /// The weight of the likeliest.
    most: f32,
    /// How many are likelier than the pool.
    likelier: f32,
}

impl Rivals {
    fn add(&mut self, weight: f32, own: f32) {
        self.most = self.most.max(weight);
        self.likelier += yes(weight > own);
    }
}

impl Context<'_> {
    /// What is known of pool `n` among `pools` of the candidates `all`, in the order of [`NAMES`].
    pub(super) fn rivals(&self, n: usize, pools: &[Pool], all: &[Candidate]) -> [f32; NAMES.len()] {
        let pool = &pools[n];
        let best = &all[pool.best()];
        let own = best.weight();
        // The triggers that tell of it, each with its best weight here and elsewhere.
        let mut tellings: Vec<(usize, f32, f32)> = Vec::new();
        let mut sentences: Vec<usize> = Vec::new();
        for c in pool.members.iter().map(|&i| &all[i]) {
            if !tellings.iter().any(|(start, ..)| *start == c.hit.start) {
                tellings.push((c.hit.start, c.weight(), 0.0));
            }
            if !sentences.contains(&c.sentence) {
                sentences.push(c.sentence);
            }
        }
        let (mut of_words, mut of_place, mut of_sentence, mut links) = (0.0, 0.0, 0.0, 0.0);
        let mut words_place = 0.0_f32;
        let [mut words, mut here, mut here_kind, mut here_other, mut near, mut near_kind, mut near_here] =
            [Rivals::default(); 7];
        let members = pools.iter().enumerate().flat_map(|(k, p)| p.members.iter().map(move |&i| (k != n, i)));
        for (other, c) in members.map(|(other, i)| (other, &all[i])) {
            let weight = c.weight();
            let same_words = c.hit.start == best.hit.start;
            let same_place = self.same_place(c.place, best.place);
            let same_sentence = c.sentence == best.sentence;
            let same_kind = c.code.group() == best.code.group();
            of_words += yes(same_words);
            of_place += yes(same_place);
            of_sentence += yes(same_sentence);
            links += if same_words { c.link } else { 0.0 };
            if !other {
                continue;
            }
            if let Some((.., elsewhere)) = tellings.iter_mut().find(|(start, ..)| *start == c.hit.start) {
                *elsewhere = elsewhere.max(weight);
            }
            words_place = words_place.max(if same_words { c.link } else { 0.0 });
            for (rivals, counts) in [
                (&mut words, same_words),
                (&mut here, same_place),
                (&mut here_kind, same_place && same_kind),
                (&mut here_other, same_place && !same_kind),
                (&mut near, same_sentence),
                (&mut near_kind, same_sentence && same_kind),
                (&mut near_here, same_sentence && same_place),
            ] {
                if counts {
                    rivals.add(weight, own);
                }
            }
        }
        let untold: f32 = tellings.iter().map(|(_, here, _)| 1.0 - here).product();
        let same_code = pool.members.iter().filter(|&&i| all[i].code == best.code).count();
        let among = [
            own,
            best.link,
            best.dated,
            pool.members.len() as f32,
            tellings.len() as f32,
            tellings.iter().map(|(_, here, _)| here).sum(),
            1.0 - untold,
            sentences.len() as f32,
            tellings.iter().filter(|(_, here, elsewhere)| elsewhere <= here).count() as f32,
            words.most,
            words.likelier,
            best.link / links.max(1e-6),
            words_place,
            here.most,
            here_kind.most,
            here_other.most,
            near_kind.most,
            near_here.most,
            near.most,
            near.likelier,
            of_words,
            of_place,
            of_sentence,
            same_code as f32 / pool.members.len() as f32,
            pool.members.get(1).map_or(0.0, |&i| all[i].weight()),
            pools.len() as f32,
            pools.iter().map(|p| all[p.best()].weight()).sum(),
        ];
        let mut out = [0.0; NAMES.len()];
        for (out, value) in out.iter_mut().zip(among.into_iter().chain(self.kin(n, pools, all))) {
            *out = value;
        }
        out
    }

    /// What is known of the pools of the same kind at other places: the likeliest whose days touch, in the same sentence,
    /// finer, wider, beside, of the same code; the sum of all and how many are likelier; the likeliest one sentence away.
    fn kin(&self, n: usize, pools: &[Pool], all: &[Candidate]) -> [f32; 9] {
        let best = &all[pools[n].best()];
        let is_area = |c: &Candidate| self.resolved[c.place].kind.is_area() || self.is_part_of_country(c.place);
        let point = |c: &Candidate| {
            let place = &self.resolved[c.place];
            place.lat.zip(place.lon).filter(|_| !self.is_part_of_country(c.place))
        };
        let (area, at) = (is_area(best), point(best));
        let mut out = [0.0_f32; 9];
        let kin = pools.iter().enumerate().filter(|&(k, _)| k != n).map(|(_, p)| &all[p.best()]);
        for c in kin.filter(|c| c.code.group() == best.code.group() && !self.same_place(c.place, best.place)) {
            let weight = c.weight();
            let within = |reach: f64| at.zip(point(c)).is_some_and(|(a, b)| is_within(a, b, reach));
            let touching = touch(best.when.as_ref(), c.when.as_ref());
            let holds = [
                touching,
                touching && c.sentence == best.sentence,
                touching && area && !is_area(c) && within(AREA_REACH),
                touching && !area && is_area(c) && within(AREA_REACH),
                touching && !area && !is_area(c) && within(NEAR),
                touching && c.code == best.code,
            ];
            for (out, holds) in out.iter_mut().zip(holds) {
                *out = out.max(if holds { weight } else { 0.0 });
            }
            out[6] += weight;
            out[7] += yes(weight > best.weight());
            if c.sentence.abs_diff(best.sentence) <= 1 {
                out[8] = out[8].max(weight);
            }
        }
        out
    }
}
