"""What networkx reads of a GEXF or node-link JSON file, as JSON, for tests/check-readers.py. Runs in an environment of its
own: Debian's networkx knows no GEXF 1.3 and calls the edges of node-link JSON by another name."""
import json
import sys

import networkx

path = sys.argv[1]
if path.endswith(".gexf"):
    graph = networkx.read_gexf(path)
else:
    with open(path, encoding="utf-8") as file:
        graph = networkx.node_link_graph(json.load(file))
edges = graph.edges(data=True)
nodes = {n: {**d.pop("viz", {}), **d} for n, d in graph.nodes(data=True)}
json.dump({"directed": graph.is_directed(), "nodes": nodes, "edges": [[s, t, {k: v for k, v in d.items() if k != "viz"}] for s, t, d in edges]},
          sys.stdout)
