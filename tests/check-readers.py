#!/usr/bin/python3
"""Do other programs take our files whole?

networkx, python-igraph and igraph's C library read the GraphML, Graphviz the DOT and draws it. What they took is compared
with what Python's own XML parser finds in the GraphML; both files must hold the same graph, the DOT with one edge for all
relations from one node to another.

    tests/check-readers.py [DIXIT] [NAME.graphml NAME.dot ...]

Debian's packages python3-networkx and python3-igraph belong to /usr/bin/python3, hence the first line.
"""
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NS = "{http://graphml.graphdrawing.org/xmlns}"
passed = failed = 0


def check(what, wanted, found):
    global passed, failed
    if wanted == found:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {what}: wanted {wanted!r}, found {found!r}")


def run(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    errors = [line for line in done.stderr.splitlines() if "rror" in line and "Fontconfig" not in line]
    check(f"{command[0]} tells of no errors", (0, []), (done.returncode, errors))
    return done.stdout


class Wanted:
    """The graph as it stands in the GraphML file."""

    def __init__(self, path):
        root = xml.parse(path).getroot()
        names = {k.get("id"): k.get("attr.name") for k in root.iter(NS + "key")}
        fields = lambda e: {names[d.get("key")]: d.text for d in e.findall(NS + "data")}
        self.nodes = {n.get("id"): fields(n) for n in root.iter(NS + "node")}
        self.edges = [(e.get("source"), e.get("target"), fields(e)) for e in root.iter(NS + "edge")]
        self.triples = sorted((s, t, f["relation"]) for s, t, f in self.edges)
        self.weights = sum(float(f["weight"]) for _, _, f in self.edges)
        self.ties = {}
        for source, target, f in self.edges:
            self.ties.setdefault((source, target), []).append(f)


def check_networkx(path, wanted):
    import networkx

    graph = networkx.read_graphml(path, force_multigraph=True)
    check("networkx: nodes", len(wanted.nodes), graph.number_of_nodes())
    check("networkx: directed", True, graph.is_directed())
    check("networkx: edges", wanted.triples,
          sorted((s, t, d["relation"]) for s, t, d in graph.edges(data=True)))
    check("networkx: labels", sorted(n["label"] for n in wanted.nodes.values()),
          sorted(d["label"] for _, d in graph.nodes(data=True)))
    check("networkx: weights", wanted.weights, sum(d["weight"] for _, _, d in graph.edges(data=True)))
    check("networkx: whole numbers", True, all(type(d["statements"]) is int for _, d in graph.nodes(data=True)))


def check_python_igraph(path, wanted):
    import igraph

    graph = igraph.Graph.Read_GraphML(path)
    ids = graph.vs["id"]
    check("python-igraph: nodes", sorted(wanted.nodes), sorted(ids))
    check("python-igraph: labels", [wanted.nodes[i]["label"] for i in ids], graph.vs["label"])
    check("python-igraph: edges", wanted.triples,
          sorted((ids[e.source], ids[e.target], e["relation"]) for e in graph.es))
    check("python-igraph: weights", wanted.weights, sum(graph.es["weight"]))
    check("python-igraph: positions", [float(wanted.nodes[i]["x"]) for i in ids], graph.vs["x"])


def check_igraph(path, wanted):
    out = os.path.join(ROOT, "out", "readers")
    os.makedirs(out, exist_ok=True)
    program = os.path.join(out, "igraph_read")
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "igraph"], capture_output=True, text=True).stdout.split()
    source = os.path.join(ROOT, "tests", "readers", "igraph_read.c")
    run(os.environ.get("CC", "cc"), "-std=c11", "-O1", "-o", program, source, *flags)
    nodes, edges, labels, weighted, weights = run(program, path).split()
    check("igraph: nodes", len(wanted.nodes), int(nodes))
    check("igraph: edges", len(wanted.edges), int(edges))
    check("igraph: labels", len(wanted.nodes), int(labels))
    check("igraph: weighted edges", len(wanted.edges), int(weighted))
    check("igraph: weights", wanted.weights, float(weights))


def joined(ties):
    """What DOT's edge says of the edges of one pair: label, relation, weight, articles, first and last day."""
    of = lambda name: [t[name] for t in ties if t.get(name)]
    return (", ".join(of("label")), "; ".join(of("relation")), str(sum(int(w) for w in of("weight"))),
            str(max(int(a) for a in of("articles"))), min(of("first"), default=""), max(of("last"), default=""))


def check_graphviz(path, wanted):
    fields = ", \"\t\", ".join("$." + name for name in ("tail.name", "head.name", "label", "relation", "weight", "articles",
                                                      "first", "last"))
    listed = run("gvpr", 'N { print("N\t", $.name) } E { print("E\t", %s) }' % fields, path).splitlines()
    unquoted = lambda name: name.replace("\\\\", "\\")
    check("Graphviz: nodes", sorted(wanted.nodes), sorted(unquoted(l[2:]) for l in listed if l[0] == "N"))
    check("Graphviz: edges", sorted(ends + joined(ties) for ends, ties in wanted.ties.items()),
          sorted(tuple(unquoted(part) for part in l[2:].split("\t")) for l in listed if l[0] == "E"))
    run("dot", "-Tcanon", path)
    svg = run("neato", "-n2", "-Tsvg", path)
    root = xml.fromstring(svg)
    drawn = lambda kind: sum(g.get("class") == kind for g in root.iter("{http://www.w3.org/2000/svg}g"))
    check("neato: nodes drawn", len(wanted.nodes), drawn("node"))
    check("neato: edges drawn", len(wanted.ties), drawn("edge"))
    check_picture(path, wanted)


def check_picture(path, wanted):
    """Graphviz's own boxes stay apart: what our layout took for the size of labels is enough."""
    plain = run("neato", "-n2", "-Tplain", path)
    boxes = []
    for line in plain.splitlines():
        found = re.match(r'node (?:"(?:[^"\\]|\\.)*"|\S+) (\S+) (\S+) (\S+) (\S+) ', line)
        if found:
            boxes.append([float(n) for n in found.groups()])
    check("neato: boxes", len(wanted.nodes), len(boxes))
    overlaps = sum(abs(a[0] - b[0]) < (a[2] + b[2]) / 2 and abs(a[1] - b[1]) < (a[3] + b[3]) / 2
                   for i, a in enumerate(boxes) for b in boxes[:i])
    check("neato: at most one pair of boxes in a hundred nodes overlaps", True, overlaps <= len(boxes) / 100)


def made(dixit):
    """Pairs of files: the demo's network and those of tests/data."""
    demo, out = os.path.join(ROOT, "out", "demo"), os.path.join(ROOT, "out", "readers")
    os.makedirs(out, exist_ok=True)
    subprocess.run([dixit, "run", os.path.join(ROOT, "fixtures", "articles"), "-o", demo], check=True,
                   stdout=subprocess.DEVNULL)
    yield os.path.join(demo, "network.graphml"), os.path.join(demo, "network.dot")
    data = os.path.join(ROOT, "tests", "data")
    for name in sorted(n for n in os.listdir(data) if n.endswith(".jsonl")):
        net = os.path.join(out, name[:-6])
        subprocess.run([dixit, "graph", os.path.join(data, name), "-o", net + ".graphml", "-o", net + ".dot"], check=True)
        yield net + ".graphml", net + ".dot"


def check_pair(graphml, dot):
    wanted = Wanted(graphml)
    print(f"{os.path.relpath(graphml)}: {len(wanted.nodes)} nodes, {len(wanted.edges)} edges, {len(wanted.ties)} in DOT")
    check("the network is no empty one", True, len(wanted.nodes) > 10 and len(wanted.edges) > 10)
    for reader, path in ((check_networkx, graphml), (check_python_igraph, graphml), (check_igraph, graphml),
                         (check_graphviz, dot)):
        try:
            reader(path, wanted)
        except Exception as error:  # a reader that gives up is a failure like any other
            check(f"{reader.__name__} reads to the end", None, error)


def main():
    files = [a for a in sys.argv[1:] if a.endswith((".graphml", ".dot", ".gv"))]
    others = [a for a in sys.argv[1:] if a not in files]
    dixit = os.path.abspath(others[0] if others else os.path.join(ROOT, "out", "build", "release", "dixit"))
    for graphml, dot in zip(files[::2], files[1::2]) if files else made(dixit):
        check_pair(graphml, dot)
    print(f"readers: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
