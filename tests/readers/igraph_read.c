/* Reads a GraphML file with igraph's C library and prints what it took, for tests/check-readers.py:
 * nodes, edges, nodes with a label, edges with a positive weight, sum of the weights. */
#include <igraph.h>

#include <stdio.h>

int main(int argc, char **argv) {
	igraph_t graph;
	long labels = 0, weighted = 0;
	double sum = 0;
	if (argc != 2) return 2;
#if IGRAPH_VERSION_MAJOR >= 1
	igraph_setup();
#endif
	igraph_set_attribute_table(&igraph_cattribute_table);
	igraph_set_error_handler(igraph_error_handler_printignore);
	FILE *in = fopen(argv[1], "r");
	if (!in || igraph_read_graph_graphml(&graph, in, 0)) return 1;
	fclose(in);
	for (igraph_integer_t i = 0; i < igraph_vcount(&graph); i++) labels += VAS(&graph, "label", i)[0] != 0;
	for (igraph_integer_t i = 0; i < igraph_ecount(&graph); i++) {
		double weight = EAN(&graph, "weight", i);
		weighted += weight > 0;
		sum += weight;
	}
	printf("%ld %ld %ld %ld %.3f\n", (long)igraph_vcount(&graph), (long)igraph_ecount(&graph), labels, weighted, sum);
	igraph_destroy(&graph);
	return 0;
}
