"""Compares which lines `clearance audit` takes for records with which lines simdjson takes for
JSON: made-up lines, whole and broken, on all processors' fast paths. Usage: log_lines.py CLEARANCE [LINES]

A number that no double can hold is JSON (RFC 8259), and simdjson refuses it: such lines are left out. A
number in a column that is read is held to its fact, which is tried elsewhere. Needs libsimdjson-dev and
a compiler of C++."""

import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent / "lines"
WORDS = ["", "a", "é", "€", "😀", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "tab", "x" * 70, "\\/", "{", "]", ":", ","]
NUMBERS = ["0", "-0", "1", "-17", "3.25", "0.001", "1e5", "-2.5E-3", "123456789012", "9007199254740993"]
# Bytes that are put in somewhere: marks, letters, controls, parts of UTF-8, a lone surrogate.
BREAKERS = [b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b" ", b"\t", b"0", b"-", b".", b"e", b"t", b"n", b"\x00", b"\x1f",
            b"\x7f", b"\x80", b"\xc3", b"\xe2\x82", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\xff", b"\\u12", b"\\ud800",
            b"\\udc00", b"\\x", b"01", b"1.", b".5", b"+1", b"nul", b"tru", b"NaN", b"'", b"/*", b"\xef\xbb\xbf"]


# A number that may be too large for simdjson.
LARGE = re.compile(rb"[0-9][eE][+-]?[0-9]{3}|[0-9]{19}")


def value(random, depth=0):
    kind = random.randrange(8 if depth < 4 else 5)
    if kind == 0:
        return random.choice(["true", "false", "null"])
    if kind in (1, 2):
        return random.choice(NUMBERS)
    if kind in (3, 4):
        return '"' + "".join(random.choice(WORDS) for _ in range(random.randrange(4))) + '"'
    space = random.choice(["", "", " ", "\t", "  "])
    if kind in (5, 6):
        inner = [f'"k{place}"{space}:{space}{value(random, depth + 1)}' for place in range(random.randrange(4))]
        return "{" + space + f",{space}".join(inner) + space + "}"
    return "[" + space + f",{space}".join(value(random, depth + 1) for _ in range(random.randrange(4))) + space + "]"


def line(random, number):
    junk = value(random).encode()
    for _ in range(random.choice([0, 0, 1, 1, 2])):
        place = random.randrange(len(junk) + 1)
        how = random.randrange(3)
        if how == 0:
            junk = junk[:place] + random.choice(BREAKERS) + junk[place:]
        elif how == 1:
            junk = junk[:place] + junk[place + 1:]
        else:
            junk = junk[:place] + random.choice(BREAKERS) + junk[place + 1:]
    return b'{"id":"%d","read":true,"junk":%s}' % (number, junk)


def main():
    clearance = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    compiler = next(filter(None, map(shutil.which, ["c++", "g++", "clang++"])), None)
    if compiler is None:
        sys.exit("log_lines: there is no compiler of C++")
    source = random.Random(20261125)
    lines = [line(source, number) for number in range(1, count + 1)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        reader = folder / "reader"
        subprocess.run([compiler, "-std=c++17", "-O2", HERE / "simdjson_lines.cpp", "-lsimdjson", "-o", reader], check=True)
        log = folder / "log.ndjson"
        log.write_bytes(b"\n".join(lines) + b"\n")
        with log.open("rb") as file:
            done = subprocess.run([reader], stdin=file, capture_output=True, check=True)
        expected = set(map(int, done.stdout.split()))
        done = subprocess.run(
            [clearance, "audit", log, "--rules", HERE / "rules", "--mapping", HERE / "mapping.yaml", "--max-bad", str(count),
             "--ids", folder / "ids.tsv", "--format", "json"], capture_output=True, text=True, env={**os.environ, "CLEARANCE_CACHE": "off"})
        if done.returncode != 0:
            sys.exit(f"log_lines: ended with {done.returncode}: {done.stdout[:400]} {done.stderr[:400]}")
        found = {int(row.split("\t")[1]) for row in (folder / "ids.tsv").read_text().splitlines()}
    differ = [number for number in sorted(expected ^ found) if not LARGE.search(lines[number - 1])]
    for number in differ[:20]:
        print(f"{'simdjson' if number in expected else 'clearance'} alone takes {lines[number - 1]!r}")
    print(f"log_lines: {count} lines, {len(expected)} of them JSON, {len(differ)} differ")
    sys.exit(1 if differ or not expected or len(expected) == count else 0)


if __name__ == "__main__":
    main()
