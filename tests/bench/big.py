#!/usr/bin/python3
"""A big network side by side: `dixit graph --edges` against igraph_create and igraph_write_graph_graphml (igraph_big.c),
in turns, in one run; the least of several runs of each, and their ratios. Processor time of the program itself stands
beside the wall's: the latter depends on what else the machine does."""
import argparse
import os
import pathlib
import random
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "out/bench"
NODES, EDGES = 528_000, 8_630_000


def make_table(path, nodes, edges, seed=1):
    """Distinct pairs, in which some are named far more than others; weights are counts, most of them small."""
    r = random.Random(seed)
    share = edges / nodes
    with path.open("w") as f:
        f.write("source\ttarget\tweight\n")
        left = edges
        for i in range(nodes):
            want = left if i + 1 == nodes else min(left, int(share * 2 * r.random()) + (r.random() < share % 1))
            targets = set()
            while len(targets) < want:
                target = int(nodes * r.random() ** 2)
                if target != i:
                    targets.add(target)
            f.writelines(f"person/{i:07}\tperson/{t:07}\t{max(1, int(1 / (r.random() + 0.02)))}\n" for t in targets)
            left -= len(targets)
            share = left / (nodes - i - 1) if i + 1 < nodes else 0
    return edges - left


def measured(argv):
    """Seconds of user, system and wall time, MiB of memory."""
    child = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{argv[0]}: exit code {child.returncode}")
    return usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024, said


def side_by_side(dixit, other, nodes, edges, runs):
    table = FOLDER / f"ties-{edges}.tsv"
    count = make_table(table, nodes, edges)
    out = {"dixit": FOLDER / "big-dixit.graphml", "igraph": FOLDER / "big-igraph.graphml"}
    argv = {"dixit": [dixit, "graph", "--no-layout", "--edges", table, "-o", out["dixit"]], "igraph": [other, table, out["igraph"]]}
    best = {}
    print(f"{nodes} nodes, {count} edges, table of {table.stat().st_size / 1e6:.0f} MB, {runs} runs each, in turns")
    for _ in range(runs):
        for name in argv:
            user, system, memory, said = measured(argv[name])
            # igraph's own part is what counts of the other program: reading the table is not igraph's work
            own = [float(x) for x in said.split()] if name == "igraph" else [user, 0]
            figures = (user, system, memory, sum(own), *own)
            best[name] = [min(a, b) for a, b in zip(best.get(name, figures), figures)]
    d, i = best["dixit"], best["igraph"]
    print(f"  dixit:  user {d[0]:.2f} s (reading the table, building, writing), system {d[1]:.2f} s, peak {d[2]:.0f} MiB, "
          f"{out['dixit'].stat().st_size / 1e6:.0f} MB")
    print(f"  igraph: user {i[0]:.2f} s, of which igraph_create {i[4]:.2f} s and igraph_write_graph_graphml {i[5]:.2f} s, "
          f"system {i[1]:.2f} s, peak {i[2]:.0f} MiB, {out['igraph'].stat().st_size / 1e6:.0f} MB")
    print(f"  ratio of user time: {d[0] / i[3]:.2f} (dixit with reading, igraph without), {d[0] / i[0]:.2f} (whole programs); "
          f"of memory: {d[2] / i[2]:.2f}")
    return table, out


def same(out):
    """Both files as igraph and networkx read them: the same names, ties and weights."""
    import igraph
    import networkx
    seen = {}
    for name, path in out.items():
        g = igraph.Graph.Read_GraphML(str(path))
        names = g.vs["id" if name == "dixit" else "name"]
        seen[name, "igraph"] = sorted(names), sorted((names[e.source], names[e.target], e["weight"]) for e in g.es)
        n = networkx.read_graphml(path)
        of = {v: v if name == "dixit" else d["name"] for v, d in n.nodes(data=True)}
        seen[name, "networkx"] = sorted(of.values()), sorted((of[a], of[b], d["weight"]) for a, b, d in n.edges(data=True))
    first = seen["dixit", "igraph"]
    return len(first[0]) > 0 and all(s == first for s in seen.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--compare", action="store_true", help="a network of just over a million edges, read back by igraph and networkx and compared in full")
    parser.add_argument("--nodes", type=int)
    parser.add_argument("--edges", type=int)
    parser.add_argument("dixit")
    parser.add_argument("other", help="the program made of igraph_big.c")
    o = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    nodes, edges = o.nodes or (62_000 if o.compare else NODES), o.edges or (1_010_000 if o.compare else EDGES)
    table, out = side_by_side(o.dixit, o.other, nodes, edges, 1 if o.compare else o.runs)
    ok = True
    if o.compare:
        ok = same(out)
        print("  read back by igraph and networkx: " + ("the same nodes, ties and weights" if ok else "DIFFERENT"))
    for path in (table, *out.values()):
        path.unlink()
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
