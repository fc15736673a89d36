/* The page: its template with style, data and scripts put in. The policy in its head allows these scripts and this
 * style by their SHA-256 and nothing else, neither a script that came in with an article nor any request to a network.
 */
#include "base/error.h"
#include "report/facts.h"
#include <nettle/base64.h>
#include <nettle/sha2.h>

#define EMBEDDED(name) extern const char dx_page_##name[], dx_page_##name##_end[]
EMBEDDED(html);
EMBEDDED(css);
EMBEDDED(d3);
EMBEDDED(js);
#define PIECE(name) ((dx_slice){dx_page_##name, (uintptr_t)dx_page_##name##_end - (uintptr_t)dx_page_##name})

typedef struct page {
	dx_report *report;
	const dx_lexicon *lexicon;
	dx_outfile out;
	dixit_error *error;
} page;

enum { HASH_ROOM = BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1 };

static void hash(char to[HASH_ROOM], dx_slice bytes) {
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&context);
	sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
	sha256_digest(&context, sizeof digest, digest);
	base64_encode_raw(to, sizeof digest, digest);
	to[HASH_ROOM - 1] = 0;
}

static dixit_status put(page *p, dx_slice bytes) { return dx_outfile_write(&p->out, bytes.ptr, bytes.len, p->error); }

static dixit_status put_policy(page *p) {
	char d3[HASH_ROOM], js[HASH_ROOM], css[HASH_ROOM], policy[512];
	hash(d3, PIECE(d3));
	hash(js, PIECE(js));
	hash(css, PIECE(css));
	int n = snprintf(policy, sizeof policy,
	                 "default-src 'none'; script-src 'sha256-%s' 'sha256-%s'; style-src 'sha256-%s'; "
	                 "img-src data:; "
	                 "base-uri 'none'; form-action 'none'",
	                 d3, js, css);
	return put(p, (dx_slice){policy, (size_t)n});
}

static dixit_status put_data(page *p) { return dx_report_data(p->report, p->lexicon, &p->out, p->error); }
static dixit_status put_css(page *p) { return put(p, PIECE(css)); }
static dixit_status put_d3(page *p) { return put(p, PIECE(d3)); }
static dixit_status put_js(page *p) { return put(p, PIECE(js)); }

static const struct {
	const char *mark;
	dixit_status (*put)(page *p);
} marks[] = {
    {"{{policy}}", put_policy}, {"{{css}}", put_css}, {"{{data}}", put_data}, {"{{d3}}", put_d3}, {"{{js}}", put_js},
};

static dixit_status put_page(page *p) {
	dx_slice html = PIECE(html);
	dixit_status status = DIXIT_OK;
	for (size_t i = 0; i < sizeof marks / sizeof *marks && !status; i++) { /* they stand in this order */
		size_t len = strlen(marks[i].mark);
		const char *at = memmem(html.ptr, html.len, marks[i].mark, len);
		if (!at) return dx_fail(p->error, DIXIT_E_INTERNAL, "the page's template lacks %s", marks[i].mark);
		size_t before = (size_t)(at - html.ptr);
		status = put(p, (dx_slice){html.ptr, before});
		if (!status) status = marks[i].put(p);
		html = (dx_slice){at + len, html.len - before - len};
	}
	return status ? status : put(p, html);
}

dixit_status dx_report_write(dx_report *report, const dx_lexicon *lexicon, const char *path, dixit_error *error) {
	page p = {.report = report, .lexicon = lexicon, .error = error};
	dixit_status status = dx_outfile_open(&p.out, path, error);
	if (status) return status;
	status = put_page(&p);
	if (status)
		dx_outfile_abandon(&p.out);
	else
		status = dx_outfile_commit(&p.out, error);
	return status;
}
