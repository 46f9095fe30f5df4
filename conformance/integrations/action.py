"""The action of GitHub: its schema, what another program says of its safety, and its steps, run as
a runner runs them."""

from __future__ import annotations

import json
import os
import pathlib
import re
import shutil

import yaml
from place import DAY, ROOT, Place, expect, run, tool

WORKFLOWS = ROOT / "packaging" / "github-action"


def trial(place: Place) -> str:
    check = [tool("check-jsonschema"), "--builtin-schema"]
    run(*check, "vendor.github-actions", ROOT / "action.yml")
    workflows = [WORKFLOWS / "gate.yml", WORKFLOWS / "comment.yml"]
    run(*check, "vendor.github-workflows", *workflows)
    run(
        tool("zizmor"),
        "--offline",
        "--no-progress",
        "--config",
        WORKFLOWS / "zizmor.yml",
        ROOT / "action.yml",
        *workflows,
    )

    job = Job(place, place.project("action"))
    cases = [
        ({"fail-on": "low"}, 1),
        ({"fail-on": "never"}, 3),
        ({"fail-on": "never", "strict": "false"}, 0),
    ]
    for inputs, code in cases:
        said, outputs, summary = job.run(code, {"paths": "use-cases\n", "on": DAY, **inputs})
        expect(outputs["exit-code"] == str(code), f"exit code {outputs} where it is {code}")
        log = json.loads((job.folder / outputs["sarif"]).read_text())
        expect(log["version"] == "2.1.0", "no SARIF")
        expect(log["runs"][0]["invocations"][0]["exitCode"] == code, "another code in SARIF")
        expect(summary == (job.folder / outputs["summary"]).read_text(), "another summary")
        expect("Chatbot for declarants" in summary, summary[:300])
        expect("::error " in said and "use-cases/chat bot.yaml" in said, said[:300])

    settings = job.folder / ".clearance.yaml"
    settings.write_text("paths: [use-cases]\nfail_on: never\nstrict: no\n")
    job.run(0, {"on": DAY})
    job.run(1, {"on": DAY, "fail-on": "low"})
    job.run(3, {"on": DAY, "strict": "true"})
    settings.unlink()

    for path in ["use-cases/none.yaml", "$(touch harm); `touch harm`\n'; touch harm; '"]:
        _, outputs, summary = job.run(2, {"paths": path, "on": DAY})
        expect(outputs["exit-code"] == "2", outputs)
        expect(summary.strip(), "no summary of a run that could not do its job")
    job.run(2, {"paths": "use-cases", "on": "$(touch harm)"})
    job.run(2, {"paths": "use-cases", "strict": "perhaps"})
    expect(not list(job.folder.rglob("harm")), "an input was run as a command")
    expect(job.builds_where_there_is_none(), "the action does not build what is not there")
    return "exit codes 0 1 2 3, SARIF and summary; built where it is not installed"


class Job:
    """A job that uses the action in a checked out project."""

    def __init__(self, place: Place, folder: pathlib.Path):
        self.place, self.folder = place, folder
        self.action = yaml.safe_load((ROOT / "action.yml").read_text())

    def run(self, code: int, inputs: dict[str, str]) -> tuple[str, dict[str, str], str]:
        """What the last step prints, the outputs of the action, and the summary of the job."""
        for name in ["clearance.sarif", "clearance.md"]:
            (self.folder / name).unlink(missing_ok=True)
        known: dict[str, str] = {"github.action_path": str(ROOT)}
        for name, told in self.action["inputs"].items():
            expect(name in inputs or not told.get("required"), f"{name} is missing")
            known[f"inputs.{name}"] = inputs.get(name, told.get("default", ""))
        find, gate = self.action["runs"]["steps"]
        self.step(find, known, 0, self.place.variables())
        said, summary = self.step(gate, known, code, self.place.variables())
        outputs = {
            name: value(told["value"], known) for name, told in self.action["outputs"].items()
        }
        return said, outputs, summary

    def step(
        self, step: dict, known: dict[str, str], code: int, variables: dict[str, str]
    ) -> tuple[str, str]:
        """Runs a step, and takes up what it says through the files that a runner reads."""
        expect("${{" not in step["run"], "an expression in a script, which an input could break")
        files = {name: self.place.folder / name for name in ["script", "output", "summary"]}
        files["script"].write_text(step["run"])
        files["output"].write_text("")
        files["summary"].write_text("")
        variables = {
            **variables,
            **{name: value(told, known) for name, told in step["env"].items()},
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "GITHUB_ACTIONS": "true",
            "CI": "true",
        }
        told = run(
            "bash",
            "--noprofile",
            "--norc",
            "-eo",
            "pipefail",
            files["script"],
            code=code,
            cwd=self.folder,
            env=variables,
        )
        for line in files["output"].read_text().splitlines():
            name, _, text = line.partition("=")
            known[f"steps.{step['id']}.outputs.{name}"] = text
        return told.stdout, files["summary"].read_text()

    def builds_where_there_is_none(self) -> bool:
        """Whether the first step calls `make` of the action where no command is installed."""
        tools = self.place.new("tools")
        (tools / "make").write_text('#!/bin/sh\necho "$@" >"$HOME/made"\n')
        (tools / "make").chmod(0o755)
        for name in ["sh", "bash"]:
            (tools / name).symlink_to(shutil.which(name) or "")
        known = {"github.action_path": str(ROOT)}
        variables = self.place.variables(PATH=str(tools))
        self.step(self.action["runs"]["steps"][0], known, 0, variables)
        made = pathlib.Path(variables["HOME"], "made").read_text().split()
        return made == ["-C", str(ROOT), "build"] and known == {
            "github.action_path": str(ROOT),
            "steps.command.outputs.path": os.path.join(ROOT, ".build/release/clearance"),
            "steps.command.outputs.rules": str(ROOT / "rules"),
        }


def value(text: str, known: dict[str, str]) -> str:
    """A text with its expressions, which are names, or the first of several that is not empty."""

    def first(match: re.Match[str]) -> str:
        names = [name.strip() for name in match[1].split("||")]
        return next((known[name] for name in names if known.get(name)), "")

    return re.sub(r"\$\{\{(.+?)\}\}", first, text)
