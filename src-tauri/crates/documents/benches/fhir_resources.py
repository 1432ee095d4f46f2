#!/usr/bin/env python3
"""Compares our composing and serialising of the fully coded letter with Python's fhir.resources parsing and
serialising the same bundle.

    python3 -m venv VENV && VENV/bin/pip install fhir.resources
    VENV/bin/python src-tauri/crates/documents/benches/fhir_resources.py            # runs our benchmark too
    VENV/bin/python src-tauri/crates/documents/benches/fhir_resources.py --ours 0.7 # with its median in ms
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import time

from fhir.resources.R4B.bundle import Bundle

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE.parent / "tests/compose/snapshots/compose__samples__bundle_fully_coded.snap"
UNITS = {"ns": 1e-6, "µs": 1e-3, "ms": 1.0, "s": 1e3}


def theirs(text: str, rounds: int) -> float:
    """Median milliseconds of parsing and serialising."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        Bundle.model_validate_json(text).model_dump_json()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def ours() -> float:
    """Median milliseconds of our benchmark `fully_coded`."""
    command = ["cargo", "bench", "--package", "fumibako-documents", "--bench", "compose", "--", "fully_coded"]
    said = subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True).stdout
    line = next(line for line in said.splitlines() if "fully_coded" in line)
    median = line.split("│")[2].split()
    return float(median[0]) * UNITS[median[1]]


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--ours", type=float, metavar="MS", help="our median, instead of running the benchmark")
    arguments.add_argument("--rounds", type=int, default=50)
    given = arguments.parse_args()
    body = re.split(r"^---$", SAMPLE.read_text(encoding="utf-8"), maxsplit=2, flags=re.M)[2]
    text = json.dumps(json.loads(body), ensure_ascii=False)
    mine = given.ours if given.ours is not None else ours()
    python = theirs(text, given.rounds)
    print(f"fhir.resources: parse + serialise {python:.2f} ms")
    print(f"fumibako: compose + serialise {mine:.3f} ms")
    print(f"ratio: {python / mine:.0f}x")


if __name__ == "__main__":
    main()
