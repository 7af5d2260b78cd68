#!/usr/bin/env python3
"""What a change of policy costs: a corpus of small made-up texts and tables is read once, then judged again under
another policy, and the result is compared with that of a run that never saw the first one.

Usage: rescore.py ASSAY DOCUMENTS FOLDER     (FOLDER is made, and kept)
"""
import pathlib
import random
import resource
import sqlite3
import subprocess
import sys
import time

POLICY = """name = "strict"
[rules.completeness.open_points]
severity = "error"
[rules.completeness.nothing_to_index]
words = 40
[[custom]]
id = "consistency.long_text"
message = "Longer than we want."
sql = '''SELECT 'x' AS evidence FROM document WHERE bytes > 1500'''
"""


def make(folder, count):
    chance = random.Random(7)
    words = ["".join(chance.choice("aeiounrstlmd") for _ in range(chance.randint(2, 9))) for _ in range(5000)]
    for i in range(count):
        path = folder / f"{i // 1000:03}" / f"{i:06}.{'csv' if i % 4 == 0 else 'txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if i % 4 == 0:
            rows = [f"{k},{chance.choice(words)},{chance.randint(1, 9999)}" for k in range(chance.randint(5, 40))]
            text = "no,name,amount\n" + "\n".join(rows) + "\n"
        else:
            text = " ".join(chance.choice(words) for _ in range(chance.randint(20, 300)))
            text += " TBD.\n" if i % 10 == 1 else ".\n"
        path.write_text(text, encoding="utf-8")


def ingest(assay, corpus, store, *more):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run([assay, "ingest", corpus, "--store", store, "--today", "2026-06-01", "--quiet", *more], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begin, cpu


def judgement(store):
    database = sqlite3.connect(store)
    findings = "SELECT d.path, f.rule, f.severity, f.message, f.evidence, f.place FROM findings f " \
               "JOIN documents d ON d.id = f.document_id"
    scores = "SELECT d.path, s.value, s.assessed, s.fit, s.worst, s.outcomes FROM scores s " \
             "JOIN documents d ON d.id = s.document_id"
    return sorted(map(repr, database.execute(findings))), sorted(map(repr, database.execute(scores)))


def main():
    assay, count, folder = sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3])
    corpus, policy = folder / "corpus", folder / "strict.toml"
    if not corpus.exists():
        make(corpus, count)
    policy.write_text(POLICY, encoding="utf-8")
    for name in ("store.db", "fresh.db"):
        (folder / name).unlink(missing_ok=True)
    show = "{:32} {:8.1f} s ({:8.1f} s of CPU, {:6.2f} ms a document)"
    for what, store, more in (("read and judged", "store.db", ()),
                              ("nothing changed", "store.db", ()),
                              ("another policy", "store.db", ("--policy", policy)),
                              ("read under the other policy", "fresh.db", ("--policy", policy))):
        wall, cpu = ingest(assay, corpus, folder / store, *more)
        print(show.format(what, wall, cpu, 1000 * cpu / count), flush=True)
    same = judgement(folder / "store.db") == judgement(folder / "fresh.db")
    print("judged again gives", "the same as" if same else "ANOTHER RESULT THAN", "a fresh run")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
