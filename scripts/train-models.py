#!/usr/bin/env python3
"""Fit the learned models of the reader (lexicon/link.trees, days.trees, score.trees, party.trees, manner.trees) on annotated articles.

usage: scripts/train-models.py target/release/dateline SET [SET ...] [--write lexicon]

A SET is a file of articles with their events (training/en1.jsonl), GOLD:ARTICLES as `dateline eval` takes them, or a table of
single sentences (tests/sentences/en.txt; its form is told in tests/sentences.rs). Behind it may stand how much a row of it
counts: press.jsonl*0.5, GOLD:ARTICLES*2.

`link` says which place a trigger's event is at, `days` which days it has there, `score` whether what the article tells of a
place and some days is an event of the map, `party` who took part in it, `manner` how it is said. All are boosted trees
(LightGBM), written as text, a line a tree.

The score reads what the other two say, so it must see them as they are on articles that they were not fitted on: for each of
five parts of the articles they are fitted on the others, and the candidates of that part are made with them (stacking by
cross-fitting, Wolpert 1992). The figures printed are held out in the same way. Same articles, same files: seeds are fixed and
numbers are rounded.
"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

import lightgbm
import numpy as np

FOLDS = 5
PACE = 0.04
# Of thresholds for who took part that do about as well the highest: a name too many misleads more than one missing.
ALIKE = 0.01
# How much a place or day counts where the annotations do not say whether its sentence tells of an event.
UNSURE = 0.3
MOST_LEAVES = 16  # what src/reports/trees.rs can hold
FORMS = {
    "link": dict(num_boost_round=350, min_data_in_leaf=20),
    "days": dict(num_boost_round=250, min_data_in_leaf=20),
    "score": dict(num_boost_round=350, min_data_in_leaf=20),
    "party": dict(num_boost_round=350, min_data_in_leaf=20),
    "manner": dict(num_boost_round=120, min_data_in_leaf=10),
}


def sentences(table):
    """The articles of a table of sentences, one each row, as `dateline eval` takes them."""
    for n, block in enumerate(pathlib.Path(table).read_text(encoding="utf-8").split("\n\n")):
        lines = block.strip().splitlines()
        if not lines or not lines[0].startswith("@"):
            continue
        events = []
        for line in (line for line in lines if line.startswith("= ")):
            code, place, days, sides, modality, *_ = (field.strip() for field in line[2:].split("|"))
            start, _, end = days.partition("..")
            start = start or None
            actors, against = ([name.strip() for name in side.split(",") if name.strip() not in ("", "-")] for side in sides.split(">"))
            events.append({"type": code, "place": place, "date_start": start, "date_end": end or start, "actors": actors,
                           "against": against, "modality": modality.split(",")[0].strip()})
        stem = pathlib.Path(table).stem
        yield {"id": f"{stem}-{n}", "lang": stem[:2], "published": lines[0].split()[1],
               "text": "\n".join(line for line in lines[1:] if not line.startswith("= ")), "events": events}


def features(dateline, sets, lexicon=None):
    """The rows of all sets: what each model judges, by name, whether it is right, and how much it counts. Numbers are kept as an array, which
    takes a tenth of the memory that a dictionary of them does; all rows of a model share their names."""
    rows = {name: [] for name in FORMS}
    own = ["--lexicon", str(lexicon)] if lexicon else []
    names = {}
    def in_set(n, weight, row):
        known = names.setdefault(row["model"], sorted(row["features"]))
        numbers = np.array([row["features"][name] for name in known], dtype=np.float32)
        ids = {"article": f"{n}/{row['article']}", "choice": f"{n}/{row['choice']}"}
        return row | ids | {"names": known, "features": numbers, "weight": weight * (1 if row["sure"] else UNSURE)}

    def read(job):
        n, (gold, articles, weight) = job
        run = subprocess.run([dateline, "eval", gold, articles, "--features", *own], stdout=subprocess.PIPE, text=True, check=True)
        return [in_set(n, weight, json.loads(line)) for line in run.stdout.splitlines()]

    with concurrent.futures.ThreadPoolExecutor() as pool:
        for some in pool.map(read, enumerate(sets)):
            for row in some:
                rows[row["model"]].append(row)
    return rows


class Model:
    """Trees over named features."""

    def __init__(self, rows, form):
        self.names = rows[0]["names"]
        right, weight = (np.array([r[name] for r in rows], dtype=float) for name in ("right", "weight"))
        options = dict(objective="binary", learning_rate=PACE, num_leaves=MOST_LEAVES, bagging_fraction=0.7, bagging_freq=1,
                       feature_fraction=0.4, seed=1, deterministic=True, force_row_wise=True, num_threads=2, verbose=-1)
        form = dict(form)
        rounds = form.pop("num_boost_round")
        self.trees = lightgbm.train(options | form, lightgbm.Dataset(self.numbers(rows), right, weight=weight), rounds)
        self.seen = f"{len(rows)} rows of {len({r['article'] for r in rows})} articles"

    def numbers(self, rows):
        return np.stack([r["features"] for r in rows])

    def probabilities(self, rows):
        return self.trees.predict(self.numbers(rows)) if rows else []

    def write(self, path, threshold):
        def preorder(node):
            if "leaf_value" in node:
                return [f"={node['leaf_value']:.4f}"]
            here = f"{self.names[node['split_feature']]}:{node['threshold']:.6g}"
            return [here] + preorder(node["left_child"]) + preorder(node["right_child"])

        with open(path, "w", encoding="utf-8") as out:
            # The first tree holds the base.
            out.write(f"# Fitted by scripts/train-models.py on {self.seen}.\nthreshold {threshold}\nbase 0\n")
            for tree in self.trees.dump_model()["tree_info"]:
                out.write("tree " + " ".join(preorder(tree["tree_structure"])) + "\n")

    def weights(self):
        gains = self.trees.feature_importance("gain")
        top = sorted(zip(gains / gains.sum(), self.names), reverse=True)[:12]
        return ", ".join(f"{name} {weight:.2f}" for weight, name in top)


def choices(rows, probabilities):
    """How often the best row of a choice is right, of the choices that have a right one."""
    triggers = collections.defaultdict(list)
    for r, p in zip(rows, probabilities):
        triggers[r["article"], r["choice"]].append((p, r["right"]))
    able = [t for t in triggers.values() if any(right for _, right in t)]
    return np.array([sum(max(t)[1] for t in able), len(able)])


def judge(rows, name, held, other):
    """Each row with its probability by a model that has not seen its article."""
    judged = []
    for k in range(FOLDS):
        some = held(rows, k)
        judged += zip(Model(other(rows, k), FORMS[name]).probabilities(some), some)
    return judged


def held_out(name, judged, wanted, alike=0.0):
    """Prints how right the rows are that are sure enough, of `wanted` that are to be found; gives the threshold."""
    f1, threshold, precision, recall = best_threshold([(p, r["right"]) for p, r in judged], wanted, alike)
    print(f"{name}: {len(judged)} rows, {sum(r['right'] for _, r in judged)} right, {wanted} wanted; "
          f"held out P {precision:.3f} R {recall:.3f} F1 {f1:.3f} at {threshold}", file=sys.stderr)
    return threshold


def best_threshold(judged, wanted, alike):
    """F1, threshold, precision and recall of the highest threshold whose F1 is the best but for `alike`; `wanted` is how
    many events there are."""
    tried = [(0.0, 0.5, 0.0, 0.0)]
    for t in range(10, 80):
        kept = [right for p, right in judged if p >= t / 100]
        if kept:
            hit = sum(kept)
            tried.append((2 * hit / (len(kept) + wanted), t / 100, hit / len(kept), hit / wanted))
    least = max(tried)[0] - alike
    return max((one for one in tried if one[0] >= least), key=lambda one: one[1])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("dateline", help="the program, built from these sources")
    ap.add_argument("sets", nargs="+", metavar="SET", help="articles with their events, or GOLD:ARTICLES; *2 behind it: a row counts twice")
    ap.add_argument("--write", metavar="DIR", help="write link.trees, days.trees, score.trees, party.trees and manner.trees there")
    ap.add_argument("--threshold", type=float, help="the score's threshold, in place of the one with the best F1")
    ap.add_argument("--judged", metavar="FILE", help="write the candidates there, each with its probability held out, to read")
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fit(args, [as_set(s, folder) for s in args.sets])


def as_set(given, folder):
    """A set as `dateline eval` takes it, gold and articles, and how much a row of it counts."""
    given, _, weight = given.partition("*")
    gold, _, articles = given.partition(":")
    if gold.endswith(".txt"):
        table, gold = gold, f"{folder}/{pathlib.Path(gold).stem}.jsonl"
        with open(gold, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(article) + "\n" for article in sentences(table))
    return gold, articles or gold, float(weight or 1)


def only(given, n, folder, wanted):
    """Set `n` with those annotated articles alone that are wanted."""
    gold, articles, weight = given
    some = f"{folder}/{n}.jsonl"
    with open(gold, encoding="utf-8") as lines, open(some, "w", encoding="utf-8") as out:
        out.writelines(line for line in lines if wanted(f"{n}/{json.loads(line)['id']}"))
    return some, articles, weight


def fit(args, sets):
    wanted = collections.Counter()
    for n, (gold, *_) in enumerate(sets):
        for article in map(json.loads, open(gold, encoding="utf-8")):
            wanted[n] += len(article["events"])

    rows = features(args.dateline, sets)
    articles = sorted({r["article"] for some in rows.values() for r in some})
    part = {a: i % FOLDS for i, a in enumerate(articles)}
    held = lambda some, k: [r for r in some if part.get(r["article"]) == k]
    other = lambda some, k: [r for r in some if part.get(r["article"]) != k]
    # What is told of a place depends on what was read before, so the rows too are made anew on articles that the models have
    # not seen, and the models fitted on those.
    for last in (False, True):
        right = {name: np.zeros(2) for name in ("link", "days")}
        unseen = {name: [] for name in FORMS}
        for k in range(FOLDS):
            with tempfile.TemporaryDirectory() as folder:
                for name in right:
                    model = Model(other(rows[name], k), FORMS[name])
                    right[name] += choices(held(rows[name], k), model.probabilities(held(rows[name], k)))
                    model.write(pathlib.Path(folder) / f"{name}.trees", 0.5)
                some_sets = [only(s, n, folder, lambda article: part.get(article) == k) for n, s in enumerate(sets)]
                for name, some in features(args.dateline, some_sets, folder).items():
                    unseen[name] += some
        if not last:
            rows = unseen
    rows |= {name: unseen[name] for name in ("score", "party", "manner")}
    # Of a row of `party` the names that its event is annotated with.
    names = {(r["article"], r["choice"]): len(r["party"]["wanted"]) for r in rows["party"]}
    least = held_out("party", judge(rows["party"], "party", held, other), sum(names.values()), ALIKE)
    manners = judge(rows["manner"], "manner", held, other)
    right["manner"] = choices([r for _, r in manners], [p for p, _ in manners])
    for name, (hit, of) in right.items():
        print(f"{name}: {len(rows[name])} rows, held out {hit:.0f} of {of:.0f} choices right, {hit / of:.3f}", file=sys.stderr)
    judged = judge(rows["score"], "score", held, other)
    threshold = held_out("score", judged, sum(wanted.values()))
    threshold = args.threshold or threshold
    for n, (gold, *_) in enumerate(sets):
        kept = [r["right"] for p, r in judged if p >= threshold and r["article"].startswith(f"{n}/")]
        p, r = sum(kept) / max(len(kept), 1), sum(kept) / max(wanted[n], 1)
        print(f"  {gold}: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}", file=sys.stderr)

    if args.judged:
        with open(args.judged, "w", encoding="utf-8") as out:
            for p, r in judged:
                known = dict(zip(r["names"], map(float, r["features"])))
                out.write(json.dumps({"p": float(p), **r, "names": None, "features": known}) + "\n")
    thresholds = {"score": threshold, "party": least}
    models = {name: Model(rows[name], form) for name, form in FORMS.items()}
    for name, model in models.items():
        print(f"  {name}: {model.weights()}", file=sys.stderr)
        if args.write:
            model.write(pathlib.Path(args.write) / f"{name}.trees", thresholds.get(name, 0.5))


if __name__ == "__main__":
    main()
