/* The network as a picture. Graphviz runs as a program: its licence does not allow linking it. */
#ifndef DX_PICTURE_H
#define DX_PICTURE_H

#include "dixit.h"
#include <signal.h>

struct dx_network;

typedef enum dx_picture { DX_PICTURE_DRAWN, DX_PICTURE_NO_GRAPHVIZ, DX_PICTURE_FAILED } dx_picture;

/* `neato -n2 -Ttype` with the positions of the network; type is svg, png or pdf. Where it is not drawn, `error` says
 * why. Neato is in a process group of its own: it would take an interrupt from the terminal for
 * a wish to end early and tell of success. */
dx_picture dx_picture_draw(const struct dx_network *network, const char *path, const char *type, dixit_error *error);
/* Neato at work, 0: none. For signal handlers: to kill it ends the drawing, without a file. */
extern volatile sig_atomic_t dx_picture_child;
/* Of a finished graph. */
dx_picture dx_picture_of(const dixit_graph *graph, const char *path, const char *type, dixit_error *error);

#endif
