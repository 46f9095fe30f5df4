"""Tries the embedded register where it must not break: killed while it writes, a full disk, several
processes at once, files that are no register or a damaged one; PostgreSQL with the same data; and
every result in JSON under its schema.

Usage: register.py CLEARANCE [KILLS [SEED]]

The command is run as people run it: `clearance register …`. PostgreSQL is started on a socket in a
temporary folder, as an unprivileged user, and needs nothing but its programs.
"""

import csv
import glob
import io
import json
import os
import pathlib
import pwd
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "register.schema.json").read_text())
SQL = ROOT / "share" / "sql" / "register-postgres.sql"
DAY = "2026-11-25"

VOCABULARY = """\
language: 1
vocabulary: example
groups: {system: The system}
facts:
  system.can_stop:
    ask: {en: Can somebody stop it?, fr: Quelqu'un peut-il l'arrêter ?}
    type: yes_no
    of: system
  system.note:
    ask: {en: What else?, fr: Quoi d'autre ?}
    type: text
    of: system
"""
ACT = """\
language: 1
act: stop-act
title: Act on Stopping
jurisdiction: NL
applies: {from: 2026-01-01}
bearers: {keeper: keeper}
"""
RULES = """\
language: 1
act: stop-act
definitions:
  keeper: {helper: yes, when: always}
obligations:
  stop_control:
    provision: [stop-act/3]
    cite: Art. 3
    says: {en: Somebody can stop the system, fr: Quelqu'un peut arrêter le système}
    bearer: keeper
    about: system
    when: always
    requires: system.can_stop
"""

wrong = 0
passed = 0


def judge(holds: bool, words: str) -> None:
    global wrong, passed
    if holds:
        passed += 1
    else:
        wrong += 1
        print("register: " + words)


def command(*arguments: str) -> list[str]:
    return [CLEARANCE, "register", *map(str, arguments)]


def run(*arguments: str, **more) -> subprocess.CompletedProcess:
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, env=ENVIRONMENT, **more
    )


def ok(*arguments: str) -> subprocess.CompletedProcess:
    done = run(*arguments)
    judge(
        done.returncode == 0,
        f"{' '.join(map(str, arguments))} ends with {done.returncode}: {done.stderr[-300:]}",
    )
    return done


def refused(code: str, *arguments: str, **more) -> None:
    """It ends with 2 and names what is wrong, for people and for programs."""
    done = run(*arguments, **more)
    judge(
        done.returncode == 2 and f"[{code}]" in done.stderr,
        f"{' '.join(map(str, arguments))}: {code} was expected, not {done.returncode}: {done.stderr}",
    )


def cases(folder: pathlib.Path, names: list[str], note: str = "") -> pathlib.Path:
    folder.mkdir(parents=True, exist_ok=True)
    for place, name in enumerate(names):
        answer = ["yes", "no", "unknown"][place % 3]
        text = f"language: 1\nuse_case: {name}\ntitle: Système « {name} »\njurisdictions: [NL]\n"
        text += f"facts:\n  system: {{can_stop: {answer}, note: \"of {name} {note}\"}}\n"
        (folder / f"{name}.yaml").write_text(text)
    return folder


def names(register: pathlib.Path) -> set[str]:
    return {one["system"] for one in json.loads(ok("list", register, "--format=json").stdout)["systems"]}


def formats(folder: pathlib.Path) -> None:
    """What every verb says in JSON is valid under the schema of its own format, and of no other."""
    register, copy = folder / "formats.clearance", folder / "formats-copy.clearance"
    source = cases(folder / "formats", ["lane", "broken", "silent"])
    paper, lines = folder / "paper.txt", folder / "formats.ndjson"
    paper.write_text("instructions")
    waivers = folder / "accepted.yaml"
    waivers.write_text(
        "language: 1\nwaivers:\n  - {use_case: broken, rule: stop_control, reason: being built, "
        "approved_by: The head, expires: 2026-12-31, verdict: violated}\n"
    )
    formats = set(SCHEMA["$defs"]) - {"assessment", "whole_assessment", "finding"}
    check = jsonschema.Draft202012Validator(SCHEMA)

    def told(*arguments: str) -> dict:
        done = ok(*arguments, "--format=json")
        value = json.loads(done.stdout)
        mistakes = [f"{one.json_path}: {one.message[:200]}" for one in check.iter_errors(value)]
        judge(mistakes == [], f"{' '.join(map(str, arguments))}: {mistakes}")
        formats.discard(value["format"].removeprefix("clearance-register-"))
        for other in ["format", "register", "exit_code"]:
            judge(not check.is_valid({**value, other: 7.5}), f"{arguments[0]}: any {other} is valid")
        return value

    told("init", register)
    told("add", register, source, "--on", DAY)
    told("waive", register, waivers, "--on", DAY)
    told("evidence", "add", register, "lane", "instructions", paper, "--valid-until", "2027-01-31", "--on", DAY)
    told("assess", register, "--on", "2026-12-01")
    told("retire", register, "silent", "--reason", "replaced", "--on", "2026-12-02")
    judge(len(told("list", register, "--with-retired")["systems"]) == 3, "list: three systems were added")
    whole = [told("show", register, name)["system"] for name in ["lane", "broken", "silent"]]
    judge([len(one["evidence"]) for one in whole] == [1, 0, 0], "show: one system has a document")
    judge([len(one["waivers"]) for one in whole] == [0, 1, 0], "show: one system has a waiver")
    kinds = {one["kind"] for one in told("history", register)["events"]}
    judge(len(kinds) == 5, f"history: of five kinds of events there are {kinds}")
    due = told("due", register, "--on", "2028-01-01", "--reason=undecided", "--reason=evidence", "--reason=waiver")
    judge(len(due["due"]) == 2, "due: a document and a waiver have ended")
    lines.write_text(ok("export", register).stdout)
    told("init", copy)
    told("import", copy, lines)
    told("check", copy)
    told("backup", copy, folder / "formats-backup.clearance")
    judge(formats == set(), f"nobody has told {formats}")
    print("register: JSON of every verb is as its schema says")


def killed(folder: pathlib.Path, kills: int, seed: int) -> None:
    """Killed at random moments: whatever was printed is there, and of every run all or nothing."""
    chance = random.Random(seed)
    register = folder / "killed.clearance"
    ok("init", register)
    size = 30
    start = time.monotonic()
    ok("add", register, cases(folder / "first", [f"first-{n}" for n in range(size)]), "--on", DAY)
    takes = time.monotonic() - start
    acknowledged = {f"first-{n}" for n in range(size)}
    counts = {"printed": 0, "unprinted": 0, "nothing": 0}
    for turn in range(kills):
        batch = [f"turn-{turn}-{n}" for n in range(size)]
        source = cases(folder / f"turn-{turn}", batch)
        process = subprocess.Popen(
            command("add", register, source, "--on", DAY),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
        )
        # Most of a run is before the first byte is written: the moments crowd where it ends, which
        # moves with the load of the machine.
        time.sleep(takes * chance.uniform(0.4, 1.15))
        process.send_signal(signal.SIGKILL)
        said = process.communicate()[0].decode()
        printed = {line.split()[1] for line in said.splitlines() if line.startswith("added")}
        acknowledged |= printed
        found = names(register)
        there = found & set(batch)
        judge(acknowledged <= found, f"turn {turn}: lost {sorted(acknowledged - found)[:3]}")
        judge(len(there) in (0, size), f"turn {turn}: {len(there)} of {size} are there")
        counts["printed" if printed else "unprinted" if there else "nothing"] += 1
        takes *= 0.96 if printed else 1.03
        shutil.rmtree(source)
        if turn % 20 == 19:
            ok("check", register)
    ok("check", register)
    print(
        f"register: killed {kills} times (seed {seed}): {counts['printed']} runs had printed, "
        f"{counts['unprinted']} had written without printing, {counts['nothing']} had written nothing"
    )


def full(folder: pathlib.Path) -> None:
    """A file that may not grow, and where mounting is allowed a disk that is full."""
    small = cases(folder / "small", ["small-1", "small-2"])
    large = cases(folder / "large", [f"large-{n}" for n in range(150)], "x" * 4000)
    register = folder / "limited.clearance"
    ok("init", register)
    ok("add", register, small, "--on", DAY)

    def limit() -> None:
        most = 256 << 10
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    refused("disk-full", "add", register, large, "--on", DAY, preexec_fn=limit)
    judge(names(register) == {"small-1", "small-2"}, "a file that may not grow: something was lost")
    ok("check", register)
    ok("add", register, large, "--on", DAY)

    disk = folder / "disk"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size=512k tmpfs "$1" || exit 77\n'
        '"$0" register init "$1/r" && "$0" register add "$1/r" "$2" --on ' + DAY + " || exit 70\n"
        '"$0" register add "$1/r" "$3" --on ' + DAY + '; echo "large $?"\n'
        '"$0" register list "$1/r"; "$0" register check "$1/r"; echo "check $?"\n'
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script, CLEARANCE, disk, small, large],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
    )
    if done.returncode in (1, 77):
        print("register: no disk could be mounted here; a file that may not grow stands for it")
        return
    judge("large 2" in done.stdout and "[disk-full]" in done.stderr, f"a full disk: {done.stdout}{done.stderr}")
    judge("small-1" in done.stdout and "large-1" not in done.stdout, "a full disk: something was lost")
    judge("check 0" in done.stdout, f"a full disk: {done.stdout}{done.stderr}")
    print("register: on a full disk it says so and loses nothing")


def together(folder: pathlib.Path) -> None:
    """Several processes add at once, while others read."""
    register = folder / "together.clearance"
    ok("init", register)
    wanted: set[str] = set()
    for turn in range(4):
        processes = []
        for writer in range(3):
            batch = [f"t{turn}-w{writer}-{n}" for n in range(20)]
            wanted |= set(batch)
            source = cases(folder / f"together-{turn}-{writer}", batch)
            processes.append(
                subprocess.Popen(
                    command("add", register, source, "--on", DAY),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    env=ENVIRONMENT,
                )
            )
        names(register)
        ok("backup", register, folder / f"backup-{turn}")
        for process in processes:
            said = process.communicate()[1].decode()
            judge(process.returncode == 0, f"of three writers one ends with {process.returncode}: {said}")
        ok("check", folder / f"backup-{turn}")
    judge(names(register) == wanted, "of what three writers added something is missing")
    ok("check", register)
    print("register: three processes wrote at once, four times")


def place(path: pathlib.Path, content: bytes | None) -> None:
    """A file in place of another, without what SQLite keeps beside that one."""
    for end in ["", "-wal", "-shm"]:
        pathlib.Path(str(path) + end).unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)


def fresh_copy(source: pathlib.Path, path: pathlib.Path) -> None:
    place(path, source.read_bytes())


def hostile(folder: pathlib.Path, seed: int) -> None:
    """Files that are no register, or one that somebody has changed."""
    chance = random.Random(seed)
    whole = folder / "whole.clearance"
    ok("init", whole)
    source = cases(folder / "whole", [f"system-{n}" for n in range(12)])
    ok("add", whole, source, "--on", DAY)
    export = ok("export", whole).stdout
    bad = folder / "bad"

    for words, content in [
        ("nothing", b""),
        ("text", b"language: 1\nuse_case: x\n" * 20),
        ("a head alone", b"SQLite format 3\0"),
        ("noise", chance.randbytes(8192)),
    ]:
        place(bad, content)
        for verb in ["list", "check", "export", "history", "due"]:
            done = run(verb, bad)
            judge(
                done.returncode == 2 and "[not-a-register]" in done.stderr,
                f"{verb} of a file of {words}: {done.returncode} {done.stderr}",
            )
    place(bad, b"")
    sqlite3.connect(bad).executescript("CREATE TABLE t (x); PRAGMA user_version = 1;")
    refused("not-a-register", "add", bad, source)
    refused("no-register", "list", folder / "absent")
    refused("not-a-register", "list", folder)

    fresh_copy(whole, bad)
    sqlite3.connect(bad).execute("PRAGMA user_version = 99").close()
    for verb in ["list", "check", "export"]:
        refused("newer-register", verb, bad)
    refused("newer-register", "add", bad, source)

    for sql in [
        "UPDATE event SET day = '2020-01-01'",
        "DELETE FROM event",
        "DELETE FROM finding",
        "UPDATE assessment SET rulebook = 'x'",
        "INSERT OR REPLACE INTO file SELECT digest, x'00' FROM file",
        "INSERT INTO event SELECT number + 1, digest, 'x', kind, day, system, body FROM event LIMIT 1",
    ]:
        fresh_copy(whole, bad)
        base = sqlite3.connect(bad)
        try:
            base.execute(sql)
            base.commit()
            judge(False, f"SQL may do this: {sql}")
        except sqlite3.DatabaseError:
            judge(True, "")
        base.close()
    for triggers, sql in [
        ("event", "UPDATE event SET body = replace(body, 'satisfied', 'violated')"),
        ("event", "UPDATE event SET day = '2020-01-01' WHERE number = 5"),
        ("file", "UPDATE file SET bytes = x'00'"),
        ("finding", "DELETE FROM finding WHERE place = 0"),
        ("assessment", "UPDATE assessment SET rulebook = 'x'"),
    ]:
        fresh_copy(whole, bad)
        base = sqlite3.connect(bad)
        found = base.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [triggers]
        ).fetchall()
        for name, _ in found:
            base.execute(f"DROP TRIGGER {name}")
        base.execute(sql)
        for _, text in found:
            base.execute(text)
        base.commit()
        base.close()
        done = run("check", bad, "--format=json")
        judge(
            done.returncode == 1 and json.loads(done.stdout)["damages"] != [],
            f"check does not see: {sql}: {done.stdout[-300:]}",
        )

    head = json.loads(ok("check", whole, "--format=json").stdout)["head"]
    cut = folder / "cut.clearance"
    ok("init", cut)
    lines = export.splitlines(keepends=True)
    last = json.loads(lines[-2])
    kept = [json.loads(lines[0])] + lines[1:-1]
    kept[0]["events"] -= 1
    kept[0]["head"] = last.get("digest", "")
    (folder / "cut.ndjson").write_text(json.dumps(kept[0], separators=(",", ":")) + "\n" + "".join(kept[1:]))
    ok("import", cut, folder / "cut.ndjson")
    ok("check", cut)
    judge(run("check", cut, "--noted", head).returncode == 1, "a history that was cut is not seen")
    judge(run("check", whole, "--noted", head).returncode == 0, "a history that is whole is not seen")

    for words, text in [
        ("nothing", ""),
        ("no head", "".join(lines[1:])),
        ("cut short", "".join(lines[:-1])),
        ("a changed body", export.replace("satisfied", "violated", 1)),
        ("events in another order", "".join(lines[:1] + lines[:0:-1])),
        ("no JSON", lines[0] + "{" * 100_000 + "\n"),
        ("a changed file", export.replace('"bytes":"', '"bytes":"AAAA', 1)),
        ("a later format", export.replace('"version":1', '"version":2', 1)),
    ]:
        (folder / "lines").write_text(text)
        fresh = folder / "fresh.clearance"
        place(fresh, None)
        ok("init", fresh)
        refused("bad-line", "import", fresh, folder / "lines")
        judge(names(fresh) == set(), f"an import of {words} left something behind")

    content = whole.read_bytes()
    seen = 0
    for _ in range(60):
        changed = bytearray(content)
        for _ in range(chance.choice([1, 1, 8, 200])):
            changed[chance.randrange(100, len(changed))] ^= chance.randrange(1, 256)
        place(bad, changed)
        done = run("check", bad)
        judge(done.returncode in (0, 1, 2), f"check of a damaged file ends with {done.returncode}")
        if done.returncode == 0:
            # What nobody reads may differ; everything else does not.
            judge(run("export", bad).stdout == export, "check passes, and the export is another")
        else:
            seen += 1
        for verb in ["list", "history", "export", "due"]:
            code = run(verb, bad).returncode
            judge(code in (0, 2), f"{verb} of a damaged file ends with {code}")
    print(f"register: of 60 damaged files check saw {seen}, and the others said the same as before")


class Postgres:
    """A server of its own, on a socket in a folder."""

    def __init__(self, folder: pathlib.Path, programs: pathlib.Path) -> None:
        self.folder, self.programs = folder, programs
        folder.mkdir()
        self.user = None
        if os.geteuid() == 0:
            self.user = "postgres" if "postgres" in {u.pw_name for u in pwd.getpwall()} else "nobody"
            shutil.chown(folder, self.user)
        folder.chmod(0o700)

    def call(self, *arguments: str, text: bool = True) -> subprocess.CompletedProcess:
        prefix = ["runuser", "-u", self.user, "--"] if self.user else []
        return subprocess.run([*prefix, *arguments], capture_output=True, text=text, cwd="/")

    def __enter__(self) -> "Postgres":
        data = self.folder / "data"
        made = self.call(
            self.programs / "initdb", "-D", data, "-A", "trust", "-U", "clearance", "-E", "UTF8",
            "--locale=C", "--no-sync",
        )
        started = self.call(
            self.programs / "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o",
            f"-k {self.folder} -c listen_addresses='' -c fsync=off", "start",
        )
        judge(made.returncode == 0 and started.returncode == 0, f"no PostgreSQL: {made.stderr}{started.stderr}{started.stdout}")
        return self

    def __exit__(self, *_) -> None:
        self.call(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def psql(self, *arguments: str) -> subprocess.CompletedProcess:
        return self.call(
            self.programs / "psql", "-h", self.folder, "-U", "clearance", "-d", "postgres", "-X",
            "-v", "ON_ERROR_STOP=1", *arguments,
        )

    def take(self, lines: pathlib.Path) -> subprocess.CompletedProcess:
        copy = (
            f"\\copy register.line (text) from '{lines}' with "
            "(format csv, quote e'\\x01', delimiter e'\\x02')"
        )
        done = self.psql("-c", copy)
        return done if done.returncode else self.psql("-Atc", "SELECT register.take()")

    def export(self) -> str:
        return self.psql("-Atc", "SELECT text FROM register.lines()").stdout


TABLES = [
    "event", "system", "version", "jurisdiction", "assessment", "class", "finding", "moment",
    "evidence", "waiver", "retirement",
]


def postgres(folder: pathlib.Path) -> None:
    """The same register in PostgreSQL: taken in, given out letter by letter, the same tables."""
    found = [str(pathlib.Path(path).parent) for path in [shutil.which("initdb")] if path]
    found += sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    programs = ["initdb", "pg_ctl", "psql"]
    found = [place for place in found if all(os.path.exists(f"{place}/{name}") for name in programs)]
    if not found:
        print("register: PostgreSQL is not installed, and was not tried")
        return
    register = folder / "shared.clearance"
    ok("init", register)
    ok("add", register, cases(folder / "shared", [f"system-{n}" for n in range(9)]), "--on", DAY)
    document = folder / "paper.pdf"
    document.write_bytes(b"%PDF")
    ok("evidence", "add", register, "system-1", "instructions", document, "--valid-until", "2027-01-31", "--on", DAY)
    waivers = folder / "waivers.yaml"
    waivers.write_text(
        "language: 1\nwaivers:\n  - {use_case: system-1, rule: stop_control, reason: \"a \\\"quoted\\\" reason, é \\\\\", "
        "approved_by: The head, expires: 2026-12-31, verdict: violated, facts: {system.can_stop: no}}\n"
    )
    ok("waive", register, waivers, "--on", DAY)
    ok("assess", register, "--on", "2026-12-01")
    ok("retire", register, "system-2", "--reason", "replaced", "--on", "2026-12-02")
    lines = folder / "shared.ndjson"
    lines.write_text(ok("export", register).stdout)
    with Postgres(folder / "postgres", pathlib.Path(found[-1])) as server:
        shutil.copy(SQL, folder / "postgres" / "schema.sql")
        (folder / "postgres" / "schema.sql").chmod(0o644)
        made = server.psql("-q", "-f", folder / "postgres" / "schema.sql")
        judge(made.returncode == 0, f"the SQL of PostgreSQL: {made.stderr}")
        inside = folder / "postgres" / "lines"
        shutil.copy(lines, inside)
        inside.chmod(0o644)
        taken = server.take(inside)
        judge(taken.returncode == 0, f"PostgreSQL does not take an export: {taken.stderr}")
        judge(server.export() == lines.read_text(), "PostgreSQL gives out other lines")
        base = sqlite3.connect(register)
        for table in TABLES:
            own = base.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall()
            other = list(
                csv.reader(
                    io.StringIO(
                        server.psql("--csv", "-tc", f'SELECT * FROM register."{table}" ORDER BY 1, 2').stdout
                    )
                )
            )
            wanted = [["" if cell is None else str(cell) for cell in row] for row in own]
            judge(wanted == other, f"table {table}: {wanted[:2]} here, {other[:2]} in PostgreSQL")
        base.close()

        # What is added later comes after; what is there is passed over.
        more = cases(folder / "more", ["system-1", "later-1", "later-2"], "once more")
        ok("add", register, more, "--on", "2026-12-03")
        inside.write_text(ok("export", register).stdout)
        taken = server.take(inside)
        judge(taken.returncode == 0 and taken.stdout.strip() == "6", f"the later part: {taken.stdout}{taken.stderr}")
        later = server.export()
        judge(later == inside.read_text(), "PostgreSQL gives out other lines later")
        back = folder / "back.clearance"
        (folder / "later.ndjson").write_text(later)
        ok("init", back)
        ok("import", back, folder / "later.ndjson")
        ok("check", back)
        judge(ok("export", back).stdout == later, "what came back from PostgreSQL is another")

        for sql in ["UPDATE register.event SET day = day", "DELETE FROM register.file", "TRUNCATE register.finding"]:
            judge(server.psql("-c", sql).returncode != 0, f"PostgreSQL may do this: {sql}")
        inside.write_text(inside.read_text().replace("satisfied", "violated", 1).replace("once more", "changed"))
        judge(server.take(inside).returncode == 0, "what is known already is passed over")
        server.psql("-c", "DELETE FROM register.line")
        judge(server.export() == later, "PostgreSQL was changed")
        version = server.psql("-Atc", "SHOW server_version").stdout.split()[0]
        print(f"register: PostgreSQL {version} takes it in and gives it out letter by letter")


def main() -> None:
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20261125
    with tempfile.TemporaryDirectory(prefix="clearance-register-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        rules = folder / "rules"
        (rules / "vocabulary").mkdir(parents=True)
        (rules / "vocabulary" / "facts.yaml").write_text(VOCABULARY)
        (rules / "act.yaml").write_text(ACT)
        (rules / "rules.yaml").write_text(RULES)
        ENVIRONMENT["CLEARANCE_RULES"] = str(rules)
        ENVIRONMENT["CLEARANCE_CACHE"] = str(folder / "cache")
        formats(folder)
        hostile(folder, seed)
        full(folder)
        together(folder)
        postgres(folder)
        killed(folder, kills, seed)
    print(f"register: {passed} statements validated, {wrong} mistakes")
    sys.exit(1 if wrong else 0)


ENVIRONMENT = dict(os.environ)

if __name__ == "__main__":
    CLEARANCE = str(pathlib.Path(sys.argv[1]).resolve())
    main()
