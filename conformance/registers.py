"""Checks registers in and out with programs that are not ours: Python's reader of CSV, what the Dutch
publication standard 1.0.0 permits, and terms of DPV.

Usage: registers.py CLEARANCE

Reads the samples of the tests and the examples; what the command reads from a table must be what
Python's `csv` finds there, cell by cell counted, and what it writes must be read by others.
"""

import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile
from typing import Iterator

import evidence
from formats import DPV, ROOT

SAMPLES = ROOT / "Tests" / "RegistersTests" / "Golden" / "Samples"
FORMULA = tuple("=+-@|%\t\r")

# MinBZK/Algoritmeregister, standards/v1_0_0.json: what a field takes.
PERMITTED = {
    "status": {"In ontwikkeling", "In gebruik", "Buiten gebruik"},
    "publication_category": {"Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"},
    "lang": {"nld"},
    "standard_version": {"1.0.0"},
}
LISTS = {"category", "lawful_basis_grouping", "impacttoetsen_grouping", "source_data_grouping"}
FIELDS = LISTS | set(PERMITTED) | {
    "name", "description_short", "organization", "begin_date", "end_date", "contact_email", "website",
    "url", "goal", "proportionality", "human_intervention", "risks", "lawful_basis", "process_index_url",
    "impacttoetsen", "source_data", "methods_and_models", "provider", "publiccode", "source_id", "tags",
}


def run(*arguments: str) -> str:
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def table(raw: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(raw, newline=""), strict=True))
    if len({len(row) for row in rows}) > 1:
        yield "rows of different lengths"
    for row in rows:
        for cell in row:
            if cell.lstrip(" \u00a0\n").startswith(FORMULA):
                yield f"a spreadsheet would run {cell[:40]!r}"


def dutch(raw: str) -> Iterator[str]:
    value = json.loads(raw)
    for record in value if isinstance(value, list) else [value]:
        for key, said in record.items():
            if key not in FIELDS:
                yield f"the standard has no field {key}"
            if key in PERMITTED and said not in PERMITTED[key]:
                yield f"{key} cannot be {said!r}"
            if isinstance(said, list) != (key in LISTS):
                yield f"{key} is a list where it should be none, or the other way round"
        for key in ("lang", "name"):
            if key not in record:
                yield f"{key} is missing"


def imported(clearance: str, preset: str, encoding: str) -> Iterator[str]:
    """As many records as Python finds rows, and as many silent cells as it finds blanks or more."""
    file = SAMPLES / f"{preset}.csv"
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode(encoding), newline=""), strict=True))
    told = json.loads(run(clearance, "import", preset, str(file), "--format", "json"))
    if told["use_cases"] != len(rows) - 1:
        yield f"{preset}: {told['use_cases']} use cases of {len(rows) - 1} rows"
    for column in told["columns"]:
        if column["name"] not in rows[0]:
            continue
        place = rows[0].index(column["name"])
        blanks = sum(1 for row in rows[1:] if not row[place].strip())
        if column["not_published"] < blanks:
            yield f"{preset}: {column['name']}: {column['not_published']} silent of {blanks} blanks"


def main(clearance: str) -> None:
    mistakes: list[str] = []
    tried = 0
    for bad, check in [("a,b\n1\n", table), ("a\n=1\n", table), ('{"status": "Aan"}', dutch)]:
        tried += 1
        if not list(check(bad)):
            mistakes.append(f"accepted: {bad!r}")
    for preset, encoding in [
        ("us-omb-2024", "cp1252"), ("us-omb-2025", "utf-8-sig"), ("uk-atrs", "utf-8"),
        ("portfolio-csv", "utf-8"),
    ]:
        tried += 1
        mistakes += imported(clearance, preset, encoding)
    cases = sorted(str(file) for file in (ROOT / "examples").glob("*.yaml"))
    for preset in ["omb-2024", "omb-2025", "uk-atrs", "portfolio-csv"]:
        tried += 1
        mistakes += [f"{preset}: {m}" for m in table(run(clearance, "export", preset, *cases))]
    tried += 1
    mistakes += dutch(run(clearance, "export", "algoritmeregister", *cases))
    tried += 1
    mistakes += evidence.linked(run(clearance, "export", "dpv", *cases[:3], "--on", "2026-11-25").encode(), DPV)
    with tempfile.TemporaryDirectory() as folder:
        tried += 1
        out = pathlib.Path(folder) / "cases"
        first = run(clearance, "export", "portfolio-csv", *cases)
        file = pathlib.Path(folder) / "cases.csv"
        file.write_text(first, newline="")
        run(clearance, "import", "portfolio-csv", str(file), "--out", str(out))
        again = run(clearance, "export", "portfolio-csv", *sorted(map(str, out.glob("*.yaml"))))
        one = sorted(csv.reader(io.StringIO(first, newline="")))
        other = sorted(csv.reader(io.StringIO(again, newline="")))
        if len(one) != len(other):
            mistakes.append("portfolio-csv does not come back as it was")
    for mistake in mistakes:
        print(mistake)
    print(f"registers: {tried} checks, {len(mistakes)} mistakes")
    if mistakes:
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
