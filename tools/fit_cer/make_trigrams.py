#!/usr/bin/env python3
"""Makes extractors/ocr/letter_trigrams.inc: how usual each run of three letters is in words of European languages.

    make_trigrams.py /usr/share/dict/american-english /usr/share/dict/ngerman … > extractors/ocr/letter_trigrams.inc

Words are folded to a-z (marks off, ß = ss); each list weighs the same. The table holds, for each pair of letters or word
edges and the letter that follows, its rarity in bits (-log2 of the conditional probability, smoothed with the pair's and
the letter's own probability), 0 to 15, as one hexadecimal digit; 27 symbols: the edge, then a to z.
"""
import collections
import sys
import unicodedata

SYMBOLS = " abcdefghijklmnopqrstuvwxyz"


def fold(word):
    word = word.lower().replace("ß", "ss").replace("æ", "ae").replace("œ", "oe")
    word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return word if word and all(c in SYMBOLS[1:] for c in word) else None


def trigrams(path):
    counts = collections.Counter()
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            for part in line.strip().replace("'", " ").replace("-", " ").split():
                word = fold(part)
                if word and len(word) > 1:
                    padded = "  " + word + " "
                    for i in range(len(padded) - 2):
                        counts[padded[i:i + 3]] += 1
    total = sum(counts.values())
    return {key: value / total for key, value in counts.items()}


def main():
    together = collections.Counter()
    for path in sys.argv[1:]:
        for key, share in trigrams(path).items():
            together[key] += share / (len(sys.argv) - 1)
    pairs, bigrams, firsts, singles = (collections.Counter() for _ in range(4))
    for key, share in together.items():
        pairs[key[:2]] += share
        bigrams[key[1:]] += share
        firsts[key[1]] += share
        singles[key[2]] += share
    import math
    print("// Made by tools/fit_cer/make_trigrams.py from the word lists of Debian's wamerican, wngerman, wfrench, witalian,")
    print("// wspanish and wdutch. One line for each first symbol and second symbol; rarity in bits of each third.")
    weight = 2e-5        # of the smoothing: as much as a trigram that occurs once in 50,000
    for a in SYMBOLS:
        for b in SYMBOLS:
            digits = ""
            for c in SYMBOLS:
                back = (bigrams[b + c] + 1e-6 * singles[c]) / (firsts[b] + 1e-6)
                p = (together[a + b + c] + weight * back) / (pairs[a + b] + weight)
                digits += "%x" % min(15, max(0, round(-math.log2(max(p, 1e-9)))))
            print(f'"{digits}"')


if __name__ == "__main__":
    main()
