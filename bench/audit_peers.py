#!/usr/bin/env python3
"""What other engines take for the workloads of ../shared/bench, each in a process of its own: prints a line of JSON.

    BENCH_DATA=DIR python3 audit_peers.py BENCH ENGINE RUNS     # BENCH: ../shared/bench; called by audit.py

As in ../shared/bench, the time runs from raw lines, or from columns in memory, to ids in hand; reading the rules is
left out; seconds are those of the processor, on one thread. What comes out is compared with what is expected.
"""

import json
import os
import statistics
import sys
import time

BENCH, ENGINE, RUNS = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.environ["POLARS_MAX_THREADS"] = "1"
os.environ["GOMAXPROCS"] = "1"
sys.path.insert(0, BENCH)
import common  # noqa: E402


def main():
    found = {"duckdb": duckdb, "polars": polars, "polars-assess": polars_assess, "opa": opa}[ENGINE]()
    print(json.dumps(found))


def timed(work, runs=RUNS):
    times = []
    for _ in range(runs):
        start = time.process_time()
        out = work()
        times.append(time.process_time() - start)
    return out, statistics.median(times)


def records():
    return int(os.environ.get("RECORDS", "1000000"))


def duckdb():
    import duckdb
    from tr_sql import sql
    connection = duckdb.connect()
    connection.execute("SET threads=1")
    checks = common.load_checks()
    types = {"bool": "BOOLEAN", "str": "VARCHAR", "dec4": "DOUBLE", "int": "BIGINT", "ts": "TIMESTAMP"}
    columns = ", ".join(f"'{f['name']}': '{types[f['type']]}'" for f in common.audit_schema())
    lists = ", ".join(f"list(record_no) FILTER (WHERE {sql(c['when'])}) AS {c['id']}" for c in checks)
    path = common.audit_path(records())
    query = (f"SELECT {lists} FROM read_json('{path}', format='newline_delimited', "
             f"columns={{{columns}}})")
    table, seconds = timed(lambda: connection.sql(query).to_arrow_table())
    ids = {c["id"]: table.column(c["id"])[0].values.to_numpy(zero_copy_only=False)
           if table.column(c["id"])[0].is_valid else [] for c in checks}
    return {"version": duckdb.__version__, "seconds": seconds,
            "agrees": common.check_audit(records(), ids)}


def expression(tree):
    """A condition as polars has it."""
    import polars as pl
    if "all" in tree:
        return pl.all_horizontal([expression(part) for part in tree["all"]])
    if "any" in tree:
        return pl.any_horizontal([expression(part) for part in tree["any"]])
    if "not" in tree:
        return ~expression(tree["not"])
    if "elapsed_gt" in tree:
        gone = tree["elapsed_gt"]
        return (pl.col(gone["to"]) - pl.col(gone["from"])) > pl.duration(seconds=gone["seconds"])
    if "lt_fact" in tree:
        return pl.col(tree["lt_fact"][0]) < pl.col(tree["lt_fact"][1])
    column, op, value = pl.col(tree["fact"]), tree["op"], tree.get("value")
    if op == "absent":
        return column.is_null()
    if op == "present":
        return column.is_not_null()
    if op in ("in", "not_in"):
        return column.is_in(value) if op == "in" else ~column.is_in(value)
    if op in ("any_of", "none_of"):
        met = pl.any_horizontal([column.list.contains(one) for one in value])
        return met if op == "any_of" else ~met
    return {"eq": column.__eq__, "ne": column.__ne__, "gt": column.__gt__, "ge": column.__ge__,
            "lt": column.__lt__, "le": column.__le__}[op](value)


def schema(fields):
    import polars as pl
    types = {"bool": pl.Boolean, "enum": pl.String, "str": pl.String, "decimal2": pl.Float64,
             "dec4": pl.Float64, "int": pl.Int64, "list": pl.List(pl.String), "ts": pl.String}
    return {field["name"]: types[field["type"]] for field in fields}


def polars():
    import polars as pl
    checks = common.load_checks()
    fields = common.audit_schema()
    times = [pl.col(f["name"]).str.to_datetime("%Y-%m-%dT%H:%M:%SZ") for f in fields if f["type"] == "ts"]
    lists = [pl.col("record_no").filter(expression(c["when"])).implode().alias(c["id"]) for c in checks]
    frame = pl.scan_ndjson(common.audit_path(records()), schema=schema(fields)).with_columns(times).collect()
    table, seconds = timed(lambda: frame.lazy().select(lists).collect())
    ids = {c["id"]: table[c["id"]][0].to_numpy() for c in checks}
    return {"version": pl.__version__, "columns_s": seconds, "agrees": common.check_audit(records(), ids)}


def polars_assess():
    import numpy
    import polars as pl
    rules = common.load_rules(200)
    path = os.path.join(common.DATA, "assess.ndjson")
    kinds = {"id": pl.String, **schema(common.facts())}
    columns = [expression(rule["when"]).fill_null(False).alias(rule["id"]) for rule in rules]

    def work():
        table = pl.scan_ndjson(path, schema=kinds).select(columns).collect()
        return [(rule["id"], numpy.flatnonzero(table[rule["id"]].to_numpy())) for rule in rules]

    out, seconds = timed(work)
    agrees = common.check_assess(200, 10_000, ((int(doc), rule) for rule, docs in out for doc in docs))
    return {"version": pl.__version__, "seconds": seconds, "docs_per_s": 10_000 / seconds, "agrees": agrees}


def opa():
    import ctypes
    from opa_bindings import OpaEngine
    from tr_rego import rego
    count = int(os.environ.get("OPA_DOCS", "1000"))
    rules = common.load_rules(200)
    lines = common.assess_lines(count)
    engine = OpaEngine()
    engine.add_policy("bench.rego", rego(rules))
    library, handle = engine._lib, engine._handle

    def hits(line):
        pointer = library.OpaEvalDocument(handle, b"bench.hits", line, 0, 0)
        try:
            found = json.loads(ctypes.string_at(pointer))
        finally:
            library.OpaFreeString(pointer)
        if found.get("error"):
            raise RuntimeError(found["error"])
        return found["result"][0]["expressions"][0]["value"]

    hits(lines[0])
    out, seconds = timed(lambda: [(k, rule) for k, line in enumerate(lines) for rule in hits(line)],
                         min(RUNS, 3))
    return {"version": "OPA 1.20.2 (opa-golib-python-bindings 0.4.4)", "docs": count, "seconds": seconds,
            "docs_per_s": count / seconds, "agrees": common.check_assess(200, count, out)}


if __name__ == "__main__":
    main()
