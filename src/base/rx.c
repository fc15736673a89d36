#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/rx.h"

#include "base/error.h"
#include <pcre2.h>
#include <stdlib.h>

enum { MATCH_LIMIT = 20000, DEPTH_LIMIT = 200, HEAP_LIMIT_KB = 1024, GROUPS_MAX = 16 };

struct dx_rx {
	pcre2_code *code;
};
struct dx_rx_scratch {
	pcre2_match_data *data;
	pcre2_match_context *context;
};

dixit_status dx_rx_compile_plain(dx_rx **out, dx_slice pattern, bool caseless, dixit_error *error) {
	int code;
	PCRE2_SIZE at;
	uint32_t options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | (caseless ? PCRE2_CASELESS : 0);
	*out = malloc(sizeof **out);
	if (!*out) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	(*out)->code = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len, options, &code, &at, NULL);
	if (!(*out)->code) {
		PCRE2_UCHAR message[128];
		pcre2_get_error_message(code, message, sizeof message);
		free(*out);
		*out = NULL;
		return dx_fail(error, DIXIT_E_FORMAT, "pattern, byte %zu: %s", (size_t)at + 1, (char *)message);
	}
	return DIXIT_OK;
}

dixit_status dx_rx_compile(dx_rx **out, dx_slice pattern, bool caseless, dixit_error *error) {
	dixit_status status = dx_rx_compile_plain(out, pattern, caseless, error);
	/* Where there is no JIT the interpreter matches: slower, the same. */
	if (!status) pcre2_jit_compile((*out)->code, PCRE2_JIT_COMPLETE);
	return status;
}

void dx_rx_free(dx_rx *rx) {
	if (!rx) return;
	pcre2_code_free(rx->code);
	free(rx);
}

dx_rx_scratch *dx_rx_scratch_new(void) {
	dx_rx_scratch *s = calloc(1, sizeof *s);
	if (!s) return NULL;
	s->data = pcre2_match_data_create(GROUPS_MAX, NULL);
	s->context = pcre2_match_context_create(NULL);
	if (!s->data || !s->context) {
		dx_rx_scratch_free(s);
		return NULL;
	}
	pcre2_set_match_limit(s->context, MATCH_LIMIT);
	pcre2_set_depth_limit(s->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(s->context, HEAP_LIMIT_KB);
	return s;
}

void dx_rx_scratch_free(dx_rx_scratch *scratch) {
	if (!scratch) return;
	pcre2_match_data_free(scratch->data);
	pcre2_match_context_free(scratch->context);
	free(scratch);
}

bool dx_rx_match(const dx_rx *rx, dx_rx_scratch *scratch, dx_slice subject, uint32_t from, dx_span *groups,
                 uint32_t count) {
	int n = pcre2_match(rx->code, (PCRE2_SPTR)subject.ptr, subject.len, from, PCRE2_NO_UTF_CHECK, scratch->data,
	                    scratch->context);
	if (n <= 0) return false;
	const PCRE2_SIZE *v = pcre2_get_ovector_pointer(scratch->data);
	for (uint32_t g = 0; g < count; g++) {
		bool took = (int)g < n && v[2 * g] != PCRE2_UNSET;
		groups[g] = took ? (dx_span){(uint32_t)v[2 * g], (uint32_t)v[2 * g + 1]} : (dx_span){0, 0};
	}
	return true;
}
