#!/usr/bin/env python3
"""How much work reading office files costs, beside every peer that is installed, pair by pair.

    bench_office --write FOLDER
    peers.py FOLDER/sheet.xlsx       assay extract against xlsx2csv, openpyxl, LibreOffice
    peers.py FOLDER/document.docx    assay extract against docx2txt, pandoc, LibreOffice

    --assay PROGRAM   default: build/release/assay       --pairs N   default: 3

assay extract is the whole command: sandbox, worker, JSON. tools/bench/pairs.py says how it is measured.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from pairs import CPU, compare  # noqa: E402

OPENPYXL = """
import openpyxl, sys
for sheet in openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets:
    for row in sheet.iter_rows(values_only=True):
        pass
"""


def peers_of(file, folder):
    """Name and command of each; its program is the command's first word."""
    def office(kind):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        return ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", folder, file]

    if file.endswith(".xlsx"):
        yield "xlsx2csv", ["xlsx2csv", file, os.devnull]
        yield "openpyxl", ["/usr/bin/python3", "-c", OPENPYXL, file]
        yield "LibreOffice", office("csv")
    else:
        yield "docx2txt", ["docx2txt", file, os.path.join(folder, "peer.txt")]
        yield "pandoc", ["pandoc", "-t", "plain", "-o", os.path.join(folder, "peer.txt"), file]
        yield "LibreOffice", office("txt:Text")


def installed(name, command):
    if name == "openpyxl":
        return subprocess.run([command[0], "-c", "import openpyxl"], stderr=subprocess.DEVNULL).returncode == 0
    return shutil.which(command[0]) is not None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--assay", default="build/release/assay")
    parser.add_argument("--pairs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours = [[options.assay, "extract", "--quiet", "--jobs", "1", "--out", folder, options.file]]
        for name, command in peers_of(options.file, folder):
            if installed(name, command):
                compare(f"{options.file.rsplit('/', 1)[-1]} against {name}", ours, [command], options.pairs, [CPU])
            else:
                print(f"{name} is not installed")


if __name__ == "__main__":
    main()
