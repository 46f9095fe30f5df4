"""The completions of three shells: a word is begun, and the shell ends it."""

import json
import os
import pty
import select
import shutil
import time

from place import Mistake, Place, expect, run

LIMIT = 20
"""Seconds after which a shell that says nothing has failed."""


def trial(place: Place) -> str:
    share = place.prefix / "share"
    bash = share / "bash-completion" / "completions" / "clearance"
    zsh = share / "zsh" / "site-functions"
    fish = share / "fish" / "vendor_completions.d" / "clearance.fish"
    root = json.loads(run(place.command, "--experimental-dump-help").stdout)["command"]
    verbs = [each["commandName"] for each in root["subcommands"] if each["shouldDisplay"]]

    run("bash", "-n", bash)
    typed(place, ["bash", "--norc", "--noprofile", "-i"], f"source '{bash}'")
    for verb in verbs:
        offered = run("bash", "-c", BASH, "bash", bash, verb[:-1]).stdout.split()
        expect(verb in offered, f"bash offers {offered} for {verb[:-1]}")

    tried = ["bash"]
    if shutil.which("zsh"):
        run("zsh", "-n", zsh / "_clearance")
        typed(
            place,
            ["zsh", "-f", "-i"],
            f"fpath=('{zsh}' $fpath); autoload -Uz compinit; compinit -u -D",
        )
        tried.append("zsh")
    if shutil.which("fish"):
        run("fish", "-n", fish)
        for verb in verbs:
            line = f"source '{fish}'; complete -C 'clearance {verb[:-1]}'"
            said = run("fish", "--no-config", "-c", line, env=place.variables()).stdout
            expect(
                verb in [each.split("\t")[0] for each in said.splitlines()], f"fish: {verb}: {said}"
            )
        tried.append("fish")
    return f"{len(verbs)} verbs in {', '.join(tried)}"


BASH = """
source "$1"
COMP_WORDS=(clearance "$2") COMP_CWORD=1 COMP_LINE="clearance $2"
COMP_POINT=${#COMP_LINE}
_clearance clearance "$2" clearance
printf '%s\\n' "${COMPREPLY[@]}"
"""


def typed(place: Place, shell: list[str], setting: str) -> None:
    """Types the beginning of a verb and of an option into a terminal, and presses tab."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(shell[0], shell, place.variables(TERM="dumb", PS1="ready> ", COLUMNS="200"))
    heard = b""

    def until(words: bytes) -> None:
        nonlocal heard
        end = time.monotonic() + LIMIT
        while words not in heard:
            if not select.select([terminal], [], [], max(0, end - time.monotonic()))[0]:
                raise Mistake(f"  {shell[0]} said {heard!r} and not {words!r}")
            try:
                heard += os.read(terminal, 4096)
            except OSError:
                raise Mistake(f"  {shell[0]} ended after {heard!r}") from None

    try:
        os.write(terminal, f"{setting}; echo set''tled\n".encode())
        until(b"settled")
        heard = b""
        os.write(terminal, b"clearance asses\t")
        until(b"assess ")
        os.write(terminal, b"--fail-o\t")
        until(b"--fail-on ")
        os.write(terminal, b"crit\t")
        until(b"critical ")
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)
