#!/usr/bin/python3
"""Do other programs take our files whole?

networkx, python-igraph, igraph's C library, Graphviz and Cytoscape.js read what we write. What they took is compared with
what Python's own XML parser finds in the GraphML; all files must hold the same graph, DOT and UCINET's with one edge for
all relations from one node to another. networkx and Cytoscape.js of today are fetched once into out/readers.

    tests/check-readers.py [DIXIT] [NAME.graphml ...]

The files of other formats stand beside each NAME.graphml. Debian's packages python3-networkx and python3-igraph belong to
/usr/bin/python3, hence the first line.
"""
import csv
import json
import os
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as xml

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HERE = os.path.join(ROOT, "tests", "readers")
OUT = os.path.join(ROOT, "out", "readers")
NS = "{http://graphml.graphdrawing.org/xmlns}"
NETWORKX, CYTOSCAPE = "3.6.1", "3.34.4"
FORMATS = ["graphml", "gexf", "dot", "json", "cyjs", "csv", "net", "paj", "dl", "svg", "png", "pdf"]
# One entry a network that is made of each set of records: further arguments of `dixit graph`. The empty one is the
# network as it is without any.
GRAPHS = [""] + open(os.path.join(ROOT, "tests", "graph-modes.txt")).read().splitlines()
passed = failed = 0


def check(what, wanted, found):
    global passed, failed
    if wanted == found:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {what}: wanted {wanted!r:.300}, found {found!r:.300}")


def run(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    errors = [line for line in done.stderr.splitlines() if "rror" in line and "Fontconfig" not in line]
    check(f"{command[0]} tells of no errors", (0, []), (done.returncode, errors))
    return done.stdout


def near(a, b):
    return abs(a - b) <= 1e-3 * max(1, abs(a))


class Wanted:
    """The graph as it stands in the GraphML file."""

    def __init__(self, path):
        root = xml.parse(path).getroot()
        keys = {k.get("id"): k.attrib for k in root.iter(NS + "key")}
        self.types = {(k["for"], k["attr.name"]): k["attr.type"] for k in keys.values()}
        fields = lambda e: {keys[d.get("key")]["attr.name"]: d.text or "" for d in e.findall(NS + "data")}
        self.directed = root.find(NS + "graph").get("edgedefault") == "directed"
        self.nodes = {n.get("id"): fields(n) for n in root.iter(NS + "node")}
        self.edges = [(e.get("source"), e.get("target"), fields(e)) for e in root.iter(NS + "edge")]
        self.triples = sorted(self.ends(s, t) + (f["relation"], float(f["weight"])) for s, t, f in self.edges)
        self.weights = sum(float(f["weight"]) for _, _, f in self.edges)
        self.ties = {}
        for source, target, f in self.edges:
            self.ties.setdefault((source, target), []).append(f)

    def ends(self, source, target):
        """A reader may turn an edge that has no direction."""
        return (source, target) if self.directed else tuple(sorted((source, target)))

    def signed(self, f):
        return float(f["weight"]) * (-1 if f.get("sign") == "-1" else 1)

    def value(self, side, name, text):
        kind = self.types[side, name]
        return int(text) if kind in ("int", "long") else float(text) if kind == "double" else text == "true" if kind == "boolean" else text


def compare(what, wanted, nodes, edges, without=()):
    """Every field of every node and edge, by type."""
    check(f"{what}: nodes", sorted(wanted.nodes), sorted(nodes))
    for side, pairs in (("node", ((f, nodes.get(key, {})) for key, f in wanted.nodes.items())),
                        ("edge", ((f, found) for (_, _, f), (_, _, found) in zip(sorted(wanted.edges, key=order(wanted)), sorted(edges, key=order(wanted)))))):
        for fields, found in pairs:
            for name, text in fields.items():
                if name not in without:
                    check(f"{what}: {side}'s {name}", wanted.value(side, name, text), found.get(name))
    check(f"{what}: edges", wanted.triples, sorted(wanted.ends(s, t) + (d["relation"], float(d["weight"])) for s, t, d in edges))


def order(wanted):
    return lambda e: wanted.ends(e[0], e[1]) + (e[2]["relation"],)


def check_networkx(base, wanted):
    import networkx

    graph = networkx.read_graphml(base + ".graphml", force_multigraph=True)
    check("networkx, GraphML: directed", wanted.directed, graph.is_directed())
    compare("networkx, GraphML", wanted, dict(graph.nodes(data=True)), list(graph.edges(data=True)))
    graph = networkx.read_pajek(base + ".net")
    check("networkx, Pajek: nodes and edges", (len(wanted.nodes), len(wanted.edges)), (graph.number_of_nodes(), graph.number_of_edges()))
    check("networkx, Pajek: weights", True, near(sum(wanted.signed(f) for _, _, f in wanted.edges), sum(d["weight"] for _, _, d in graph.edges(data=True))))


def check_networkx_of_today(base, wanted):
    """GEXF 1.3, and node-link JSON as networkx itself writes it by now."""
    python = os.path.join(OUT, "venv", "bin", "python")
    for ending, without in ((".json", ("name", "key")), (".gexf", ("name", "key", "x", "y", "color", "days"))):
        read = json.loads(run(python, os.path.join(HERE, "networkx_read.py"), base + ending))
        dynamic = any("days" in f for _, _, f in wanted.edges)
        check(f"networkx {ending}: directed", wanted.directed, read["directed"])
        for _, _, fields in read["edges"]:
            if ending == ".gexf":
                fields.setdefault("label", None)
                if dynamic:  # networkx reads the weight of each day as a list
                    fields["weight"] = fields["total_weight"]
        compare(f"networkx {ending}", wanted, read["nodes"], read["edges"], without + (("label",) if ending == ".gexf" else ()))
        if ending == ".gexf":
            check("networkx .gexf: places", True, all(near(float(f["x"]), read["nodes"][k]["position"]["x"]) and near(float(f["y"]), read["nodes"][k]["position"]["y"])
                                                      for k, f in wanted.nodes.items()))
            check("networkx .gexf: labels", [f["label"] for f in wanted.nodes.values()], [read["nodes"][k]["label"] for k in wanted.nodes])


def check_cytoscape(base, wanted):
    read = json.loads(run("node", os.path.join(HERE, "cytoscape_read.js"), os.path.join(OUT, "node_modules"), base + ".cyjs"))
    for fields in read["nodes"].values():  # JavaScript has no larger whole numbers
        large = [k for k, v in fields.items() if isinstance(v, int) and abs(v) > 2**53 - 1]
        for name in large:
            fields[name] = next(wanted.value("node", name, f[name]) for k, f in wanted.nodes.items() if k == fields["id"])
    compare("Cytoscape.js", wanted, read["nodes"], read["edges"])
    check("Cytoscape.js: places", True, all(near(float(f["x"]), read["nodes"][k]["at"]["x"]) and near(-float(f["y"]), read["nodes"][k]["at"]["y"])
                                            for k, f in wanted.nodes.items()))
    check("Cytoscape.js: the network has a name", True, bool(read["name"]))


def check_python_igraph(base, wanted):
    import igraph

    graph = igraph.Graph.Read_GraphML(base + ".graphml")
    ids = graph.vs["id"]
    check("python-igraph: nodes", sorted(wanted.nodes), sorted(ids))
    check("python-igraph: directed", wanted.directed, graph.is_directed())
    check("python-igraph: labels", [wanted.nodes[i]["label"] for i in ids], graph.vs["label"])
    check("python-igraph: edges", wanted.triples,
          sorted(wanted.ends(ids[e.source], ids[e.target]) + (e["relation"], e["weight"]) for e in graph.es))
    check("python-igraph: positions", [float(wanted.nodes[i]["x"]) for i in ids], graph.vs["x"])
    keys = list(wanted.nodes)
    graph = igraph.Graph.Read_Pajek(base + ".net")
    check("python-igraph, Pajek: edges",
          sorted(wanted.ends(s, t) + (f["label"], wanted.signed(f)) for s, t, f in wanted.edges),
          sorted(wanted.ends(keys[e.source], keys[e.target]) + (e["label"], e["weight"]) for e in graph.es))
    check("python-igraph, Pajek: directed", wanted.directed, graph.is_directed())
    check("python-igraph, Pajek: every label once", (len(keys), len(keys)), (len(set(graph.vs["name"])), graph.vcount()))
    check_dl(base, wanted, keys, igraph.Graph.Read_DL(base + ".dl"))


def check_dl(base, wanted, keys, graph):
    values = {}
    for (source, target), ties in wanted.ties.items():
        for pair in {(source, target)} if wanted.directed else {(source, target), (target, source)}:
            values[pair] = sum(wanted.signed(f) for f in ties)
    found = {(keys[e.source], keys[e.target]): e["weight"] for e in graph.es}
    check("python-igraph, UCINET: nodes", (len(keys), len(keys)), (graph.vcount(), len(set(graph.vs["name"]))))
    check("python-igraph, UCINET: pairs", sorted(p for p, v in values.items() if v), sorted(found))
    check("python-igraph, UCINET: values", True, all(near(values[p], v) for p, v in found.items()))


def check_igraph(base, wanted):
    program = os.path.join(OUT, "igraph_read")
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "igraph"], capture_output=True, text=True).stdout.split()
    run(os.environ.get("CC", "cc"), "-std=c11", "-O1", "-o", program, os.path.join(HERE, "igraph_read.c"), *flags)
    nodes, edges, labels, weighted, weights = run(program, base + ".graphml").split()
    check("igraph: nodes", len(wanted.nodes), int(nodes))
    check("igraph: edges", len(wanted.edges), int(edges))
    check("igraph: labels", len(wanted.nodes), int(labels))
    check("igraph: weighted edges", len(wanted.edges), int(weighted))
    check("igraph: weights", True, near(wanted.weights, float(weights)))


def check_csv(base, wanted):
    """Python's csv module reads by RFC 4180; Gephi's backslashes stand twice, formulas behind an apostrophe."""
    def text(value):
        value = value.replace("\\\\", "\\")
        return value[1:] if value[:1] == "'" and value[1:2] in tuple("=+-@") else value

    with open(base + ".nodes.csv", encoding="utf-8", newline="") as file:
        nodes = {text(row["Id"]): row for row in csv.DictReader(file)}
    with open(base + ".edges.csv", encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    check("CSV: labels", {k: f["label"] for k, f in wanted.nodes.items()}, {k: text(r["Label"]) for k, r in nodes.items()})
    for name in ("kind", "title", "aliases"):
        check(f"CSV: {name}", {k: f.get(name, "") for k, f in wanted.nodes.items()}, {k: text(r[name]) for k, r in nodes.items()})
    check("CSV: edges", wanted.triples, sorted(wanted.ends(text(r["Source"]), text(r["Target"])) + (r["Kind"], float(r["Weight"])) for r in edges))
    check("CSV: directions", {"Directed" if wanted.directed else "Undirected"}, {r["Type"] for r in edges})
    check("CSV: evidence", sorted(f.get("evidence", "") for _, _, f in wanted.edges), sorted(text(r["evidence"]) for r in edges))


def joined(ties):
    """What DOT's edge says of the edges of one pair: label, relation, weight, articles, first and last day."""
    of = lambda name: [t[name] for t in ties if t.get(name)]
    return (", ".join(of("label")), "; ".join(of("relation")), round(sum(float(w) for w in of("weight")), 6),
            str(max(int(a) for a in of("articles"))), min(of("first"), default=""), max(of("last"), default=""))


def check_graphviz(base, wanted):
    path = base + ".dot"
    fields = ", \"\t\", ".join("$." + name for name in ("tail.name", "head.name", "label", "relation", "weight", "articles",
                                                      "first", "last"))
    listed = run("gvpr", 'N { print("N\t", $.name) } E { print("E\t", %s) }' % fields, path).splitlines()
    unquoted = lambda name: name.replace("\\\\", "\\")
    check("Graphviz: nodes", sorted(wanted.nodes), sorted(unquoted(l[2:]) for l in listed if l[0] == "N"))
    found = [[unquoted(part) for part in l[2:].split("\t")] for l in listed if l[0] == "E"]
    check("Graphviz: edges", sorted(wanted.ends(*ends) + joined(ties) for ends, ties in wanted.ties.items()),
          sorted(wanted.ends(*f[:2]) + (f[2], f[3], round(float(f[4]), 6), *f[5:]) for f in found))
    run("dot", "-Tcanon", path)
    check_drawn("neato", run("neato", "-n2", "-Tsvg", path), wanted)
    check_picture(path, wanted)


def check_drawn(what, svg, wanted):
    root = xml.fromstring(svg)
    drawn = lambda kind: sum(g.get("class") == kind for g in root.iter("{http://www.w3.org/2000/svg}g"))
    check(f"{what}: nodes drawn", len(wanted.nodes), drawn("node"))
    check(f"{what}: edges drawn", len(wanted.ties), drawn("edge"))
    return " ".join("".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text"))


def check_pictures(base, wanted):
    with open(base + ".svg", encoding="utf-8") as file:
        svg = file.read()
    texts = re.sub(r"\s+", " ", check_drawn("SVG", svg, wanted))
    plain = lambda label: re.sub(r"\s+", " ", label).strip()
    missing = [f["label"] for f in wanted.nodes.values() if f.get("labelled") != "false" and plain(f["label"]) not in texts]
    check("SVG: labels that are not drawn as they are", [], missing)
    with open(base + ".png", "rb") as file:
        png = file.read()
    check("PNG: whole", (b"\x89PNG\r\n\x1a\n", b"IEND"), (png[:8], png[-8:-4]))
    check("PNG: large enough to show something", True, int.from_bytes(png[16:20], "big") > 100 and int.from_bytes(png[20:24], "big") > 100)
    with open(base + ".pdf", "rb") as file:
        pdf = file.read()
    check("PDF: whole", (b"%PDF-1.", b"%%EOF"), (pdf[:7], pdf.rstrip()[-5:]))


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
    if not path.startswith(os.path.join(OUT, "hard-")):  # those are laid out by hand
        check("neato: pairs of boxes that overlap, of so many, at most one in a hundred nodes", (True, len(boxes)), (overlaps <= max(1, len(boxes) / 100) or overlaps, len(boxes)))


def outputs(base):
    return [word for ending in FORMATS for word in ("-o", f"{base}.{ending}")]


def records():
    """Names and files: the demo's, those of tests/data and, where they lie beside the project, the seeds'."""
    data = os.path.join(ROOT, "tests", "data")
    yield "demo", os.path.join(OUT, "demo", "statements.jsonl")
    yield from ((name[:-6], os.path.join(data, name)) for name in sorted(os.listdir(data)) if name.endswith(".jsonl"))
    if os.path.isdir(os.path.join(ROOT, "..", "shared", "seeds")):
        yield "seeds", os.path.join(OUT, "seeds", "statements.jsonl")


def made(dixit):
    """Paths without ending."""
    subprocess.run([dixit, "run", "-q", os.path.join(ROOT, "fixtures", "articles"), "-o", os.path.join(OUT, "demo")], check=True)
    seeds = os.path.join(ROOT, "..", "shared", "seeds")
    if os.path.isdir(seeds):
        subprocess.run([dixit, "run", "-q", seeds, "-o", os.path.join(OUT, "seeds")], check=True)
    for name, path in records():
        for number, arguments in enumerate(GRAPHS):
            base = os.path.join(OUT, f"{name}-{number}")
            subprocess.run([dixit, "graph", *shlex.split(arguments), path, *outputs(base)], check=True)
            if "<edge " in open(base + ".graphml", encoding="utf-8").read():
                yield base
            else:  # most readers have no word for that
                print(f"{os.path.relpath(base)}: no edges, not looked at")
    hard = os.path.join(ROOT, "fixtures", "export", "graphml")
    for name in sorted(n for n in os.listdir(hard) if n.endswith(".graphml")):
        base = os.path.join(OUT, "hard-" + name[:-8])
        subprocess.run([dixit, "export", os.path.join(hard, name), *outputs(base)], check=True)
        yield base


def fetch():
    """Today's networkx and Cytoscape.js, once."""
    venv = os.path.join(OUT, "venv")
    if not os.path.isdir(os.path.join(venv, "lib")) or subprocess.run(
            [os.path.join(venv, "bin", "python"), "-c", f"import networkx; assert networkx.__version__ == '{NETWORKX}'"], stderr=subprocess.DEVNULL).returncode:
        subprocess.run(["/usr/bin/python3", "-m", "venv", venv], check=True)
        subprocess.run([os.path.join(venv, "bin", "pip"), "-q", "install", f"networkx=={NETWORKX}"], check=True)
    manifest = os.path.join(OUT, "node_modules", "cytoscape", "package.json")
    if not os.path.exists(manifest) or json.load(open(manifest, encoding="utf-8"))["version"] != CYTOSCAPE:
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", OUT, f"cytoscape@{CYTOSCAPE}"], check=True)


def check_network(base):
    wanted = Wanted(base + ".graphml")
    print(f"{os.path.relpath(base)}: {len(wanted.nodes)} nodes, {len(wanted.edges)} edges, {len(wanted.ties)} pairs")
    if base.endswith("-0"):
        check("the network is no empty one", True, len(wanted.nodes) > 3 and len(wanted.edges) > 2)
    for reader in (check_networkx, check_networkx_of_today, check_cytoscape, check_python_igraph, check_igraph, check_csv, check_graphviz, check_pictures):
        before = failed
        try:
            reader(base, wanted)
        except Exception as error:  # a reader that gives up is a failure like any other
            check(f"{reader.__name__} reads to the end", None, error)
        if failed > before:
            print(f"  ({reader.__name__}, {os.path.relpath(base)})")


def main():
    files = [a for a in sys.argv[1:] if a.endswith(".graphml")]
    others = [a for a in sys.argv[1:] if a not in files]
    dixit = os.path.abspath(others[0] if others else os.path.join(ROOT, "out", "build", "release", "dixit"))
    os.makedirs(OUT, exist_ok=True)
    fetch()
    for base in [f[:-8] for f in files] if files else made(dixit):
        check_network(base)
    print(f"readers: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
