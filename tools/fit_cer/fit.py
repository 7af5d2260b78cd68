#!/usr/bin/env python3
"""Fits the estimate of the character error rate and writes its table for extractors/ocr/estimate.cpp.

    fit.py NAME SIGNALS.jsonl TRUTH.tsv FEATURE… > extractors/ocr/NAME.inc

SIGNALS: what `fit_signals` printed. TRUTH: lines "group<TAB>name<TAB>true error rate"; pages of one group (a data set, a
text in several grades of damage) are held out together. A FEATURE is the name of a signal, "log:NAME" for its logarithm. Pages
read twice, because they show few words, have a table of their own: they are fitted on when "log:ocr.second_reading" is
among the features, and the others when it is not.

Method: ridge regression of log(rate + 0.01) on standardized features, a page weighing 1 over the root of its group's
size and clipped to the range seen; then, on the held-out scores, windows of neighbouring pages give the rate (the mean of
its logarithm as above: a median is 0 where most of a window's pages have no error, and then tells none of them apart;
made monotone by pooling; of half a window at the ends) and the 5th and 95th centile as the interval, widened until it
holds 90 % of the pages of groups that it has not seen. What it reports on standard error is cross-validated: scores and
intervals of a group come from the others.
Only the standard library is used.
"""
import collections
import json
import math
import random
import sys

SHIFT = 0.01
FEWEST_WORDS = 3    # as in extractors/ocr/estimate.cpp: below it nothing is estimated
RIDGE = 0.02        # of the number of pages, on standardized features


def value_of(signals, feature):
    if feature.startswith("log:"):
        return math.log(signals.get(feature[4:], 0.0) + 0.01)
    return signals.get(feature, 0.0)


def solve(a, b):
    n = len(b)
    rows = [list(a[i]) + [b[i]] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(n):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


class Model:
    def __init__(self, pages, features):
        self.features = features
        columns = [[value_of(p["signals"], f) for p in pages] for f in features]
        sizes = collections.Counter(p["group"] for p in pages)
        weights = [1 / math.sqrt(sizes[p["group"]]) for p in pages]
        total = sum(weights)
        self.low, self.high = [min(c) for c in columns], [max(c) for c in columns]
        self.mean = [sum(w * x for w, x in zip(weights, c)) / total for c in columns]
        self.sd = [math.sqrt(sum(w * (x - m) ** 2 for w, x in zip(weights, c)) / total) or 1.0
                   for c, m in zip(columns, self.mean)]
        rows = [[1.0] + [(x - m) / s for x, m, s in zip(row, self.mean, self.sd)] for row in zip(*columns)]
        y = [math.log(p["rate"] + SHIFT) for p in pages]
        n = len(features) + 1
        a = [[sum(w * r[i] * r[j] for w, r in zip(weights, rows)) + (RIDGE * total if i == j and i else 0)
              for j in range(n)] for i in range(n)]
        self.weights = solve(a, [sum(w * r[i] * t for w, r, t in zip(weights, rows, y)) for i in range(n)])

    def score(self, signals):
        total = self.weights[0]
        for f, w, m, s, low, high in zip(self.features, self.weights[1:], self.mean, self.sd, self.low, self.high):
            total += w * (min(high, max(low, value_of(signals, f))) - m) / s
        return total

    def print_features(self, name):
        print(f"constexpr double {name}_intercept = {self.weights[0]:.5f};")
        print(f"constexpr std::array<Feature, {len(self.features)}> {name}_features{{{{")
        for f, w, m, s, low, high in zip(self.features, self.weights[1:], self.mean, self.sd, self.low, self.high):
            log = f.startswith("log:")
            print(f'    {{"{f[4:] if log else f}", {"true" if log else "false"}, {w:.5f}, {m:.5f}, {s:.5f}, {low:.5f}, '
                  f'{high:.5f}}},')
        print("}};")


def quantile(ordered, share):
    at = share * (len(ordered) - 1)
    k = min(int(at), len(ordered) - 2) if len(ordered) > 1 else 0
    return ordered[k] + (at - k) * (ordered[min(k + 1, len(ordered) - 1)] - ordered[k])


def middle(rates):
    """Their mean as the score means it: of the logarithm of rate + SHIFT."""
    return math.exp(sum(math.log(r + SHIFT) for r in rates) / len(rates)) - SHIFT


def pooled(values):
    """Nearest non-decreasing values (pool adjacent violators)."""
    blocks = []
    for v in values:
        blocks.append([v, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            v2, n2 = blocks.pop()
            v1, n1 = blocks.pop()
            blocks.append([(v1 * n1 + v2 * n2) / (n1 + n2), n1 + n2])
    return [v for v, n in blocks for _ in range(n)]


def knots_of(scored, count=12):
    """Score, middle rate, 5th and 95th centile of windows of neighbouring pages; scored: [(score, rate)]."""
    scored = sorted(scored)
    n = len(scored)
    width = max(12, n // 8)
    out = []
    for k in range(count):
        centre = k * (n - 1) / (count - 1)
        start = int(min(max(0, centre - width / 2), max(0, n - width)))
        wide = sorted(r for _, r in scored[start:start + width])
        # Narrower at the ends, so that the best and worst pages differ; but so few do not show how far they scatter.
        first, last = (start, start + width // 2) if k == 0 else (n - width // 2, n) if k == count - 1 else \
            (start, start + width)
        window = scored[first:last]
        out.append([sum(s for s, _ in window) / len(window), middle([r for _, r in window]),
                    quantile(wide, 0.05), quantile(wide, 0.95)])
    columns = list(zip(*out))
    scores, values, lows, highs = columns[0], *(pooled(c) for c in columns[1:])
    return [(s, v, min(low, v), max(high, v)) for s, v, low, high in zip(scores, values, lows, highs)]


def read_knots(knots, score):
    if score <= knots[0][0]:
        return knots[0][1:]
    for a, b in zip(knots, knots[1:]):
        if score <= b[0]:
            t = (score - a[0]) / max(b[0] - a[0], 1e-9)
            return tuple(x + t * (y - x) for x, y in zip(a[1:], b[1:]))
    # Worse than what was fitted: the score is a logarithm of the rate, so it still says by how much, halved for doubt.
    value, low, high = knots[-1][1:]
    value = min(1.0, value * math.exp((score - knots[-1][0]) / 2))
    return value, min(low, value), 1.0


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    out, i = [0.0] * len(values), 0
    while i < len(order):
        j = i
        while j + 1 < len(order) and values[order[j + 1]] == values[order[i]]:
            j += 1
        for k in range(i, j + 1):
            out[order[k]] = (i + j) / 2
        i = j + 1
    return out


def correlation(a, b):
    ma, mb = sum(a) / len(a), sum(b) / len(b)
    top = sum((x - ma) * (y - mb) for x, y in zip(a, b))
    return top / math.sqrt(sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b))


def folds_of(pages):
    """What is held out at a time: a group, or a tenth of them where there are many small ones."""
    groups = sorted({p["group"] for p in pages})
    if len(groups) <= 40:
        return [{g} for g in groups]
    random.Random(1).shuffle(groups)
    return [set(groups[i::10]) for i in range(10)]


def held_out(pages, features):
    scored = []
    for fold in folds_of(pages):
        model = Model([p for p in pages if p["group"] not in fold], features)
        scored += [(model.score(p["signals"]), p) for p in pages if p["group"] in fold]
    return scored


def widened(knots, factor):
    return [(s, v, low / factor, min(1.0, high * factor)) for s, v, low, high in knots]


def held_out_estimates(scored):
    """[(value, low, high, rate, score, page)], the knots of each fold's groups taken from the others."""
    out = []
    for fold in folds_of([p for _, p in scored]):
        knots = knots_of([(s, p["rate"]) for s, p in scored if p["group"] not in fold])
        out += [(*read_knots(knots, s), p["rate"], s, p) for s, p in scored if p["group"] in fold]
    return out


def report(name, scored):
    """Prints the held-out figures; returns by how much the intervals must be widened to hold 90 % of unseen groups."""
    estimates = held_out_estimates(scored)

    def coverage(factor):
        return sum(low / factor - 1e-3 <= r <= high * factor + 1e-3 for _, low, high, r, *_ in estimates) / len(estimates)

    factor = next((f / 10 for f in range(10, 51) if coverage(f / 10) >= 0.9), 5.0)
    values = [(v, r, s, p) for v, _, _, r, s, p in estimates]
    bad = [s for _, r, s, _ in values if r > 0.1]
    good = [s for _, r, s, _ in values if r <= 0.1]
    wins = sum((x > y) + 0.5 * (x == y) for x in bad for y in good) / max(1, len(bad) * len(good))
    print(f"{name}: {len(values)} pages, Spearman {correlation(ranks([s for *_, s, _ in values]), ranks([r for _, r, *_ in values])):.3f}, "
          f"mean absolute error {sum(abs(v - r) for v, r, *_ in values) / len(values):.4f}, AUC over 0.10 {wins:.3f}, "
          f"inside the interval {coverage(1):.3f}, widened {factor} times {coverage(factor):.3f}", file=sys.stderr)
    for v, r, _, p in sorted(values, key=lambda x: -abs(x[0] - x[1]))[:8]:
        print(f"  {v:.3f} for {r:.3f}: {p['name']}", file=sys.stderr)
    return factor


def main():
    name, signals_file, truth_file, *features = sys.argv[1:]
    twice = "log:ocr.second_reading" in features
    truth = {}
    for line in open(truth_file, encoding="utf-8"):
        group, page, rate = line.rstrip("\n").split("\t")
        truth[page] = (group, float(rate))
    pages = []
    for line in open(signals_file, encoding="utf-8"):
        page = json.loads(line)
        signals = page["signals"]
        seen = any(f.removeprefix("log:") in signals for f in features) and ("ocr.second_reading" in signals) == twice
        if page["name"] in truth and seen and signals.get("ocr.words", FEWEST_WORDS) >= FEWEST_WORDS:
            group, rate = truth[page["name"]]
            pages.append({"name": page["name"], "group": group, "rate": rate, "signals": signals})
    scored = held_out(pages, features)
    factor = report(name, scored)
    model = Model(pages, features)
    knots = widened(knots_of([(s, p["rate"]) for s, p in scored]), factor)
    print(f"// Made by tools/fit_cer/fit.py from {len(pages)} pages of {len({p['group'] for p in pages})} groups.")
    model.print_features(name)
    print(f"constexpr std::array<Knot, {len(knots)}> {name}_knots{{{{")
    for knot in knots:
        print("    {" + ", ".join(f"{x:.5f}" for x in knot) + "},")
    print("}};")


if __name__ == "__main__":
    main()
