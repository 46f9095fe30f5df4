#!/usr/bin/env python3
"""Writes the tables of docs/comparison.md from assessments of the use cases of examples/comparison.

    python3 docs/comparison.py --clearance .build/release/clearance

What is asked of each cell stands under `expect` of its use case; what it comes out as is assessed anew. The first table has a
row for each system and a column for each jurisdiction, the second a row for each pair of use cases that differ in one fact,
the third the rules that decide, with their provisions. The rest of the page stays as it is.
"""

import argparse
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "comparison.md"
CASES = ROOT / "examples" / "comparison"
HEADS = {
    "ca": "CA", "us": "US", "uk": "UK", "kr": "KR", "au": "AU", "nz": "NZ", "br": "BR", "vn": "VN", "kz": "KZ", "cn": "CN",
    "wto": "TFA / RKC",
}


class Program:
    """The program `clearance` with a folder of rules."""

    def __init__(self, path, rules):
        self.path, self.rules = path, rules

    def read(self, *words):
        run = subprocess.run([self.path, *words, "--rules", self.rules, "--format", "json"], capture_output=True, text=True, check=False)
        if not run.stdout.startswith("{"):
            raise SystemExit(run.stdout + run.stderr)
        return json.loads(run.stdout)

    def laws(self):
        """The rules by their ids; of several versions the latest."""
        return {rule["id"]: rule for rule in self.read("rules", "list")["rules"]}

    def assess(self, paths):
        """Assessments by the paths of the use cases."""
        found = self.read("assess", *map(str, paths))["assessments"]
        return {pathlib.Path(one["use_case"]["file"]).name: one for one in found}

    def outcome(self, name, path, assessment):
        """What a rule or a scheme comes out as for one use case."""
        for scheme in assessment["classes"]:
            if scheme["scheme"] == name:
                return "contested" if scheme["contested"] else scheme["lowest"] if scheme["lowest"] == scheme["highest"] else "open"
        verdicts = {word(f["verdict"]) for f in assessment["findings"] if f["rule"] == name}
        if not verdicts:
            verdicts = {word(one["verdict"]) for one in self.read("explain", name, "--use-case", str(path))["outcomes"]}
        return " or ".join(sorted(verdicts))


def word(verdict):
    if verdict["contested"]:
        return "contested"
    return f"presumed_{verdict['presumed']}" if verdict["presumed"] else verdict["word"]


def expected(text):
    """The names under `expect`, in their order."""
    return re.findall(r"^  (\S+): \S+$", text.split("\nexpect:\n")[1], re.M)


def column(name):
    code = re.split(r"[-_]", name)[0]
    return "wto" if code == "wco" else code


def told(outcomes):
    """Names with one outcome stand together: `covered` yes; `review`, `appeal` open."""
    groups = {}
    for name, outcome in outcomes:
        groups.setdefault(outcome, []).append(f"`{name.split('/')[-1]}`")
    return "; ".join(", ".join(names) + f" **{outcome}**" for outcome, names in groups.items())


def systems(outcomes, texts):
    """The table of systems and jurisdictions."""
    rows = {}
    # What a cell says for all comes before what it says for some: `others` before `cn-importers`.
    for file in sorted(outcomes, key=lambda name: (name.split(".")[0], "-" in name.split(".")[1], name)):
        found = outcomes[file]
        if file.startswith("flip-"):
            continue
        system, part, _ = file.split(".")
        title = re.search(r"^title: (.*)$", texts[file], re.M).group(1)
        cells = rows.setdefault(system, (title, {}))[1]
        variant = " ".join(part.split("-")[1:])
        for code in HEADS:
            here = [(name, outcome) for name, outcome in found if column(name) == code]
            if here:
                cells.setdefault(code, []).append((f"*{variant}:* " if variant else "") + told(here))
    yield "| system | " + " | ".join(HEADS.values()) + " |"
    yield "|---" * (len(HEADS) + 1) + "|"
    for system, (title, cells) in rows.items():
        number = system.split("-")[0].lstrip("0")
        yield f"| {number} {title} | " + " | ".join("<br>".join(cells.get(code, ["–"])) for code in HEADS) + " |"


def flips(outcomes, texts):
    """The table of pairs that differ in one fact."""
    yield "| where | by | the fact | one half | the other |"
    yield "|---|---|---|---|---|"
    done = set()
    for file, found in outcomes.items():
        other = re.search(r"The other half is (flip-\S+\.yaml)\.", texts[file])
        if not other or file in done:
            continue
        done |= {file, other.group(1)}
        fact = re.search(r"one fact that flips it: (\S+)\.$", texts[file], re.M).group(1)
        source = re.search(r"^# Source: (.*)\. The other half", texts[file], re.M).group(1)
        halves = [half(name, fact, outcomes[name], texts[name]) for name in (file, other.group(1))]
        yield f"| {HEADS[column(found[0][0])]} | {source} | `{fact}` | " + " | ".join(halves) + " |"


def half(file, fact, found, text):
    group, name = fact.split(".")
    facts = re.search(rf"^  {group}:((?: .*)?(?:\n    .*)*)$", text, re.M).group(1)
    value = re.search(rf"\b{name}: (\[.*?\]|[^,}}]+)", facts).group(1)
    return f"[`{value}`](../examples/comparison/{file}): {told(found)}"


def rules(outcomes, laws):
    """The rules that decide, with their provisions."""
    yield "| rule | provision | file |"
    yield "|---|---|---|"
    names = dict.fromkeys(name for found in outcomes.values() for name, _ in found)
    for name in sorted(names):
        if name in laws:
            law = laws[name]
            file = "rules/" + law["file"].split("rules/", 1)[-1]
            yield f"| `{name}` | {law['cite']} | [{pathlib.Path(file).name}](../{file}) |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clearance", default=str(ROOT / ".build/release/clearance"))
    parser.add_argument("--rules", default=str(ROOT / "rules"))
    arguments = parser.parse_args()
    program = Program(arguments.clearance, arguments.rules)

    paths = sorted(CASES.glob("*.yaml"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    assessments = program.assess(paths)
    outcomes = {
        path.name: [(name, program.outcome(name, path, assessments[path.name])) for name in expected(texts[path.name])] for path in paths
    }
    page = PAGE.read_text(encoding="utf-8")
    tables = {"systems": systems(outcomes, texts), "flips": flips(outcomes, texts), "rules": rules(outcomes, program.laws())}
    for name, lines in tables.items():
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.S)
        table = "\n".join(lines)
        page = mark.sub(lambda found: found.group(1) + table + "\n" + found.group(2), page)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
