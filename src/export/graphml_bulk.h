/* Networks whose edges are not there in full (graph/bulk.h): GraphML holds them, no other format does. */
#ifndef DX_GRAPHML_BULK_H
#define DX_GRAPHML_BULK_H

#include "base/outfile.h"
#include "graph/graph.h"

dixit_status dx_write_graphml_bulk(dx_outfile *out, const dx_network *network, dixit_error *error);

#endif
