"""An assessment as values: what people ask of it first. The rest is in `Assessment.json`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, Iterator, Mapping, Optional


@dataclass(frozen=True)
class Answer:
    """What a use case answers to a question of the vocabulary, and where."""

    fact: str
    value: Any
    use: Optional[str]
    file: Optional[str]
    line: Optional[int]


@dataclass(frozen=True)
class ClassOf:
    """In which class of a scheme a system is: between two of them, where that is still open."""

    scheme: str
    lowest: Optional[str]
    highest: Optional[str]

    @property
    def is_settled(self) -> bool:
        return self.lowest == self.highest


@dataclass(frozen=True)
class Finding:
    """How a rule comes out for a use case, today."""

    rule: str
    """`act/name`, such as `eu-ai-act/logs_kept`."""
    act: str
    kind: str
    """`classification`, `prohibition`, `obligation` or `right`."""
    standing: str
    """`violated`, `undecided`, `satisfied`, `not_applicable`, …"""
    severity: str
    """`low`, `medium`, `high` or `critical`."""
    gates: bool
    """Whether it can fail a gate: binding law whose text was read, for the operator's own roles."""
    use: Optional[str]
    bearer: Optional[str]
    cite: Optional[str]
    """The place in the act, such as `Art. 26(6)`."""
    says: Optional[str]
    """What the provision asks, in our own words."""
    remedy: Optional[str]
    file: Optional[str]
    """Where the rule is written."""
    line: Optional[int]
    json: Mapping[str, Any] = field(repr=False, compare=False)
    """All that the command says of it, with the proof."""


@dataclass(frozen=True)
class Assessment:
    """What the law asks of one use case on a day."""

    name: str
    title: Optional[str]
    file: str
    day: datetime.date
    rulebook: str
    """The digest of the rules, SHA-256."""
    jurisdictions: tuple[str, ...]
    classes: tuple[ClassOf, ...]
    findings: tuple[Finding, ...]
    """Those that have something to say; what is satisfied or does not apply is only counted."""
    counts: Mapping[str, int]
    """How many findings there are of each standing, and `total`."""
    answers: tuple[Answer, ...]
    json: Mapping[str, Any] = field(repr=False, compare=False)
    """The whole document, in the format `clearance-assessment`."""

    @property
    def violated(self) -> tuple[Finding, ...]:
        """Binding law that is violated, or presumed to be."""
        return tuple(self._standing("violated", "presumed_violated"))

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """Binding law that may be violated, as far as is known."""
        return tuple(self._standing("undecided", "contested"))

    def _standing(self, *words: str) -> Iterator[Finding]:
        return (each for each in self.findings if each.gates and each.standing in words)

    @classmethod
    def of(cls, json: Mapping[str, Any], lang: str) -> Assessment:
        """Reads an assessment; sentences are taken in one language."""
        rules = {rule["rule"]: rule for rule in json["rules"]}
        case = json["use_case"]
        return cls(
            name=case["name"],
            title=case["title"],
            file=case["file"],
            day=datetime.date.fromisoformat(json["day"]),
            rulebook=json["rulebook"]["digest"],
            jurisdictions=tuple(case["jurisdictions"]),
            classes=tuple(
                ClassOf(each["scheme"], each["lowest"], each["highest"]) for each in json["classes"]
            ),
            findings=tuple(_finding(each, rules[each["rule"]], lang) for each in json["findings"]),
            counts=dict(json["counts"]),
            answers=tuple(
                Answer(each["fact"], each["value"], each["use"], each["file"], each["line"])
                for each in json["answers"]
            ),
            json=json,
        )


def _finding(json: Mapping[str, Any], rule: Mapping[str, Any], lang: str) -> Finding:
    def sentence(name: str) -> Optional[str]:
        said: Optional[Mapping[str, str]] = rule[name]
        return said[lang] if said else None

    return Finding(
        rule=json["rule"],
        act=rule["act"],
        kind=json["kind"],
        standing=json["standing"],
        severity=json["severity"],
        gates=json["gates"],
        use=json["use"],
        bearer=json["bearer"],
        cite=json["cite"],
        says=sentence("says"),
        remedy=sentence("remedy"),
        file=rule["file"],
        line=rule["line"],
        json=json,
    )
