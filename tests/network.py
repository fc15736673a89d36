#!/usr/bin/env python3
"""A GraphML network from standard input as short lines, for fixtures/graph: nodes with their statements, then edges with
their weight; in the order of keys. With -e the evidence of every edge, with -t first and last day, with -l the labels of
nodes."""
import sys
import xml.etree.ElementTree as xml

NS = "{http://graphml.graphdrawing.org/xmlns}"


def main():
    root = xml.parse(sys.stdin.buffer).getroot()
    names = {k.get("id"): k.get("attr.name") for k in root.iter(NS + "key")}
    fields = lambda e: {names[d.get("key")]: d.text for d in e.findall(NS + "data")}
    for node in root.iter(NS + "node"):
        label = [f"\"{fields(node)['label']}\""] if "-l" in sys.argv else []
        print("node", node.get("id"), fields(node).get("statements", "0"), *label)
    for edge in root.iter(NS + "edge"):
        f = fields(edge)
        line = f"edge {edge.get('source')} {f['relation']} {edge.get('target')} {round(float(f['weight']), 4):g}"
        if "-t" in sys.argv:
            line += f" {f.get('first', '-')} {f.get('last', '-')}"
        if "-e" in sys.argv:
            line += f" {f['evidence']}"
        print(line)


if __name__ == "__main__":
    main()
