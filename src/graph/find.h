/* Which nodes the entities and events of a record became: for what is told beside the network (src/report). */
#ifndef DX_GRAPH_FIND_H
#define DX_GRAPH_FIND_H

#include "graph/graph.h"

/* Keys of the nodes of a record that was added to `graph`, which is not finished yet: one for each entity and one for
 * each event. The keys are the graph's. */
dixit_status dx_graph_keys(dixit_graph *graph, const dixit_record *record, dx_slice *entities, dx_slice *events,
                           dixit_error *error);
/* The node of that key, -1 where the network has none. */
int64_t dx_network_find(const dx_network *network, dx_slice key);

#endif
