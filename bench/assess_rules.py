#!/usr/bin/env python3
"""The 200 rules of the workload `assess` of ../shared/bench as rules of this package, with the mapping of its
documents: a document is a record, a rule a prohibition, which is violated where the rule holds.

    python3 bench/assess_rules.py DATA OUT [COUNT]     # DATA: where gen.py wrote; OUT: a folder that is made
"""

import json
import pathlib
import sys

NOT = {"not_in": "in", "ne": "eq", "none_of": "any_of", "lt": "ge", "gt": "le", "absent": "present"}


def main():
    data, out = map(pathlib.Path, sys.argv[1:3])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    facts = json.loads((data / "facts.json").read_text())
    rules = json.loads((data / f"rules_{count}.json").read_text())
    write(facts, rules, out)


def write(facts, rules, out):
    (out / "rules").mkdir(parents=True, exist_ok=True)
    types = {fact["name"]: fact["type"] for fact in facts}
    probed = {atom["fact"] for rule in rules for atom in atoms(rule["when"])
              if atom["op"] in ("present", "absent")}
    vocabulary, columns = {}, {}
    for fact in facts:
        name, values = fact["name"], fact.get("values", [])
        declared = {"ask": f"What is {name}?", "of": "decision"}
        column = {"fact": f"record.{name}"}
        if fact["type"] == "bool":
            declared["type"] = "yes_no"
        elif fact["type"] in ("enum", "list"):
            declared["type"] = "one_of" if fact["type"] == "enum" else "some_of"
            declared["options"] = [option(value) for value in values]
            renamed = {value: option(value) for value in values if option(value) != value}
            if renamed:
                column["values"] = renamed
        else:
            declared.update(type="number", unit="one")
        vocabulary[f"record.{name}"] = declared
        if name in probed:
            vocabulary[f"record.has_{name}"] = {
                "ask": f"Is there {name}?", "type": "yes_no", "of": "decision"}
            column["present"] = f"record.has_{name}"
        columns[name] = column
    save(out / "rules" / "vocabulary.json", {
        "language": 1, "vocabulary": "assess", "groups": {"record": "One document"},
        "facts": vocabulary})
    save(out / "rules" / "act.json", {
        "language": 1, "act": "assess", "title": "The rules of the workload", "jurisdiction": "world",
        "status": "binding", "verified": "memory", "applies": {"from": "2020-01-01"}})
    save(out / "rules" / "rules.json", {
        "language": 1, "act": "assess",
        "prohibitions": {
            rule["id"].lower(): {
                "about": "decision", "provision": [f"assess/{number}"], "cite": f"Rule {number}",
                "says": rule["title"], "when": condition(rule["when"], types)}
            for number, rule in enumerate(rules, 1)}})
    save(out / "mapping.json", {
        "language": 1, "use_case": "assess", "title": "The documents of the workload",
        "jurisdictions": ["NL"], "id": "id", "columns": columns})


def atoms(tree):
    """Every atom of a tree."""
    for part in tree.get("all") or tree.get("any") or ([tree["not"]] if "not" in tree else []):
        yield from atoms(part)
    if "fact" in tree:
        yield tree


def option(value):
    """As this package may name an option."""
    return "no_value" if value == "none" else value.lower()


def condition(tree, types):
    for key in ("all", "any"):
        if key in tree:
            return {key: [condition(part, types) for part in tree[key]]}
    if "not" in tree:
        return {"not": condition(tree["not"], types)}
    fact, op, value = f"record.{tree['fact']}", tree["op"], tree.get("value")
    if op in NOT:
        return {"not": condition({**tree, "op": NOT[op]}, types)}
    if op == "present":
        return f"record.has_{tree['fact']}"
    if types[tree["fact"]] == "bool":
        return fact if value else {"not": fact}
    if op in ("ge", "le"):
        return {fact: {"at_least" if op == "ge" else "at_most": value}}
    return {fact: [option(one) for one in value] if isinstance(value, list) else option(value)}


def save(path, value):
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
