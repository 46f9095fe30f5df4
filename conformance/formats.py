"""Checks documents of runs with programs that are not ours: SARIF, JUnit, workflow commands,
Code Quality, CSV, Markdown, concise text and iCalendar; and, in evidence.py, OSCAL, in-toto, JSON-LD
and CycloneDX.

Usage: formats.py FOLDER

The folder is what the tests of `Formats` write where CLEARANCE_DOCUMENTS names one. The official
schemas are read from CLEARANCE_SCHEMAS, or from `shared/schemas` beside the project; without them
SARIF, JUnit and Code Quality are checked by our own rules alone, terms of DPV are not, and that is said.
"""

import concurrent.futures
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse
from typing import Callable, Iterator

import icalendar
import jsonschema
import markdown_it
from lxml import etree

import evidence

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMAS = pathlib.Path(os.environ.get("CLEARANCE_SCHEMAS") or ROOT.parent / "shared" / "schemas")

Check = Callable[[bytes], Iterator[str]]


def schema(path: str):
    """A validator of a schema of JSON, or None where the schema is not here."""
    file = SCHEMAS / path
    if not file.is_file():
        return None
    value = json.loads(file.read_text())
    return jsonschema.validators.validator_for(value)(value)


SARIF = schema("sarif/sarif-schema-2.1.0.json")
QUALITY = schema("validate/codequality.schema.json")
JUNIT = [
    etree.XMLSchema(etree.parse(str(SCHEMAS / "junit" / name)))
    for name in ["jenkins-junit-10.xsd", "windyroad-JUnit.xsd"]
    if (SCHEMAS / "junit" / name).is_file()
]


DPV = evidence.vocabulary(SCHEMAS / "dpv")


def by_schema(validator, value) -> Iterator[str]:
    for error in validator.iter_errors(value) if validator else []:
        yield f"{error.json_path}: {error.message[:200]}"


def sarif(raw: bytes) -> Iterator[str]:
    log = json.loads(raw)
    yield from by_schema(SARIF, log)
    if len(log["runs"]) != 1:
        yield "not one run"
    run = log["runs"][0]
    rules = run["tool"]["driver"].get("rules", [])
    if len(run["results"]) > 25_000:
        yield "GitHub takes no more than 25,000 results"
    for rule in rules:
        if len(rule["properties"]["tags"]) > 10:
            yield f"{rule['id']}: GitHub shows ten tags"
        for relation in rule.get("relationships", []):
            target = relation["target"]
            taxonomy = run["taxonomies"][target["toolComponent"]["index"]]
            if taxonomy["name"] != target["toolComponent"]["name"]:
                yield f"{rule['id']}: another taxonomy"
            if taxonomy["taxa"][target["index"]]["id"] != target["id"]:
                yield f"{rule['id']}: another taxon"
    seen = set()
    for result in run["results"]:
        name = result["ruleId"]
        if rules[result["ruleIndex"]]["id"] != name:
            yield f"{name}: another rule at its index"
        if (result["kind"] == "fail") == (result["level"] == "none"):
            yield f"{name}: {result['kind']} at level {result['level']}"
        fingerprint = result["partialFingerprints"]["clearanceFinding/v1"]
        if fingerprint in seen:
            yield f"{name}: a fingerprint twice"
        seen.add(fingerprint)
        if not result.get("locations"):
            yield f"{name}: GitHub asks for a place"
        for place in result["locations"] + result["relatedLocations"]:
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            parts = urllib.parse.urlsplit(uri)
            if not uri or parts.scheme or uri.startswith("/"):
                yield f"{name}: {uri} is no relative path"
            if not re.fullmatch(r"([A-Za-z0-9._~/+,=@!$'()*;-]|%[0-9A-F]{2})+", uri):
                yield f"{name}: {uri} is no URI"
        links = re.findall(r"\[[^\]]*\]\(", result["message"]["text"])
        if links or re.search("[{}]", result["message"]["text"]):
            yield f"{name}: a link or a place in its message"
    code = run["invocations"][0].get("exitCode")
    if code is not None and (code == 2) == run["invocations"][0]["executionSuccessful"]:
        yield "the exit code and the success differ"


def junit(raw: bytes) -> Iterator[str]:
    try:
        document = etree.fromstring(raw)
    except etree.XMLSyntaxError as error:
        yield str(error)
        return
    for xsd in JUNIT:
        if not xsd.validate(document):
            yield f"{xsd.error_log.last_error}"
    for suite in document.iter("testsuite"):
        cases = suite.findall("testcase")
        counts = {
            "tests": len(cases),
            "failures": len(suite.findall("testcase/failure")),
            "errors": len(suite.findall("testcase/error")),
            "skipped": len(suite.findall("testcase/skipped")),
        }
        for name, count in counts.items():
            if suite.get(name) != str(count):
                yield f"{suite.get('name')}: {name} is {suite.get(name)}, not {count}"
        names = [(case.get("classname"), case.get("name")) for case in cases]
        if len(set(names)) != len(names):
            yield f"{suite.get('name')}: a test twice"


def github(raw: bytes) -> Iterator[str]:
    """As the runner reads commands: `::name key=value,key=value::data`."""
    known = {"file", "line", "endLine", "col", "endColumn", "title"}
    counts: dict[str, int] = {}
    for number, line in enumerate(raw.decode().split("\n")[:-1], 1):
        found = re.match(r"^::(\w+)(?: ([^\n]*?))?::(.*)$", line)
        if not found or found[1] not in {"error", "warning", "notice"}:
            yield f"line {number} is no annotation"
            continue
        counts[found[1]] = counts.get(found[1], 0) + 1
        for part in (found[2] or "").split(","):
            if part.partition("=")[0] not in known or not part.partition("=")[1]:
                yield f"line {number}: {part!r}"
    for level, count in counts.items():
        if count > 10:
            yield f"{count} of the level {level}"


def quality(raw: bytes) -> Iterator[str]:
    issues = json.loads(raw)
    yield from by_schema(QUALITY, issues)
    fingerprints = [issue["fingerprint"] for issue in issues]
    if len(set(fingerprints)) != len(fingerprints):
        yield "GitLab keeps only the first of equal fingerprints"
    for issue in issues:
        if issue.get("type") != "issue" or not issue.get("categories"):
            yield "Code Climate asks for a type and categories"
        if issue["location"]["path"].startswith(("/", "./")) or "\n" in issue["description"]:
            yield f"{issue['check_name']}: path or description"


def table(raw: bytes) -> Iterator[str]:
    text = raw.decode()
    if "\n" in text.replace("\r\n", ""):
        yield "a line does not end in CRLF"
    rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    if {len(row) for row in rows} != {len(rows[0])}:
        yield "rows differ in their number of fields"
    for row in rows:
        for cell in row:
            if cell.lstrip()[:1] in tuple("=+-@\t\r＝＋－＠") and cell:
                yield f"a formula: {cell[:40]!r}"


def markdown(raw: bytes) -> Iterator[str]:
    """Nothing of a file may be markup: our own words are all the links, images and HTML there are."""
    text = raw.decode()
    if len(text) > 65_536:
        yield "longer than a comment may be"
    ours = re.compile(r"<!-- clearance -->|</?details>|<details><summary>[^<>]*</summary>")
    widths: list[int] = []
    for token in markdown_it.MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "html_block" and not ours.fullmatch(token.content.strip()):
            yield f"HTML: {token.content[:60]!r}"
        for child in token.children or []:
            if child.type in {"html_inline", "link_open", "image", "em_open", "strong_open"}:
                yield f"{child.type}: {token.content[:60]!r}"
            if child.type == "text" and re.search(r"@\w|https?://|(^|\s)#\d", child.content):
                yield f"GitHub reads more than text: {child.content[:60]!r}"
    for line in text.split("\n"):
        width = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) if line.startswith("|") else 0
        if width and widths and widths[-1] not in (0, width):
            yield f"a row of another width: {line[:60]!r}"
        widths.append(width)


def lists(raw: bytes) -> Iterator[str]:
    """Lists of obligations link to acts, and otherwise are as other Markdown."""
    plain = re.sub(rb"(?<![\\!])\[((?:[^\[\]\\]|\\.)*)\]\(<https?://[^<>\s]+>\)", rb"\1", raw)
    yield from markdown(plain)


def concise(raw: bytes) -> Iterator[str]:
    lines = raw.decode().split("\n")
    if lines.pop() != "":
        yield "no line break at the end"
    for line in lines[:-1]:
        if not re.match(r"^.+: .+ \[[^\[\]]+\]", line) or re.search(r"[\x00-\x1f\x7f-\x9f]", line):
            yield f"no finding: {line[:60]!r}"


def calendar(raw: bytes) -> Iterator[str]:
    if not raw.endswith(b"\r\n") or b"\n" in raw.replace(b"\r\n", b""):
        yield "a line does not end in CRLF"
    for line in raw.split(b"\r\n"):
        if len(line) > 75:
            yield f"over 75 octets: {line[:40]!r}"
    try:
        value = icalendar.Calendar.from_ical(raw)
    except ValueError as error:
        yield str(error)
        return
    seen = set()
    parts = list(value.walk())
    if len(parts) < 2:
        yield "a calendar without a component"
    for part in parts:
        for name in getattr(part, "required", ()):
            if name not in part:
                yield f"{part.name} lacks {name}"
        if part.name in {"VEVENT", "VTODO", "VJOURNAL"}:
            if str(part.get("UID")) in seen:
                yield "an UID twice"
            seen.add(str(part.get("UID")))
        if "DTEND" in part and "DURATION" in part:
            yield "DTEND and DURATION"
        for error in getattr(part, "errors", []):
            yield str(error)


CHECKS: dict[str, Check] = {
    ".sarif": sarif,
    ".junit.xml": junit,
    ".github.txt": github,
    ".gitlab.json": quality,
    ".csv": table,
    ".obligations.md": lists,
    ".md": markdown,
    ".concise.txt": concise,
    ".ics": calendar,
    ".oscal.json": evidence.results,
    ".intoto.json": evidence.in_toto,
    ".jsonld": lambda raw: evidence.linked(raw, DPV),
    ".cdx.json": evidence.materials,
}

# Files beside the schemas, and whether they are good.
SAMPLES = [
    ("ok.sarif", SARIF, None), ("bad.sarif", SARIF, None),
    ("ok.junit.xml", None, junit), ("bad.junit.xml", None, junit), ("file-attr.junit.xml", None, junit),
    ("ok.github.txt", None, github), ("bad.github.txt", None, github),
    ("ok.codequality.json", QUALITY, None), ("bad.codequality.json", QUALITY, None),
    ("ok.ics", None, calendar), ("bad.ics", None, calendar),
]


# What the checkers without a sample of their own must refuse.
BAD: list[tuple[Check, bytes]] = [
    (table, b'"a","b"\r\n"=1","2"\r\n'),
    (table, b'"a","b"\r\n"1"\r\n'),
    (table, b'"a","b"\n'),
    (markdown, b"| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n"),
    (markdown, b"<script>alert(1)</script>\n"),
    (markdown, b"a [link](https://evil.example)\n"),
    (markdown, b"ask @everyone\n"),
    (lists, b"![image](<https://evil.example>)\n"),
    (lists, b"a [link](https://evil.example)\n"),
    (concise, b"a.yaml:1:1: violated: x [r] \x1b[2J\nexit 1\n"),
    (calendar, b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"),
    (github, b"::add-mask::secret\n"),
]


def samples() -> tuple[int, int]:
    """Every checker takes the good sample and refuses the bad one."""
    tried = len(BAD)
    wrong = 0
    for check, raw in BAD:
        if not list(check(raw)):
            wrong += 1
            print(f"accepted: {raw!r}")
    for name, validator, check in SAMPLES:
        file = SCHEMAS / "validate" / name
        if not file.is_file():
            continue
        raw = file.read_bytes()
        found = list(by_schema(validator, json.loads(raw)) if validator else check(raw))
        tried += 1
        if bool(found) == name.startswith("ok."):
            wrong += 1
            print(f"{name}: {found or 'accepted'}")
    return tried, wrong


def codes(folder: pathlib.Path) -> Iterator[str]:
    """The exit code is the same in every format of a run that tells it."""
    for file in sorted(folder.glob("*.sarif")):
        name = file.name.removesuffix(".sarif")
        run = json.loads(file.read_bytes())["runs"][0]
        code = run["invocations"][0].get("exitCode")
        suites = etree.fromstring((folder / f"{name}.junit.xml").read_bytes())
        told = {p.get("value") for p in suites.iter("property") if p.get("name") == "exit_code"}
        if told - {str(code)}:
            yield f"{name}: exit code {code} in SARIF, {told} in JUnit"
        result = json.loads((folder / f"{name}.intoto.json").read_bytes())["predicate"]["result"]
        if code is not None and (result == "FAILED") != (code != 0):
            yield f"{name}: exit code {code} in SARIF, {result} of in-toto"


def ending(file: pathlib.Path) -> str | None:
    return next((ending for ending in CHECKS if file.name.endswith(ending)), None)


def mistakes(file: pathlib.Path) -> list[str]:
    known = ending(file)
    found = list(CHECKS[known](file.read_bytes()))
    if known == ".intoto.json" and file.name.startswith("nothing."):
        # A statement about no file must not be taken for one.
        return [] if found else ["a statement about nothing was accepted"]
    return found


def main(folder: pathlib.Path) -> int:
    wrong = 0
    counts = {ending: 0 for ending in CHECKS}
    for file in sorted(folder.iterdir()):
        known = ending(file)
        if known is None:
            print(f"{file.name}: of no format that is known here")
            wrong += 1
            continue
        counts[known] += 1
    files = [file for file in sorted(folder.iterdir()) if ending(file) is not None]
    # What two processes would unpack at once is unpacked before there are two.
    subprocess.run([sys.executable, "-c", "import evidence; evidence.support()"], cwd=ROOT / "conformance", check=True)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for file, found in zip(files, pool.map(mistakes, files, chunksize=4)):
            for mistake in found:
                wrong += 1
                print(f"{file.name}: {mistake}")
    oscal = [(file.name, file.read_bytes()) for file in sorted(folder.glob("*.oscal.json"))]
    for name in sorted(evidence.trestle(oscal)):
        wrong += 1
        print(f"{name}: refused by compliance-trestle")
    for mistake in codes(folder):
        wrong += 1
        print(mistake)
    for known, count in counts.items():
        if count == 0:
            wrong += 1
            print(f"no document ends in {known}, so that none was checked")
    tried, refused = samples()
    wrong += refused
    changed, taken = evidence.refused(folder, CHECKS, DPV is not None)
    tried += changed
    for words in taken:
        wrong += 1
        print(f"accepted: {words}")
    absent = [
        name
        for name, here in [
            ("SARIF", SARIF), ("Code Quality", QUALITY), ("JUnit", len(JUNIT) == 2), ("DPV", DPV)
        ]
        if not here
    ]
    print(
        f"{tried} samples tried; {sum(counts.values())} documents in {len(counts)} formats validated,"
        f" {wrong} mistakes"
    )
    if absent:
        print(
            f"NOT CHECKED AGAINST THEIR SCHEMAS: {', '.join(absent)}."
            f" There are no schemas in {SCHEMAS}; CLEARANCE_SCHEMAS may name another folder.",
            file=sys.stderr,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1])))
