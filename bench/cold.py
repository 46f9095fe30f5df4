#!/usr/bin/env python3
"""How long a user waits for `clearance`, from a cold start of the process, and how much memory it
takes: with the law as it is, and with five times the law, of which nobody asks the copies.

Runs are interleaved with `git --version`, so that a busy machine slows all of them alike.
docs/performance.md says what the figures mean.

    python3 bench/cold.py [--runs N] [--times N] [--program PATH]
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLES = ["hidden-person-detection", "officer-performance-scoring", "parcel-split-detection"]
# Shared by all acts, and so not copied.
SHARED = {"vocabulary", "memberships.yaml"}


def main():
    parser = argparse.ArgumentParser(description="Times cold starts of clearance.")
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--times", type=int, default=5, help="how much law, beside the law as it is")
    parser.add_argument("--program", default=str(ROOT / ".build/release/clearance"))
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CLEARANCE_CACHE"] = folder + "/cache"
        many = multiply(ROOT / "rules", pathlib.Path(folder) / "rules", arguments.times)
        commands = {"git --version": ["git", "--version"],
                    "clearance --version": [program, "--version"]}
        for rules, note in [("rules", ""), (str(many), f", {arguments.times} times the law")]:
            for example in EXAMPLES:
                case = f"examples/{example}.yaml"
                commands[f"assess {example}{note}"] = [program, "assess", "--rules", rules, case]
            warm(commands[f"assess {EXAMPLES[0]}{note}"])
        tell(measure(commands, arguments.runs), arguments.runs)


# Five times the law


def multiply(rules, folder, times):
    """Copies a folder of rules; every act stands in it so many times, under names of its own and
    for jurisdictions that nobody asks."""
    shutil.copytree(rules, folder)
    files = [file for file in rules.rglob("*.yaml") if file.relative_to(rules).parts[0] not in SHARED]
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    acts = {name for text in texts.values() for name in re.findall(r"^act: *(\S+)", text, re.M)}
    schemes = {name for file, text in texts.items() if file.name == "act.yaml"
               for name in schemes_of(text)}
    for copy in range(1, times):
        for file, text in texts.items():
            renamed = rename(text, acts, schemes, copy)
            path = folder / f"copy-{copy}" / file.relative_to(rules)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(renamed, encoding="utf-8")
    return folder


def schemes_of(text):
    section = re.search(r"^schemes:\n((?:[ #].*\n|\n)+)", text + "\n", re.M)
    return re.findall(r"^  ([a-z_]\w*):", section.group(1), re.M) if section else []


def rename(text, acts, schemes, copy):
    """The acts and schemes of a text under other names, wherever it names them."""
    for name in sorted(acts, key=len, reverse=True):
        text = re.sub(rf"(?<![\w/-]){re.escape(name)}(?=/)", f"{name}-c{copy}", text)
        text = re.sub(rf"^act: *{re.escape(name)}$", f"act: {name}-c{copy}", text, flags=re.M)
    for name in schemes:
        text = re.sub(rf"(?<!\w){name}(?!\w)", f"{name}_c{copy}", text)
    return re.sub(r"^jurisdiction: *(\S+)", rf"jurisdiction: \1-c{copy}", text, flags=re.M)


# Measuring


def warm(command):
    """Compiles the rules once, as `make build` does; a command that fails is worth no figures."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stderr}{done.stdout}")


def measure(commands, runs):
    """Of each command, milliseconds of each run, and the most memory of any in MiB."""
    times = {name: [] for name in commands}
    memory = dict.fromkeys(commands, 0.0)
    for _ in range(runs):
        for name, command in commands.items():
            milliseconds, mebibytes = run(command)
            times[name].append(milliseconds)
            memory[name] = max(memory[name], mebibytes)
    return {name: (times[name], memory[name]) for name in commands}


def run(command):
    start = time.perf_counter()
    process = os.posix_spawnp(
        command[0], command, os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0)
                      for stream in (0, 1, 2)])
    _, _, usage = os.wait4(process, 0)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return (time.perf_counter() - start) * 1000, usage.ru_maxrss / unit


def tell(found, runs):
    git = statistics.median(found["git --version"][0])
    print(f"{runs} runs of each, interleaved; milliseconds of wall time")
    print(f"{'':58}{'median':>8}{'least':>8}{'MiB':>7}{'× git':>7}")
    for name, (times, memory) in found.items():
        median = statistics.median(times)
        print(f"{name:58}{median:8.1f}{min(times):8.1f}{memory:7.1f}{median / git:7.1f}")


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
