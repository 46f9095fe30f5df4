"""The manual pages: current, without a warning of groff, and with what help says."""

import sys

from place import ROOT, Place, expect, run

PAGES = ROOT / "packaging" / "man"
sys.path.insert(0, str(PAGES.parent))

import man  # noqa: E402


def trial(place: Place) -> str:
    script = ROOT / "packaging" / "man.py"
    said = run(sys.executable, script, place.command, "--check").stdout.strip()
    for page in sorted(PAGES.glob("*.1")):
        for device in ["utf8", "ascii", "ps"]:
            heard = run("groff", "-ww", "-man", f"-T{device}", "-z", page).stderr
            expect(not heard, f"groff -T{device}: {heard}")
    check(["clearance"], man.whole(str(place.command)))
    return said


def check(path: list[str], command: dict) -> None:
    page = PAGES / f"{'-'.join(path)}.1"
    told = run("man", "--warnings", "-l", page, env={"PATH": "/usr/bin:/bin", "MANWIDTH": "80"})
    expect(not told.stderr, f"man -l {page}: {told.stderr}")
    sections = [line for line in told.stdout.splitlines() if line[:1].isupper()]
    for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "SEE ALSO"]:
        expect(section in sections, f"{page.name}: no {section}")
    for argument in command["arguments"]:
        for name in argument.get("names", []) if argument["shouldDisplay"] else []:
            if name["kind"] == "long":
                expect(f"--{name['name']}" in told.stdout, f"{page.name}: no --{name['name']}")
    for verb in command.get("subcommands", []):
        if verb["commandName"] != "help":
            check(path + [verb["commandName"]], verb)
