#include "tag/linear.h"

bool dx_linear_open(dx_linear *out, dx_slice bytes) {
	dx_linear_file head;
	if (bytes.len < sizeof head || (uintptr_t)bytes.ptr % 64) return false;
	memcpy(&head, bytes.ptr, sizeof head);
	if (memcmp(head.magic, "dxlin1", 7) != 0 ||
	    (head.width != DX_NARROW && head.width != DX_DUAL && head.width != DX_WIDE))
		return false;
	if (!head.buckets || head.buckets & (head.buckets - 1)) return false;
	if (bytes.len < sizeof head + dx_linear_bucket_size(head.width) * head.buckets) return false;
	*out = (dx_linear){(const uint8_t *)bytes.ptr + sizeof head, head.buckets - 1, head.width, head.scale};
	return true;
}
