#!/usr/bin/python3
"""Measures of `dixit rank` against networkx and python-igraph (Debian's), on random networks from tables and on the test
records. Brokerage is counted here once more, path by path. Ends with a line `N passed, N failed`."""
import itertools
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

import igraph
import networkx as nx

DIXIT = sys.argv[1]
ROOT = pathlib.Path(__file__).resolve().parents[1]
NS = "{http://graphml.graphdrawing.org/xmlns}"
BOTH_WAYS = {"met", "called", "together", "shared", "guests"}
COUNTRIES = ["NO", "SE", "DK", ""]
failed = passed = 0


def check(name, what, same):
    global failed, passed
    passed, failed = passed + bool(same), failed + (not same)
    if not same:
        print(f"FAILED {name}: {what}")


def near(a, b):
    return (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9)


def tables(folder, nodes, edges, seed, relations=("names",), pieces=1):
    """A random network in so many pieces, parallel relations and loops among its ties."""
    r = random.Random(seed)
    rows = set()
    while len(rows) < edges:
        piece = r.randrange(pieces)
        a, b = (piece + pieces * r.randrange(nodes // pieces) for _ in range(2))
        rows.add((f"n{a}", f"n{b}", r.choice(relations)))
    ties, people = folder / f"{seed}.tsv", folder / f"{seed}-nodes.tsv"
    ties.write_text("source\ttarget\trelation\tweight\n" + "".join(f"{a}\t{b}\t{k}\t{r.randint(1, 40) / 4}\n" for a, b, k in sorted(rows)))
    people.write_text("key\tcountry\n" + "".join(f"n{i}\t{r.choice(COUNTRIES)}\n" for i in range(nodes)))
    return ["--edges", str(ties), "--nodes", str(people)]


def network(args):
    """Nodes with country, edges with relation and weight, as the GraphML file has them."""
    g = nx.MultiDiGraph()
    text = subprocess.run([DIXIT, "graph", *args, "--no-layout", "-o", "-", "-f", "graphml"], capture_output=True, check=True).stdout
    import xml.etree.ElementTree as xml
    root = xml.fromstring(text)
    fields = lambda e: {d.get("key")[2:]: d.text for d in e.findall(NS + "data")}
    for node in root.iter(NS + "node"):
        g.add_node(node.get("id"), country=fields(node).get("country", ""))
    for edge in root.iter(NS + "edge"):
        f = fields(edge)
        g.add_edge(edge.get("source"), edge.get("target"), relation=f["relation"], weight=float(f["weight"]))
    return g


def simple(multi):
    """Directed, what has no direction both ways; and undirected, each edge once."""
    arcs, pairs = nx.DiGraph(), nx.Graph()
    for g in (arcs, pairs):
        g.add_nodes_from(multi.nodes(data=True))
    for a, b, d in multi.edges(data=True):
        if a == b:
            continue
        ends = [(arcs, a, b), (pairs, a, b)] + ([(arcs, b, a)] if d["relation"] in BOTH_WAYS else [])
        for g, s, t in ends:
            weight = g[s][t]["weight"] if g.has_edge(s, t) else 0
            g.add_edge(s, t, weight=weight + d["weight"])
    return arcs, pairs


def brokers(arcs):
    """Gould and Fernandez 1989, path by path."""
    country = nx.get_node_attributes(arcs, "country")
    count = {v: dict.fromkeys(("coordinator", "itinerant", "gatekeeper", "representative", "liaison"), 0) for v in arcs}
    for b in arcs:
        for a, c in itertools.product(arcs.predecessors(b), arcs.successors(b)):
            x, y, z = country[a], country[b], country[c]
            if a == c or arcs.has_edge(a, c) or not (x and y and z):
                continue
            role = ("coordinator" if x == y == z else "representative" if x == y else "gatekeeper" if y == z
                    else "itinerant" if x == z else "liaison")
            count[b][role] += 1
    return count


def compare(name, args, rank_args, directed=True):
    multi = network(args)
    arcs, pairs = simple(multi)
    lines = subprocess.run([DIXIT, "rank", *rank_args, "-f", "jsonl"], capture_output=True, text=True, check=True).stdout.splitlines()
    net, rows = json.loads(lines[0]), {r["key"]: r for r in map(json.loads, lines[1:])}
    check(name, "nodes", set(rows) == set(pairs))
    column = lambda c: {k: float(r[c]) for k, r in rows.items()}
    same = lambda c, expected: check(name, c, all(near(column(c)[v], expected[v]) for v in pairs))
    connected = nx.is_connected(pairs)
    same("degree", dict(pairs.degree()))
    same("strength", dict(pairs.degree(weight="weight")))
    if directed:
        same("in_degree", dict(arcs.in_degree()))
        same("out_degree", dict(arcs.out_degree()))
        same("in_strength", dict(arcs.in_degree(weight="weight")))
        same("out_strength", dict(arcs.out_degree(weight="weight")))
        check(name, "reciprocity", near(net["reciprocity"], nx.reciprocity(arcs)))
    same("pagerank", nx.pagerank(arcs, 0.85, weight="weight", tol=1e-12, max_iter=1000))
    same("betweenness", nx.betweenness_centrality(pairs, normalized=False))
    if connected:
        same("closeness", nx.closeness_centrality(pairs))
    else:
        same("harmonic_closeness", {v: x / (len(pairs) - 1) for v, x in nx.harmonic_centrality(pairs).items()})
    same("core", nx.core_number(pairs))
    cut = set(nx.articulation_points(pairs))
    same("articulation", {v: v in cut for v in pairs})
    pieces = sorted(nx.connected_components(pairs), key=lambda c: (-len(c), min(c, key=str.encode)))
    same("component", {v: i for i, c in enumerate(pieces, 1) for v in c})
    expected = brokers(arcs)
    if any(nx.get_node_attributes(arcs, "country").values()):
        for role in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison"):
            same(role, {v: expected[v][role] for v in arcs})
        same("brokerage", {v: sum(expected[v].values()) for v in arcs})
    check(name, "density", near(net["density"], nx.density(arcs)))
    known = arcs.subgraph([v for v, c in arcs.nodes(data="country") if c])
    g = igraph.Graph.from_networkx(known)
    mixing = g.assortativity_nominal([sorted(set(COUNTRIES) | set(g.vs["country"])).index(c) for c in g.vs["country"]], directed=True)
    check(name, "assortativity", near(float("nan") if net["assortativity"] is None else net["assortativity"], mixing))
    g = igraph.Graph.from_networkx(pairs)
    names = g.vs["_nx_name"]
    members = [rows[v]["community"] - 1 for v in names]
    check(name, "modularity", near(net["modularity"], g.modularity(members, weights="weight")))
    best = g.community_leiden("modularity", weights="weight", n_iterations=10).modularity
    check(name, f"communities: modularity {net['modularity']:.4f}, igraph finds {best:.4f}", net["modularity"] > best - 0.02)
    check(name, "communities hang together", all(nx.is_connected(pairs.subgraph([v for v in pairs if rows[v]["community"] == c]))
                                                 for c in {r["community"] for r in rows.values()}))


def main():
    records = [str(ROOT / "tests/data/network.jsonl")]
    for mode in (["full"], ["speakers"], ["speakers", "--tie", "objects"], ["countries"]):
        options = [*records, "--mode", *mode]
        compare(f"records, {' '.join(mode)}", options, options, directed=mode[-1] != "objects")
    with tempfile.TemporaryDirectory() as folder:
        for seed, (nodes, edges, relations, pieces) in enumerate([
                (30, 90, ("names",), 1), (200, 1200, ("names", "met"), 1), (200, 260, ("names", "called", "said-at"), 4),
                (120, 400, ("together",), 3), (500, 3000, ("names", "met", "took-part"), 1)]):
            args = tables(pathlib.Path(folder), nodes, edges, seed, relations, pieces)
            compare(f"table {seed}", args, args, directed=relations != ("together",))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
