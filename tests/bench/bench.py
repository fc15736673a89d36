#!/usr/bin/env python3
"""How fast, how much memory, how soon: with synthetic articles, in out/bench. A figure is the best of three runs, and
times of `cat` over the same bytes stand beside it, so that machines can be compared."""
import argparse
import hashlib
import os
import pathlib
import subprocess
import sys
import time

sys.dont_write_bytecode = True  # only out/ is written to
import articles
import big

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
    memory(options.dixit, 1e8 if options.quick else 1e9)
    for edges in (10**4, 10**5) if options.quick else (10**4, 10**5, 10**6):
        network(options.dixit, edges)
    everything(options.dixit)
    took = None
    for statements in (10**4, 10**5) if options.quick else (10**4, 10**5, 10**6):
        took = linking(options.dixit, statements, took)
    if not options.quick:
        table, out = big.side_by_side(options.dixit, options.igraph_big, big.NODES, big.EDGES, 3)
        for path in (table, *out.values()):
            path.unlink()


if __name__ == "__main__":
    main()
