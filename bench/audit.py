#!/usr/bin/env python3
"""What an audit of a decision log takes, beside other engines, in one run on one machine.

The workloads are those of ../shared/bench: a million records and twenty checks, ten thousand documents and two
hundred rules. Everything that is measured is also compared with what is expected, id by id. Runs of one engine and
another take turns, so that a busy machine slows both; what counts are the ratios.

    python3 bench/audit.py [--runs N] [--long] [--data DIR] [--bench DIR] [--program PATH] [--steps PATH]

`--long` adds 10^8 records, a hundred times the same file: 48 GB are read, which takes a minute or two. The other
engines come from PyPI, into .build-bench; without a network the rest is measured and they are said to be missing.
"""

import argparse
import glob
import hashlib
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build-bench"
MIB = 1 << 20
OPA = "opa-golib-python-bindings==0.4.4"


def main():
    parser = argparse.ArgumentParser(description="Measures audits of decision logs.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--long", action="store_true", help="10^8 records too")
    parser.add_argument("--data", help="where gen.py wrote; else it is made in .build-bench")
    parser.add_argument("--bench", default=str(ROOT / "../shared/bench"))
    parser.add_argument("--program", default=str(ROOT / ".build/release/clearance"))
    parser.add_argument("--steps", default=str(ROOT / ".build/release/log-bench"))
    parser.add_argument("--python", help="a Python that has the other engines")
    parser.add_argument("--json", help="a file for the figures")
    arguments = parser.parse_args()
    bench = pathlib.Path(arguments.bench).resolve()
    if not (bench / "gen.py").exists():
        sys.exit(f"there is no {bench}/gen.py, and so no workload")
    data = pathlib.Path(arguments.data).resolve() if arguments.data else make_data(bench)
    python = arguments.python or make_engines()
    with tempfile.TemporaryDirectory() as name:
        run = Run(arguments, bench, data, python, pathlib.Path(name))
        run.measure()
        run.tell()
        if arguments.json:
            pathlib.Path(arguments.json).write_text(json.dumps(run.figures, indent=1) + "\n")


def make_data(bench):
    data = BUILD / "data"
    if not (data / "expected_audit_1000000.json").exists():
        print("making the workload (a minute, 0.5 GB)", file=sys.stderr)
        data.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-B", str(bench / "gen.py")], check=True,
                       env={**os.environ, "BENCH_DATA": str(data)}, stdout=subprocess.DEVNULL)
    return data


def make_engines():
    """A Python with the other engines; None where they cannot be had."""
    place = BUILD / "venv"
    python = place / "bin/python"
    if (place / ".ready").exists():
        return str(python)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run(install + ["duckdb>=2", "polars>=2", "pyarrow", "numpy", "orjson"], check=True)
        # The wheel asks for a newer Python and needs none: it is ctypes alone (../shared/bench/PEERS.md).
        wheel = BUILD / "opa"
        subprocess.run([str(python), "-m", "pip", "download", "--quiet", "--no-deps", "--python-version", "3.14",
                        "--only-binary=:all:", "--dest", str(wheel), OPA], check=True)
        site = glob.glob(str(place / "lib/python3*/site-packages"))[0]
        for file in wheel.glob("*.whl"):
            shutil.unpack_archive(str(file), str(wheel / "unpacked"), "zip")
        shutil.copytree(wheel / "unpacked/opa_bindings", site + "/opa_bindings", dirs_exist_ok=True)
    except (subprocess.CalledProcessError, OSError, IndexError) as error:
        print(f"THE OTHER ENGINES ARE MISSING: {error}", file=sys.stderr)
        return None
    (place / ".ready").touch()
    return str(python)


class Run:
    """One run of everything."""

    def __init__(self, arguments, bench, data, python, folder):
        self.runs, self.long = arguments.runs, arguments.long
        self.program = os.path.abspath(arguments.program)
        self.steps = os.path.abspath(arguments.steps)
        self.bench, self.data, self.python, self.folder = bench, data, python, folder
        self.figures, self.rows, self.lines, self.mistakes = {}, [], [], []
        os.environ["CLEARANCE_CACHE"] = str(folder / "cache")

    def measure(self):
        self.load = [os.getloadavg()[0]]
        self.log = self.data / "audit.ndjson"
        self.size = self.log.stat().st_size
        self.expected = json.loads((self.data / "expected_audit_1000000.json").read_text())
        subprocess.run([sys.executable, "-B", str(ROOT / "bench/assess_rules.py"), str(self.data),
                        str(self.folder / "assess")], check=True)
        self.audit([self.small(1000)], ids=False)  # The rules are compiled once, and kept.
        self.workload()
        self.grow()
        self.assess()
        self.load.append(os.getloadavg()[0])

    # ---- Parts

    def workload(self):
        """NDJSON to counts and ids: one thread, two, and DuckDB on one."""
        one, two, bare, duck, alone = [], [], [], [], []
        for _ in range(self.runs):
            start = time.perf_counter()
            one.append(self.audit([self.log], "--no-digest", threads=1))
            alone.append(time.perf_counter() - start)
            two.append(self.audit([self.log], "--no-digest", threads=2))
            bare.append(self.audit([self.log], threads=1))
            duck.append(self.peer("duckdb", 1))
        self.apart(self.check_ids)
        steps = self.step(self.log, ROOT / "bench/decision-log.yaml", ROOT / "bench/decision-rules")
        polars = self.peer("polars", self.runs)
        first, second, clock = median(one), median(two), statistics.median(alone)
        rate = self.size / first / 1e9
        self.row("1 thread, NDJSON to counts and ids", f"{rate:.2f} GB/s", rate, 1.0, "1.0 GB/s")
        self.row("2 threads, NDJSON to counts and ids", f"{self.size / second / 1e9:.2f} GB/s",
                 clock / second, 1.7, "1.7 times one thread")
        other = middle(duck, "seconds")
        self.row("DuckDB, 1 thread, the same", other and f"{self.size / other / 1e9:.2f} GB/s",
                 other and other / first, 3, "we take a third")
        if steps:
            self.row("columns in memory to counts and ids", f"{steps['columns_s'] * 1e3:.1f} ms",
                     polars and polars["columns_s"] / steps["columns_s"], 10, "10 times polars")
        self.row("polars, columns in memory, 1 thread",
                 polars and f"{polars['columns_s'] * 1e3:.1f} ms", None, None, "")
        most = max(peak for _, peak in one + two) / MIB
        self.row("most memory, ids to a file", f"{most:.0f} MiB", 64 / most, 1, "64 MiB")
        self.lines.append(f"with the SHA-256 of the log, 1 thread: {self.size / median(bare) / 1e9:.2f} GB/s")
        if steps:
            self.lines.append(
                f"of {first:.3f} s on 1 thread: reading columns {steps['read_s']:.3f} s, counting and ids "
                f"{steps['count_s'] - steps['read_s']:.3f} s, the rest (start, rules, files) "
                f"{max(first - steps['count_s'], 0):.3f} s; reading alone {self.size / steps['read_s'] / 1e9:.2f} GB/s")
            self.figures["steps"] = steps
        self.figures.update(one=one, two=two, alone=alone, with_digest=bare, duckdb=duck, polars=polars)

    def grow(self):
        """Time and memory from 10^4 records on."""
        times = []
        for exponent in range(4, 9 if self.long else 8):
            logs = [self.small(10 ** exponent)] if exponent < 6 else self.links(10 ** (exponent - 6))
            runs = [self.audit(logs, "--no-digest", threads=2, ids=False)
                    for _ in range(1 if exponent > 6 else self.runs)]
            times.append((exponent, median(runs), max(peak for _, peak in runs) / MIB))
            self.lines.append(f"10^{exponent} records, 2 threads: {times[-1][1]:.3f} s, {times[-1][2]:.0f} MiB")
        big = [time for time in times if time[0] >= 6]
        a_record = [seconds / 10 ** exponent for exponent, seconds, _ in big]
        self.row(f"time for a record, 10^{big[-1][0]} to 10^6 records", f"{a_record[-1] * 1e9:.0f} ns",
                 a_record[0] / a_record[-1], 0.9, "no more than a tenth longer")
        self.row(f"memory, 10^6 to 10^{big[-1][0]} records", f"{big[-1][2]:.0f} MiB", big[0][2] / big[-1][2], 0.9,
                 "no more than a tenth larger")
        self.figures["growth"] = times

    def assess(self):
        """Documents and two hundred rules, in NDJSON, ids out."""
        rules, mapping = self.folder / "assess/rules", self.folder / "assess/mapping.json"
        log = self.data / "assess.ndjson"
        whole, more = [], []
        for _ in range(self.runs):
            more.append(self.audit([log] + self.links(10, log), "--no-digest", threads=1, rules=rules,
                                   mapping=mapping))
            whole.append(self.audit([log], "--no-digest", threads=1, rules=rules, mapping=mapping))
        self.apart(self.check_assess)
        polars, opa = self.peer("polars-assess", self.runs), self.peer("opa", self.runs)
        # What ten times as many more documents take: the start and the reading of rules are left out, as of the others.
        docs = 100_000 / (median(more) - median(whole))
        self.row("assess: 200 rules, documents to ids", f"{docs:,.0f}/s", polars and docs / polars["docs_per_s"],
                 10, "10 times polars")
        self.row("polars, the same, 1 thread", polars and f"{polars['docs_per_s']:,.0f}/s", None, None, "")
        self.row("OPA, the same, 1 thread", opa and f"{opa['docs_per_s']:,.0f}/s", opa and docs / opa["docs_per_s"],
                 500, "a 500th of ours")
        self.lines.append(f"assess, the whole command with start and rules: {median(whole):.3f} s")
        self.figures.update(assess=whole, assess_more=more, polars_assess=polars, opa=opa)

    # ---- Commands

    def audit(self, logs, *options, threads=1, ids=True, rules=None, mapping=None):
        """How many seconds an audit takes, of the processor on one thread, else of the clock; and how many bytes of
        memory at most."""
        command = [self.program, "audit", *map(str, logs), "--rules", str(rules or ROOT / "bench/decision-rules"),
                   "--mapping", str(mapping or ROOT / "bench/decision-log.yaml"), "--on", "2026-11-22",
                   "--threads", str(threads), "--format", "json", *options]
        if ids:
            command += ["--ids", str(self.folder / "ids.tsv")]
        with open(self.folder / "report.json", "wb") as output, open(self.folder / "remarks", "wb") as remarks:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=output, stderr=remarks, cwd=ROOT)
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}\nended with {process.returncode}\n"
                     + (self.folder / "remarks").read_text())
        if threads == 1:
            seconds = usage.ru_utime + usage.ru_stime
        return seconds, usage.ru_maxrss * 1024

    def step(self, log, mapping, rules):
        if not os.path.exists(self.steps):
            print("THE STEPS WERE NOT MEASURED: there is no log-bench", file=sys.stderr)
            return None
        done = subprocess.run([self.steps, str(log), str(mapping), str(rules), str(self.runs)], check=True,
                              capture_output=True, text=True)
        return json.loads(done.stdout)

    def peer(self, engine, runs):
        if not self.python:
            return None
        done = subprocess.run(
            [self.python, "-B", str(ROOT / "bench/audit_peers.py"), str(self.bench), engine, str(runs)],
            env={**os.environ, "BENCH_DATA": str(self.data)}, capture_output=True, text=True)
        if done.returncode != 0:
            print(f"{engine} WAS NOT MEASURED: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return None
        found = json.loads(done.stdout)
        if not found["agrees"]:
            self.mistakes.append(f"{engine} finds something else than is expected")
        return found

    def small(self, records):
        path = self.folder / f"audit_{records}.ndjson"
        if not path.exists():
            with open(self.log, "rb") as log, open(path, "wb") as part:
                for _ in range(records):
                    part.write(log.readline())
        return path

    def links(self, count, log=None):
        """The same log under several names."""
        log = log or self.log
        links = [self.folder / f"{log.stem}-{number:03}.ndjson" for number in range(count)]
        for link in links:
            if not link.exists():
                link.symlink_to(log)
        return links

    # ---- What is expected

    def apart(self, check):
        """Compares in a process of its own: what this one has of memory counts for those that it starts."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            check()
            with os.fdopen(writing, "w") as told:
                json.dump(self.mistakes, told)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.mistakes = json.load(told)
        os.waitpid(child, 0)

    def check_ids(self):
        ids = {name: [] for name in self.expected["counts"]}
        with open(self.folder / "ids.tsv", encoding="utf-8") as lines:
            for line in lines:
                rule, record = line.rstrip("\n").split("\t")
                ids[rule.split("/")[1].upper()].append(int(record))
        for name, digest in self.expected["ids_sha256"].items():
            found = hashlib.sha256(b"".join(b"%d\n" % record for record in sorted(ids[name]))).hexdigest()
            if found != digest:
                self.mistakes.append(f"{name}: {len(ids[name])} ids, not {self.expected['counts'][name]}")
        open_counts = open_in(json.loads((self.folder / "report.json").read_text()))
        for name, count in self.expected["undetermined_counts"].items():
            if open_counts.get(name.lower()) != count:
                self.mistakes.append(f"{name}: {open_counts.get(name.lower())} open, not {count}")

    def check_assess(self):
        expected = json.loads((self.data / "expected_assess_200.json").read_text())
        pairs = []
        with open(self.folder / "ids.tsv", encoding="utf-8") as lines:
            for line in lines:
                rule, document = line.rstrip("\n").split("\t")
                pairs.append((int(document[2:]), rule.split("/")[1].upper()))
        digest = hashlib.sha256()
        for document, rule in sorted(pairs):
            digest.update(f"{document}:{rule}\n".encode())
        if digest.hexdigest() != expected["digest"]:
            self.mistakes.append(f"assess: {len(pairs)} hits, not {expected['hits']}")

    # ---- What is told

    def row(self, name, figure, ratio, aim, words):
        self.rows.append((name, figure, ratio, aim, words))

    def tell(self):
        print(f"medians of {self.runs} runs, {os.cpu_count()} processors; figures hang on the machine, ratios "
              "do not\n")
        print(f"{'':44}{'figure':>14}{'ratio':>9}{'aim':>7}   {'':6} aim in words")
        for name, figure, ratio, aim, words in self.rows:
            told = "" if aim is None else "not measured" if ratio is None else "met" if ratio >= aim else "MISSED"
            print(f"{name:44}{figure or '-':>14}{'' if ratio is None else f'{ratio:.2f}':>9}"
                  f"{'' if aim is None else aim:>7}   {told:6} {words}")
        print()
        print("\n".join(self.lines))
        print(f"load of the machine before and after: {self.load[0]:.1f}, {self.load[1]:.1f}")
        print("counts, ids and open sets are " + ("NOT as expected:" if self.mistakes else "as expected"))
        for mistake in self.mistakes:
            print("  " + mistake)
        self.figures["rows"] = self.rows
        if self.mistakes:
            sys.exit(1)


def median(runs):
    return statistics.median(seconds for seconds, _ in runs)


def middle(found, key):
    times = [one[key] for one in found if one]
    return statistics.median(times) if times else None


def open_in(report):
    """Of each rule, by its name without the act, in how many records it is open."""
    return {rule["rule"].split("/")[-1]: rule["open"] for rule in report["rules"]}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
