#!/usr/bin/python3
"""Are projections, neighbourhoods and backbones what networkx and igraph make of the same network?

    tests/check-modes.py [DIXIT]

Debian's packages python3-networkx and python3-igraph belong to /usr/bin/python3, hence the first line.
"""
import math
import os
import subprocess
import sys
import tempfile

import igraph
import networkx
from networkx.algorithms import bipartite

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
passed = failed = 0


def check(what, wanted, found):
    global passed, failed
    if wanted == found:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {what}: wanted {str(wanted)[:300]}, found {str(found)[:300]}")


def network(dixit, records, *options):
    with tempfile.TemporaryDirectory(prefix="dixit-modes-") as folder:
        path = os.path.join(folder, "net.graphml")
        subprocess.run([dixit, "graph", records, *options, "-o", path], check=True, stderr=subprocess.DEVNULL)
        graph = networkx.read_graphml(path, force_multigraph=True)
        return graph, igraph.Graph.Read_GraphML(path)


def pairs(graph):
    """Unordered pairs with their weight, to four decimals."""
    return sorted((*sorted((a, b)), round(d["weight"], 4)) for a, b, d in graph.edges(data=True))


def two_kinds(graph, row):
    """The network as a bipartite one without directions: rows are the nodes for which row(data) holds."""
    plain = networkx.Graph()
    for node, data in graph.nodes(data=True):
        plain.add_node(node, bipartite=0 if row(data) else 1)
    plain.add_weighted_edges_from((a, b, d["weight"]) for a, b, d in graph.edges(data=True))
    return plain, [n for n, d in plain.nodes(data=True) if d["bipartite"] == 0]


SPEAKERS = ("person", "organisation", "group", "medium", "country", "place")


def check_shared(dixit, records):
    """Who was at the same events; which events share participants: counted by networkx and by igraph."""
    both, _ = network(dixit, records, "--mode", "speaker-event", "--min-statements", "0")
    for options, row in ((["--mode", "speakers", "--tie", "together", "--min-statements", "0"], lambda d: d["kind"] in SPEAKERS),
                         (["--mode", "events"], lambda d: d["kind"] not in SPEAKERS)):
        ours, _ = network(dixit, records, *options)
        plain, rows = two_kinds(both, row)
        check(f"networkx: {' '.join(options)}", pairs(bipartite.weighted_projected_graph(plain, rows)), pairs(ours))
        ids = list(plain.nodes)
        other = igraph.Graph([(ids.index(a), ids.index(b)) for a, b in plain.edges])
        if other.vcount() < len(ids):
            other.add_vertices(len(ids) - other.vcount())
        projected = other.bipartite_projection([n not in rows for n in ids], multiplicity=True, which=0)
        names = [n for n in ids if n in rows]
        check(f"igraph: {' '.join(options)}", pairs(ours),
              sorted((*sorted((names[e.source], names[e.target])), float(e["weight"])) for e in projected.es))


def check_objects(dixit, records):
    """Speakers by objects: the product of the matrix with itself, and its cosine, in plain Python."""
    names, _ = network(dixit, records, "--mode", "full")
    rows = {}
    for a, b, d in names.edges(data=True):
        if d["relation"] == "names":
            rows.setdefault(a, {})[b] = d["weight"]
    for norm in ("none", "cosine"):
        ours, _ = network(dixit, records, "--mode", "speakers", "--tie", "objects", "--normalise", norm)
        wanted = []
        for a in rows:
            for b in rows:
                value = sum(x * rows[b].get(j, 0) for j, x in rows[a].items()) if a < b else 0
                length = math.sqrt(sum(x * x for x in rows[a].values()) * sum(x * x for x in rows[b].values()))
                if value:
                    wanted.append((a, b, round(value / length if norm == "cosine" else value, 4)))
        check(f"objects, {norm}", sorted(wanted), pairs(ours))


def check_ego(dixit, records):
    whole, _ = network(dixit, records)
    middle = max(whole.degree, key=lambda n: (n[1], n[0]))[0]
    for depth in (1, 2):
        wanted = networkx.ego_graph(whole, middle, radius=depth, undirected=True)
        ours, _ = network(dixit, records, "--ego", middle, "--depth", str(depth))
        check(f"ego, depth {depth}: nodes", sorted(wanted), sorted(ours))
        check(f"ego, depth {depth}: edges", pairs(wanted), pairs(ours))


def check_backbone(dixit, records):
    """Serrano, Boguñá, Vespignani 2009: the integral (k - 1) of (1 - x)^(k - 2) from the edge's share to 1."""
    options = ["--mode", "speakers", "--tie", "objects"]
    whole, _ = network(dixit, records, *options)
    whole = networkx.Graph(networkx.MultiGraph(whole))
    chance = {}
    for a, b, d in whole.edges(data=True):
        chances = [(1 - d["weight"] / whole.degree(n, weight="weight")) ** (whole.degree(n) - 1)
                   for n in (a, b) if whole.degree(n) > 1]
        chance[(*sorted((a, b)), round(d["weight"], 4))] = min(chances, default=1)
    values = sorted({round(c, 6) for c in chance.values() if c < 1})
    for share in (0.2, 0.7):
        at = int(len(values) * share)
        level = (values[at] + values[at + 1]) / 2
        ours, _ = network(dixit, records, *options, "--backbone", f"{level:.7f}")
        check(f"backbone at {level:.7f}", sorted(e for e, c in chance.items() if c < level), pairs(ours))


def main():
    dixit = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "out", "build", "release", "dixit"))
    with tempfile.TemporaryDirectory(prefix="dixit-modes-") as folder:
        demo = os.path.join(folder, "demo.jsonl")
        subprocess.run([dixit, "extract", "-q", os.path.join(ROOT, "fixtures", "articles"), "-o", demo], check=True)
        for records in (demo, os.path.join(ROOT, "tests", "data", "network.jsonl")):
            for test in (check_shared, check_objects, check_ego, check_backbone):
                test(dixit, records)
    print(f"modes: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
