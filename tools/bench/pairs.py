"""Two programs side by side: run one after the other, the first of them in turn; what counts is the ratio of a pair.

CPU time is that of a process and of all its children; peak memory that of the largest process.
"""
import os
import resource
import statistics
import subprocess
import sys
import time

ONE_THREAD = dict(os.environ, OMP_THREAD_LIMIT="1")
CPU, WALL = 0, 1


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
    """ours, peer: lists of commands; figures: which to print, CPU or WALL."""
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
              f"ratio {statistics.median(ratios):.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f})", flush=True)
