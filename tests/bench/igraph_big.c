/* The same table of ties as `dixit graph --edges` takes, by igraph alone: igraph_create, one attribute of nodes (name) and
 * one of edges (weight), igraph_write_graph_graphml. Prints the processor time of these two. Reading the table is done
 * in the simplest quick way: names are numbers behind "person/". */
#include <igraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static double seconds(void) {
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
}

static long number(const char **at) {
	while (**at < '0' || **at > '9') ++*at;
	return strtol(*at, (char **)at, 10);
}

int main(int argc, char **argv) {
	igraph_vector_int_t ends;
	igraph_vector_t weights;
	igraph_t net;
	long nodes = 0;
	char line[256];
	FILE *in = argc == 3 ? fopen(argv[1], "r") : NULL;
	FILE *out = in ? fopen(argv[2], "w") : NULL;
	if (!out || !fgets(line, sizeof line, in)) return 1;
	igraph_set_attribute_table(&igraph_cattribute_table);
	igraph_vector_int_init(&ends, 0);
	igraph_vector_init(&weights, 0);
	while (fgets(line, sizeof line, in)) {
		const char *at = line;
		long a = number(&at), b = number(&at), w = number(&at);
		igraph_vector_int_push_back(&ends, a);
		igraph_vector_int_push_back(&ends, b);
		igraph_vector_push_back(&weights, (double)w);
		if (a >= nodes) nodes = a + 1;
		if (b >= nodes) nodes = b + 1;
	}
	fclose(in);
	igraph_vector_int_resize_min(&ends);
	igraph_vector_resize_min(&weights);
	double start = seconds();
	igraph_create(&net, &ends, nodes, IGRAPH_DIRECTED);
	double created = seconds() - start;
	igraph_vector_int_destroy(&ends);
	SETEANV(&net, "weight", &weights);
	igraph_vector_destroy(&weights);
	for (long i = 0; i < nodes; i++) {
		snprintf(line, sizeof line, "person/%07ld", i);
		SETVAS(&net, "name", i, line);
	}
	start = seconds();
	igraph_write_graph_graphml(&net, out, true);
	fclose(out);
	printf("%.3f %.3f\n", created, seconds() - start);
	igraph_destroy(&net);
	return 0;
}
