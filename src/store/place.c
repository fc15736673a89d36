#include "input/walk.h"
#include "store/own.h"

/* Is it the name, or the name and the number of a line? */
static bool is_made_of(dx_slice id, dx_slice name) {
	if (!name.len || id.len < name.len || memcmp(id.ptr, name.ptr, name.len) != 0) return false;
	if (id.len == name.len) return true;
	bool digits = id.ptr[name.len] == ':' && id.len > name.len + 1;
	for (size_t i = name.len + 1; i < id.len; i++) digits &= id.ptr[i] >= '0' && id.ptr[i] <= '9';
	return digits;
}

dx_slice dx_place_of(const dx_store *store, dx_slice id, dx_slice path, const char *sha256, dx_arena *arena) {
	if (!is_made_of(id, dx_walk_stem(dx_strndup(arena, path.ptr, path.len)))) return DX_LIT("");
	if (dx_slice_eq(path, DX_LIT("-"))) return dx_slice_of(sha256);
	if (path.ptr[0] == '/') return path;
	while (path.len > 2 && path.ptr[0] == '.' && path.ptr[1] == '/') path = (dx_slice){path.ptr + 2, path.len - 2};
	size_t folder = strlen(store->folder);
	char *place = dx_alloc_raw(arena, folder + 1 + path.len);
	memcpy(place, store->folder, folder);
	place[folder] = '/';
	memcpy(place + folder + 1, path.ptr, path.len);
	return (dx_slice){place, folder + 1 + path.len};
}
