#include "base/json.h"

static void before(dx_json *json) {
	if (json->comma) dx_buf_char(json->out, ',');
	json->comma = true;
}

void dx_json_open(dx_json *json, char bracket) {
	before(json);
	dx_buf_char(json->out, bracket);
	json->comma = false;
}

void dx_json_close(dx_json *json, char bracket) {
	dx_buf_char(json->out, bracket);
	json->comma = true;
}

static void escaped(dx_buf *out, unsigned char c) {
	static const char hex[] = "0123456789abcdef";
	switch (c) {
	case '"': dx_buf_str(out, "\\\""); break;
	case '\\': dx_buf_str(out, "\\\\"); break;
	case '\n': dx_buf_str(out, "\\n"); break;
	case '\r': dx_buf_str(out, "\\r"); break;
	case '\t': dx_buf_str(out, "\\t"); break;
	default: {
		char u[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
		dx_buf_put(out, u, sizeof u);
	}
	}
}

static void quoted(dx_buf *out, dx_slice s) {
	dx_buf_char(out, '"');
	size_t from = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c >= 0x20 && c != '"' && c != '\\') continue;
		dx_buf_put(out, s.ptr + from, i - from);
		escaped(out, c);
		from = i + 1;
	}
	dx_buf_put(out, s.ptr + from, s.len - from);
	dx_buf_char(out, '"');
}

void dx_json_key_of(dx_json *json, const char *key, size_t len) {
	char *to = dx_buf_room(json->out, len + 4);
	if (!to) return;
	char *end = to;
	if (json->comma) *end++ = ',';
	*end++ = '"';
	memcpy(end, key, len);
	end += len;
	*end++ = '"';
	*end++ = ':';
	json->out->len += (size_t)(end - to);
	json->comma = false;
}

void dx_json_string(dx_json *json, dx_slice s) {
	before(json);
	quoted(json->out, s);
}

void dx_json_string_or_null(dx_json *json, dx_slice s) {
	if (s.len)
		dx_json_string(json, s);
	else
		dx_json_null(json);
}

void dx_json_uint(dx_json *json, uint64_t n) {
	before(json);
	dx_buf_uint(json->out, n);
}

void dx_json_bool(dx_json *json, bool b) {
	before(json);
	dx_buf_str(json->out, b ? "true" : "false");
}

void dx_json_null(dx_json *json) {
	before(json);
	dx_buf_str(json->out, "null");
}

void dx_json_ref(dx_json *json, char letter, uint32_t number) {
	before(json);
	dx_buf_char(json->out, '"');
	dx_buf_char(json->out, letter);
	dx_buf_uint(json->out, number);
	dx_buf_char(json->out, '"');
}

void dx_json_fixed2(dx_json *json, double x) {
	before(json);
	unsigned n = (unsigned)(x * 100 + 0.5);
	dx_buf_uint(json->out, n / 100);
	char frac[3] = {'.', (char)('0' + n / 10 % 10), (char)('0' + n % 10)};
	dx_buf_put(json->out, frac, frac[2] == '0' ? 2 : 3);
}
