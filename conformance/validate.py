"""Checks what `clearance` writes with programs that are not ours.

Usage: validate.py CLEARANCE

Every schema must be a valid schema of JSON Schema 2020-12; every report in JSON, of every
example, must be valid under the schema of reports.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(*arguments: str) -> str:
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def checked(name: str, text: str) -> dict:
    """The schema in a text, or an end of the program where it is none."""
    schema = json.loads(text)
    dialect = schema.get("$schema")
    if dialect != "https://json-schema.org/draft/2020-12/schema":
        sys.exit(f"{name}: $schema is {dialect!r}")
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


def assessments(clearance: str, path: str) -> list:
    """What is assessed of a file; a jurisdiction without rules ends with 2, and says so in JSON."""
    command = [clearance, "assess", path, "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    value = json.loads(done.stdout)
    if done.returncode not in (0, 2) or not value.get("assessments"):
        sys.exit(f"{path}: ended with {done.returncode}:\n{done.stdout[:400]}")
    return value["assessments"]


def main(clearance: str) -> None:
    for subject in ["use-case", "rule"]:
        checked(f"clearance schema {subject}", run(clearance, "schema", subject))
    files = sorted((ROOT / "docs" / "schemas").glob("*.json"))
    schemas = {file.name: checked(file.name, file.read_text()) for file in files}
    report = schemas.get("assessment.schema.json")
    if report is None:
        sys.exit("docs/schemas has no assessment.schema.json")
    validator = jsonschema.Draft202012Validator(report)
    examples = [
        file
        for folder in ["examples"]
        for file in sorted((ROOT / folder).glob("*.*"))
        if file.suffix in (".yaml", ".json")
    ]
    if not examples:
        sys.exit("there are no examples, so that nothing was validated")
    kept = sorted((ROOT / "examples" / "expected").glob("*.json"))
    wrong = 0
    for file in examples + kept:
        path = str(file.relative_to(ROOT))
        for value in [json.loads(file.read_text())] if file in kept else assessments(clearance, path):
            for error in validator.iter_errors(value):
                wrong += 1
                print(f"{path}: {error.json_path}: {error.message[:200]}")
    gate = jsonschema.Draft202012Validator(schemas["gate.schema.json"])
    for file in examples:
        path = str(file.relative_to(ROOT))
        command = [clearance, "gate", "--no-config", path, "--format", "json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        value = json.loads(done.stdout)
        if value["exit_code"] != done.returncode:
            sys.exit(f"{path}: the gate ended with {done.returncode}, and JSON says otherwise")
        for error in gate.iter_errors(value):
            wrong += 1
            print(f"{path}: gate: {error.json_path}: {error.message[:200]}")
    others = [
        ("obligations", ["obligations"], 0),
        ("obligations", ["obligations", "--jurisdiction", "EU", "--from", "2026-08-02"], 0),
    ]
    for file in examples:
        path = str(file.relative_to(ROOT))
        others.append(("obligations", ["obligations", path], 2))
        others.append(("difference", ["diff", path, "--from", "2026-01-01", "--to", "2028-06-01"], 2))
    for name, arguments, worst in others:
        command = [clearance, *arguments, "--format", "json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode not in (0, worst):
            sys.exit(f"{' '.join(command)} ended with {done.returncode}")
        value = json.loads(done.stdout)
        if "format" not in value:
            continue
        for error in jsonschema.Draft202012Validator(schemas[f"{name}.schema.json"]).iter_errors(value):
            wrong += 1
            print(f"{' '.join(arguments)}: {error.json_path}: {error.message[:200]}")
    portfolio = jsonschema.Draft202012Validator(schemas["portfolio.schema.json"])
    command = [clearance, "portfolio", "examples/comparison", "--on", "2026-11-25", "--format", "json"]
    for error in portfolio.iter_errors(json.loads(run(*command))):
        wrong += 1
        print(f"portfolio: {error.json_path}: {error.message[:200]}")
    for name, schema in schemas.items():
        subject = name.removesuffix(".schema.json")
        if json.loads(run(clearance, "schema", subject)) != schema:
            sys.exit(f"clearance schema {subject} prints another schema than the one that is kept")
    shared = jsonschema.Draft202012Validator(schemas["share.schema.json"])
    told = 0
    with tempfile.TemporaryDirectory(prefix="clearance-share-") as folder:
        for file in examples:
            path = str(file.relative_to(ROOT))
            for extra in [[], ["--output", f"{folder}/{file.name}"]]:
                command = [clearance, "share", path, "--format", "json", *extra]
                done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
                value = json.loads(done.stdout)
                if done.returncode == 2 and value.get("diagnostics"):
                    continue
                told += 1
                for error in shared.iter_errors(value):
                    wrong += 1
                    print(f"share {path}: {error.json_path}: {error.message[:200]}")
    if told < len(examples):
        sys.exit(f"of {2 * len(examples)} examples to be shared only {told} were")
    turning = jsonschema.Draft202012Validator(schemas["what-if.schema.json"])
    tried = jsonschema.Draft202012Validator(schemas["tried.schema.json"])
    answer = "oversight.can_stop=yes"
    for file in examples:
        path = str(file.relative_to(ROOT))
        for check, extra in [(turning, []), (tried, ["--set", answer])]:
            command = [clearance, "what-if", path, "--format", "json", *extra]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            if done.returncode == 2 and "not-loaded" in done.stdout:
                continue
            if done.returncode != 0:
                sys.exit(f"what-if {path}: ended with {done.returncode}:\n{done.stdout[:400]}")
            for error in check.iter_errors(json.loads(done.stdout)):
                wrong += 1
                print(f"what-if {path}: {error.json_path}: {error.message[:200]}")
    audit = jsonschema.Draft202012Validator(schemas["audit.schema.json"])
    command = [clearance, "audit", "conformance/audit/log.ndjson", "--format", "json"]
    command += ["--mapping", "conformance/audit/mapping.yaml", "--by", "office"]
    for extra, code in [([], 2), (["--max-bad", "2"], 0), (["--max-bad", "2", "--no-digest"], 0)]:
        done = subprocess.run(command + extra, cwd=ROOT, capture_output=True, text=True)
        value = json.loads(done.stdout)
        if done.returncode != code or value["exit_code"] != code or value["bad_lines"]["count"] != 2:
            sys.exit(f"audit {extra}: ended with {done.returncode}:\n{done.stdout[:400]}")
        for error in audit.iter_errors(value):
            wrong += 1
            print(f"audit {extra}: {error.json_path}: {error.message[:200]}")
    reports = 4 + 6 * len(examples) + len(kept) + len(others)
    print(f"{2 + len(schemas)} schemas and {reports} reports validated, {wrong} mistakes")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
