#!/usr/bin/env python3
"""What a change of policy costs: a corpus of small made-up texts and tables is read once, then judged again under
one policy after the other, and the result is compared with that of a run that never saw any but the last.

Usage: rescore.py ASSAY DOCUMENTS FOLDER [STORE]
FOLDER is made, and kept; STORE is one that holds the corpus, read under the built-in policy: it is copied, not read
again.
"""
import json
import pathlib
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time

FEW = """name = "few"
[rules.completeness.open_points]
severity = "error"
[rules.completeness.hardly_any_text]
words = 40
"""
SQL = FEW + """[[custom]]
id = "consistency.long_text"
message = "Longer than we want."
sql = '''SELECT 'x' AS evidence FROM document WHERE bytes > 1500'''
"""
WEIGHTS = SQL + "[score.weight]\nformat = 2\nreadability = 3\n"


# A severity for every rule, and other weights and caps.
def everything(store):
    lists = sqlite3.connect(store).execute("SELECT rules FROM rule_lists")
    rules = sorted({rule for (rules,) in lists for rule in json.loads(rules)} - {"consistency.long_text"})
    return "".join([WEIGHTS, "[score.cap]\nwarning = 90\n"] + [f'[rules.{rule}]\nseverity = "error"\n' for rule in rules])\
        .replace(FEW, 'name = "all"\n')


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


def ingest(assay, corpus, store, day, policy):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run([assay, "ingest", corpus, "--store", store, "--today", day, "--quiet",
                    *(["--policy", policy] if policy else [])], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begin, cpu, after.ru_maxrss // 1024


def judgement(store):
    database = sqlite3.connect(store)
    findings = "SELECT d.path, f.rule, f.severity, f.message, f.evidence, f.place FROM findings f " \
               "JOIN documents d ON d.id = f.document_id"
    scores = "SELECT d.path, s.value, s.assessed, s.fit, s.worst, s.components, s.outcomes, s.notes, l.rules, " \
             "s.assessment_key, s.between_key FROM scores s JOIN documents d ON d.id = s.document_id " \
             "JOIN rule_lists l ON l.id = s.rule_list_id"
    latest = "SELECT d.path, r.fit, r.score, r.cause FROM run_documents r JOIN documents d ON d.id = r.document_id " \
             "WHERE r.run_id = (SELECT max(id) FROM runs)"
    return [sorted(map(repr, database.execute(query))) for query in (findings, scores, latest)]


def main():
    assay, count, folder = sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3])
    corpus, store, fresh = folder / "corpus", folder / "store.db", folder / "fresh.db"
    if not corpus.exists():
        make(corpus, count)
    for file in (store, fresh):
        file.unlink(missing_ok=True)

    def measured(what, file, day="2026-06-01", toml=""):
        policy = folder / "policy.toml"
        policy.write_text(toml, encoding="utf-8")
        wall, cpu, memory = ingest(assay, corpus, file, day, policy if toml else None)
        print(f"{what:44} {wall:7.1f} s {cpu:7.1f} s of CPU {1000 * cpu / count:6.3f} ms a document {memory:5} MB", flush=True)

    if len(sys.argv) > 4:
        shutil.copyfile(sys.argv[4], store)
    measured("read and judged", store)
    measured("nothing changed", store)
    measured("another day", store, "2026-06-02")
    measured("two rules changed", store, "2026-06-02", FEW)
    measured("a rule in SQL came along", store, "2026-06-02", SQL)
    measured("other weights", store, "2026-06-02", WEIGHTS)
    last = everything(store)
    measured("every rule, cap and weight, another day", store, "2026-06-03", last)
    measured("read under the last policy", fresh, "2026-06-03", last)
    same = judgement(store) == judgement(fresh)
    print("judged again gives", "the same as" if same else "ANOTHER RESULT THAN", "a fresh run")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
