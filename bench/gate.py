#!/usr/bin/env python3
"""How long a gate over many use cases takes, that writes five outputs from one evaluation: text to
standard output, and JSON, SARIF, JUnit and Markdown to files.

The use cases are those of examples/comparison, again and again under names of their own. Runs are
interleaved with `assess` of one of them, so that a busy machine slows both.

    python3 bench/gate.py [--runs N] [--cases N] [--program PATH]
"""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUTPUTS = ["json", "sarif", "junit", "markdown"]


def main():
    parser = argparse.ArgumentParser(description="Times the gate over many use cases.")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--program", default=str(ROOT / ".build/release/clearance"))
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.environ["CLEARANCE_CACHE"] = name + "/cache"
        write(folder / "cases", arguments.cases)
        gate = [program, "gate", "--no-config", "--rules", "rules", "--on", "2026-11-25",
                str(folder / "cases")]
        outputs = [word for form in OUTPUTS for word in ("--output", f"{form}={folder}/out.{form}")]
        one = [program, "assess", "--rules", "rules", "--on", "2026-11-25",
               str(folder / "cases" / "000.yaml")]
        commands = {f"gate, {arguments.cases} use cases, {len(OUTPUTS) + 1} outputs": gate + outputs,
                    f"gate, {arguments.cases} use cases, concise": gate + ["--format", "concise"],
                    "assess, 1 use case": one}
        for command in commands.values():
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            if done.returncode not in (0, 1, 3):
                sys.exit(f"{' '.join(command)}\n{done.stderr}{done.stdout}")
        tell(measure(commands, arguments.runs), arguments.runs)
        sizes = {form: (folder / f"out.{form}").stat().st_size for form in OUTPUTS}
        print(", ".join(f"{form} {size / 1e6:.1f} MB" for form, size in sizes.items()))


def write(folder, count):
    """So many use cases, each under a name of its own."""
    folder.mkdir()
    texts = [file.read_text(encoding="utf-8")
             for file in sorted((ROOT / "examples/comparison").glob("*.yaml"))]
    for number in range(count):
        text = texts[number % len(texts)]
        text = re.sub(r"^use_case: *(\S+)", rf"use_case: \1-{number}", text, count=1, flags=re.M)
        (folder / f"{number:03}.yaml").write_text(text, encoding="utf-8")


def measure(commands, runs):
    """Of each command, milliseconds of wall time and of processors, run by run."""
    found = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(run(command))
    return found


def run(command):
    start = time.perf_counter()
    process = os.posix_spawnp(
        command[0], command, os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0)
                      for stream in (0, 1, 2)])
    _, _, usage = os.wait4(process, 0)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return ((time.perf_counter() - start) * 1000, (usage.ru_utime + usage.ru_stime) * 1000,
            usage.ru_maxrss / unit)


def tell(found, runs):
    print(f"{runs} runs of each, interleaved, {os.cpu_count()} processors; milliseconds")
    print(f"{'':44}{'median':>8}{'least':>8}{'busy':>8}{'MiB':>7}")
    for name, runs_of_one in found.items():
        walls, busy, memory = zip(*runs_of_one)
        print(f"{name:44}{statistics.median(walls):8.0f}{min(walls):8.0f}"
              f"{statistics.median(busy):8.0f}{max(memory):7.0f}")


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
