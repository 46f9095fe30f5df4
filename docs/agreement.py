#!/usr/bin/env python3
"""Writes docs/agreement.md: the described uses of examples/described, with the class that their source gives and ours.

Needs PyYAML, the program `clearance`, and the folder of described uses with their classes:

    python3 docs/agreement.py --clearance .build/release/clearance --cases ../shared/cases

Every use is assessed as it is written, and once more without each of its assumptions, to see which of them the class rests on.
"""

import argparse
import json
import pathlib
import re
import subprocess
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
RISK, TRANSPARENCY = "eu_ai_act_risk", "eu_ai_act_transparency"
# Readings that say no more than whose system it is, that it is AI, and that it reads no bodies.
BACKGROUND = {"operator.kind", "operator.part", "system.method", "biometric.signals"}
PROVISIONS = {"Art. 5(1)(c)": "social_scoring", "Art. 5(1)(d)": "crime_prediction", "Art. 5(1)(f)": "emotions_at_work"}

# Why a use is open although its source gives a class.
OPEN = {
    "ec.prof-extremist": "The source does not say who flags the users, and allows *open*: an authority that fights crime is under"
    " point 6(e), a platform under no point.",
    "ec.bord-search-intent": "The source does not say who flags the traveller, and allows *open*: point 7(b) binds authorities of"
    " border control.",
    "w.de.ml-targeting": "The source does not say whether a person is rated too, nor in which other capacity, and allows *open*.",
    "ec.bio-anpr-person": "A miss of ours. The source speaks of point 1(a) alone, and there we agree: no biometrics. But it is police"
    " who look for the car of a known person, and our rules also ask for point 6(e): is the place of a car an evaluation of its"
    " driver's movements? Nobody has said, so the class stays open between not_high_risk and high_risk.",
}


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def described(folder):
    """Id, expected class and provision of every described use in the order of the files, and the ids of official examples."""
    found, official = {}, set()
    for path in sorted(folder.glob("*.yaml")):
        for case in read(path)["cases"]:
            expected = case.get("expected", {})
            found[case["id"]] = (expected.get("class") or case["official_class"], case.get("provision"))
            if expected.get("official", "true") == "true":
                official.add(case["id"])
    return found, official


class Program:
    """The program `clearance` with a folder of rules."""

    def __init__(self, path, rules):
        self.path, self.rules = path, rules

    def run(self, *words):
        return subprocess.run([self.path, *words, "--rules", self.rules], capture_output=True, text=True, check=False)

    def assess(self, folder):
        """Assessments by file name. The status is 2 where a country has no pack of its own; the reports are made all the same."""
        run = self.run("assess", "--format", "json", str(folder))
        found = json.loads(run.stdout).get("assessments")
        if found is None:
            raise SystemExit(run.stdout + run.stderr)
        return {pathlib.Path(one["use_case"]["file"]).name: one for one in found}

    def test(self, folder):
        """Ends here where something does not come out as its file expects."""
        run = self.run("rules", "test", str(folder))
        if run.returncode:
            raise SystemExit(run.stdout + run.stderr)


def classes(assessment, scheme):
    """The classes that are still possible, the highest first."""
    result = next(c for c in assessment["classes"] if c["scheme"] == scheme)
    names = result["classes"]
    return names[names.index(result["highest"]) : names.index(result["lowest"]) + 1]


def either_way(assessment):
    """Whether the class is settled although a rule of its scheme asks something that nobody has said."""
    rules = [
        f for f in assessment["findings"] if f["rule"].startswith("eu-ai-act/") and (f["kind"] == "prohibition" or f["rule"] == "eu-ai-act/high_risk")
    ]
    return any(f["verdict"]["settled_either_way"] or f["verdict"]["word"] == "open" for f in rules)


def comes_out(expected, provision, case, assessment):
    """`agrees`, `open` or `disagrees`."""
    risk, transparency = classes(assessment, RISK), classes(assessment, TRANSPARENCY)

    def settled(found, wanted):
        return "agrees" if found == [wanted] else "open" if wanted in found else "disagrees"

    if expected == "depends":
        return "agrees" if len(risk) > 1 else "disagrees"
    if expected == "not_prohibited":
        rule = "eu-ai-act/" + PROVISIONS[provision]
        words = {f["verdict"]["word"] for f in assessment["findings"] if f["rule"] == rule}
        return "agrees" if words <= {"satisfied", "not_applicable"} else "open" if words == {"open"} else "disagrees"
    if expected == "exempt_6_3":
        taken_out = case["expect"].get("eu-ai-act/high_risk.no_significant_risk") == "yes"
        return settled(risk, "not_high_risk") if taken_out else "disagrees"
    if expected == "transparency":
        return settled(transparency, "transparency")
    if expected == "transparency_only":
        return min(settled(risk, "not_high_risk"), settled(transparency, "transparency"), key=["disagrees", "open", "agrees"].index)
    return settled(risk, expected)


def wanted(expected, provision):
    """What a use case must expect so that its class is the source's."""
    if expected == "not_prohibited":
        return {"eu-ai-act/" + PROVISIONS[provision]: "satisfied"}
    if expected == "exempt_6_3":
        return {RISK: "not_high_risk", "eu-ai-act/high_risk.no_significant_risk": "yes"}
    if expected == "transparency":
        return {TRANSPARENCY: "transparency"}
    if expected == "transparency_only":
        return {RISK: "not_high_risk", TRANSPARENCY: "transparency"}
    return {RISK: expected}


def without(case, fact, expect):
    """The use case with one assumption left out."""
    copy = json.loads(json.dumps({key: value for key, value in case.items() if key != "asks"}))
    group, name = fact.split(".")
    for facts in [copy.get("facts", {})] + [use.get("facts", {}) for use in copy["uses"].values()]:
        facts.get(group, {}).pop(name, None)
    copy["assumed"] = [other for other in case["assumed"] if other != fact]
    copy["expect"] = expect
    return copy


def rests_on(program, cases, source):
    """For each use that agrees, the assumptions without which it would not."""
    with tempfile.TemporaryDirectory() as folder:
        places = {}
        for id, case in cases.items():
            for number, fact in enumerate(case.get("assumed", [])):
                place = pathlib.Path(folder, f"{id}.{number}.json")
                place.write_text(json.dumps(without(case, fact, wanted(*source[id]))), encoding="utf-8")
                places[place.name] = (id, fact)
        run = program.run("rules", "test", folder)
        failed = set(re.findall(re.escape(folder) + r"/(\S+?\.json):\d+:\d+: error", run.stdout + run.stderr))
        found = {id: [] for id in cases}
        for place in sorted(failed):
            id, fact = places[place]
            found[id].append(fact)
        return found


def words(assessment, expected):
    """Our class in a cell of the table."""
    text = " to ".join(dict.fromkeys([classes(assessment, RISK)[-1], classes(assessment, RISK)[0]]))
    if expected == "exempt_6_3":
        text += ", by Art. 6(3)"
    if expected.startswith("transparency"):
        text += ", " + " to ".join(dict.fromkeys(reversed(classes(assessment, TRANSPARENCY))))
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clearance", default=str(ROOT / ".build/release/clearance"))
    parser.add_argument("--rules", default=str(ROOT / "rules"))
    parser.add_argument("--cases", default=str(ROOT / "../shared/cases"))
    arguments = parser.parse_args()

    source, official = described(pathlib.Path(arguments.cases))
    folder = ROOT / "examples/described"
    cases = {id: read(folder / (id.replace(".", "-") + ".yaml")) for id in source}
    program = Program(arguments.clearance, arguments.rules)
    program.test(folder)
    assessments = program.assess(folder)
    came = {id: comes_out(*source[id], cases[id], assessments[id.replace(".", "-") + ".yaml"]) for id in source}

    agreeing = {id: case for id, case in cases.items() if came[id] == "agrees" and source[id][0] != "depends"}
    reading = rests_on(program, agreeing, source)
    rows, counts = [], dict.fromkeys(["settled", "official", "either", "resting", "depends", "open", "disagrees"], 0)
    for id, (expected, provision) in source.items():
        case, assessment = cases[id], assessments[id.replace(".", "-") + ".yaml"]
        if came[id] == "agrees" and expected == "depends":
            counts["depends"] += 1
            why = "open, as described"
        elif came[id] == "agrees":
            counts["settled"] += 1
            counts["official"] += id in official
            why = "agrees"
            if either_way(assessment):
                counts["either"] += 1
                why = "agrees, settled either way"
            counts["resting"] += not BACKGROUND.issuperset(reading[id])
            if reading[id]:
                why += "; rests on our reading of " + ", ".join(f"`{fact}`" for fact in reading[id])
        else:
            counts[came[id]] += 1
            why = f"**{came[id]}**: {OPEN[id]}"
        use = next(iter(case["uses"].values()))["title"]
        given = expected + (f" ({provision})" if expected == "not_prohibited" else "")
        link = f"[{id}](../examples/described/{id.replace('.', '-')}.yaml)"
        rows.append(f"| {link} | {case['title']}: {use[0].lower()}{use[1:]} | {given} | {words(assessment, expected)} | {why} |")
    (ROOT / "docs/agreement.md").write_text(PAGE.format(total=len(source), officials=len(official), rows="\n".join(rows), **counts), encoding="utf-8")
    print(", ".join(f"{number} {name}" for name, number in counts.items()))


PAGE = """# Where we agree with those who described a use

{total} uses of AI were described elsewhere and given a class: examples of the Commission's draft guidelines of 19 May 2026 on
Art. 6, of adopted guidelines and of recitals (official for the provision that they are about), and real customs systems out of
registers and articles (the class is a reading of ours, made before the rules). We wrote each as a use case from its description,
not from its class, and asked the rules for the law of 2 December 2027; systems outside the Union as if the AI Act applied.

| | |
|---|---|
| settled, and the class is the source's | {settled} |
| of these with an official class, of {officials} in all | {official} |
| of these settled either way: something that the rules ask on their way is unknown and does not matter | {either} |
| of these resting on our reading of a silent source, beyond whose system it is, that it is AI and that it reads no bodies | {resting} |
| open, where the source says that it depends | {depends} |
| open by an unknown that we name, where the source gives a class | {open} |
| settled to another class than the source's | {disagrees} |

How they were written. What the description says is an answer. What it does not say is left out, and if the class does not hang
on it nobody is asked. Only where it does, and the kind of system leaves little doubt (a container scanner reads no faces), we
answered for the source and put the fact under `assumed`; the last column names those without which the class would be open. An
answer that the source withholds on purpose was never given. What is known in part is written in part: `{{has: [uses]}}`.

What the numbers do not say. Agreement on a short description tests the rules about classes, not the duties that follow from
them. Our readings of silent sources were made by people who knew the class. Guidelines of the Commission are drafts where they
are about Art. 6, and none of them binds a court.

What could not be said in the vocabulary: nothing that a class hung on. The nearest to it: the work of traffic police, which we
took for the prevention of crime; patterns passed between countries of which none is named; a comparison of statements, which the
guidelines call a narrow procedural task and our questions a preparatory one, either of which is a way out of the class.

Made by `docs/agreement.py`; each row is tried by the tests of the project as well.

| id | described | expected | ours | |
|---|---|---|---|---|
{rows}
"""

if __name__ == "__main__":
    main()
