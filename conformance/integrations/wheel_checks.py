"""Checks of the module `clearance`, with the interpreter into which the wheel was installed, in a
folder with `case.yaml`, which violates binding law on the day, and `broken.yaml`, which is none."""

import datetime
import json
import pathlib
import subprocess
from typing import Callable

import clearance

DAY = datetime.date(2026, 12, 2)


def the_command_is_that_of_the_environment() -> None:
    assert pathlib.Path(clearance.command()).parent.name == "bin"
    assert clearance.command().startswith(str(pathlib.Path(clearance.__file__).parents[4]))


def an_assessment_says_what_the_command_says() -> None:
    told = json.loads(
        subprocess.run(
            [clearance.command(), "assess", "case.yaml", "--on", str(DAY), "--format", "json"],
            capture_output=True,
            check=True,
        ).stdout
    )["assessments"][0]
    assessment = clearance.assess(pathlib.Path("case.yaml"), on=DAY)
    assert assessment.json == told
    assert assessment.day == DAY and assessment.file == "case.yaml"
    assert len(assessment.findings) == len(told["findings"])
    assert assessment.counts == told["counts"]
    assert len(assessment.violated) == sum(
        1
        for each in told["findings"]
        if each["gates"] and each["standing"] in ("violated", "presumed_violated")
    )
    assert assessment.violated and all(each.gates for each in assessment.violated)


def a_day_in_words_is_the_same_day() -> None:
    assert clearance.assess("case.yaml", on="2026-12-02") == clearance.assess("case.yaml", on=DAY)


def sentences_are_in_the_language_that_is_asked_for() -> None:
    english = clearance.assess("case.yaml", on=DAY).findings
    french = clearance.assess("case.yaml", on=DAY, lang="fr").findings
    assert [each.rule for each in english] == [each.rule for each in french]
    assert all(a.says != b.says for a, b in zip(english, french) if a.says)


def what_is_no_use_case_is_raised_with_its_place() -> None:
    try:
        clearance.assess("broken.yaml")
    except clearance.ClearanceError as error:
        found = [each for each in error.diagnostics if each.line == 3]
        assert found and found[0].file == "broken.yaml", error.diagnostics
        assert found[0].severity == "error" and f"[{found[0].code}]" in str(error)
    else:
        raise AssertionError("nothing was raised")


def a_file_that_is_missing_is_raised_too() -> None:
    for call in (clearance.assess, clearance.gate):
        try:
            call("-nothing.yaml")
        except clearance.ClearanceError as error:
            assert [each.code for each in error.diagnostics] == ["file-not-found"], error
        else:
            raise AssertionError("nothing was raised")


def the_gate_is_passed_by_the_exit_codes_of_the_command() -> None:
    stopped = clearance.gate("case.yaml", fail_on="low", on=DAY)
    assert (stopped.exit_code, stopped.passed) == (1, False)
    undecided = clearance.gate("case.yaml", fail_on="never", on=DAY)
    assert (undecided.exit_code, undecided.passed) == (3, False)
    passed = clearance.gate("case.yaml", fail_on="never", strict=False, on=DAY)
    assert (passed.exit_code, passed.passed) == (0, True)
    assert [each.name for each in stopped.use_cases] == ["declarant-chatbot"]


def what_stops_a_gate_is_what_an_assessment_finds() -> None:
    stopped = clearance.gate("case.yaml", fail_on="low", on=DAY)
    assessment = clearance.assess("case.yaml", on=DAY)
    for told, found in [
        (stopped.violated, assessment.violated),
        (stopped.undecided, assessment.undecided),
    ]:
        assert sorted(each.rule for each in told) == sorted(each.rule for each in found)
        assert told and all(each.file == "case.yaml" and each.says for each in told)
    assert len(stopped.violated) == stopped.counts["violated"]


CHECKS: list[Callable[[], None]] = [
    the_command_is_that_of_the_environment,
    an_assessment_says_what_the_command_says,
    a_day_in_words_is_the_same_day,
    sentences_are_in_the_language_that_is_asked_for,
    what_is_no_use_case_is_raised_with_its_place,
    a_file_that_is_missing_is_raised_too,
    the_gate_is_passed_by_the_exit_codes_of_the_command,
    what_stops_a_gate_is_what_an_assessment_finds,
]

for check in CHECKS:
    check()
print(f"{len(CHECKS)} checks of the module")
