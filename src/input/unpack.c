#include "input/unpack.h"

#include "base/error.h"
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>

struct dx_unpack {
	struct archive *archive;
	dx_bytes *from;
	dixit_error why;   /* why `from` could not be read */
	uint64_t unpacked; /* bytes that came out */
	bool stream;       /* the one member of a packed stream: it has no name */
	bool entered;      /* a member is open */
	bool broken;       /* cannot be read on */
	char *name;
};

static const struct {
	size_t at;
	dx_slice bytes;
	dx_packing packing;
} signs[] = {
    {0, {"\x1F\x8B\x08", 3}, DX_PACKED_STREAM},
    {0, {"BZh", 3}, DX_PACKED_STREAM},
    {0,
     {"\xFD"
      "7zXZ\0",
      6},
     DX_PACKED_STREAM},
    {0, {"\x28\xB5\x2F\xFD", 4}, DX_PACKED_STREAM},
    {0, {"PK\3\4", 4}, DX_PACKED_ARCHIVE},
    {0, {"PK\5\6", 4}, DX_PACKED_ARCHIVE}, /* an empty one */
    {257, {"ustar", 5}, DX_PACKED_ARCHIVE},
};

dx_packing dx_packing_of(dx_slice head) {
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (head.len < signs[i].at + signs[i].bytes.len) continue;
		if (!memcmp(head.ptr + signs[i].at, signs[i].bytes.ptr, signs[i].bytes.len)) return signs[i].packing;
	}
	return DX_PACKED_NOT;
}

static la_ssize_t give(struct archive *archive, void *context, const void **bytes) {
	dx_unpack *u = context;
	dx_slice rest;
	dixit_status status = dx_bytes_peek(u->from, &rest, &u->why);
	if (status < 0) {
		archive_set_error(archive, EIO, "%s", u->why.message);
		return -1;
	}
	if (status == DIXIT_END) return 0;
	*bytes = rest.ptr;
	dx_bytes_take(u->from, rest.len);
	return (la_ssize_t)rest.len;
}

/* Only what libarchive unpacks itself: its other filters would run programs. */
static bool set_up(struct archive *a, bool members) {
	int worst = archive_read_support_filter_gzip(a) | archive_read_support_filter_bzip2(a) |
	            archive_read_support_filter_xz(a) | archive_read_support_filter_zstd(a) |
	            archive_read_support_format_raw(a) | archive_read_support_format_empty(a);
	if (members) worst |= archive_read_support_format_tar(a) | archive_read_support_format_zip_streamable(a);
	return worst == ARCHIVE_OK;
}

static dixit_status fail(dx_unpack *u, int code, dixit_error *error) {
	const char *why = archive_error_string(u->archive);
	u->broken |= code == ARCHIVE_FATAL;
	if (archive_errno(u->archive) == ENOMEM) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	return dx_fail(error, u->why.status ? u->why.status : DIXIT_E_FORMAT, "cannot unpack: %s", why ? why : "unknown");
}

dixit_status dx_unpack_open(dx_unpack **out, dx_bytes *from, bool members, dixit_error *error) {
	dx_unpack *u = calloc(1, sizeof *u);
	*out = u;
	if (u) u->archive = archive_read_new();
	if (!u || !u->archive || !set_up(u->archive, members)) {
		dx_unpack_close(u);
		*out = NULL;
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	u->from = from;
	int code = archive_read_open(u->archive, u, NULL, give, NULL);
	if (code == ARCHIVE_OK) return DIXIT_OK;
	dixit_status status = fail(u, code, error);
	dx_unpack_close(u);
	*out = NULL;
	return status;
}

void dx_unpack_close(dx_unpack *unpack) {
	if (!unpack) return;
	archive_read_free(unpack->archive);
	free(unpack->name);
	free(unpack);
}

dixit_status dx_unpack_read(void *unpack, char *to, size_t size, size_t *got, dixit_error *error) {
	dx_unpack *u = unpack;
	*got = 0;
	if (u->broken || !u->entered) return DIXIT_OK;
	la_ssize_t n = archive_read_data(u->archive, to, size);
	if (n <= 0) u->entered = false;
	if (n < 0) return fail(u, (int)n, error);
	*got = (size_t)n;
	u->unpacked += (uint64_t)n;
	if (u->unpacked <= DX_UNPACK_FREE || u->unpacked / DX_UNPACK_RATIO <= u->from->passed) return DIXIT_OK;
	u->broken = true;
	return dx_fail(error, DIXIT_E_TOO_LONG, "unpacks to more than %d times its size: the rest is left out",
	               DX_UNPACK_RATIO);
}

/* What is left of a member that was not read to its end. libarchive would pass over it too, but without a limit. */
static dixit_status pass_over(dx_unpack *u, dixit_error *error) {
	char scrap[1 << 14];
	size_t got;
	dixit_status status;
	do status = dx_unpack_read(u, scrap, sizeof scrap, &got, error);
	while (!status && got);
	/* A fault in what nobody wanted is none, as long as the archive can be read on. */
	return u->broken ? status : DIXIT_OK;
}

static dixit_status keep_name(dx_unpack *u, struct archive_entry *entry, dixit_error *error) {
	const char *name = archive_entry_pathname_utf8(entry);
	if (!name) name = archive_entry_pathname(entry);
	free(u->name);
	u->name = strdup(u->stream || !name ? "" : name);
	return u->name ? DIXIT_OK : dx_fail(error, DIXIT_E_MEMORY, "out of memory");
}

/* Links and devices have no bytes of their own. */
static bool is_file(struct archive_entry *entry) {
	return archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry);
}

dixit_status dx_unpack_next(dx_unpack *u, const char **name, dixit_error *error) {
	struct archive_entry *entry;
	for (;;) {
		dixit_status status = u->entered ? pass_over(u, error) : DIXIT_OK;
		if (u->broken) return status ? status : DIXIT_END;
		int code = archive_read_next_header(u->archive, &entry);
		if (code == ARCHIVE_EOF) return DIXIT_END;
		*name = "";
		if (code < ARCHIVE_WARN) return fail(u, code, error);
		u->stream = archive_format(u->archive) == ARCHIVE_FORMAT_RAW;
		u->entered = true;
		if (!u->stream && !is_file(entry)) continue;
		status = keep_name(u, entry, error);
		if (status) return status;
		*name = u->name;
		if (!archive_entry_is_encrypted(entry)) return DIXIT_OK;
		u->entered = false;
		return dx_fail(error, DIXIT_E_FORMAT, "encrypted: it cannot be read");
	}
}

typedef struct piece {
	dx_slice left;
} piece;

static dixit_status read_piece(void *context, char *to, size_t size, size_t *got, dixit_error *error) {
	(void)error;
	piece *p = context;
	*got = p->left.len < size ? p->left.len : size;
	if (*got) memcpy(to, p->left.ptr, *got);
	p->left = (dx_slice){p->left.ptr + *got, p->left.len - *got};
	return DIXIT_OK;
}

static dixit_status unpack_all(dx_buf *out, dx_unpack *u, size_t most, dixit_error *error) {
	const char *name;
	dixit_status status = dx_unpack_next(u, &name, error);
	for (size_t got = 1; !status && got;) {
		char *to = dx_buf_room(out, 1 << 14);
		if (!to) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
		status = dx_unpack_read(u, to, 1 << 14, &got, error);
		out->len += got;
		if (out->len > most) return dx_fail(error, DIXIT_E_TOO_LONG, "unpacks to more than 16 MiB");
	}
	return status;
}

dixit_status dx_unpack_slice(dx_buf *out, dx_slice packed, size_t most, dixit_error *error) {
	piece p = {packed};
	dx_bytes from = {0};
	dx_unpack *u = NULL;
	if (dx_bytes_start(&from, read_piece, &p)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dixit_status status = dx_unpack_open(&u, &from, false, error);
	if (u) {
		status = unpack_all(out, u, most, error);
		dx_unpack_close(u);
	}
	dx_bytes_free(&from);
	return status == DIXIT_END ? DIXIT_OK : status;
}
