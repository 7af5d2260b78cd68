#!/usr/bin/env python3
"""How much work reading costs, beside a peer in the same run, pair by pair.

    pairs.py digital FILE.pdf    assay extract on one process against pdftotext: CPU time, peak memory
    pairs.py scans IMAGE…        assay extract on one process against tesseract on one thread, on the same images
    pairs.py cores IMAGE…        assay extract on two processes against one: wall time
    pairs.py ocrmypdf FILE.pdf…  assay extract against OCRmyPDF, both on two processes: CPU and wall time of scanned PDFs

    --assay PROGRAM   default: build/release/assay       --pairs N   default: 7

The two of a pair run one after the other, the first of them in turn; the figure is the median of the pairs' ratios with the
smallest and the largest. CPU time is that of the process and of all its children; peak memory that of the largest process.
"""
import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ONE_THREAD = dict(os.environ, OMP_THREAD_LIMIT="1")


def run(command):
    """CPU seconds, wall seconds and peak kB of a command and its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ONE_THREAD)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, usage.ru_maxrss


def all_of(commands):
    parts = [run(c) for c in commands]
    return sum(p[0] for p in parts), sum(p[1] for p in parts), max(p[2] for p in parts)


def compare(name, ours, peer, pairs, figures):
    """ours, peer: lists of commands; figures: which to print, 0 CPU seconds, 1 wall seconds."""
    rows = []
    for k in range(pairs):
        sides = [all_of(ours), all_of(peer)] if k % 2 else [all_of(peer), all_of(ours)][::-1]
        rows.append(sides)
    median = lambda side, what: statistics.median(r[side][what] for r in rows)
    for figure in figures:
        ratios = sorted(a[figure] / b[figure] for a, b in rows)
        unit = ("CPU s", "wall s")[figure]
        print(f"{name}: assay {median(0, figure):.2f} {unit}, {median(0, 2) / 1024:.0f} MiB; "
              f"peer {median(1, figure):.2f} {unit}, {median(1, 2) / 1024:.0f} MiB; "
              f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["digital", "scans", "cores", "ocrmypdf"])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--assay", default="build/release/assay")
    parser.add_argument("--pairs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        def extract(jobs):
            return [[options.assay, "extract", "--quiet", "--jobs", str(jobs), "--out", out, *options.files]]
        if options.what == "digital":
            peer = [["pdftotext", f, os.devnull] for f in options.files]
            compare("digital pages against pdftotext", extract(1), peer, options.pairs, [0])
        elif options.what == "scans":
            peer = [["tesseract", f, os.path.join(out, "peer")] for f in options.files]
            compare("scans against tesseract", extract(1), peer, options.pairs, [0])
        elif options.what == "ocrmypdf":
            # The least that it can do: no PDF/A, no smaller images.
            least = ["--jobs", "2", "--output-type", "pdf", "--optimize", "0", "--quiet"]
            peer = [["ocrmypdf", *least, f, os.path.join(out, "peer.pdf")] for f in options.files]
            compare("scans against OCRmyPDF", extract(2), peer, options.pairs, [0, 1])
        else:
            compare("two processes against one", extract(2), extract(1), options.pairs, [1])


if __name__ == "__main__":
    main()
