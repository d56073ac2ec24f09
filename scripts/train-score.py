#!/usr/bin/env python3
"""Fit the weights of the score that ranks candidates (lexicon/score.toml).

usage: dateline eval GOLD ARTICLES --features | scripts/train-score.py [--write lexicon/score.toml]

Logistic regression with an L2 penalty, in plain Python. Prints F1 of five-fold cross-validation by article for a
range of penalties, so that the weights are never judged on the articles they were fitted on; the threshold is the one
that gives the best F1 over the held-out folds. Weights are rounded to two decimals: same input, same file.
"""
import argparse
import json
import math
import sys


def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x > -500 else 0.0


def fit(rows, names, penalty, steps=400):
    """Newton's method would need matrices; gradient descent with momentum on a few hundred rows is quick enough."""
    weights = dict.fromkeys(names, 0.0)
    pace = dict.fromkeys(names, 0.0)
    n = len(rows)
    for step in range(steps):
        grad = dict.fromkeys(names, 0.0)
        for features, right in rows:
            error = sigmoid(sum(weights[k] * v for k, v in features.items() if k in weights)) - right
            for k, v in features.items():
                if k in grad:
                    grad[k] += error * v
        for k in names:
            g = grad[k] / n + (penalty * weights[k] / n if k != "bias" else 0.0)
            pace[k] = 0.9 * pace[k] - 1.0 * g
            weights[k] += pace[k]
    return weights


def predict(weights, features):
    return sigmoid(sum(weights.get(k, 0.0) * v for k, v in features.items()))


def best_threshold(scored, wanted):
    """The threshold with the best F1 over (probability, right) pairs, of `wanted` events in all."""
    best = (0.0, 0.5)
    for t in range(10, 80):
        kept = [r for p, r in scored if p >= t / 100]
        if kept:
            hit = sum(kept)
            f1 = 2 * hit / (len(kept) + wanted)
            best = max(best, (f1, t / 100))
    return best


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--write")
    ap.add_argument("--wanted", type=int, default=254, help="events in the gold, found or not")
    ap.add_argument("--least", type=int, default=4, help="features seen fewer times are left out")
    args = ap.parse_args()
    data = [json.loads(line) for line in sys.stdin if line.strip()]
    rows = [(d["features"], 1.0 if d["right"] else 0.0, d["article"]) for d in data]
    seen = {}
    for features, _, _ in rows:
        for k in features:
            seen[k] = seen.get(k, 0) + 1
    names = sorted(k for k, n in seen.items() if n >= args.least)
    articles = sorted({a for _, _, a in rows})
    fold = {a: i % 5 for i, a in enumerate(articles)}
    tried = []
    for penalty in (0.5, 1.0, 2.0, 4.0, 8.0):
        scored = []
        for k in range(5):
            weights = fit([(f, r) for f, r, a in rows if fold[a] != k], names, penalty)
            scored += [(predict(weights, f), r) for f, r, a in rows if fold[a] == k]
        f1, threshold = best_threshold(scored, args.wanted)
        print(f"penalty {penalty}: held-out F1 {f1:.3f} at {threshold}", file=sys.stderr)
        tried.append((f1, penalty, threshold))
    # Where penalties are as good as each other, the one that keeps the surer reports makes the better map.
    top = max(f1 for f1, _, _ in tried)
    threshold, f1, penalty = max((t, f, p) for f, p, t in tried if f >= top - 0.003)
    weights = fit([(f, r) for f, r, _ in rows], names, penalty)
    if args.write:
        with open(args.write, "w", encoding="utf-8") as out:
            out.write("# Weights of the score that ranks what the rules find: log-odds by feature.\n")
            out.write(f"# Fitted by scripts/train-score.py on {len(rows)} candidates of {len(articles)} articles; "
                      f"held-out F1 {f1:.3f}.\n")
            out.write(f"threshold = {threshold}\n\n[weights]\n")
            for k in names:
                out.write(f"{k} = {round(weights[k], 2)}\n")


if __name__ == "__main__":
    main()
