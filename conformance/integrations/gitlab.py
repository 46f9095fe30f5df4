"""The component of GitLab: its schema, its inputs, and its script, run by a plain shell."""

from __future__ import annotations

import json
import pathlib
import re

import yaml
from lxml import etree
from place import DAY, ROOT, Place, expect, run, tool

TEMPLATE = ROOT / "templates" / "clearance" / "template.yml"


def trial(place: Place) -> str:
    head, body = TEMPLATE.read_text().split("\n---\n")
    inputs = yaml.safe_load(head)["spec"]["inputs"]
    used = set(re.findall(r"\$\[\[ inputs\.([a-z-]+) \]\]", body))
    expect(used == set(inputs), f"declared and used inputs differ: {sorted(used ^ set(inputs))}")
    needed = {name for name, told in inputs.items() if "default" not in told}
    expect(needed == {"image"}, f"inputs without a default: {needed}")

    folder = place.project("gitlab")
    cases = [
        ({"fail-on": "low"}, 1),
        ({"fail-on": "never"}, 3),
        ({"fail-on": "never", "strict": "false"}, 0),
        ({"paths": "use-cases/none.yaml"}, 2),
        ({"paths": "$(touch harm); `touch harm`"}, 2),
    ]
    for given, code in cases:
        values = {"paths": "use-cases", "image": "registry.example/clearance", "on": DAY, **given}
        job = job_of(place, body, inputs, values)
        reports = job["artifacts"]["reports"]
        files = [*reports.values(), *job["artifacts"]["paths"]]
        for name in files:
            (folder / name).unlink(missing_ok=True)
        variables = place.variables(CI="true", **shell_variables(job["variables"]))
        script = place.folder / "gitlab-script"
        script.write_text("set -e\n" + "\n".join(job["script"]))
        run("sh", script, code=code, cwd=folder, env=variables)
        if code != 2:
            check(folder, files, reports)
    expect(not list(folder.rglob("harm")), "an input was run as a command")
    return "exit codes 0 1 2 3, Code Quality and JUnit"


def job_of(place: Place, body: str, inputs: dict, values: dict[str, str]) -> dict:
    """The one job of the component with its inputs filled in, once its schema is checked."""

    def filled(match: re.Match[str]) -> str:
        told = values.get(match[1], inputs[match[1]].get("default"))
        return json.dumps(told)[1:-1] if isinstance(told, str) else str(told).lower()

    file = place.folder / ".gitlab-ci.yml"
    file.write_text(re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", filled, body))
    run(tool("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", file)
    (job,) = yaml.safe_load(file.read_text()).values()
    return job


def shell_variables(variables: dict[str, str]) -> dict[str, str]:
    """Variables as a runner sets them: `$name` in them would be filled in, and there is none."""
    return {name: re.sub(r"\$[A-Za-z_]\w*", "", told) for name, told in variables.items()}


def check(folder: pathlib.Path, files: list[str], reports: dict[str, str]) -> None:
    for name in files:
        expect((folder / name).is_file(), f"no {name}")
    issues = json.loads((folder / reports["codequality"]).read_text())
    expect(issues and all(each["fingerprint"] for each in issues), "no issue in Code Quality")
    places = {each["location"]["path"] for each in issues}
    expect(places == {"use-cases/chat bot.yaml"}, f"issues at {places}")
    suites = etree.parse(str(folder / reports["junit"])).getroot()
    expect(len(suites.findall(".//testcase")) > 0, "no test in JUnit")
