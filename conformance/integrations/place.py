"""Where trials run, and how they run other programs."""

from __future__ import annotations

import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Callable, Mapping, Optional, Sequence, Union

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "declarant-chatbot.yaml"
DAY = "2026-12-02"
"""A day on which the example violates binding law, and leaves some undecided."""

Word = Union[str, "os.PathLike[str]"]


class Mistake(Exception):
    """What a user would have been surprised by."""


def expect(condition: object, words: object) -> None:
    if not condition:
        raise Mistake(f"  {words}")


def run(
    *words: Word,
    code: int = 0,
    cwd: Optional[Word] = None,
    env: Optional[Mapping[str, str]] = None,
    text: Optional[str] = None,
) -> subprocess.CompletedProcess[str]:
    """Runs a program, which must end with a code; it sees `env` and no other variables."""
    program, *rest = [os.fspath(word) for word in words]
    told = subprocess.run(
        [shutil.which(program) or program, *rest],
        cwd=cwd,
        env=None if env is None else dict(env),
        input=text or "",
        capture_output=True,
        encoding="utf-8",
    )
    if told.returncode != code:
        line = " ".join(os.fspath(word) for word in words)[:300]
        heard = (told.stdout + told.stderr)[-2000:].replace("\n", "\n    ")
        raise Mistake(f"  {line}\n  ended with {told.returncode} and not {code}:\n    {heard}")
    return told


def run_in(root: pathlib.Path, *words: str, user: str = "0:0") -> subprocess.CompletedProcess[str]:
    """Runs a program in another root, which sees the processes as every container does."""
    (root / "proc").mkdir(exist_ok=True)
    script = 'mount --rbind /proc "$1/proc" && exec chroot --userspec="$2" "$1" "${@:3}"'
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
    return run(
        "unshare", "--mount", "bash", "-c", script, "bash", root, user, *words, env=environment
    )


def try_register(run_here: Callable[..., subprocess.CompletedProcess[str]], register: str) -> None:
    """A register made, filled and read by the command, which runs the program beside it.

    `run_here` runs words where the example is in the working folder, or under its name.
    """
    run_here("register", "init", register)
    said = run_here("register", "add", register, EXAMPLE.name, "--on", DAY).stdout
    expect(said.startswith("added  declarant-chatbot"), said)
    due = run_here("register", "due", register, "--on", "2027-12-03").stdout
    expect("document lapsed" in due, due)
    expect("everything is as it was written" in run_here("register", "check", register).stdout, "check")


def tool(name: str) -> str:
    """A program of the environment of Python that runs the trials."""
    return str(pathlib.Path(sys.executable).parent / name)


def words_of(text: str) -> list[str]:
    """The words of a report, whichever folder its rules are in, and however that breaks lines."""
    return re.sub(r"\S*share/clearance/rules", "rules", text).split()


@dataclass(frozen=True)
class Place:
    """What is tried, and a folder that goes away afterwards."""

    command: pathlib.Path
    deb: pathlib.Path
    wheel: pathlib.Path
    static: pathlib.Path
    folder: pathlib.Path

    def new(self, name: str) -> pathlib.Path:
        """A new folder."""
        folder = self.folder / name
        folder.mkdir()
        return folder

    @functools.cached_property
    def prefix(self) -> pathlib.Path:
        """The command with all that comes along, as an installed one."""
        run("sh", ROOT / "packaging" / "install.sh", self.command, self.folder / "prefix")
        return self.folder / "prefix"

    def variables(self, **more: str) -> dict[str, str]:
        """The environment of a user who has the command in PATH."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {
            "PATH": f"{self.prefix / 'bin'}:{os.environ['PATH']}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            **more,
        }

    def project(self, name: str) -> pathlib.Path:
        """A folder of somebody else, with a use case that is violated and a system that is none."""
        folder = self.new(name)
        (folder / "use-cases").mkdir()
        shutil.copy(EXAMPLE, folder / "use-cases" / "chat bot.yaml")
        return folder

    @functools.cached_property
    def report(self) -> str:
        """The report of the example by the command from the sources."""
        return run(
            self.command,
            "assess",
            EXAMPLE.name,
            "--on",
            DAY,
            "--rules",
            ROOT / "rules",
            cwd=EXAMPLE.parent,
        ).stdout.replace(str(ROOT / "rules"), "rules")
