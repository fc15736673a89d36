"""The store: how fast articles go in, how soon answers come out, what reading records from it costs."""
import contextlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time

import articles

PUBLISHERS = ["North Wire", "Harbour Post", "South Mail", "Lake Courier", "Evening Ledger"]
A_STATEMENT = 110  # bytes of synthetic text, as they turn out

# What reporters ask, with names and words of the synthetic articles: common and rare, one thing and several.
QUESTIONS = [
    ["--speaker", "Mei Novak"], ["--speaker", "Karim Okafor", "--about", "Norway", "--timeline"],
    ["--speaker", "Rosa Silva", "--words", "harbour"], ["--words", "ceasefire", "--first"], ["--words", "ceasefire", "--last"],
    ["--words", '"grain corridor would cost"', "--timeline"], ["--words", "sanc* weather"], ["--words", "loan", "--publisher", "south mail"],
    ["--about", "Norway", "--from", "2024-06-01", "--to", "2024-06-05"], ["--act", "withhold", "--last"],
    ["--country", "NO", "--act", "judge", "--kind", "direct"], ["--speaker", "person/viktor-petrov", "--context", "2", "--limit", "5"],
    ["--in-article", "Oslo", "--speaker", "Elena Haddad", "--first"], ["--words", "nobodysaysthis"], [],
]


def make(path, size):
    """Articles of five publishers, of so many bytes; how many they are."""
    count = written = 0
    with path.open("w") as f:
        for line in articles.lines(3):
            article = json.loads(line)
            article["publisher"] = PUBLISHERS[count % len(PUBLISHERS)]
            written += f.write(json.dumps(article, ensure_ascii=False) + "\n")
            count += 1
            if written >= size:
                return count


def clocked(argv):
    """Seconds on the clock and of the processor."""
    start = time.perf_counter()
    child = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{argv}: exit code {child.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def remove(db):
    for end in ("", "-wal", "-shm"):
        db.with_name(db.name + end).unlink(missing_ok=True)


def questions(dixit, db):
    """Median of each question, asked five times: a process each."""
    clock, processor = [], []
    for question in QUESTIONS:
        taken = [clocked([dixit, "find", db, *question]) for _ in range(5)]
        clock.append(statistics.median(t for t, _ in taken))
        processor.append(statistics.median(t for _, t in taken))
    worst = clock.index(max(clock))
    print(f"  find, {len(QUESTIONS)} questions: median {1000 * statistics.median(clock):.1f} ms on the clock, "
          f"{1000 * statistics.median(processor):.1f} ms of the processor; the slowest {1000 * clock[worst]:.1f} ms "
          f"({' '.join(QUESTIONS[worst]) or 'without options'})")


def store(dixit, folder, statements):
    path, db, records = folder / "articles-store.jsonl", folder / "store.db", folder / "records-store.jsonl"
    count = make(path, statements * A_STATEMENT)
    remove(db)
    extract, _ = clocked([dixit, "extract", "-q", path, "-o", records])
    add, processor = clocked([dixit, "add", "-q", db, path])
    again, _ = clocked([dixit, "add", "-q", db, path])
    with contextlib.closing(sqlite3.connect(db)) as c:
        found = c.execute("SELECT count(*) FROM statement").fetchone()[0]
    print(f"store of {found} statements in {count} articles, {db.stat().st_size / 1e6:.0f} MB: add {count / add:.0f} articles/s "
          f"({processor:.0f} s of the processor), extract alone {count / extract:.0f}; again, all there: {count / again:.0f}")
    questions(dixit, db)
    graph = [min(clocked([dixit, "graph", p, "--no-layout", "-o", "/dev/null", "-f", "graphml"]) for _ in range(2))[1] for p in (records, db)]
    print(f"  graph: {graph[0]:.2f} s of the processor from JSON Lines, {graph[1]:.2f} s from the store")
    remove(db)
    path.unlink()
    records.unlink()
