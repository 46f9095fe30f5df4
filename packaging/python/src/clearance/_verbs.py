"""The verbs of the command as functions."""

from __future__ import annotations

import datetime
import os
from typing import Optional, Union

from ._assessment import Assessment
from ._command import run
from ._gate import Gate

Path = Union[str, "os.PathLike[str]"]
Day = Union[str, datetime.date]


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
    fail_on: Optional[str] = None,
    strict: Optional[bool] = None,
    on: Optional[Day] = None,
    warn_upcoming: Optional[int] = None,
    lang: str = "en",
    rules: Optional[Path] = None,
    waivers_from: Optional[str] = None,
) -> Gate:
    """Decides whether use cases may pass, as `clearance gate` does.

    `fail_on` is `critical`, `high`, `medium`, `low` or `never`; `strict` stops for what is
    undecided too. What is not given here is as in `.clearance.yaml`, else as the command has it:
    `low`, and strict.

    Raises `ClearanceError` where not every file could be assessed.
    """
    arguments = ["gate", *_options(on, rules)]
    arguments += [] if fail_on is None else ["--fail-on", fail_on]
    arguments += [] if strict is None else ["--strict" if strict else "--no-strict"]
    arguments += [] if warn_upcoming is None else ["--warn-upcoming", str(warn_upcoming)]
    arguments += [] if waivers_from is None else ["--waivers-from", waivers_from]
    said = run([*arguments, "--", *map(os.fspath, paths)])
    return Gate.of(said, lang)


def _options(on: Optional[Day], rules: Optional[Path]) -> list[str]:
    options = ["--format", "json"]
    options += [] if on is None else ["--on", str(on)]
    options += [] if rules is None else ["--rules", os.fspath(rules)]
    return options
