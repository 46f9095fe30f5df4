#!/usr/bin/env python3
"""How long a portfolio takes: the US inventory of 2024 (2,133 rows) imported, assessed and rendered as a page and as
a site, and a hundred thousand systems, which are its rows again and again under names of their own.

The register lies in ../shared/registers; where it does not, so many use cases of examples/comparison stand in for it,
which says less, and the program says so.

    python3 bench/portfolio.py [--runs N] [--systems N] [--program PATH] [--register PATH]
"""

import argparse
import csv
import io
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    parser = argparse.ArgumentParser(description="Times portfolios.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--systems", type=int, default=100_000)
    parser.add_argument("--program", default=str(ROOT / ".build/release/clearance"))
    parser.add_argument("--register", default=str(ROOT / "../shared/registers/us-omb-2024.csv"))
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    register = pathlib.Path(arguments.register).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.environ["CLEARANCE_CACHE"] = name + "/cache"
        head = [program, "portfolio", "--rules", "rules", "--on", "2026-11-25"]
        if register.exists():
            many = folder / "many.csv"
            count = repeat(register, many, arguments.systems)
            small, large = [str(register), "--preset", "us-omb-2024"], [str(many), "--preset", "us-omb-2024"]
            names = "US inventory 2024", f"its rows again and again, {count:,}"
        else:
            print(f"{register} is not here: use cases of examples/comparison stand in for it", file=sys.stderr)
            small, large = [write(folder / "small", 2133)], [write(folder / "large", arguments.systems)]
            names = "2,133 use cases", f"{arguments.systems:,} use cases"
        site = str(folder / "site")
        commands = {
            f"{names[0]}, page": head + small + ["--format", "html"],
            f"{names[0]}, site": head + small + ["--site", site],
            f"{names[1]}, text": head + large,
        }
        print(f"{'':56}{'median':>9}{'least':>9}{'busy':>9}{'MiB':>7}")
        for name_of, command in commands.items():
            runs = 1 if "again and again" in name_of or "100,000" in name_of else arguments.runs
            found = [run(command, first=turn < 0) for turn in range(-1, runs)][1:]
            walls, busy, memory = zip(*found)
            print(f"{name_of:56}{statistics.median(walls):8.2f}s{min(walls):8.2f}s{statistics.median(busy):8.2f}s"
                  f"{max(memory):7.0f}")
        pages = list(pathlib.Path(site).rglob("*.html"))
        sizes = sorted(page.stat().st_size for page in pages)
        print(f"site: {len(pages)} pages, {sum(sizes) / 1e6:.1f} MB, median {sizes[len(sizes) // 2] // 1024} KiB")


def repeat(register, target, wanted):
    """The rows of a register again and again, each under a name of its own."""
    text = register.read_bytes().decode("cp1252")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    with open(target, "w", encoding="cp1252", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(rows[0])
        for number in range(wanted):
            row = list(rows[1 + number % (len(rows) - 1)])
            row[0] = f"{row[0]} {number}"
            writer.writerow(row)
    return wanted


def write(folder, count):
    folder.mkdir()
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "examples/comparison").glob("*.us.yaml"))]
    for number in range(count):
        text = texts[number % len(texts)]
        text = re.sub(r"^use_case: *(\S+)", rf"use_case: \1-{number}", text, count=1, flags=re.M)
        (folder / f"{number:06}.yaml").write_text(text, encoding="utf-8")
    return str(folder)


def run(command, first=False):
    start = time.perf_counter()
    process = os.posix_spawnp(
        command[0], command, os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)])
    _, status, usage = os.wait4(process, 0)
    if first and os.waitstatus_to_exitcode(status) not in (0, 2):
        done = subprocess.run(command, capture_output=True, text=True)
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return (time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
