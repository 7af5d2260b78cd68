#!/usr/bin/env python3
"""How much work reading costs, beside a peer in the same run, pair by pair.

    pairs.py digital FILE.pdf    assay extract on one process against pdftotext: CPU time, peak memory
    pairs.py scans IMAGE…        assay extract on one process against tesseract on one thread, on the same images
    pairs.py cores IMAGE…        assay extract on two processes against one: wall time
    pairs.py ocrmypdf FILE.pdf…  assay extract against OCRmyPDF, both on two processes: CPU and wall time of scanned PDFs

    --assay PROGRAM   default: build/release/assay       --pairs N   default: 7
    --language LANG   what tesseract is told (scans); Assay finds out itself. Default: eng

tools/bench/pairs.py says how.
"""
import argparse
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from pairs import CPU, WALL, compare  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["digital", "scans", "cores", "ocrmypdf"])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--assay", default="build/release/assay")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--language", default="eng")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        def extract(jobs):
            return [[options.assay, "extract", "--quiet", "--jobs", str(jobs), "--out", out, *options.files]]
        if options.what == "digital":
            peer = [["pdftotext", f, os.devnull] for f in options.files]
            compare("digital pages against pdftotext", extract(1), peer, options.pairs, [CPU])
        elif options.what == "scans":
            peer = [["tesseract", f, os.path.join(out, "peer"), "-l", options.language] for f in options.files]
            compare("scans against tesseract", extract(1), peer, options.pairs, [CPU])
        elif options.what == "ocrmypdf":
            # The least that it can do: no PDF/A, no smaller images.
            least = ["--jobs", "2", "--output-type", "pdf", "--optimize", "0", "--quiet"]
            peer = [["ocrmypdf", *least, f, os.path.join(out, "peer.pdf")] for f in options.files]
            compare("scans against OCRmyPDF", extract(2), peer, options.pairs, [CPU, WALL])
        else:
            compare("two processes against one", extract(2), extract(1), options.pairs, [WALL])


if __name__ == "__main__":
    main()
