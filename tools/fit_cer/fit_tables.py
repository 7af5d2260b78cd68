#!/usr/bin/env python3
"""Fits the confidence of tables found on pages and writes its table for extractors/layout/table_confidence.cpp.

    fit_tables.py LIST.tsv FEATURE… > extractors/layout/table_right.inc
    fit_tables.py LIST.tsv --all             only tells how each signal alone separates right from wrong

LIST: lines "group<TAB>name<TAB>found<TAB>truth"; found: what `fit_read_tables` or `fit_make_tables` wrote; a truth is
{"tables": [{"regions": [{"page": n or null, "cells": [[row0, column0, row1, column1, text], …]}]}]}. Groups (data sets)
are held out whole. A FEATURE is the name of a signal of a table ("misaligned"), "log:NAME" for its logarithm.

A found table is right when its adjacency F1 with the true region of its page that shares most relations is 0.9 or more
(Göbel, Hassan, Oro, Orsi 2012: pairs of neighbouring cells with content, to the right and below; white space, case and
kinds of signs apart). On pages read by OCR a cell whose text is at least 0.7 alike to a true one counts as that one: the
letters have an estimate of their own (predicted_cer), this is about rows and columns.

Method: logistic regression on standardized features with a ridge, each group weighing the root of its size (by Newton's
steps). What it reports on standard error is held out: each group by a model of the others.
"""
import collections
import difflib
import json
import math
import re
import sys
import unicodedata

from fit import Model, solve, value_of

RIGHT = 0.9       # adjacency F1
ALIKE = 0.7       # of the texts of two cells, on pages read by OCR
RIDGE = 0.05      # of the number of tables, on standardized features


def folded(text):
    return re.sub(r"\W", "_", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "").casefold()))


def relations(cells):
    at = {(r, c): k for k, (r0, c0, r1, c1, _) in enumerate(cells) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
    pairs = set()
    for way, key in (("right", lambda p: p), ("below", lambda p: (p[1], p[0]))):
        ordered = sorted(at, key=key)
        for a, b in zip(ordered, ordered[1:]):
            if key(a)[0] == key(b)[0] and at[a] != at[b]:
                pairs.add((way, at[a], at[b]))
    return collections.Counter((way, cells[a][4], cells[b][4]) for way, a, b in pairs)


def f1(a, b):
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 1.0


def with_true_texts(cells, true):
    """The cells, each with the text of the true cell that is most like it (each serves once)."""
    left = [c[4] for c in true]
    out = []
    for cell in cells:
        best, text = ALIKE, None
        for other in left:
            if abs(len(other) - len(cell[4])) > 0.6 * max(len(other), len(cell[4])):
                continue
            alike = difflib.SequenceMatcher(None, cell[4], other, autojunk=False).ratio()
            if alike >= best and (alike > best or text is None):
                best, text = alike, other
        if text is not None:
            left.remove(text)
        out.append([*cell[:4], text or cell[4]])
    return out


def tables_of(group, name, document, truth):
    true = [(region["page"], [[*c[:4], folded(c[4])] for c in region["cells"] if folded(c[4])])
            for table in truth["tables"] for region in table["regions"]]
    for table in document["tables"]:
        cells, best = [[*c[:4], folded(c[4])] for c in table["cells"] if folded(c[4])], 0.0
        for page, others in true:
            if page is None or page == table["page"]:
                mine = with_true_texts(cells, others) if table["from_image"] else cells
                best = max(best, f1(relations(mine), relations(others)))
        yield {"group": group, "name": f"{name} page {table['page']}", "signals": table["signals"], "f1": best,
               "right": best >= RIGHT}


class Logistic(Model):
    """The standardization of Model, other weights."""

    def __init__(self, tables, features):
        super().__init__([{**t, "rate": 0.0} for t in tables], features)
        sizes = collections.Counter(t["group"] for t in tables)
        importance = [1 / math.sqrt(sizes[t["group"]]) for t in tables]
        rows = [self.standardized(t["signals"]) for t in tables]
        n, total = len(features) + 1, sum(importance)
        self.weights = [0.0] * n
        for _ in range(50):
            # White noise for the intercept too: with few wrong tables nothing is certain.
            slope = [-RIDGE * total * w for w in self.weights]
            curve = [[RIDGE * total * (i == j) for j in range(n)] for i in range(n)]
            for w, row, t in zip(importance, rows, tables):
                p = 1 / (1 + math.exp(-sum(a * b for a, b in zip(self.weights, row))))
                for i in range(n):
                    slope[i] += w * (t["right"] - p) * row[i]
                    for j in range(n):
                        curve[i][j] += w * p * (1 - p) * row[i] * row[j]
            step = solve(curve, slope)
            self.weights = [a + b for a, b in zip(self.weights, step)]
            if max(map(abs, step)) < 1e-9:
                break

    def standardized(self, signals):
        return [1.0] + [(min(high, max(low, value_of(signals, f))) - m) / s
                        for f, m, s, low, high in zip(self.features, self.mean, self.sd, self.low, self.high)]

    def chance(self, signals):
        return 1 / (1 + math.exp(-self.score(signals)))


def wilson(right, n, z=1.645):
    """90 % interval of a share (Wilson 1927)."""
    if n == 0:
        return 0.0, 1.0
    p = right / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def separation(values):
    """Chance that a right table has a higher value than a wrong one: [(value, right)]."""
    good, bad = [v for v, r in values if r], [v for v, r in values if not r]
    return sum((g > b) + 0.5 * (g == b) for g in good for b in bad) / max(1, len(good) * len(bad))


def report(tables, chances):
    def line(name, which):
        n, right = len(which), sum(t["right"] for t, _ in which)
        brier = sum((c - t["right"]) ** 2 for t, c in which) / max(1, n)
        sure = [t["right"] for t, c in which if c >= 0.9]
        low, high = wilson(sum(sure), len(sure))
        print(f"{name}: {n} tables, {right} right, separation {separation([(c, t['right']) for t, c in which]):.3f}, Brier "
              f"{brier:.3f} (a constant: {right / n * (1 - right / n):.3f}); confidence 0.9 and more: {len(sure)}, of these "
              f"right {sum(sure)} ({sum(sure) / max(1, len(sure)):.2f}, 90 % interval {low:.2f} to {high:.2f})", file=sys.stderr)

    both = list(zip(tables, chances))
    line("all", both)
    for group in sorted({t["group"] for t in tables}):
        line("  held out " + group, [(t, c) for t, c in both if t["group"] == group])
    for low, high in ((0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = [t["right"] for t, c in both if low <= c < high]
        if inside:
            print(f"  {low:.1f} to {min(high, 1):.1f}: {sum(inside)} of {len(inside)} right", file=sys.stderr)
    for t, c in sorted(both, key=lambda x: -abs(x[1] - x[0]["right"]))[:8]:
        print(f"  {c:.2f} for F1 {t['f1']:.2f}: {t['group']} {t['name']}", file=sys.stderr)


def main():
    listed, *features = sys.argv[1:]
    tables = []
    for line in open(listed, encoding="utf-8"):
        group, name, document, truth = line.rstrip("\n").split("\t")
        tables += tables_of(group, name, *(json.load(open(path, encoding="utf-8")) for path in (document, truth)))
    if features == ["--all"]:
        for name in sorted(tables[0]["signals"]):
            by_group = {g: separation([(t["signals"].get(name, 0), t["right"]) for t in tables if t["group"] == g])
                        for g in sorted({t["group"] for t in tables})}
            whole = separation([(t["signals"].get(name, 0), t["right"]) for t in tables])
            print(f"{whole:.2f} {name}", {g: round(v, 2) for g, v in by_group.items()}, file=sys.stderr)
        return
    chances = [0.0] * len(tables)
    for group in {t["group"] for t in tables}:
        model = Logistic([t for t in tables if t["group"] != group], features)
        for i, t in enumerate(tables):
            if t["group"] == group:
                chances[i] = model.chance(t["signals"])
    report(tables, chances)
    model = Logistic(tables, features)
    groups = len({t["group"] for t in tables})
    print(f"// Made by tools/fit_cer/fit_tables.py from {len(tables)} tables of {groups} groups.")
    model.print_features("table_right")


if __name__ == "__main__":
    main()
