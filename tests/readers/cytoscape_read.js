// What Cytoscape.js takes of a .cyjs file, as JSON, for tests/check-readers.py. Arguments: folder of node_modules, file.
const fs = require("fs");
const path = require("path");
const cytoscape = require(path.resolve(process.argv[2], "cytoscape"));

const graph = cytoscape({ headless: true, layout: { name: "preset" }, ...JSON.parse(fs.readFileSync(process.argv[3], "utf8")) });
const nodes = {};
graph.nodes().forEach((node) => { nodes[node.id()] = { ...node.data(), at: node.position() }; });
const edges = graph.edges().map((edge) => [edge.source().id(), edge.target().id(), edge.data()]);
process.stdout.write(JSON.stringify({ nodes, edges, name: graph.data("name") }));
