"""Checkers of documents for assessors, with programs that are not ours: OSCAL (compliance-trestle and
oscal, which know its schema and its constraints), in-toto statements (in-toto-attestation), JSON-LD
(rdflib, pyshacl, and the official files of DPV), and CycloneDX (cyclonedx-python-lib).

They carry their schemas themselves, but for DPV, whose files are read from the folder of schemas.
"""

import copy
import functools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from typing import Callable, Iterable, Iterator

import in_toto_attestation.predicates.test_result.v0.test_result_pb2 as test_result
import in_toto_attestation.v1.statement_pb2 as statement_pb
import markdown_it
import oscal.oscal_content
import pyshacl
import rdflib
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from google.protobuf.json_format import ParseDict, ParseError
from in_toto_attestation.v1.statement import Statement
from oscal.oscal_support import configure_support
from rdflib.namespace import DCTERMS, PROV

HERE = pathlib.Path(__file__).resolve().parent
PROVEN = {"satisfied": "satisfied", "violated": "not-satisfied"}
VERSIONS = r"[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


# OSCAL


def plain(markup: str) -> bool:
    """Whether a line of OSCAL's markup is nothing but text, and inserts nothing."""
    if re.search(r"(?<!\\)\{\{", markup):
        return False
    for token in markdown_it.MarkdownIt("commonmark").parse(markup):
        if token.type not in {"paragraph_open", "paragraph_close", "inline"}:
            return False
        for child in token.children or []:
            if child.type not in {"text", "softbreak"}:
                return False
    return True


def walk(value) -> Iterator[dict]:
    """Every object in a value of JSON."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from walk(part)


@functools.cache
def support() -> None:
    """Tells `oscal` to unpack what it knows beside itself, and not where we stand."""
    configure_support(support_file=str(pathlib.Path(sys.prefix) / "oscal_support.db"))


def by_oscal(raw: bytes) -> Iterator[str]:
    support()
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(raw)
        file.flush()
        try:
            content = oscal.oscal_content.OSCAL.load(file.name)
            if not content.validate():
                yield f"oscal: {content.errors or content.validation_errors}"
        except Exception as error:  # whatever a reader of ours cannot read, it refuses
            yield f"oscal: {type(error).__name__}: {error}"


def catalog(raw: bytes) -> Iterator[str]:
    yield from by_oscal(raw)
    content = json.loads(raw)["catalog"]
    ids = [part["id"] for part in walk(content) if "id" in part]
    if len(set(ids)) != len(ids):
        yield "an id twice"
    for name in ids:
        if not re.fullmatch(r"[^\W\d][\w.\-]*", name):
            yield f"{name} is no token"
    for part in walk(content):
        for key in ("title", "prose"):
            if key in part and not plain(part[key]):
                yield f"markup: {part[key][:60]!r}"


def results(raw: bytes) -> Iterator[str]:
    yield from by_oscal(raw)
    content = json.loads(raw)["assessment-results"]
    own = [part["uuid"] for part in walk(content) if "uuid" in part]
    if len(set(own)) != len(own):
        yield "a UUID twice"
    for uuid in own:
        if not re.fullmatch(VERSIONS, uuid):
            yield f"{uuid} is no UUID of version 4 or 5"
    for part in walk(content):
        for key in ("title", "description", "statement"):
            if key in part and not plain(part[key]):
                yield f"markup: {part[key][:60]!r}"
    for result in content["results"]:
        yield from consistent(result)


def consistent(result: dict) -> Iterator[str]:
    """Only what is proven is a finding; what may be a violation is a risk."""
    outcomes = {}
    for seen in result.get("observations", []):
        props = {prop["name"]: prop["value"] for prop in seen.get("props", [])}
        outcomes[seen["uuid"]] = props["outcome"]
    selections = result["reviewed-controls"]["control-selections"]
    controls = {c["control-id"] for s in selections for c in s.get("include-controls", [])}
    found = {}
    for finding in result.get("findings", []):
        (related,) = [o["observation-uuid"] for o in finding["related-observations"]]
        found[related] = finding["target"]["status"]["state"]
        if finding["target"]["target-id"].removesuffix("_smt") not in controls:
            yield f"{finding['title']}: its control was not reviewed"
    risky = {o["observation-uuid"] for r in result.get("risks", []) for o in r["related-observations"]}
    for uuid, outcome in outcomes.items():
        if found.get(uuid) != PROVEN.get(outcome):
            yield f"{uuid}: {outcome}, and its finding is {found.get(uuid)}"
        if (uuid in risky) != (outcome in {"violated", "undecided", "contested"}):
            yield f"{uuid}: {outcome}, and it is {'a' if uuid in risky else 'no'} risk"
    for uuid in set(found) | risky:
        if uuid not in outcomes:
            yield f"{uuid} is no observation"


FOLDERS = {"assessment-results": "assessment-results", "catalog": "catalogs"}


def trestle(documents: Iterable[tuple[str, bytes]]) -> set[str]:
    """The names of documents that compliance-trestle refuses; all in one process."""
    command = pathlib.Path(sys.executable).parent / "trestle"
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        subprocess.run([command, "init", "--local"], cwd=root, check=True, capture_output=True)
        names = {}
        for number, (name, raw) in enumerate(documents):
            kind = next(iter(json.loads(raw)))
            place = root / FOLDERS[kind] / f"d{number}"
            place.mkdir(parents=True)
            (place / f"{kind}.json").write_bytes(raw)
            names[f"{FOLDERS[kind]}/d{number}/"] = name
        done = subprocess.run([command, "validate", "-a"], cwd=root, capture_output=True, text=True)
        said = done.stdout + done.stderr
        valid = {name for place, name in names.items() if re.search(f"VALID: Model .*/{place}", said)}
        refused = {
            name for place, name in names.items() if re.search(f"INVALID: Model .*/{place}", said)
        }
        # What it stopped before is not known to be good.
        return (set(names.values()) - valid) | refused


# in-toto


def in_toto(raw: bytes) -> Iterator[str]:
    value = json.loads(raw)
    try:
        Statement.copy_from_pb(ParseDict(value, statement_pb.Statement())).validate()
        ParseDict(value["predicate"], test_result.TestResult())
    except (ParseError, ValueError, KeyError) as error:
        yield f"in-toto: {type(error).__name__}: {error}"
        return
    predicate = value["predicate"]
    if value["_type"] != "https://in-toto.io/Statement/v1":
        yield "another type"
    for subject in value["subject"]:
        if not re.fullmatch("[0-9a-f]{64}", subject["digest"].get("sha256", "")):
            yield f"{subject['name']}: no digest"
    result = predicate.get("result")
    if result not in {"PASSED", "WARNED", "FAILED"} or not predicate["configuration"]:
        yield f"a result of {result}, or no configuration"
    tests = [predicate[name] for name in ("passedTests", "warnedTests", "failedTests")]
    names = [name for part in tests for name in part]
    if len(set(names)) != len(names):
        yield "a test twice"
    if tests[2] and result != "FAILED":
        yield f"{result} with failed tests"
    if result == "PASSED" and (tests[1] or tests[2]):
        yield "PASSED with warnings"


# JSON-LD


def vocabulary(folder: pathlib.Path) -> set[str] | None:
    """Every term of DPV 2.3, or None where its files are not here."""
    files = [folder / f"{name}-2.3.ttl" for name in ("eu-aiact", "dpv", "ai", "risk")]
    if not all(file.is_file() for file in files):
        return None
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file)
    return {str(subject) for subject in graph.subjects()}


def linked(raw: bytes, terms: set[str] | None) -> Iterator[str]:
    value = json.loads(raw)
    context = value["@context"]
    if not isinstance(context, dict) or not all(isinstance(part, str) for part in context.values()):
        yield "a context that would have to be fetched"
        return
    graph = rdflib.Graph().parse(data=raw, format="json-ld")
    for term in sorted({str(t) for triple in graph for t in triple if isinstance(t, rdflib.URIRef)}):
        if term.startswith("https://w3id.org/dpv") and terms is not None and term not in terms:
            yield f"{term} is no term of DPV"
        for space in (PROV, DCTERMS):
            if term.startswith(str(space)) and term not in space:
                yield f"{term} is no term of {space}"
    good, _, words = pyshacl.validate(graph, shacl_graph=str(HERE / "shapes.ttl"))
    if not good:
        yield words[:600]


# CycloneDX

BOM = JsonStrictValidator(SchemaVersion.V1_6)


def materials(raw: bytes) -> Iterator[str]:
    mistake = BOM.validate_str(raw.decode())
    if mistake:
        yield f"cyclonedx: {str(mistake)[:300]}"
        return
    value = json.loads(raw)
    references = [part["bom-ref"] for part in walk(value) if "bom-ref" in part]
    if len(set(references)) != len(references):
        yield "a bom-ref twice"
    known = set(references)
    declared = value["declarations"]
    named = [claim["target"] for claim in declared["claims"]]
    named += [part for claim in declared["claims"] for part in claim.get("evidence", [])]
    for attestation in declared["attestations"]:
        named.append(attestation["assessor"])
        for entry in attestation["map"]:
            named += [entry["requirement"], *entry.get("claims", []), *entry.get("counterClaims", [])]
            score = entry["conformance"].get("score")
            if score not in (None, 0, 1) or (score == 0) != ("counterClaims" in entry):
                yield f"{entry['requirement']}: a score of {score}"
            if score == 1 and "(satisfied)" not in entry["conformance"]["rationale"]:
                yield f"{entry['requirement']}: a score of 1 for what is not proven"
    for name in named:
        if name not in known:
            yield f"{name} is nowhere"


# What must be refused: a good document, changed in one place.

Change = Callable[[dict], None]


def first(value: dict, *path):
    for step in path:
        value = value[step]
    return value


def undecided_as_satisfied(value: dict) -> None:
    for result in value["assessment-results"]["results"]:
        for seen in result["observations"]:
            if any(p["name"] == "outcome" and p["value"] == "undecided" for p in seen["props"]):
                finding = copy.deepcopy(result["findings"][0])
                finding["uuid"] = seen["uuid"][:-1] + ("0" if seen["uuid"][-1] != "0" else "1")
                finding["target"]["status"] = {"state": "satisfied", "reason": "pass"}
                finding["related-observations"] = [{"observation-uuid": seen["uuid"]}]
                result["findings"].append(finding)
                return
    raise ValueError("nothing is undecided in it")


def top(value: dict) -> dict:
    return value["assessment-results"]


#: Seen only by who has the files of DPV.
OF_DPV = "that DPV has not"

#: By ending: what is changed, and how. What is changed in OSCAL trestle must see too.
CHANGES: dict[str, list[tuple[str, Change]]] = {
    ".oscal.json": [
        ("no date", lambda v: top(v)["metadata"].pop("last-modified")),
        ("no plan", lambda v: top(v).pop("import-ap")),
        ("another state", lambda v: first(top(v), "results", 0, "findings", 0, "target", "status").update(state="maybe")),
        ("a UUID of version 8", lambda v: top(v).update(uuid="00000000-0000-8000-8000-000000000000")),
        ("an id with a slash", lambda v: first(top(v), "results", 0, "reviewed-controls", "control-selections", 0, "include-controls", 0).update({"control-id": "a/b"})),
        ("a value of two lines", lambda v: first(top(v), "results", 0, "observations", 0, "props", 0).update(value="a\nb")),
    ],
    ".intoto.json": [
        ("no subject", lambda v: v.pop("subject")),
        ("no digest", lambda v: first(v, "subject", 0).pop("digest")),
        ("another result", lambda v: v["predicate"].update(result="OK")),
        ("no result", lambda v: v["predicate"].pop("result")),
        ("no configuration", lambda v: v["predicate"].update(configuration=[])),
        ("passed, and failed", lambda v: v["predicate"].update(result="PASSED", failedTests=["a"])),
        ("an unknown field", lambda v: v.update(extra=1)),
    ],
    ".jsonld": [
        (f"a class {OF_DPV}", lambda v: first(v, "@graph", 0).update({"@type": ["prov:Activity", "https://w3id.org/dpv/legal/eu/aiact#HighRiskAISystem-AnnexIII-9-z"]})),
        (f"a property {OF_DPV}", lambda v: first(v, "@graph", 0).update({"dpv:hasVerdict": 1})),
        ("a term of PROV that there is not", lambda v: first(v, "@graph", 0).update({"prov:wasDecidedBy": 1})),
        ("no time", lambda v: first(v, "@graph", 0).pop("prov:startedAtTime")),
        ("a context elsewhere", lambda v: v.update({"@context": "https://example.org/context"})),
    ],
    ".cdx.json": [
        ("another type", lambda v: first(v, "metadata", "component").update(type="ml")),
        ("no version of the format", lambda v: v.pop("specVersion")),
        ("a score beyond 1", lambda v: first(v, "declarations", "attestations", 0, "map", 0, "conformance").update(score=1.5)),
        ("a score between", lambda v: first(v, "declarations", "attestations", 0, "map", 0, "conformance").update(score=0.5)),
        ("a rule that is nowhere", lambda v: first(v, "declarations", "attestations", 0, "map", 0).update(requirement="rule:none")),
        ("an unknown field", lambda v: v["declarations"].update(extra=1)),
    ],
}


def changed(raw: bytes, change: Change) -> bytes:
    value = json.loads(raw)
    change(value)
    return json.dumps(value).encode()


def refused(
    folder: pathlib.Path, checks: dict[str, Callable[[bytes], Iterator[str]]], knows_dpv: bool
) -> tuple[int, list[str]]:
    """How many changed documents were tried, and those that somebody took."""
    tried, taken = 0, []
    bad = []
    for ending, changes in CHANGES.items():
        good = (folder / f"two-uses{ending}").read_bytes()
        for words, change in changes:
            if OF_DPV in words and not knows_dpv:
                continue
            tried += 1
            raw = changed(good, change)
            if not list(checks[ending](raw)):
                taken.append(f"{ending}: {words}")
            if ending == ".oscal.json":
                bad.append((words, raw))
    by_trestle = trestle(bad)
    taken += [f".oscal.json, by trestle: {words}" for words, _ in bad if words not in by_trestle]
    # No schema knows of this one: it is a promise of ours.
    case = next(f for f in sorted(folder.glob("*.oscal.json")) if b'"undecided"' in f.read_bytes())
    if not list(checks[".oscal.json"](changed(case.read_bytes(), undecided_as_satisfied))):
        taken.append(".oscal.json: what is undecided as satisfied")
    return tried + 1, taken
