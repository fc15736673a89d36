#include "base/slurp.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/utf8.h"
#include <errno.h>

enum { BLOCK = 1 << 16 };

dixit_status dx_slurp(dx_arena *arena, const char *path, dx_slice *out, dixit_error *error) {
	errno = 0;
	FILE *f = fopen(path, "rb");
	if (!f) return dx_fail_errno(error, "cannot open the table");
	dx_buf buf = {0};
	size_t got = 0;
	do {
		char *room = dx_buf_room(&buf, BLOCK);
		got = room ? fread(room, 1, BLOCK, f) : 0;
		buf.len += got;
	} while (got && buf.len <= DX_SLURP_MAX);
	dixit_status status = DIXIT_OK;
	if (buf.failed)
		status = dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	else if (ferror(f))
		status = dx_fail_errno(error, "cannot read the table");
	else if (buf.len > DX_SLURP_MAX)
		status = dx_fail(error, DIXIT_E_TOO_LONG, "a table of more than 64 MiB");
	fclose(f);
	if (!status) *out = (dx_slice){dx_strndup(arena, buf.ptr, buf.len), buf.len};
	dx_buf_free(&buf);
	return status;
}

dixit_status dx_slurp_check(dx_slice bytes, dixit_error *error) {
	size_t bad = dx_utf8_valid(bytes);
	if (bad == bytes.len) return DIXIT_OK;
	uint64_t line = 1, column = 1;
	for (size_t i = 0; i < bad; i++, column++) {
		if (bytes.ptr[i] != '\n') continue;
		line++;
		column = 0;
	}
	dixit_status status = dx_fail(error, DIXIT_E_FORMAT, "ill-formed UTF-8");
	dx_error_at(error, NULL, line, column);
	return status;
}
