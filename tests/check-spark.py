#!/usr/bin/env python3
"""dixit on Spark against dixit on one machine: two worker processes, the same bytes of records, linked records and network.
Ends with a line `N passed, N failed`. Run it by `make check-spark`, which brings pyspark."""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ET

sys.dont_write_bytecode = True  # only out/ is written to
ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/bench"))
import articles

WORK = ROOT / "out/spark"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
NODE = ["key", "label", "kind", "country", "title", "aliases", "statements", "articles", "first", "last"]


def say(dixit, *argv, **more):
    done = subprocess.run([dixit, *argv], **more)
    if done.returncode not in (0, 1):
        sys.exit(f"dixit {' '.join(map(str, argv))}: exit code {done.returncode}")


def corpus(path, count):
    """Synthetic articles, some of them twice or as copies, our own wire reports, and some that cannot be read."""
    lines = [line for line, _ in zip(articles.lines(), range(count))]
    for folder in ("linking", "events"):
        lines += (ROOT / f"fixtures/corpus/{folder}/input.jsonl").read_bytes().splitlines(keepends=True)
    for i in range(0, count, 25):
        copy = json.loads(lines[i])
        copy |= {"id": f"copy-{i}", "publisher": "Another\tPaper & Sons"}
        lines.append(json.dumps(copy).encode() + b"\n")
    lines += lines[:10] + [b'{"id": "no-text", "text": " "}\n', b'{"id": "none"}\n']
    path.write_bytes(b"".join(lines))
    return len(lines)


def one_machine(dixit, source, duplicates):
    with open(source, "rb") as f:
        say(dixit, "extract", "-q", "-", "-o", WORK / "records.jsonl", stdin=f, stderr=subprocess.DEVNULL)
    say(dixit, "link", "-q", "--duplicates", duplicates, WORK / "records.jsonl", "-o", WORK / "linked.jsonl")
    if duplicates == "keep":
        say(dixit, "graph", "-q", WORK / "linked.jsonl", "--no-layout", "-o", WORK / "whole.graphml")
        network_by_tables(dixit)


def network_by_tables(dixit):
    """The one machine's network as tables, and what `graph --edges` makes of them."""
    graph = ET.parse(WORK / "whole.graphml").getroot().find(f"{GRAPHML}graph")
    values = lambda e: {d.get("key")[2:]: d.text for d in e}
    nodes = [[n.get("id"), *(values(n).get(name) or "" for name in NODE[1:])] for n in graph.iter(f"{GRAPHML}node")]
    edges = [[e.get("source"), e.get("target"), values(e)["relation"], values(e)["weight"]] for e in graph.iter(f"{GRAPHML}edge")]
    for name, head, rows in (("nodes", NODE, nodes), ("edges", ["source", "target", "relation", "weight"], edges)):
        (WORK / f"{name}.tsv").write_text("".join("\t".join(row) + "\n" for row in [head, *rows]))
    say(dixit, "graph", "--nodes", WORK / "nodes.tsv", "--edges", WORK / "edges.tsv", "-o", WORK / "one.graphml")


def spark(dixit, source, duplicates, options):
    home = subprocess.run([sys.executable, "-c", "import pyspark; print(pyspark.__path__[0])"], capture_output=True, text=True, check=True).stdout.strip()
    conf = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "3", "spark.sql.codegen.wholeStage": "false", "spark.driver.memory": "1g", "spark.eventLog.enabled": "true",
            "spark.eventLog.dir": f"file://{WORK}/events", "spark.eventLog.rolling.enabled": "false", "spark.eventLog.compress": "false"}
    (WORK / "events").mkdir(exist_ok=True)
    for old in (WORK / "events").iterdir():
        old.unlink()
    argv = [f"{home}/bin/spark-submit", "--master", options.master]
    for name, value in conf.items():
        argv += ["--conf", f"{name}={value}"]
    argv += [str(ROOT / "src/spark/dixit_spark.py"), f"file://{source}", "--out", f"file://{WORK}/out", "--dixit", str(dixit),
             "--duplicates", duplicates, "--partitions", "5", *(["--network", str(WORK / "spark.graphml")] if duplicates == "keep" else [])]
    env = {**os.environ, "SPARK_HOME": home, "PYSPARK_PYTHON": sys.executable, "PYTHONDONTWRITEBYTECODE": "1", "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(argv, env=env, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"spark-submit: exit code {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-6000:]}")
    print("; ".join(done.stdout.strip().splitlines()))


def parquet(name, column):
    import pyarrow.parquet
    table = pyarrow.parquet.read_table(WORK / "out" / name)
    return table, sorted(line.encode() for line in table[column].to_pylist() if line is not None)


def shuffled():
    """Bytes that went through shuffles, from Spark's own log of events."""
    total = 0
    for path in (WORK / "events").iterdir():
        for line in path.open():
            event = json.loads(line)
            if event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                total += event["Task Metrics"]["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    return total


def different(name, ours, theirs):
    if ours == theirs:
        return 0
    print(f"FAILED {name}: {len(ours)} on one machine, {len(theirs)} on Spark")
    for a in [x for x in ours if x not in set(theirs)][:3]:
        print("  one machine:", a[:300])
    for b in [x for x in theirs if x not in set(ours)][:3]:
        print("  Spark:      ", b[:300])
    return 1


def compare(count, duplicates):
    failed = 0
    table, records = parquet("extracted", "record")
    refused = sorted(zip(*(table[c].to_pylist() for c in ("id", "message"))), key=str)
    refused = [list(row) for row in refused if row[1]]
    failed += different("failures", [["no-text", "an article without a word of text"], ["none", 'no "text" in the object']], refused)
    failed += different("records", sorted((WORK / "records.jsonl").read_bytes().splitlines()), records)
    linked = parquet("linked", "record")[1]
    failed += different("linked records", sorted((WORK / "linked.jsonl").read_bytes().splitlines()), linked)
    if duplicates == "keep":
        failed += different("network", (WORK / "one.graphml").read_bytes().splitlines(), (WORK / "spark.graphml").read_bytes().splitlines())
    keys = parquet("keys", "key")[1]
    failed += different("keys", sorted(e["key"].encode() for r in linked for e in json.loads(r)["entities"]), keys)
    print(f"--duplicates {duplicates}: {count} articles, {sum(map(len, records)) / count:.0f} bytes of records an article, "
          f"{shuffled() / count:.0f} bytes shuffled an article")
    return 4 + (duplicates == "keep") - failed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--master", default="local-cluster[2,1,1024]")
    parser.add_argument("dixit")
    options = parser.parse_args()
    dixit = pathlib.Path(options.dixit).resolve()
    WORK.mkdir(parents=True, exist_ok=True)
    source = WORK / "articles.jsonl"
    count = corpus(source, options.articles)
    passed = failed = 0
    for duplicates in ("keep", "once"):
        one_machine(dixit, source, duplicates)
        spark(dixit, source, duplicates, options)
        good, bad = compare(count, duplicates)
        passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
