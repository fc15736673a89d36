#!/usr/bin/env python3
"""How fast, how much memory, how soon: with synthetic articles, in out/bench. A figure is the best of three runs, and
times of `cat` over the same bytes stand beside it, so that machines can be compared."""
import argparse
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time

sys.dont_write_bytecode = True  # only out/ is written to
import articles
import big
import store
from accurate import accurate

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "out/bench"
MB = 1e6


def timed(argv, runs=3):
    best = None
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
    return best


def make_articles(path, size):
    """A file of at least `size` bytes; returns its size and number of articles."""
    written = count = 0
    with path.open("wb") as f:
        for line in articles.lines():
            f.write(line)
            written += len(line)
            count += 1
            if written >= size:
                return written, count


def speed(dixit, size):
    path = FOLDER / "articles.jsonl"
    size, count = make_articles(path, size)
    cat = timed(["cat", path])
    print(f"extract, {size / MB:.0f} MB in {count} articles (cat: {size / MB / cat:.0f} MB/s)")
    took = {}
    for jobs in (1, 2):
        took[jobs] = timed([dixit, "extract", "-q", "-j", str(jobs), path])
        print(f"  -j{jobs}  {size / MB / took[jobs]:8.2f} MB/s  {count / took[jobs]:8.0f} articles/s  cat is {took[jobs] / cat:.0f} times as fast")
    pair = timed(["sh", "-c", '"$0" extract -q -j1 "$1" & "$0" extract -q -j1 "$1"; wait', dixit, path])
    print(f"  -j2 is {took[1] / took[2]:.2f} times as fast as -j1; the machine gives {2 * took[1] / pair:.2f} to two processes "
          f"({os.cpu_count()} cores)")


PATTERN = r"“[^”]+”,? (?:[A-Z]\w+ )*(?:said|says|told|warned|added|insisted|announced)"


def beside(dixit, size):
    """The same file through others, in processor time: `cat` and `grep -P` for one phrase are the floor, textacy (spaCy)
    the tool that a newsroom would take, on as much of the file as it reads in about a minute."""
    path, part = FOLDER / "articles.jsonl", FOLDER / "part.jsonl"
    size, count = make_articles(path, size)
    ours = user_time([dixit, "extract", "-q", "-j1", path], 3) / size
    print(f"beside dixit ({1 / ours / MB:.2f} MB of articles a second of processor time, {count} articles)")
    for name, argv in (("cat", ["cat", path]), ("grep -cP, one phrase", ["grep", "-cP", PATTERN, path])):
        other = max(user_time(argv, 3), 0.001) / size
        print(f"  {name:24} {1 / other / MB:10.2f} MB/s, {ours / other:8.1f} times as fast as dixit")
    python = FOLDER.parent / "venv-bench/bin/python"
    if not python.exists():
        print("  textacy is not installed: make bench-tools")
        return
    some, _ = make_articles(part, 3e5)
    start = user_time([python, pathlib.Path(__file__).with_name("textacy_quotes.py")], 1)
    other = (user_time([python, pathlib.Path(__file__).with_name("textacy_quotes.py"), part], 1) - start) / some
    print(f"  {'textacy, direct quotes':24} {1 / other / MB:10.3f} MB/s: dixit is {other / ours:.1f} times as fast")


def start_time(dixit):
    one = FOLDER / "one.txt"
    one.write_text("“It is so,” she said.\n")
    return min(peak([dixit, "extract", "-q", one, "-o", "/dev/null"])[0] for _ in range(5))


def growth(dixit, most):
    """Processor time for ten times the articles: ten times as much, or less while the start counts."""
    start = start_time(dixit)
    print("growth with the number of articles, processor time without the start of the program")
    before, count = None, 100
    path = FOLDER / "growth.jsonl"
    while count <= most:
        with path.open("wb") as f:
            f.writelines(line for line, _ in zip(articles.lines(3), range(count)))
        runs = 3 if count < 10**4 else 1
        took = min(peak([dixit, "extract", "-q", "-j1", path, "-o", "/dev/null"])[0] for _ in range(runs)) - start
        print(f"  {count:7} articles {took:9.2f} s, {took / count * 1e6:6.0f} µs an article" + (f", {took / before:5.1f} times" if before else ""))
        before, count = took, count * 10
    path.unlink()


def length(dixit):
    """One article of growing length; above the limit it is refused, before it costs anything."""
    print("growth with the length of an article")
    path, sizes = FOLDER / "long.txt", (10**3, 10**4, 10**5, 10**6, 10**7)
    start = start_time(dixit)
    for size in sizes:
        with path.open("w", encoding="utf-8") as f:  # piece by piece: a child's peak counts what its parent holds
            lines = articles.lines(4)
            while f.tell() < size:
                f.write(json.loads(next(lines))["text"][:size - f.tell()] + "\n\n")
        took, memory = peak([dixit, "extract", "-q", "-j1", path, "-o", "/dev/null"])
        print(f"  {size / 1000:7.0f} kB {max(took - start, 0.0):9.3f} s, {max(took - start, 0.0) / path.stat().st_size * 1e9:7.0f} ns a byte, {memory:.0f} MiB")
    path.write_bytes(b"a word or two. " * (18 * 2**20 // 15))
    refused = subprocess.run([dixit, "extract", "-q", path], capture_output=True, text=True)
    print(f"  {path.stat().st_size / 1000:7.0f} kB: exit code {refused.returncode}, {refused.stderr.splitlines()[0].split(': ', 2)[-1]}")
    path.unlink()


def memory(dixit, size):
    """Peak of resident memory while `size` bytes of JSON Lines go through standard input."""
    child = subprocess.Popen([dixit, "extract", "-q", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    written = 0
    lines = articles.lines(2)
    batch = b"".join(next(lines) for _ in range(2000))  # a batch again and again: the generator is slower than dixit
    start = time.perf_counter()
    while written < size:
        child.stdin.write(batch)
        written += len(batch)
    child.stdin.close()
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    print(f"stream of {written / MB:.0f} MB: peak of resident memory {usage.ru_maxrss / 1024:.0f} MiB, "
          f"{written / MB / took:.2f} MB/s, exit code {child.returncode}")


def start_up(dixit):
    one = FOLDER / "one.txt"
    one.write_text("“It is so,” she said.\n")
    for name, argv in (("dixit version", [dixit, "version"]), ("dixit extract, one sentence", [dixit, "extract", "-q", one]),
                       ("cat", ["cat", one])):
        print(f"start of {name}: {timed(argv, 20) * 1000:.1f} ms")


def user_time(argv, runs):
    """Seconds of processor time in the program itself, the least of so many runs."""
    best = None
    for _ in range(runs):
        child = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{argv}: exit code {child.returncode}")
        best = usage.ru_utime if best is None else min(best, usage.ru_utime)
    return best


def network(dixit, edges):
    """From records; what each step adds is the difference of two runs."""
    path, out = FOLDER / f"records-{edges}.jsonl", FOLDER / "network.graphml"
    with path.open("w") as f:
        f.writelines(articles.records(edges))
    runs = 1 if edges > 10**5 else 2
    build = user_time([dixit, "graph", path, "--no-layout", "-o", "/dev/null", "-f", "graphml"], runs)
    two = user_time([dixit, "graph", path, "--no-layout", "-o", "/dev/null", "-o", "/dev/null", "-f", "graphml"], runs)
    measures = user_time([dixit, "graph", path, "--no-layout", "--measures", "-o", "/dev/null", "-f", "graphml"], runs)
    start = time.perf_counter()
    layout = user_time([dixit, "graph", path, "-o", out], runs)
    wall = (time.perf_counter() - start) / runs
    with open(out, encoding="utf-8") as f:
        counts = [0, 0]
        for line in f:
            counts[0] += line.count("<node ")
            counts[1] += line.count("<edge ")
    export = max(0.0, two - build)
    print(f"graph of {counts[0]} nodes, {counts[1]} edges from {path.stat().st_size / MB:.0f} MB of records, user time: "
          f"reading and building {build - export:.2f} s, layout {max(0.0, layout - build):.2f} s, measures {max(0.0, measures - build):.2f} s, "
          f"GraphML {export:.2f} s; wall time with layout {wall:.2f} s")
    path.unlink()


def everything(dixit):
    """10,000 nodes and 50,000 edges with layout, measures, communities and all formats; Graphviz's time is in it."""
    path = FOLDER / "records-50000.jsonl"
    with path.open("w") as f:
        f.writelines(articles.records(50000))
    data, pictures = "graphml gexf dot json cyjs csv net dl".split(), "svg pdf png".split()
    took = {}
    for name, endings in (("data", data), ("all", data + pictures)):
        outputs = [word for e in endings for word in ("-o", FOLDER / f"everything.{e}")]
        took[name] = user_time([dixit, "graph", path, "--measures", "--colour", "community", *outputs], 2)
    print(f"graph of 10,000 nodes, 50,000 edges with layout, measures, communities, user time: {', '.join(data)} {took['data']:.2f} s; "
          f"with {', '.join(pictures)} too {took['all']:.2f} s (bar: 10)")
    for file in (path, *FOLDER.glob("everything.*")):
        file.unlink()


def peak(argv):
    """Seconds of the processor, and MiB at most resident, of a run."""
    child = subprocess.Popen(argv)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{argv}: exit code {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def digest(path):
    """Of the lines in whatever order. Line by line: a child's peak counts what its parent holds."""
    total = 0
    with open(path, "rb") as f:
        for line in f:
            total += int.from_bytes(hashlib.blake2b(line, digest_size=16).digest(), "big")
    return total


def linking(dixit, statements, before):
    """Seconds that linking takes; `before`: those for a tenth of the statements."""
    path, shuffled, out = FOLDER / "link.jsonl", FOLDER / "shuffled.jsonl", FOLDER / "linked.jsonl"
    with path.open("w") as f:
        f.writelines(articles.linked_records(statements))
    subprocess.run(["shuf", f"--random-source={path}", path, "-o", shuffled], check=True)
    took, memory = peak([dixit, "link", path, "-o", out])
    first = digest(out)
    peak([dixit, "link", shuffled, "-o", out])
    print(f"link of {statements} statements ({path.stat().st_size / MB:.0f} MB of records): {took:.2f} s of the processor, "
          f"{memory:.0f} MiB" + (f", {took / before:.1f} times as long as a tenth" if before else ""))
    print("  in another order the same bytes" if digest(out) == first else "  IN ANOTHER ORDER OTHER BYTES")
    for file in (path, shuffled, out):
        file.unlink()
    return took


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the stream, no network of 10^6 edges, none beside igraph")
    parser.add_argument("dixit")
    parser.add_argument("stages", help="the program made of stages.c")
    parser.add_argument("igraph_big", help="the program made of igraph_big.c")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    start_up(options.dixit)
    speed(options.dixit, 5e6 if options.quick else 2e7)
    print(subprocess.run([options.stages, FOLDER / "articles.jsonl"], capture_output=True, text=True, check=True).stdout, end="")
    beside(options.dixit, 5e6 if options.quick else 2e7)
    growth(options.dixit, 10**4 if options.quick else 10**5)
    length(options.dixit)
    accurate(options.dixit, FOLDER, peak, 2e5 if options.quick else 1e6)
    memory(options.dixit, 1e8 if options.quick else 1e9)
    for edges in (10**4, 10**5) if options.quick else (10**4, 10**5, 10**6):
        network(options.dixit, edges)
    everything(options.dixit)
    took = None
    for statements in (10**4, 10**5) if options.quick else (10**4, 10**5, 10**6):
        took = linking(options.dixit, statements, took)
    store.store(options.dixit, FOLDER, 10**5 if options.quick else 10**6)
    if not options.quick:
        table, out = big.side_by_side(options.dixit, options.igraph_big, big.NODES, big.EDGES, 3)
        for path in (table, *out.values()):
            path.unlink()


if __name__ == "__main__":
    main()
