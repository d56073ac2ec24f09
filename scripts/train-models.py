#!/usr/bin/env python3
"""Fit the learned models of the reader (lexicon/link.trees, score.trees).

usage: scripts/train-models.py {link,score} FEATURES.jsonl ... [--write lexicon/link.trees]

FEATURES is what `dateline eval GOLD ARTICLES --features` prints. `link` says which place a trigger's event is at,
`score` whether a candidate is an event of the map. Fit them in this order, with a build and new
features between: each one's rows depend on those before. Both are boosted trees (scikit-learn's GradientBoostingClassifier), written as text, a line a tree.

Printed are held-out figures: five folds by article, so that no article is judged by trees that saw it.
Same rows, same file: the seed is fixed and numbers are rounded.
"""
import argparse
import collections
import json
import sys

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

FOLDS = 5


def forest(args):
    return GradientBoostingClassifier(n_estimators=args.trees, max_depth=args.depth, learning_rate=args.pace,
                                      subsample=0.7, min_samples_leaf=args.leaf, max_features=0.4, random_state=1)


def best_threshold(scored, wanted):
    """The threshold with the best F1 over (probability, right) pairs, of `wanted` events in all."""
    best = (0.0, 0.5, 0.0, 0.0)
    for t in range(10, 80):
        kept = [r for p, r in scored if p >= t / 100]
        if kept:
            hit = sum(kept)
            best = max(best, (2 * hit / (len(kept) + wanted), t / 100, hit / len(kept), hit / wanted))
    return best


def preorder(tree, names, i=0):
    if tree.children_left[i] == -1:
        return [f"={float(tree.value[i][0][0]) * SCALE:.4f}"]
    node = f"{names[tree.feature[i]]}:{float(tree.threshold[i]):.6g}"
    return [node] + preorder(tree, names, tree.children_left[i]) + preorder(tree, names, tree.children_right[i])


def main():
    global SCALE
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("model", choices=["link", "score"])
    ap.add_argument("rows", nargs="+")
    ap.add_argument("--write")
    ap.add_argument("--trees", type=int, default=150)
    ap.add_argument("--depth", type=int, default=3)
    ap.add_argument("--pace", type=float, default=0.05)
    ap.add_argument("--leaf", type=int, default=12)
    ap.add_argument("--wanted", type=int, default=0, help="events in the gold of all rows, found or not")
    ap.add_argument("--threshold", type=float, help="take this one instead of the one with the best F1")
    args = ap.parse_args()
    SCALE = args.pace
    rows = [r for f in args.rows for r in map(json.loads, open(f, encoding="utf-8")) if r["model"] == args.model]
    names = sorted({k for r in rows for k in r["features"]})
    x = np.array([[r["features"].get(k, 0.0) for k in names] for r in rows], dtype=np.float32)
    y = np.array([int(r["right"]) for r in rows])
    articles = sorted({r["article"] for r in rows})
    fold = {a: i % FOLDS for i, a in enumerate(articles)}
    part = np.array([fold[r["article"]] for r in rows])
    held = np.zeros(len(rows))
    for k in range(FOLDS):
        held[part == k] = forest(args).fit(x[part != k], y[part != k]).predict_proba(x[part == k])[:, 1]
    threshold = 0.5
    if args.model != "score":
        triggers = collections.defaultdict(list)
        for r, p in zip(rows, held):
            triggers[r["choice"], r["article"]].append((p, r["right"]))
        able = [t for t in triggers.values() if any(right for _, right in t)]
        first = sum(max(t)[1] for t in able)
        print(f"{args.model}: {len(rows)} rows, {len(able)} choices of {len(triggers)} with a right one; "
              f"held out, a right one is taken for {first / len(able):.3f}", file=sys.stderr)
    else:
        f1, threshold, precision, recall = best_threshold(list(zip(held, y)), args.wanted)
        print(f"score: {len(rows)} rows, {y.sum()} right; held out P {precision:.3f} R {recall:.3f} F1 {f1:.3f} at {threshold}",
              file=sys.stderr)
        for name in sorted({a.split("-")[0].rstrip("0123456789") or a for a in articles}):
            some = [(p, r) for p, r, q in zip(held, y, rows) if q["article"].startswith(name) and p >= threshold]
            print(f"  {name}: {len(some)} kept, {sum(r for _, r in some)} right", file=sys.stderr)
    model = forest(args).fit(x, y)
    weight = sorted(zip(model.feature_importances_, names), reverse=True)[:12]
    print("  " + ", ".join(f"{n} {w:.2f}" for w, n in weight), file=sys.stderr)
    if args.write:
        base = float(np.log(y.mean() / (1 - y.mean())))
        with open(args.write, "w", encoding="utf-8") as out:
            out.write(f"# Fitted by scripts/train-models.py {args.model} on {len(rows)} rows of {len(articles)} articles.\n")
            out.write(f"threshold {args.threshold or threshold}\nbase {base:.4f}\n")
            for (tree,) in model.estimators_:
                out.write("tree " + " ".join(preorder(tree.tree_, names)) + "\n")


if __name__ == "__main__":
    main()
