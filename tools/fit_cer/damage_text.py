#!/usr/bin/env python3
"""Makes damaged copies of clean texts with a known character error rate, for fitting the estimate of text layers.

    damage_text.py OUT-FOLDER TEXT… > list.tsv

The list has name, file and true error rate. Each text (its first 3,000 characters, in two halves) is damaged at several
rates by letters swapped for like-looking or random ones, dropped, doubled or parted by blanks; and once wholly, by a letter
map such as a broken font encoding leaves (rate 1). Seeded by the file's name: the same input gives the same output.
"""
import pathlib
import random
import sys

LOOK_ALIKE = {"e": "co", "c": "eo", "l": "1I|i", "i": "l1!", "o": "0c", "a": "os", "s": "5a", "n": "ru", "h": "b", "b": "h6",
              "t": "fl", "f": "tſ", "u": "ii", "m": "rn", "r": "n", "g": "q9", "d": "cl", "v": "y", "y": "v", "z": "2"}
ANY = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:'|~^*"
RATES = [0, 0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.25, 0.4, 0.6]


def damaged(text, rate, rng):
    out, errors = [], 0
    for char in text:
        if char.isspace() or rng.random() >= rate:
            out.append(char)
            continue
        errors += 1
        kind = rng.random()
        if kind < 0.5:
            out.append(rng.choice(LOOK_ALIKE.get(char.lower(), ANY)))
        elif kind < 0.75:
            out.append(rng.choice(ANY))
        elif kind < 0.85:
            pass
        elif kind < 0.93:
            out.append(char + " ")
        else:
            out.append(char + rng.choice(ANY))
    return "".join(out), errors / max(1, len(text))


def remapped(text, rng):
    letters = [chr(c) for c in range(97, 123)]
    shuffled = letters[:]
    rng.shuffle(shuffled)
    table = dict(zip(letters, shuffled)) | {a.upper(): b.upper() for a, b in zip(letters, shuffled)}
    return "".join(table.get(c, c) for c in text)


def main():
    folder = pathlib.Path(sys.argv[1])
    for number, path in enumerate(sys.argv[2:]):
        text = pathlib.Path(path).read_text(encoding="utf-8", errors="replace")
        for half, part in enumerate((text[:1500], text[1500:3000])):
            if len(part) < 300:
                continue
            rng = random.Random(f"{pathlib.Path(path).name}/{half}")
            versions = [damaged(part, rate, rng) for rate in RATES] + [(remapped(part, rng), 1.0)]
            for k, (version, rate) in enumerate(versions):
                name = f"{number:03d}_{half}_{k:02d}.txt"
                (folder / name).write_text(version, encoding="utf-8")
                print(f"{number}\t{folder / name}\t{rate:.4f}")


if __name__ == "__main__":
    main()
