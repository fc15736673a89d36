/* JSON writing: keys in the order of the calls, commas kept by the writer. UTF-8 passes through; what JSON must escape
 * is escaped. Reading is jansson's work. */
#ifndef DX_JSON_H
#define DX_JSON_H

#include "base/buf.h"

typedef struct dx_json {
	dx_buf *out;
	bool comma; /* a value stands before on this level */
} dx_json;

void dx_json_open(dx_json *json, char bracket);  /* '{' or '[' */
void dx_json_close(dx_json *json, char bracket); /* '}' or ']' */
void dx_json_key_of(dx_json *json, const char *key, size_t len);
static inline void dx_json_key(dx_json *json, const char *key) { dx_json_key_of(json, key, strlen(key)); }
void dx_json_string(dx_json *json, dx_slice s);
/* null where the slice is empty */
void dx_json_string_or_null(dx_json *json, dx_slice s);
void dx_json_uint(dx_json *json, uint64_t n);
void dx_json_bool(dx_json *json, bool b);
void dx_json_null(dx_json *json);
/* A string made of a letter and a number: "e12". */
void dx_json_ref(dx_json *json, char letter, uint32_t number);
/* A number as printf's %.2f writes it. */
void dx_json_fixed2(dx_json *json, double x);

#endif
