"""Runs made-up rulebooks on engines of SQL and compares every rule of every record with what the
evaluator of single records says, in three truths. Usage: engines.py WORLDS [--program CLEARANCE] [ENGINE...]

Worlds are written by the test `worlds are written for engines`. PostgreSQL is started on a socket in
a folder of its own and stopped at the end; Spark runs last, in one session, which compiles every tenth rulebook
and interprets the others, for compiling takes seconds. With --program, `clearance audit --engine` is compared with
`clearance audit` on the log of traps and on a log of Parquet: counts, groups, ids and figures. DuckDB is run in both
ways that the command knows: by its own command line, and by its library in Python."""

import concurrent.futures
import datetime
import decimal
import glob
import json
import os
import pathlib
import pwd
import random
import shutil
import subprocess
import sys
import tempfile
import time

SEPARATOR = "\x1e"


class World:
    def __init__(self, folder):
        self.folder = folder
        self.name = folder.name
        self.is_csv = (folder / "log.csv").exists()
        self.log = folder / ("log.csv" if self.is_csv else "log.ndjson")
        self.bad = int((folder / "bad").read_text())
        self.expected = {}
        for line in (folder / "expected.tsv").read_text().splitlines():
            name, *verdicts = line.split("\t")
            for place, verdict in enumerate(verdicts):
                self.expected[name, place + 1] = verdict

    def statements(self, dialect):
        return (self.folder / f"{dialect}.sql").read_text().split(SEPARATOR)

    def verdicts(self):
        return f"SELECT id, place, verdict FROM {self.name}_verdicts"

    def count_of_bad(self):
        return f"SELECT count(*) FROM {self.name}_bad_records"

    def differences(self, rows, bad):
        """Where an engine says something else; at most a few, in words."""
        found = {(str(name), int(place)): verdict for name, place, verdict in rows}
        wrong = [
            f"{self.name}: record {key[0]}, rule {key[1]}: {found.get(key)} instead of {self.expected.get(key)}"
            for key in sorted(set(found) | set(self.expected))
            if found.get(key) != self.expected.get(key)
        ]
        if bad != self.bad:
            wrong.append(f"{self.name}: {bad} lines are no records, instead of {self.bad}")
        return wrong


def duckdb_rows(worlds):
    import duckdb

    for world in worlds:
        database = duckdb.connect()
        database.execute("SET threads = 2")
        for statement in world.statements("duckdb"):
            database.execute(statement)
        rows = database.execute(world.verdicts()).fetchall()
        yield world, rows, database.execute(world.count_of_bad()).fetchone()[0]


class Postgres:
    """A server of our own, on a socket in a folder, run by a user without rights."""

    def __init__(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        self.binaries = found[-1] if found else os.path.dirname(shutil.which("postgres"))
        self.folder = tempfile.mkdtemp(prefix="clearance-postgres-")
        self.user = None
        if os.getuid() == 0:
            self.user = "postgres" if "postgres" in [u.pw_name for u in pwd.getpwall()] else "nobody"
            shutil.chown(self.folder, self.user)

    def run(self, *words):
        prefix = ["setpriv", f"--reuid={self.user}", "--clear-groups"] if self.user else []
        if self.user:
            prefix.insert(2, f"--regid={pwd.getpwnam(self.user).pw_gid}")
        return subprocess.run([*prefix, *words], check=True, capture_output=True, text=True, cwd=self.folder)

    def __enter__(self):
        self.run(f"{self.binaries}/initdb", "-D", f"{self.folder}/data", "-U", "clearance", "-A", "trust",
                 "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c jit=off -c max_locks_per_transaction=1024"
        self.run(f"{self.binaries}/pg_ctl", "-D", f"{self.folder}/data", "-w", "-o", options,
                 "-l", f"{self.folder}/log", "start")
        return self

    def __exit__(self, *_):
        self.run(f"{self.binaries}/pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def psql(self, script):
        done = subprocess.run(
            [f"{self.binaries}/psql", "-h", self.folder, "-U", "clearance", "-d", "postgres", "-X", "-q", "-A", "-t",
             "-F", "\t", "-v", "ON_ERROR_STOP=1"],
            input=script, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"engines: PostgreSQL: {done.stderr.strip()[:2000]}")
        return [line.split("\t") for line in done.stdout.splitlines()]


def postgres_rows(worlds):
    with Postgres() as server:
        for world in worlds:
            # COPY takes one kind of line break in a file.
            plain = world.folder / "plain"
            plain.write_bytes(world.log.read_bytes().replace(b"\r\n", b"\n"))
            statements = world.statements("postgres")
            if world.is_csv:
                header = plain.read_text().split("\n", 1)[0].split(",")
                columns = ", ".join(f'"{name}" text' for name in header)
                before = [f"CREATE TABLE {world.name}_table ({columns})",
                          f"\\copy {world.name}_table FROM '{plain}' WITH (FORMAT csv, HEADER true)"]
                after = []
            else:
                before = [statements.pop(0)]
                after = [f"\\copy {world.name}_lines FROM '{plain}' WITH (FORMAT csv, DELIMITER E'\\x1f', QUOTE E'\\x1e')"]
            script = "".join(s + ("\n" if s.startswith("\\") else ";\n") for s in before + after + statements)
            rows = server.psql(script + world.verdicts() + ";\n" + world.count_of_bad() + ";\n")
            yield world, rows[:-1], int(rows[-1][0])


def spark_rows(worlds):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]")
    for key, value in {
        "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.driver.memory": "3g",
        "spark.sql.shuffle.partitions": "1", "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1", "spark.sql.warehouse.dir": tempfile.mkdtemp(),
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")

    def one(number, world):
        # Conditions that are compiled and those that are interpreted are two programs of Spark's.
        is_compiled = number % 10 == 0 or world.name == "traps"
        session = sessions[is_compiled]
        for statement in world.statements("spark"):
            session.sql(statement)
        rows = [tuple(row) for row in session.sql(world.verdicts()).collect()]
        return world, rows, session.sql(world.count_of_bad()).collect()[0][0]

    sessions = {True: session, False: session.newSession()}
    sessions[False].conf.set("spark.sql.codegen.wholeStage", "false")
    sessions[False].conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        yield from pool.map(one, range(len(worlds)), worlds)
    session.stop()


def ways(name, folder):
    """PATHs on which the command finds an engine in one way alone, with what the report then says of it."""
    here = pathlib.Path(sys.executable).parent
    if name != "duckdb":
        return {f"({'spark-submit' if (here / 'spark-submit').exists() else 'python3'}, local[*])": f"{here}:{os.environ['PATH']}"}
    found = {}
    program = shutil.which("duckdb", path=here)
    if program is None:
        sys.exit("engines: the command line of DuckDB is not installed beside this Python")
    for way, text in [("duckdb", program), ("python3", sys.executable)]:
        place = folder / f"only-{way}"
        place.mkdir(exist_ok=True)
        (place / way).write_text(f'#!/bin/sh\nexec "{text}" "$@"\n')
        (place / way).chmod(0o755)
        found[f"({way})"] = f"{place}:/usr/bin:/bin"
    return found


def audit(program, folder, log, mapping, *words, path=os.environ["PATH"]):
    """What the command says of a log by the rules of the traps, and the lines of ids."""
    ids = folder / "ids.tsv"
    done = subprocess.run(
        [program, "audit", log, "--mapping", mapping, "--rules", "rules", "--on", "2026-06-01",
         "--format", "json", "--max-bad", "1000", "--by", "l", "--ids", str(ids), *words],
        cwd=folder, capture_output=True, text=True, env={**os.environ, "PATH": path})
    if done.returncode != 0:
        sys.exit(f"engines: clearance audit {log} {' '.join(words)}: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    lines = sorted(ids.read_text().splitlines())
    for rule in report["rules"]:
        rule.pop("examples")
    groups = sorted(json.dumps(group, sort_keys=True) for group in report["groups"])
    columns = [(c["column"], c["fact"], c["values"]) for c in report["columns"]]
    return report["engine"], {
        "records": report["records"], "rules": report["rules"], "groups": groups, "ids": lines, "columns": columns,
        "indicators": report["indicators"], "bad": report["bad_lines"]["count"]}


INDICATORS = """\
language: 1
indicators:
  red_and_flagged:
    about: decision
    term: {en: Red and flagged, fr: Rouge et signalé}
    definition: {en: Of the flagged those in the red lane., fr: "Parmi les signalés, ceux en rouge."}
    numerator: {d.lane: red}
    denominator: {any: [d.flag, {d.tags: a}]}
    unit: {en: records, fr: enregistrements}
    source: {en: Made up, fr: Inventé}
    version: "1"
    valid_from: 2026-01-01
  met:
    about: decision
    term: {en: Met, fr: Respectée}
    definition: {en: Of what rule 0 applies to what meets it., fr: "De ce que vise la règle 0, ce qui la respecte."}
    numerator: {verdict: {one/rule0: satisfied}}
    denominator: {verdict: {one/rule0: [satisfied, violated]}}
    unit: {en: records, fr: enregistrements}
    source: {en: Made up, fr: Inventé}
    version: "1"
    valid_from: 2026-01-01
"""


def compare(program, folder, names, log, other, mapping, more=()):
    """Whether engines on one file say other than columns on another that holds the same."""
    _, expected = audit(program, folder, log, mapping)
    is_wrong = False
    for name in names:
        for way, path in ways(name, folder).items():
            engine, found = audit(program, folder, other, mapping, "--engine", name, *more, path=path)
            wrong = [key for key in expected if found[key] != expected[key]]
            if not engine.endswith(way):
                wrong.append("engine")
            print(f"engines: clearance audit {other} --engine {name} by {engine}: {len(expected['rules'])} rules, "
                  f"{len(expected['indicators'])} indicators, {expected['records']} records, {len(expected['ids'])} ids, "
                  f"{'differ in ' + ', '.join(wrong) if wrong else 'as columns have them'}", flush=True)
            for key in wrong:
                both = (expected.get(key), found.get(key))
                pairs = [(a, b) for a, b in zip(*both) if a != b] if isinstance(both[0], list) else both
                print(f"  {key}: {pairs[:3]}")
            is_wrong = is_wrong or bool(wrong)
    return is_wrong


# Columns of a log with the types that a database would give them, and values of each.
TYPED = {
    "o'x\"y": ("DECIMAL(20,10)", [decimal.Decimal(each) for each in ["0.5600000000", "0.5600000001", "0.1", "1000", "-0.5", "7"]]),
    "Limit": ("DOUBLE", [0.57, 1000.0, -1.0, 4e12]),
    "flag": ("BOOLEAN", [True, False]),
    "a/b~c": ("INTEGER", [1, 5]),
    "l": ("ENUM('green', '1', 'it''s', 'R', 'red')", ["green", "1", "it's", "R", "red"]),
    "t`s": ("VARCHAR[]", [["a"], [], ["A", "b"], ["a", "b", "c"], ["c"]]),
    "day": ("DATE", [datetime.date(2026, 2, 28), datetime.date(2024, 2, 29), datetime.date(2026, 3, 1)]),
    "paid": ("VARCHAR", ["01.03.2026", "30.03.2026", "31.03.2026"]),
    "start": ("TIMESTAMPTZ", [datetime.datetime(2026, 3, 1, 8, 59, 59, 999999, datetime.timezone.utc),
                              datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.timezone.utc)]),
    "end": ("TIMESTAMP", [datetime.datetime(2026, 3, 1, 10, 1, 30), datetime.datetime(2026, 3, 1, 10, 0, 1, 500000)]),
    "origin": ("VARCHAR", ["NO", "NL", "Holland", "BE"]),
    "note": ("VARCHAR", ["it's \"x\" \\ ${y} %s", "red", "Red", "nil", "réd", "2026-01-01 00:00:00+00"]),
    "epoch": ("BIGINT", [1767225600000, 1767225599999, 0, -1]),
    "${g}": ("BOOLEAN", [True, False]),
}


def parquet(program, folder, names):
    """The same records as JSON lines and as Parquet, whose types say more than JSON does."""
    import duckdb

    chance = random.Random(20261125)
    rows = [[f"r{number}", *(None if chance.random() < 0.2 else chance.choice(values) for _, values in TYPED.values())]
            for number in range(500)]

    def plain(value):
        if isinstance(value, datetime.datetime):
            return value.isoformat().replace("+00:00", "Z")
        return value.isoformat() if isinstance(value, datetime.date) else value

    keys = ["i'd", *TYPED]
    with open(folder / "typed.ndjson", "w", encoding="utf-8") as file:
        for row in rows:
            cells = [json.dumps(key) + ":" + (str(value) if isinstance(value, decimal.Decimal) else json.dumps(plain(value)))
                     for key, value in zip(keys, row)]
            file.write("{" + ",".join(cells) + "}\n")
    quoted = ['"' + key.replace('"', '""') + '"' for key in keys]
    base = duckdb.connect()
    types = ["VARCHAR", *(kind for kind, _ in TYPED.values())]
    base.execute(f"CREATE TABLE log ({', '.join(' '.join(pair) for pair in zip(quoted, types))})")
    base.executemany(f"INSERT INTO log VALUES ({', '.join('?' for _ in keys)})", rows)
    base.execute(f"COPY log TO '{folder / 'typed.parquet'}' (FORMAT parquet)")
    text = (folder / "mapping.yaml").read_text()
    # A column of Parquet that differs from another in case alone is not found by DuckDB.
    (folder / "typed.yaml").write_text(text.replace('"limit":', '"flag":'))
    return compare(program, folder, names, "typed.ndjson", "typed.parquet", "typed.yaml")


ENGINES = {"duckdb": duckdb_rows, "postgres": postgres_rows, "spark": spark_rows}


def main():
    folder, *names = sys.argv[1:]
    program = None
    if names[:1] == ["--program"]:
        program, names = os.path.abspath(names[1]), names[2:]
    worlds = [World(path) for path in sorted(pathlib.Path(folder).iterdir()) if (path / "expected.tsv").exists()]
    if not worlds:
        sys.exit(f"engines: no world in {folder}")
    is_wrong = False
    for name in names or ENGINES:
        start = time.monotonic()
        wrong, compared = [], 0
        for world, rows, bad in ENGINES[name](worlds):
            wrong += world.differences(rows, bad)
            compared += len(world.expected)
        took = time.monotonic() - start
        print(f"engines: {name}: {len(worlds)} rulebooks, {compared} verdicts, {len(wrong)} differ ({took:.0f} s)", flush=True)
        for line in wrong[:20]:
            print(f"  {line}")
        is_wrong = is_wrong or bool(wrong)
    if program:
        runnable = [name for name in names or ENGINES if name != "postgres"]
        traps = pathlib.Path(folder).absolute() / "traps"
        (traps / "rules" / "indicators.yaml").write_text(INDICATORS)
        is_wrong = compare(program, traps, runnable, "log.ndjson", "log.ndjson", "mapping.yaml") or is_wrong
        is_wrong = parquet(program, traps, runnable) or is_wrong
    sys.exit(1 if is_wrong else 0)


main()
