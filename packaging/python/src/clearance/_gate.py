"""What a gate says as values. The rest is in `Gate.json`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, Mapping, Optional

from ._assessment import ClassOf
from ._command import Diagnostic


@dataclass(frozen=True)
class GatedUseCase:
    """A use case that went through a gate."""

    name: str
    title: Optional[str]
    file: str
    day: datetime.date
    effect: str
    """`fails`, `undecided` or `none`: what it does to the exit code."""
    classes: tuple[ClassOf, ...]


@dataclass(frozen=True)
class GateFinding:
    """What a gate says of how a rule comes out."""

    rule: str
    """`act/name`, such as `eu-ai-act/logs_kept`."""
    use_case: str
    use: Optional[str]
    bearer: Optional[str]
    standing: str
    """`violated`, `undecided`, `satisfied`, …"""
    effect: str
    """`fails`, `undecided` or `none`: what it does to the exit code."""
    fingerprint: str
    """The same from run to run, wherever the file and the answer lie."""
    severity: Optional[str]
    """None, like what follows, where there is nothing to be done."""
    cite: Optional[str]
    says: Optional[str]
    waived: bool
    file: Optional[str]
    """Where the answer stands that decides."""
    line: Optional[int]
    json: Mapping[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Gate:
    """Whether use cases may pass."""

    exit_code: int
    """0: nothing to stop for; 1: something is violated; 3: nothing is, but something is undecided."""
    reason: str
    use_cases: tuple[GatedUseCase, ...]
    findings: tuple[GateFinding, ...]
    counts: Mapping[str, int]
    warnings: tuple[Diagnostic, ...]
    """What the gate remarks and does not stop for, such as a waiver that ends soon."""
    json: Mapping[str, Any] = field(repr=False, compare=False)
    """The whole document, in the format `clearance-gate`."""

    @property
    def passed(self) -> bool:
        return self.exit_code == 0

    @property
    def violated(self) -> tuple[GateFinding, ...]:
        """What makes it fail."""
        return tuple(each for each in self.findings if each.effect == "fails")

    @property
    def undecided(self) -> tuple[GateFinding, ...]:
        """What keeps it undecided."""
        return tuple(each for each in self.findings if each.effect == "undecided")

    @classmethod
    def of(cls, json: Mapping[str, Any], lang: str) -> Gate:
        """Reads what a gate said; sentences are taken in one language."""
        return cls(
            exit_code=json["exit_code"],
            reason=json["reason"][lang],
            use_cases=tuple(_use_case(each) for each in json["use_cases"]),
            findings=tuple(_finding(each, lang) for each in json["findings"]),
            counts=dict(json["counts"]),
            warnings=tuple(
                Diagnostic.of({"warning": {**each, "message": each["message"][lang]}})
                for each in json["warnings"]
            )
            + tuple(Diagnostic.of(each) for each in json["diagnostics"]),
            json=json,
        )


def _use_case(json: Mapping[str, Any]) -> GatedUseCase:
    return GatedUseCase(
        name=json["name"],
        title=json["title"],
        file=json["file"],
        day=datetime.date.fromisoformat(json["day"]),
        effect=json["effect"],
        classes=tuple(
            ClassOf(each["scheme"], each["lowest"], each["highest"]) for each in json["classes"]
        ),
    )


def _finding(json: Mapping[str, Any], lang: str) -> GateFinding:
    says: Optional[Mapping[str, str]] = json.get("says")
    return GateFinding(
        rule=json["rule"],
        use_case=json["use_case"],
        use=json["use"],
        bearer=json["bearer"],
        standing=json["standing"],
        effect=json["effect"],
        fingerprint=json["fingerprint"],
        severity=json.get("severity"),
        cite=json.get("cite"),
        says=says[lang] if says else None,
        waived=json.get("waived", False),
        file=json.get("file"),
        line=json.get("line"),
        json=json,
    )
