#!/usr/bin/env python3
"""Fit the learned models of the reader (lexicon/link.trees, score.trees) on annotated articles.

usage: scripts/train-models.py target/release/dateline SET [SET ...] [--write lexicon]

A SET is a file of articles with their events (training/en1.jsonl), or GOLD:ARTICLES as `dateline eval` takes them. `link` says which place a trigger's event is at, `score` whether a candidate is
an event of the map. Both are boosted trees (scikit-learn's GradientBoostingClassifier), written as text, a line a tree.

The score reads what the link says, so it must see the link as it is on articles that the link was not fitted on: for each of
five parts of the articles the link is fitted on the others, and the candidates of that part are made with it (stacking by
cross-fitting, Wolpert 1992). The figures printed are held out in the same way. Same articles, same files: seeds are fixed and
numbers are rounded.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

FOLDS = 5
PACE = 0.04
LINK = dict(n_estimators=300, max_depth=4, min_samples_leaf=12)
SCORE = dict(n_estimators=400, max_depth=4, min_samples_leaf=20)


def features(dateline, sets, lexicon=None):
    """The rows of all sets: what each model judges, by name, and whether it is right."""
    rows = {"link": [], "score": []}
    own = ["--lexicon", str(lexicon)] if lexicon else []
    for n, (gold, articles) in enumerate(sets):
        run = subprocess.run([dateline, "eval", gold, articles, "--features", *own], capture_output=True, text=True, check=True)
        for row in map(json.loads, run.stdout.splitlines()):
            row["article"] = f"{n}/{row['article']}"
            rows[row["model"]].append(row)
    return rows


def numbers(rows, names):
    return np.array([[r["features"][k] for k in names] for r in rows], dtype=np.float32)


class Model:
    """Trees over named features."""

    def __init__(self, rows, form):
        self.names = sorted(rows[0]["features"])
        right = np.array([r["right"] for r in rows], dtype=int)
        self.base = float(np.log(right.mean() / (1 - right.mean())))
        self.trees = GradientBoostingClassifier(learning_rate=PACE, subsample=0.7, max_features=0.4, random_state=1, **form)
        self.trees.fit(numbers(rows, self.names), right)
        self.seen = f"{len(rows)} rows of {len({r['article'] for r in rows})} articles"

    def probabilities(self, rows):
        return self.trees.predict_proba(numbers(rows, self.names))[:, 1] if rows else []

    def write(self, path, threshold):
        def preorder(tree, i=0):
            if tree.children_left[i] == -1:
                return [f"={float(tree.value[i][0][0]) * PACE:.4f}"]
            node = f"{self.names[tree.feature[i]]}:{float(tree.threshold[i]):.6g}"
            return [node] + preorder(tree, tree.children_left[i]) + preorder(tree, tree.children_right[i])

        with open(path, "w", encoding="utf-8") as out:
            out.write(f"# Fitted by scripts/train-models.py on {self.seen}.\nthreshold {threshold}\nbase {self.base:.4f}\n")
            for (tree,) in self.trees.estimators_:
                out.write("tree " + " ".join(preorder(tree.tree_)) + "\n")

    def weights(self):
        top = sorted(zip(self.trees.feature_importances_, self.names), reverse=True)[:12]
        return ", ".join(f"{name} {weight:.2f}" for weight, name in top)


def choices(rows, probabilities):
    """How often the best place of a trigger is right, of the triggers that have a right one."""
    triggers = collections.defaultdict(list)
    for r, p in zip(rows, probabilities):
        triggers[r["article"], r["choice"]].append((p, r["right"]))
    able = [t for t in triggers.values() if any(right for _, right in t)]
    return sum(max(t)[1] for t in able), len(able)


def best_threshold(judged, wanted):
    """F1, threshold, precision and recall of the threshold with the best F1; `wanted` is how many events there are."""
    best = (0.0, 0.5, 0.0, 0.0)
    for t in range(10, 80):
        kept = [right for p, right in judged if p >= t / 100]
        if kept:
            hit = sum(kept)
            best = max(best, (2 * hit / (len(kept) + wanted), t / 100, hit / len(kept), hit / wanted))
    return best


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("dateline", help="the program, built from these sources")
    ap.add_argument("sets", nargs="+", metavar="SET", help="articles with their events, or GOLD:ARTICLES")
    ap.add_argument("--write", metavar="DIR", help="write link.trees and score.trees there")
    ap.add_argument("--threshold", type=float, help="the score's threshold, in place of the one with the best F1")
    ap.add_argument("--judged", metavar="FILE", help="write the candidates there, each with its probability held out, to read")
    args = ap.parse_args()
    sets = [(gold, articles or gold) for gold, _, articles in (s.partition(":") for s in args.sets)]
    wanted = collections.Counter()
    for n, (gold, _) in enumerate(sets):
        for article in map(json.loads, open(gold, encoding="utf-8")):
            wanted[n] += len(article["events"])

    rows = features(args.dateline, sets)
    articles = sorted({r["article"] for r in rows["link"] + rows["score"]})
    part = {a: i % FOLDS for i, a in enumerate(articles)}
    held = lambda some, k: [r for r in some if part.get(r["article"]) == k]
    other = lambda some, k: [r for r in some if part.get(r["article"]) != k]

    right = able = 0
    unseen = []
    for k in range(FOLDS):
        link = Model(other(rows["link"], k), LINK)
        hit, of = choices(held(rows["link"], k), link.probabilities(held(rows["link"], k)))
        right, able = right + hit, able + of
        with tempfile.TemporaryDirectory() as folder:
            link.write(pathlib.Path(folder) / "link.trees", 0.5)
            unseen += held(features(args.dateline, sets, folder)["score"], k)
    print(f"link: {len(rows['link'])} rows, held out {right} of {able} choices right, {right / able:.3f}", file=sys.stderr)

    judged = []
    for k in range(FOLDS):
        some = held(unseen, k)
        judged += zip(Model(other(unseen, k), SCORE).probabilities(some), some)
    f1, threshold, precision, recall = best_threshold([(p, r["right"]) for p, r in judged], sum(wanted.values()))
    print(f"score: {len(unseen)} candidates, {sum(r['right'] for r in unseen)} right, {sum(wanted.values())} wanted; "
          f"held out P {precision:.3f} R {recall:.3f} F1 {f1:.3f} at {threshold}", file=sys.stderr)
    threshold = args.threshold or threshold
    for n, (gold, _) in enumerate(sets):
        kept = [r["right"] for p, r in judged if p >= threshold and r["article"].startswith(f"{n}/")]
        p, r = sum(kept) / max(len(kept), 1), sum(kept) / max(wanted[n], 1)
        print(f"  {gold}: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}", file=sys.stderr)

    if args.judged:
        with open(args.judged, "w", encoding="utf-8") as out:
            for p, r in judged:
                out.write(json.dumps({"p": float(p), **r}) + "\n")
    link, score = Model(rows["link"], LINK), Model(unseen, SCORE)
    print(f"  link: {link.weights()}\n  score: {score.weights()}", file=sys.stderr)
    if args.write:
        link.write(pathlib.Path(args.write) / "link.trees", 0.5)
        score.write(pathlib.Path(args.write) / "score.trees", threshold)


if __name__ == "__main__":
    main()
