"""Runs made-up rulebooks on engines of SQL and compares every rule of every record with what the
evaluator of single records says, in three truths. Usage: engines.py WORLDS [--program CLEARANCE] [ENGINE...]

Worlds are written by the test `worlds are written for engines`. PostgreSQL is started on a socket in
a folder of its own and stopped at the end; Spark runs last, in one session, which compiles every tenth rulebook
and interprets the others, for compiling takes seconds. With --program, `clearance audit --engine` is compared with
`clearance audit` on the log of traps: counts, groups and ids."""

import concurrent.futures
import glob
import json
import os
import pathlib
import pwd
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


def audit(program, folder, *words):
    """What the command says of the log of traps, and the lines of ids."""
    ids = folder / "ids.tsv"
    path = os.path.dirname(sys.executable) + ":" + os.environ["PATH"]
    done = subprocess.run(
        [program, "audit", "log.ndjson", "--mapping", "mapping.yaml", "--rules", "rules", "--on", "2026-06-01",
         "--format", "json", "--max-bad", "1000", "--by", "l", "--ids", str(ids), *words],
        cwd=folder, capture_output=True, text=True, env={**os.environ, "PATH": path})
    if done.returncode != 0:
        sys.exit(f"engines: clearance audit {' '.join(words)}: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    lines = sorted(ids.read_text().splitlines())
    for rule in report["rules"]:
        rule.pop("examples")
    groups = sorted(json.dumps(group, sort_keys=True) for group in report["groups"])
    columns = [(c["column"], c["fact"], c["values"]) for c in report["columns"]]
    return {"records": report["records"], "rules": report["rules"], "groups": groups, "ids": lines, "columns": columns}


def compare_program(program, folder, names):
    expected = audit(program, folder)
    is_wrong = False
    for name in names:
        found = audit(program, folder, "--engine", name)
        wrong = [key for key in expected if found[key] != expected[key]]
        print(f"engines: clearance audit --engine {name}: {len(expected['rules'])} rules, {len(expected['ids'])} ids, "
              f"{'differ in ' + ', '.join(wrong) if wrong else 'as columns have them'}")
        for key in wrong:
            pairs = [(a, b) for a, b in zip(expected[key], found[key]) if a != b] if key != "records" else []
            print(f"  {key}: {pairs[:3]}")
        is_wrong = is_wrong or bool(wrong)
    return is_wrong


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
        is_wrong = compare_program(program, pathlib.Path(folder) / "traps", runnable) or is_wrong
    sys.exit(1 if is_wrong else 0)


main()
