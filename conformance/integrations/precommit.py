"""The hooks of pre-commit, in a repository of somebody else."""

from __future__ import annotations

import pathlib
import shutil

import yaml
from place import DAY, ROOT, Place, expect, run, tool

MANIFEST = ROOT / ".pre-commit-hooks.yaml"


def trial(place: Place) -> str:
    run(tool("pre-commit"), "validate-manifest", MANIFEST)
    variables = place.variables(
        PRE_COMMIT_HOME=str(place.folder / "pre-commit"),
        GIT_CONFIG_GLOBAL="/dev/null",
        GIT_AUTHOR_NAME="-",
        GIT_AUTHOR_EMAIL="-@example.org",
        GIT_COMMITTER_NAME="-",
        GIT_COMMITTER_EMAIL="-@example.org",
    )

    def git(folder: pathlib.Path, *words: str) -> str:
        return run("git", "-C", folder, *words, env=variables).stdout.strip()

    hooks = place.new("hooks")
    shutil.copy(MANIFEST, hooks)
    git(hooks, "init", "--quiet")
    git(hooks, "add", ".")
    git(hooks, "commit", "--quiet", "--message", "Hooks")
    project = place.project("hooked")
    git(project, "init", "--quiet")

    def hook(name: str, *arguments: str, code: int) -> str:
        configuration = {
            "repos": [
                {
                    "repo": str(hooks),
                    "rev": git(hooks, "rev-parse", "HEAD"),
                    "hooks": [{"id": name, "args": [*arguments, "--on", DAY]}],
                }
            ]
        }
        (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
        git(project, "add", ".")
        return run(
            tool("pre-commit"),
            "run",
            "--color=never",
            "--verbose",
            code=code,
            cwd=project,
            env=variables,
        ).stdout

    for name, paths in [("clearance", []), ("clearance-all", ["use-cases"])]:
        said = hook(name, *paths, code=1)
        expect("exit code: 1" in said and "violated" in said, said)
        said = hook(name, *paths, "--fail-on", "never", code=1)
        expect("exit code: 3" in said, said)
        said = hook(name, *paths, "--fail-on", "never", "--no-strict", code=0)
        expect("Passed" in said, said)

    shutil.copy(ROOT / "examples" / "face-gate-one-to-one.yaml", project / "use-cases" / "b.yaml")
    (project / "use-cases" / "chat bot.yaml").open("a").write("# changed\n")
    said = hook("clearance-all", "use-cases/b.yaml", "--exit-zero", code=0)
    expect("b.yaml" in said and "chat bot.yaml" not in said, f"what changed is passed on: {said}")
    said = hook("clearance", "--exit-zero", code=0)
    expect("b.yaml" in said and "chat bot.yaml" in said, f"not all is passed on: {said}")

    said = run(
        tool("pre-commit"),
        "try-repo",
        hooks,
        "clearance-all",
        "--all-files",
        "--color=never",
        code=1,
        cwd=project,
        env=variables,
    ).stdout
    expect("exit code: " in said and "exit code: 2" not in said, said)
    shutil.rmtree(project / "use-cases")
    (project / "compose.yaml").write_text("services: {}\n")
    git(project, "add", "--all")
    said = hook("clearance", code=0)
    expect("Skipped" in said, said)
    return "both hooks stop and pass as the gate does, and let other files alone"
