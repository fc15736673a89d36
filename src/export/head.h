/* What is told of the network as a whole: what it is, how many articles, from when to when. XML files have it in a
 * processing instruction, which every other reader skips:
 *     <?dixit title="…" articles="14" first="2024-01-05" last="2024-02-01"?> */
#ifndef DX_HEAD_H
#define DX_HEAD_H

#include "base/arena.h"
#include "export/sink.h"
#include "graph/graph.h"

void dx_put_head(dx_buf *buf, const dx_network *net);
/* Takes from the instruction's text what it knows. */
void dx_read_head(dx_arena *arena, dx_slice text, dx_network *net);

/* "Who spoke, who met: 14 articles, 2024-01-05 to 2024-02-01" */
void dx_put_caption(dx_buf *buf, const dx_network *net, void (*put)(dx_buf *buf, dx_slice text));

#endif
