"""Writes the manual pages of the command from its own help, one page a verb.

Usage: man.py COMMAND [--out FOLDER] [--check]

What a verb does, its options and its exit codes are what `COMMAND --experimental-dump-help` says; those of
`clearance register` are what `clearance-register`, beside COMMAND, says.
What help does not say, the environment and the files, stands in man_words.py. With --check nothing is
written: exit 1 where a page is missing, stale or of no verb.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
from typing import Any, Iterator

from man_words import ENVIRONMENT, EXAMPLES, FILES, UNTOLD

Command = dict[str, Any]
Argument = dict[str, Any]

ROOT = pathlib.Path(__file__).resolve().parent.parent


def escaped(text: str) -> str:
    """Text that roff takes as it is."""
    return text.replace("\\", "\\e").replace("'", "\\(aq").replace("-", "\\-").replace("^", "\\(ha")


def prose(text: str) -> str:
    """Text whose words in backticks and asterisks are bold."""
    pieces = re.split(r"(`[^`]+`|\*\*[^*]+\*\*)", " ".join(text.split()))
    marked = [
        (
            f"\\fB{escaped(piece.strip('`*'))}\\fR"
            if piece[:1] == "`" or piece[:2] == "**"
            else re.sub(
                r"(?<![\w-])--?[a-z][a-z-]*", lambda m: escaped(m[0]), piece.replace("\\", "\\e")
            )
        )
        for piece in pieces
    ]
    line = "".join(marked)
    return "\\&" + line if line[:1] in ".'" else line


def name_of(path: list[str]) -> str:
    return "-".join(path)


def option_names(argument: Argument) -> list[str]:
    marks = {"long": "--", "short": "-", "longWithSingleDash": "-"}
    names = [marks[name["kind"]] + name["name"] for name in argument.get("names", [])]
    return sorted(names, key=len)


def told(command: Command, key: str = "arguments") -> list[dict[str, Any]]:
    """Those of its arguments or subcommands that are to be shown."""
    return [
        each
        for each in command.get(key, [])
        if each.get("shouldDisplay", True) and each.get("commandName") != "help"
    ]


def synopsis(path: list[str], command: Command) -> Iterator[str]:
    words = [f"\\fB{escaped(' '.join(path))}\\fR"]
    if told(command, "subcommands"):
        yield " ".join(words + ["\\fIverb\\fR", "[\\fIoption\\fR ...]"])
        return
    for argument in told(command):
        if argument["kind"] == "positional":
            word = f"\\fI{escaped(argument['valueName'])}\\fR"
            word += " ..." if argument["isRepeating"] else ""
            words.append(f"[{word}]" if argument["isOptional"] else word)
        elif not argument["isOptional"]:
            names = option_names(argument)
            words.append(f"\\fB{escaped(names[-1])}\\fR \\fI{escaped(argument['valueName'])}\\fR")
    yield " ".join(words + ["[\\fIoption\\fR ...]"])


def option(arguments: list[Argument]) -> Iterator[str]:
    """An argument, or a flag and the one that turns it off, which help says together."""
    argument = arguments[0]
    yield ".TP"
    value = f"\\fI{escaped(argument.get('valueName', ''))}\\fR"
    if argument["kind"] == "positional":
        yield value
    else:
        names = ", ".join(
            f"\\fB{escaped(name)}\\fR" for each in arguments for name in option_names(each)
        )
        yield names if argument["kind"] == "flag" else f"{names} {value}"
    said = " ".join(argument.get(key, "") for key in ["abstract", "discussion"]).strip()
    sentences = [said]
    if argument["kind"] != "flag":
        values = argument.get("allValues") or []
        if len(values) > 1 and not all(re.search(rf"\b{each}\b", said) for each in values):
            sentences.append("One of " + ", ".join(f"`{each}`" for each in values) + ".")
        if argument.get("defaultValue"):
            sentences.append(f"Otherwise `{argument['defaultValue']}`.")
    if argument["kind"] == "option" and argument["isRepeating"] and "several times" not in said:
        sentences.append("May be given several times.")
    yield prose(" ".join(sentences)) or "\\&"


def together(arguments: list[Argument]) -> Iterator[list[Argument]]:
    """Arguments, but a flag and its opposite as one."""
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        chosen = [argument]
        if (
            argument["kind"] == "flag"
            and rest
            and rest[0].get("abstract") == argument.get("abstract")
        ):
            chosen.append(rest.pop(0))
        yield chosen


def exit_codes(discussion: str) -> list[tuple[str, str]]:
    """The table under EXIT STATUS, and the sentence after it with no code."""
    table = discussion.partition("EXIT STATUS\n")[2]
    rows: list[tuple[str, str]] = []
    for line in table.splitlines():
        row = re.fullmatch(r" +(\d) +(.+)", line)
        if row:
            rows.append((row[1], row[2]))
        elif line.strip():
            rows.append(("", line.strip()))
    return rows


def description(discussion: str) -> Iterator[str]:
    """The paragraphs before the exit codes; indented lines stand as they are."""
    text = discussion.partition("EXIT STATUS\n")[0].strip("\n")
    for block in re.split(r"\n\s*\n", text):
        if not block.strip():
            continue
        yield ".PP"
        if all(line.startswith("  ") for line in block.splitlines()):
            yield ".EX"
            yield from (
                ("\\&" if line[:1] in ".'" else "") + escaped(line) for line in block.splitlines()
            )
            yield ".EE"
        else:
            yield prose(block)


def table(title: str, rows: list[tuple[str, str, str]], options: set[str]) -> Iterator[str]:
    shown = [row for row in rows if row[1] in options]
    if shown:
        yield f".SH {title}"
    for name, _, says in shown:
        yield from [".TP", f"\\fB{escaped(name)}\\fR", prose(says)]


def reference(path: list[str]) -> str:
    return f"\\%\\fB{escaped(name_of(path))}\\fR(1)"


def page(path: list[str], command: Command, root: Command, version: str) -> str:
    """A manual page of man(7)."""
    verbs = told(command, "subcommands")
    lines = [
        '.\\" Written by packaging/man.py from what the command says of itself; make man writes it anew.',
        f'.TH {name_of(path).upper()} 1 "" "clearance {version}" "Clearance"',
        ".nh",
        ".ad l",
        ".SH NAME",
        f"{escaped(name_of(path))} \\- {prose(command['abstract'].rstrip('.'))}",
        ".SH SYNOPSIS",
        *synopsis(path, command),
        ".SH DESCRIPTION",
        prose(command["abstract"]),
        *description(command.get("discussion", "")),
    ]
    if verbs:
        lines.append(".SH VERBS")
        for verb in verbs:
            lines += [".TP", reference(path + [verb["commandName"]]), prose(verb["abstract"])]
    for heading, kinds in [("ARGUMENTS", {"positional"}), ("OPTIONS", {"option", "flag"})]:
        chosen = [argument for argument in told(command) if argument["kind"] in kinds]
        if chosen:
            lines.append(f".SH {heading}")
        for arguments in together(chosen):
            lines += option(arguments)
    codes = exit_codes(command.get("discussion", "")) or exit_codes(root["discussion"])
    # Where nothing can be undecided there is no 3.
    if [code for code, _ in codes if code][:3] != ["0", "1", "2"]:
        raise SystemExit(f"man: {' '.join(path)}: its help does not say what 0, 1 and 2 mean")
    lines.append(".SH EXIT STATUS")
    for code, says in codes:
        lines += [".TP", f"\\fB{code}\\fR", prose(says)] if code else [".PP", prose(says)]
    options = {name["name"] for argument in told(command) for name in argument.get("names", [])}
    if len(path) == 1:
        options |= set(re.findall(r'"name" *: *"([a-z-]+)"', json.dumps(command)))
    lines += table("ENVIRONMENT", ENVIRONMENT, options)
    lines += table("FILES", FILES, options)
    if len(path) == 1:
        lines.append(".SH EXAMPLES")
        names = {verb["commandName"] for verb in verbs}
        for command_line, says in [each for each in EXAMPLES if each[0].split()[1] in names]:
            lines += [".PP", prose(says), ".PP", ".EX", "  " + escaped(command_line), ".EE"]
    above = [path[:length] for length in range(1, len(path))]
    below = [path + [verb["commandName"]] for verb in verbs]
    beside = [each for each in siblings(root, path) if each != path]
    lines += [".SH SEE ALSO", ",\n".join(reference(each) for each in above + below + beside)]
    return "\n".join(lines) + "\n"


def siblings(root: Command, path: list[str]) -> list[list[str]]:
    """The verbs of the command that a verb belongs to."""
    if len(path) == 1:
        return []
    command = root
    for name in path[1:-1]:
        command = next(each for each in command["subcommands"] if each["commandName"] == name)
    return [path[:-1] + [each["commandName"]] for each in told(command, "subcommands")]


def pages(
    path: list[str], command: Command, root: Command, version: str
) -> Iterator[tuple[str, str]]:
    yield name_of(path) + ".1", page(path, command, root, version)
    for verb in told(command, "subcommands"):
        yield from pages(path + [verb["commandName"]], verb, root, version)


def heard(command: str, *words: str) -> str:
    return subprocess.run([command, *words], check=True, capture_output=True, text=True).stdout


def whole(command: str) -> Command:
    """What the command says of itself, and the program of registers of the verbs that it has."""
    beside = str(pathlib.Path(command).with_name("clearance-register"))
    root, register = (
        json.loads(heard(each, "--experimental-dump-help"))["command"] for each in (command, beside)
    )
    verb = next(each for each in root["subcommands"] if each["commandName"] == "register")
    verb["subcommands"] = told(register, "subcommands")
    verb["arguments"] = register["arguments"]
    verb["discussion"] = (
        verb["discussion"].partition("EXIT STATUS\n")[0] + "\n\n" + register["discussion"]
    )
    return root


def untold_variables() -> list[str]:
    """Variables that the program reads and no page tells."""
    names: set[str] = set()
    for file in (ROOT / "Sources" / "ClearanceCLI").rglob("*.swift"):
        text = file.read_text()
        names |= set(re.findall(r'(?:variable\(|environment\[)"([A-Z_]+)"', text))
        names |= set(re.findall(r'"(CLEARANCE_[A-Z_]+)"', text))
    return sorted(names - UNTOLD - {name for name, _, _ in ENVIRONMENT})


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes the manual pages of clearance.")
    parser.add_argument("command")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "packaging" / "man")
    parser.add_argument("--check", action="store_true", help="only compare")
    arguments = parser.parse_args()
    root = whole(arguments.command)
    version = heard(arguments.command, "--version").strip()
    written = dict(pages(["clearance"], root, root, version))
    missing = untold_variables()
    if missing:
        print(f"man: ENVIRONMENT in packaging/man_words.py says nothing of {', '.join(missing)}")
        return 1
    there = {file.name: file.read_text() for file in arguments.out.glob("*.1")}
    stale = sorted(name for name in written.keys() | there if written.get(name) != there.get(name))
    if arguments.check:
        for name in stale:
            print(
                f"man: {arguments.out / name}: not as the command says; `make man` writes it anew"
            )
        print(f"{len(written)} manual pages, {len(stale)} stale")
        return 1 if stale else 0
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in written:
            (arguments.out / name).write_text(written[name])
        else:
            (arguments.out / name).unlink()
    print(f"wrote {len(written)} manual pages to {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
