"""How the command is found and run, and what it says when it could not do its job."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import sysconfig
from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence


@dataclass(frozen=True)
class Diagnostic:
    """A remark about a file, or about what was asked for."""

    severity: str
    """`error` or `warning`."""
    code: str
    """Stable, such as `unknown-fact`."""
    message: str
    file: Optional[str]
    line: Optional[int]
    """From 1."""
    column: Optional[int]
    """From 1, in Unicode scalars."""
    hint: Optional[str]

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place + ': ' if place else ''}{self.severity}: {self.message} [{self.code}]"

    @classmethod
    def of(cls, json: Mapping[str, Any]) -> Diagnostic:
        severity = "error" if "error" in json else "warning"
        told: Mapping[str, Any] = json[severity]
        return cls(
            severity=severity,
            code=told["code"],
            message=told["message"],
            file=told.get("file"),
            line=told.get("line"),
            column=told.get("column"),
            hint=told.get("hint") or told.get("suggestion"),
        )


class ClearanceError(Exception):
    """The command could not do its job, or not all of it: its exit code was 2."""

    def __init__(self, diagnostics: Sequence[Diagnostic], message: str = "") -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)) or message)


def command() -> str:
    """The path of the command that came with this package, else of the one in PATH."""
    beside = pathlib.Path(__file__).resolve().parent.parent
    folders = [
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", "posix_user"),
        # As `pip install --target` lays it out.
        str(beside / "bin"),
        # As it lies in an environment whose interpreter is not the one that runs.
        str(beside.parent.parent.parent / "bin"),
    ]
    for folder in folders:
        candidate = os.path.join(folder, "clearance")
        share = os.path.join(folder, os.pardir, "share", "clearance", "rules")
        if os.access(candidate, os.X_OK) and os.path.isdir(share):
            return candidate
    found = shutil.which("clearance")
    if found is None:
        raise FileNotFoundError(
            "the command `clearance` is neither beside this package nor in PATH"
        )
    return found


def version() -> str:
    """The version of the command."""
    told = subprocess.run([command(), "--version"], check=True, capture_output=True, text=True)
    return told.stdout.strip()


def run(arguments: Sequence[str]) -> dict[str, Any]:
    """What the command says in JSON, whose `exit_code` is 0, 1 or 3.

    - Raises: `ClearanceError` where it is 2, or where what it said is no JSON.
    """
    told = subprocess.run(
        [command(), *arguments], capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL
    )
    try:
        said: dict[str, Any] = json.loads(told.stdout)
    except ValueError:
        message = told.stderr.strip() or f"clearance ended with {told.returncode}"
        raise ClearanceError([], message) from None
    diagnostics = [Diagnostic.of(each) for each in said.get("diagnostics", [])]
    if told.returncode not in (0, 1, 3):
        raise ClearanceError(diagnostics, told.stderr.strip())
    said["exit_code"] = told.returncode
    return said
