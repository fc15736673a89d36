/* The network as a picture. Graphviz runs as a program: its licence does not allow linking it. */
#ifndef DX_CLI_PICTURE_H
#define DX_CLI_PICTURE_H

#include "base/slice.h"

typedef enum dx_picture { DX_PICTURE_DRAWN, DX_PICTURE_NO_GRAPHVIZ, DX_PICTURE_FAILED } dx_picture;

/* `neato -n2 -Tsvg`: the positions are those of the DOT file. On FAILED, `error` says why. */
dx_picture dx_picture_draw(const char *dot, const char *svg, dixit_error *error);

#endif
