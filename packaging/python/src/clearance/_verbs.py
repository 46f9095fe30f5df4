"""The verbs of the command as functions."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass, field
from typing import Any, Mapping, Optional, Union

from ._assessment import Assessment
from ._command import Diagnostic, run

Path = Union[str, "os.PathLike[str]"]
Day = Union[str, datetime.date]


@dataclass(frozen=True)
class Gate:
    """Whether use cases may pass."""

    exit_code: int
    """0: nothing to stop for; 1: something is violated; 3: nothing is, but something is undecided."""
    assessments: tuple[Assessment, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Remarks that kept nothing from being assessed."""
    json: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def passed(self) -> bool:
        return self.exit_code == 0


def assess(
    path: Path, *, on: Optional[Day] = None, lang: str = "en", rules: Optional[Path] = None
) -> Assessment:
    """Reports what the law asks of a use case.

    `on` is the day whose law is asked: else that of the file, else today in UTC. `lang` is `en` or
    `fr`. `rules` is a folder of rules, else those that came with the command.

    Raises `ClearanceError` where the file cannot be read as a use case.
    """
    said = run(["assess", *_options(on, rules), "--", os.fspath(path)])
    assessments = said["assessments"]
    if len(assessments) != 1:
        raise ValueError(f"{os.fspath(path)} holds {len(assessments)} use cases; gate takes many")
    return Assessment.of(assessments[0], lang)


def gate(
    *paths: Path,
    fail_on: str = "low",
    strict: bool = True,
    on: Optional[Day] = None,
    warn_upcoming: Optional[int] = None,
    lang: str = "en",
    rules: Optional[Path] = None,
    waivers_from: Optional[str] = None,
) -> Gate:
    """Decides whether use cases may pass, as `clearance gate` does.

    `fail_on` is `critical`, `high`, `medium`, `low` or `never`; `strict` stops for what is
    undecided too.

    Raises `ClearanceError` where not every file could be assessed.
    """
    arguments = ["gate", "--fail-on", fail_on, *_options(on, rules)]
    arguments += [] if strict else ["--no-strict"]
    arguments += [] if warn_upcoming is None else ["--warn-upcoming", str(warn_upcoming)]
    arguments += [] if waivers_from is None else ["--waivers-from", waivers_from]
    said = run([*arguments, "--", *map(os.fspath, paths)])
    return Gate(
        exit_code=said["exit_code"],
        assessments=tuple(Assessment.of(each, lang) for each in said["assessments"]),
        diagnostics=tuple(Diagnostic.of(each) for each in said["diagnostics"]),
        json=said,
    )


def _options(on: Optional[Day], rules: Optional[Path]) -> list[str]:
    options = ["--format", "json"]
    options += [] if on is None else ["--on", str(on)]
    options += [] if rules is None else ["--rules", os.fspath(rules)]
    return options
