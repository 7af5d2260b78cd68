#!/usr/bin/env python3
"""Fits how often a word of a given confidence is wrong and writes the table for extractors/ocr/signals.cpp.

    fit_words.py SIGNALS.jsonl TRUTH.tsv > extractors/ocr/word_doubt.inc

SIGNALS: what `fit_signals ocr` printed. TRUTH: lines "group<TAB>name<TAB>file with the page's text". A word is right when
the page's text still holds it (each occurrence once; case, punctuation at its ends and the long s apart). Each group
(data set) counts alike; the shares of neighbouring bins are pooled until they fall with the confidence.
"""
import collections
import json
import re
import sys
import unicodedata

EDGES = [0, 0.2, 0.4, 0.6, 0.7, 0.78, 0.84, 0.88, 0.91, 0.93, 0.945, 0.955, 0.962, 1.0]
WHITE_NOISE = 0.5   # added to each bin as right and wrong: an empty bin is unknown, not right


def folded(word):
    word = unicodedata.normalize("NFKC", word).replace("ſ", "s").casefold()
    return re.sub(r"^\W+|\W+$", "", word)


def falling(values, weights):
    """Nearest non-increasing values (pool adjacent violators)."""
    blocks = []
    for v, w in zip(values, weights):
        blocks.append([v, w, 1])
        while len(blocks) > 1 and blocks[-2][0] < blocks[-1][0]:
            v2, w2, n2 = blocks.pop()
            v1, w1, n1 = blocks.pop()
            blocks.append([(v1 * w1 + v2 * w2) / (w1 + w2), w1 + w2, n1 + n2])
    return [v for v, _, n in blocks for _ in range(n)]


def main():
    signals_file, truth_file = sys.argv[1:]
    truth = {}
    for line in open(truth_file, encoding="utf-8"):
        group, name, path = line.rstrip("\n").split("\t")
        truth[name] = (group, path)
    words = collections.defaultdict(list)             # group: [(confidence, wrong)]
    for line in open(signals_file, encoding="utf-8"):
        page = json.loads(line)
        if page["name"] not in truth:
            continue
        group, path = truth[page["name"]]
        bag = collections.Counter(folded(w) for w in open(path, encoding="utf-8").read().split())
        for text, confidence in page.get("words", []):
            word = folded(text)
            if not word:
                continue
            right = bag[word] > 0
            bag[word] -= right
            words[group].append((confidence, not right))
    wrong, seen = [WHITE_NOISE] * (len(EDGES) - 1), [2 * WHITE_NOISE] * (len(EDGES) - 1)
    for group in words.values():
        weight = 1000 / len(group)
        for confidence, bad in group:
            k = next(i for i in range(len(EDGES) - 1) if confidence < EDGES[i + 1] or i == len(EDGES) - 2)
            wrong[k] += weight * bad
            seen[k] += weight
    shares = falling([w / s for w, s in zip(wrong, seen)], seen)
    total = sum(len(g) for g in words.values())
    print(f"// Made by tools/fit_cer/fit_words.py from {total} words of {len(words)} groups: confidence, share that is wrong.")
    print(f"constexpr std::array<std::array<double, 2>, {len(shares)}> word_doubt{{{{")
    for low, high, share in zip(EDGES, EDGES[1:], shares):
        print(f"    {{{(low + high) / 2:.4f}, {share:.5f}}},")
    print("}};")


if __name__ == "__main__":
    main()
