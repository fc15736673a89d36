#!/usr/bin/env python3
"""dixit on Spark: articles of any Spark source to records, linked records and a network, the same as on one machine.

    spark-submit src/spark/dixit_spark.py ARTICLES... --out hdfs:///dixit --network network.graphml

Every executor runs the program dixit, fed through pipes; it must be installed on all nodes, or be sent along
(--files PATH/dixit with --dixit dixit). HACKING.md, "Divided among machines", says why the result is exact.

OUT holds, as Parquet: extracted (id, sha256, record; or id, message of an article that could not be read), linked (id,
sha256, record), keys (article, entity, key, kind, name, country) and, with --network, what each partition adds to the network
(parts), its nodes and edges. The file of --network itself is written where the driver runs.
"""
import argparse
import collections
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from pyspark import SparkFiles, StorageLevel
from pyspark.sql import SparkSession, Window, functions as F

COLUMNS = ("id", "text", "title", "date", "published", "url", "publisher", "language")
OFFICES = ("represents", "speaks-for")
NAMES_MOST = 20  # aliases that a node has, as in graph.h


# --- the program at the other end of two pipes ---------------------------------------------------------------------------

def program(name):
    """Where dixit is on this node: a path, a word of PATH, or a file that spark-submit sent along."""
    if os.sep in name or shutil.which(name):
        return name
    sent = SparkFiles.get(name)
    os.chmod(sent, 0o755)
    return sent


def feed(child, lines, failed):
    try:
        for line in lines:
            child.stdin.write(line.encode() + b"\n")
        child.stdin.close()
    except BrokenPipeError:
        pass  # its exit code tells why
    except BaseException as error:  # of the partition, which is read in this thread
        failed.append(error)
        child.kill()


def told(child, errors):
    for line in child.stderr:
        errors.append(line.decode("utf-8", "replace").rstrip("\n"))


def piped(argv, lines, errors=None, good=(0, 1)):
    """Lines through a program: what comes out, line by line, while both sides go on. Nothing is run for no lines."""
    lines = iter(lines)
    first = next(lines, None)
    if first is None:
        return
    errors = collections.deque(maxlen=20) if errors is None else errors
    failed = []
    child = subprocess.Popen([program(argv[0]), *argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    helpers = [threading.Thread(target=feed, args=(child, itertools.chain([first], lines), failed), daemon=True),
               threading.Thread(target=told, args=(child, errors), daemon=True)]
    for helper in helpers:
        helper.start()
    try:
        for line in child.stdout:
            yield line.decode("utf-8").rstrip("\n")
    finally:
        child.stdout.close()
        code = child.wait()
        for helper in helpers:
            helper.join()
    if failed:
        raise failed[0]
    if code not in good:
        raise RuntimeError(f"{' '.join(argv)}: exit code {code}: " + "; ".join(list(errors)[-3:]))


def through(frame, argv, good=(0, 1)):
    """The one column of a frame through the program, an instance of it a partition."""
    out = frame.rdd.mapPartitions(lambda rows: ((line,) for line in piped(argv, (row[0] for row in rows), good=good)))
    return frame.sparkSession.createDataFrame(out, "line string")


# --- articles to records ---------------------------------------------------------------------------------------------------

def article_line(row):
    fields = {name: value for name, value in row.asDict().items() if value is not None}
    for name, value in fields.items():
        if not isinstance(value, (str, int)):
            fields[name] = str(value)  # days and times
    return json.dumps(fields, ensure_ascii=False)


def extracted(rows, argv):
    """(id, sha256, record, None) of an article, (id, None, None, message) of one that could not be read."""
    asked, errors = {}, []

    def lines():
        for number, row in enumerate(rows, 1):
            asked[number] = row["id"]
            yield article_line(row)

    for line in piped(argv, lines(), errors, (0, 1, 3)):
        record = json.loads(line)
        yield record["id"], record["sha256"], line, None
    for line in errors:
        event = json.loads(line) if line.startswith("{") else {}
        if event.get("event") == "failure":
            yield str(asked.get(event.get("line"))), None, None, event["message"]


def records_of(articles, options):
    argv = [options.dixit, "extract", "-q", "--log-json", "-j1", "-"]
    rows = articles.rdd.mapPartitions(lambda part: extracted(part, argv))
    return articles.sparkSession.createDataFrame(rows, "id string, sha256 string, record string, message string")


# --- linking -----------------------------------------------------------------------------------------------------------------

def addressed(frame):
    """Lines with the article's id and check sum, which tell articles apart."""
    return frame.select(F.get_json_object("line", "$.id").alias("id"), F.get_json_object("line", "$.sha256").alias("sha256"), "line")


def settle_argv(options):
    argv = [options.dixit, "link", "--step", "settle"]
    for roster in options.roster:
        argv += ["--roster", roster]
    for name in ("corrections", "duplicates"):
        if getattr(options, name):
            argv += [f"--{name}", getattr(options, name)]
    return [*argv, "-"]


def linked_of(records, options):
    """Notes are made everywhere, settled in one task, and what it decided is joined to the records."""
    if options.duplicates == "once":  # of records of one article the first by its bytes
        first = Window.partitionBy("id", "sha256").orderBy("record")
        records = records.withColumn("n", F.row_number().over(first)).where("n = 1").drop("n")
    notes = through(records.select("record"), [options.dixit, "link", "--step", "notes", "-"])
    decisions = addressed(through(notes.repartition(1), settle_argv(options))).dropDuplicates(["id", "sha256"])
    pairs = records.join(decisions, ["id", "sha256"]).select(F.concat_ws("\t", "line", "record").alias("pair"))
    argv = [options.dixit, "link", "--step", "apply", *(["--duplicates", options.duplicates] if options.duplicates else []), "-"]
    return addressed(through(pairs, argv, (0,))).withColumnRenamed("line", "record")


ENTITY = "array<struct<id:string,type:string,key:string,name:string,country:string>>"


def keys_of(linked):
    entities = F.from_json(F.get_json_object("record", "$.entities"), ENTITY)
    one = linked.select(F.col("id").alias("article"), F.explode(entities).alias("e"))
    return one.select("article", F.col("e.id").alias("entity"), "e.key", F.col("e.type").alias("kind"), "e.name", "e.country")


# --- the network ---------------------------------------------------------------------------------------------------------------

def parts_of(linked, options):
    """What each partition adds to the network (`dixit graph --parts`). Records of one article come into one partition,
    where they count once."""
    count = linked.sparkSession.conf.get("spark.sql.shuffle.partitions")
    rows = through(linked.repartition(int(count), "id", "sha256").select("record"), [options.dixit, "graph", "--parts", "-", "-"])
    cell = F.split("line", "\t", -1)
    return rows.select(*(cell[i].alias(name) for i, name in enumerate("what key a b c d e f g".split())))


def some(name):
    """A cell, null where it is empty."""
    return F.nullif(F.col(name), F.lit(""))


def names_of(parts):
    """What each node goes by: of its names, and of the countries it is said to be of, the most frequent one, the longer one
    of two, then by bytes; the others are aliases (graph/describe.c)."""
    names = parts.where("what = 'name'").groupBy("key", F.col("a").alias("tag"), F.col("b").alias("text")).agg(
        F.sum(F.col("c").cast("long")).alias("n"))
    best = F.struct((-F.col("n")).alias("n"), (-F.octet_length("text")).alias("length"), "text")
    names = names.groupBy("key").agg(F.min(F.when(F.col("tag") == "name", best)).alias("label"),
                                     F.min(F.when(F.col("tag") == "country", best)).alias("country"),
                                     F.collect_set(F.when(F.col("tag") != "country", F.col("text"))).alias("all"))
    names = names.select("key", F.col("label.text").alias("label"), F.col("country.text").alias("country"), "all")
    others = F.filter("all", lambda text: F.col("label").isNull() | (text != F.col("label")))
    names = names.withColumn("all", F.array_sort(others))
    more = F.when(F.size("all") > NAMES_MOST, F.concat(F.lit("; … +"), (F.size("all") - NAMES_MOST).cast("string"))).otherwise("")
    return names.select("key", "label", "country", F.concat(F.array_join(F.slice("all", 1, NAMES_MOST), "; "), more).alias("aliases"))


def nodes_of(parts):
    """Numbers and days of each node, its latest title, and of events what they are called by."""
    def cell(what, value):
        return F.when(F.col("what") == what, value)

    guests = F.array_compact(F.array(some("d"), some("e"), some("f")))
    nodes = parts.where("what in ('node', 'title', 'event')").groupBy("key").agg(
        F.min(cell("node", F.struct("a", "b"))).alias("kind"), F.sum(cell("node", F.col("c").cast("long"))).alias("statements"),
        F.sum(cell("node", F.col("d").cast("long"))).alias("articles"), F.min(cell("node", some("e"))).alias("first"),
        F.max(cell("node", some("f"))).alias("last"), F.max(cell("node", F.col("g"))).alias("active"),
        F.max(cell("title", F.struct("a", "b", "c", "d"))).alias("title"), F.min(cell("event", F.col("a"))).alias("event"),
        F.min(cell("event", some("b"))).alias("day"), F.min(cell("event", some("c"))).alias("place"),
        F.flatten(F.collect_list(cell("event", guests))).alias("guests"))
    return nodes.withColumn("kind", F.col("kind.b")).withColumn("title", F.col("title.d")).withColumn("active", F.col("active") == "1").withColumn(
        "guests", F.slice(F.array_sort(F.array_distinct("guests")), 1, 3))


def event_labels(nodes):
    """ "Meeting, Doha, 2023-10-14"; "Call of A and B" where neither place nor day is known (graph/describe.c)."""
    ends = F.array(F.struct(F.lit("place").alias("as"), F.col("place").alias("end")),
                   F.struct(F.lit("one").alias("as"), F.get("guests", F.lit(0)).alias("end")),
                   F.struct(F.lit("two").alias("as"), F.get("guests", F.lit(1)).alias("end")))
    events = nodes.where("event is not null and label is null").select("key", "event", "day", F.size("guests").alias("guests"), F.explode(ends).alias("e"))
    shown = nodes.select(F.col("key").alias("end"), F.coalesce("label", "key").alias("name"))
    events = events.select("key", "event", "day", "guests", "e.as", "e.end").join(shown, "end", "left").groupBy("key").agg(
        F.first("event").alias("event"), F.first("day").alias("day"), F.first("guests").alias("guests"),
        *(F.max(F.when(F.col("as") == name, F.col("name"))).alias(name) for name in ("place", "one", "two")))

    def behind(mark, column):
        return F.coalesce(F.concat(mark, F.col(column)), F.lit(""))

    third = F.col("guests") > 2
    where = F.concat("event", behind(F.lit(", "), "place"), behind(F.lit(", "), "day"))
    who = F.concat("event", behind(F.lit(" of "), "one"), behind(F.when(third, ", ").otherwise(" and "), "two"), F.when(third, " …").otherwise(""))
    return events.select("key", F.when(F.col("place").isNull() & F.col("day").isNull(), who).otherwise(where).alias("event_label"))


def edges_of(parts):
    edges = parts.where("what = 'edge'").groupBy("key", "a", "b").agg(F.sum(F.col("c").cast("long")).alias("weight"))
    return edges.select(F.col("key").alias("source"), F.col("a").alias("target"), F.col("b").alias("relation"), "weight")


def kept(nodes, edges):
    """Edges that do more than tell an office of somebody who neither says nor does anything: graph/keep.c. One round for
    each step from whom is spoken of to whom those represent; there are two or three."""
    office = edges.where(F.col("relation").isin(*OFFICES))
    ends = edges.where(~F.col("relation").isin(*OFFICES))
    held = nodes.where("active").select("key").union(ends.select("source")).union(ends.select("target")).distinct().persist(DISK)
    new = held
    while new.take(1):
        new = office.join(new, office.source == new.key, "left_semi").select(F.col("target").alias("key")).distinct()
        new = new.join(held, "key", "left_anti").persist(DISK)
        held = held.union(new)
    return edges.join(held, edges.source == held.key, "left_semi")


def network_of(parts):
    nodes = nodes_of(parts).join(names_of(parts), "key", "left").persist(DISK)
    edges = kept(nodes, edges_of(parts).persist(DISK)).persist(DISK)
    ends = edges.select(F.explode(F.array("source", "target")).alias("key")).distinct().withColumn("tied", F.lit(True))
    shown = nodes.join(event_labels(nodes), "key", "left").join(ends, "key", "left").where("tied or statements > 0")
    shown = shown.withColumn("label", F.coalesce("label", "event_label", "key"))
    return shown.select("key", "label", "kind", "country", "title", "aliases", "statements", "articles", "first", "last"), edges


def write_table(frame, order, path):
    """Rows of a frame as the table that `dixit graph --edges` reads, a partition at a time through the driver."""
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write("\t".join(frame.columns) + "\n")
        for row in frame.orderBy(*order).toLocalIterator():
            f.write("\t".join("" if value is None else str(value) for value in row) + "\n")


def write_network(nodes, edges, options):
    with tempfile.TemporaryDirectory(prefix="dixit-") as folder:
        tables = [os.path.join(folder, name) for name in ("nodes.tsv", "edges.tsv")]
        write_table(nodes, ["key"], tables[0])
        write_table(edges, ["source", "target", "relation"], tables[1])
        subprocess.run([program(options.dixit), "graph", "--nodes", tables[0], "--edges", tables[1], "-o", options.network], check=True)


# --- all of it -----------------------------------------------------------------------------------------------------------------

DISK = StorageLevel.MEMORY_AND_DISK


def read_articles(spark, options):
    reader = spark.read
    if options.format == "csv":
        reader = reader.option("header", True).option("multiLine", True).option("escape", '"')
    if options.format == "text":
        frame = spark.read.text(options.articles, wholetext=True).select(F.input_file_name().alias("id"), F.col("value").alias("text"))
    else:
        frame = reader.format(options.format).load(options.articles)
    for pair in options.column:
        ours, theirs = pair.split("=", 1)
        frame = frame.withColumn(ours, F.col(theirs))
    if "text" not in frame.columns:
        sys.exit(f"dixit_spark: no column text among {', '.join(frame.columns)} (--column text=NAME)")
    if "id" not in frame.columns:
        frame = frame.withColumn("id", F.col("url") if "url" in frame.columns else F.sha2("text", 256))
    frame = frame.select(*(name for name in COLUMNS if name in frame.columns))
    return frame.repartition(options.partitions) if options.partitions else frame


def stored(frame, options, name):
    """Written and read back: what comes next does not compute it again, and a failing step leaves those before it."""
    path = f"{options.out.rstrip('/')}/{name}"
    start = time.monotonic()
    frame.write.mode("overwrite").option("compression", "zstd").parquet(path)
    print(f"{name}: {time.monotonic() - start:.1f} s", flush=True)
    return frame.sparkSession.read.parquet(path)


def run(spark, options):
    done = stored(records_of(read_articles(spark, options), options), options, "extracted")
    records = done.where("message is null").select("id", "sha256", "record")
    failures = done.where("message is not null").select("id", "message")
    linked = stored(linked_of(records, options), options, "linked")
    stored(keys_of(linked), options, "keys")
    if options.network:
        nodes, edges = network_of(stored(parts_of(linked, options), options, "parts"))
        nodes, edges = stored(nodes, options, "nodes"), stored(edges, options, "edges")
        write_network(nodes, edges, options)
    for row in failures.groupBy("message").count().orderBy(F.desc("count"), "message").limit(10).collect():
        print(f"dixit_spark: {row['count']} articles could not be read: {row['message']}", file=sys.stderr)
    print(f"{records.count()} records, {failures.count()} failures, {linked.count()} linked")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", help="what spark.read loads: files, folders, hdfs://, s3a:// …")
    parser.add_argument("--format", default="json", help="parquet, json (JSON Lines), csv (with a header), text (a file an article), or any other of Spark's")
    parser.add_argument("--column", action="append", default=[], metavar="OURS=THEIRS",
                        help=f"which of their columns (or fields, a.b) is ours: {', '.join(COLUMNS)}")
    parser.add_argument("--out", required=True, help="folder for the Parquet files")
    parser.add_argument("--network", help="file for the network, on the driver's machine, in any format of dixit graph: NAME.graphml; without it no network is made")
    parser.add_argument("--dixit", default="dixit", help="the program, on every node")
    parser.add_argument("--partitions", type=int, default=0, help="of the articles; about ten a core share the work well")
    parser.add_argument("--duplicates", choices=("keep", "once"))
    parser.add_argument("--roster", action="append", default=[], help="as for dixit link, on every node")
    parser.add_argument("--corrections", help="as for dixit link, on every node")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("dixit").getOrCreate()
    try:
        run(spark, options)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
