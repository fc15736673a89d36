/* Text on its way into a file: writers put it into `buf`, which goes on whenever enough of it is there, so that a big
 * network is not in memory twice. A failure is remembered; writers need no error paths of their own. */
#ifndef DX_SINK_H
#define DX_SINK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/outfile.h"
#include "graph/graph.h"

typedef struct dx_sink {
	dx_buf buf;
	dx_outfile *out;
	dixit_error *error;
	dixit_status status;
} dx_sink;

/* Hand the bytes on. */
void dx_sink_flush(dx_sink *sink);
/* After every node and edge: hand them on where there are enough. */
static inline void dx_sink_turn(dx_sink *sink) {
	enum { ENOUGH = 1 << 16 };
	if (sink->buf.len >= ENOUGH) dx_sink_flush(sink);
}
/* The rest; frees the buffer and tells how it all went. */
dixit_status dx_sink_end(dx_sink *sink);
/* All of that around `write`, which has an arena of its own for the while and leaves it by its own guard. */
dixit_status dx_sink_write(dixit_status (*write)(dx_arena *temp, dx_sink *sink, const dx_network *network),
                           dx_outfile *out, const dx_network *network, dixit_error *error);

/* Text with every character for which `form` knows another form put in that; bad bytes become U+FFFD. Of ASCII, only
 * " & < > \ and control characters may have another form. */
void dx_put_formed(dx_buf *buf, dx_slice text, const char *(*form)(uint32_t cp));
/* Put what XML can't hold as it is in another form: &amp; &lt; &gt; &quot;, line ends and tabs as numbers, so that
 * attributes keep them; what XML can't hold at all (control characters, bytes that are no UTF-8) as U+FFFD. */
void dx_put_xml(dx_buf *buf, dx_slice text);
/* The same in double quotes, ` name="…"`. */
void dx_put_attribute(dx_buf *buf, const char *name, dx_slice text);
/* As it is, but for bytes that are no UTF-8: U+FFFD. */
void dx_put_text(dx_buf *buf, dx_slice text);
/* Everything on one line: line ends, tabs and other control characters become a blank, bad bytes U+FFFD. */
void dx_put_line(dx_buf *buf, dx_slice text);

/* A number as every reader takes it, whatever the locale: a full stop, at most four decimals, no exponent, no -0. NaN
 * and infinity, which Gephi and Graphviz read each in a way of their own, become 0. */
enum { DX_NUMBER_MAX = 32 };
size_t dx_number(char out[DX_NUMBER_MAX], double x);
/* The fewest digits that read as the same number; very small and large ones have an exponent. */
size_t dx_number_exact(char out[DX_NUMBER_MAX], double x);
void dx_put_number(dx_buf *buf, double x);
void dx_put_exact(dx_buf *buf, double x);
void dx_put_int(dx_buf *buf, int64_t n);

#endif
