/* Pieces that both JSON formats are made of. */
#ifndef DX_EXPORT_JSON_H
#define DX_EXPORT_JSON_H

#include "base/json.h"
#include "export/field.h"

/* Well-formed UTF-8 whatever the text. */
void dx_json_text(dx_json *json, dx_slice text);
/* `"key":value` of all fields and columns; doubles of columns always have a point, so that readers know the type. */
void dx_json_fields(dx_json *json, const dx_shown *shown, uint32_t row, dx_buf *scratch);
/* Close the object of a node or edge, with its comma or not, and its line. */
void dx_json_end_item(dx_sink *sink, dx_json *json, bool last);
/* "title", "articles", "first", "last" and the names and types of the columns: what is told of the whole. */
void dx_json_head(dx_json *json, const dx_network *net, dx_buf *scratch);

#endif
