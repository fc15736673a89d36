/* From a record to rows: statements, entities, names, events, and back. */
#include "base/date.h"
#include "base/name.h"
#include "record/record.h"
#include "store/own.h"

/* A record on its way into the tables. */
typedef struct rows {
	dx_store *store;
	int64_t article;
	const dixit_record *record;
	int64_t *entities; /* their numbers, by index in the record */
	int64_t publisher; /* 0: none */
	dixit_error *error;
} rows;

/* Parts of a statement: the letter stands before the entity's number in the marks. */
static const struct {
	char letter;
	const char *role;
	size_t at;
} parts[] = {
    {'s', "speaker", offsetof(dixit_statement, speakers)},
    {'f', "for", offsetof(dixit_statement, speaks_for)},
    {'t', "addressee", offsetof(dixit_statement, addressees)},
    {'a', "about", offsetof(dixit_statement, about)},
};
enum { PARTS = sizeof parts / sizeof *parts };

static const dixit_refs *refs_of(const dixit_statement *s, size_t part) {
	return (const dixit_refs *)((const char *)s + parts[part].at);
}

/* --- entities and their names ------------------------------------------------------------------------------------- */

static dx_slice type_of(const dixit_entity *e) { return dx_slice_of(dx_entity_type_name(e->type)); }

static dixit_status each_name(dx_store *store, const dixit_entity *e, int64_t entity, const dx_query queries[2],
                              dixit_error *error) {
	dixit_status status = DIXIT_OK;
	for (uint32_t i = 0; i <= e->alias_count && !status; i++) {
		dx_slice text = i ? e->aliases[i - 1] : e->name, folded = dx_plain_fold(&store->temp, text);
		if (!folded.len) continue;
		for (int k = 0; k < 2 && !status && queries[k] != DX_QUERIES; k++)
			status = dx_sql_do(store, queries[k], error, k ? "TiT" : "TiTi", folded, entity, text, (int64_t)!i);
	}
	return status;
}

static dixit_status put_entities(rows *r) {
	static const dx_query names[2] = {DX_Q_NAME, DX_QUERIES};
	dixit_status status = DIXIT_OK;
	for (uint32_t i = 0; i < r->record->entity_count && !status; i++) {
		const dixit_entity *e = &r->record->entities[i];
		status = dx_sql_number(r->store, DX_Q_ENTITY, &r->entities[i], r->error, "TT", e->key, type_of(e));
		if (!status) status = each_name(r->store, e, r->entities[i], names, r->error);
	}
	return status;
}

static dixit_status take_back_entities(dx_store *store, const dixit_record *record, dixit_error *error) {
	static const dx_query names[2] = {DX_Q_NAME_LESS, DX_Q_NAME_DROP};
	dixit_status status = DIXIT_OK;
	for (uint32_t i = 0; i < record->entity_count && !status; i++) {
		const dixit_entity *e = &record->entities[i];
		int64_t entity = 0;
		status = dx_sql_number(store, DX_Q_ENTITY_OF, &entity, error, "TT", e->key, type_of(e));
		if (!status) status = each_name(store, e, entity, names, error);
		if (!status) status = dx_sql_do(store, DX_Q_ENTITY_LESS, error, "i", entity);
		if (!status) status = dx_sql_do(store, DX_Q_ENTITY_DROP, error, "i", entity);
		if (status == DIXIT_END) status = DIXIT_OK;
	}
	return status;
}

/* --- statements --------------------------------------------------------------------------------------------------- */

static void mark_countries(dx_buf *marks, const dixit_record *record, const dixit_refs *refs) {
	for (uint32_t i = 0; i < refs->count; i++) {
		const dixit_entity *e = &record->entities[refs->items[i]];
		if (e->country[0]) dx_buf_printf(marks, " c%s", e->country);
		for (uint32_t k = 0; k < e->role_count; k++) {
			if (e->roles[k].country[0]) dx_buf_printf(marks, " c%s", e->roles[k].country);
		}
	}
}

/* A statement's traits as words of the full-text index, which then finds those that have several of them, and words of
 * the text too, in one go and in the order of their numbers. */
static void put_marks(rows *r, const dixit_statement *s) {
	dx_buf *marks = &r->store->marks;
	marks->len = 0;
	dx_buf_printf(marks, "k%s x%s", dx_kind_name(s->kind), dx_act_name(s->act));
	if (r->publisher) dx_buf_printf(marks, " p%lld", (long long)r->publisher);
	for (size_t part = 0; part < PARTS; part++) {
		const dixit_refs *refs = refs_of(s, part);
		for (uint32_t i = 0; i < refs->count; i++)
			dx_buf_printf(marks, " %c%lld", parts[part].letter, (long long)r->entities[refs->items[i]]);
	}
	mark_countries(marks, r->record, &s->speakers);
	mark_countries(marks, r->record, &s->speaks_for);
}

static dixit_status put_parts(rows *r, const dixit_statement *s, int64_t number) {
	dixit_status status = DIXIT_OK;
	for (size_t part = 0; part < PARTS; part++) {
		const dixit_refs *refs = refs_of(s, part);
		for (uint32_t i = 0; i < refs->count && !status; i++)
			status = dx_sql_do(r->store, DX_Q_PART, r->error, "iTi", number, dx_slice_of(parts[part].role),
			                   r->entities[refs->items[i]]);
	}
	return status;
}

/* "ARTICLE#s3" without what follows the article. */
static dx_slice article_in(dx_slice reference) {
	size_t end = reference.len;
	while (end && reference.ptr[end - 1] != '#') end--;
	return (dx_slice){reference.ptr, end ? end - 1 : reference.len};
}

static dixit_status put_evidence(rows *r, const dixit_statement *s, int64_t number) {
	dixit_status status = DIXIT_OK;
	for (uint32_t i = 0; i < s->evidence_count && !status; i++) {
		dx_slice repeat = s->evidence[i].statement;
		status = dx_sql_do(r->store, DX_Q_EVIDENCE, r->error, "iTT", number, repeat, article_in(repeat));
	}
	return status;
}

static dixit_status put_statement(rows *r, uint32_t place, int64_t number) {
	const dixit_statement *s = &r->record->statements[place];
	dx_store *store = r->store;
	put_marks(r, s);
	store->content.len = 0;
	for (uint32_t i = 0; i < s->content_count; i++) {
		if (i) dx_buf_str(&store->content, " … ");
		dx_buf_slice(&store->content, s->content[i].text);
	}
	if (store->marks.failed || store->content.failed) return dx_fail(r->error, DIXIT_E_MEMORY, "out of memory");
	dx_slice marks = {store->marks.ptr, store->marks.len}, content = {store->content.ptr, store->content.len};
	dixit_status status =
	    dx_sql_do(store, DX_Q_STATEMENT, r->error, "iiiTTiiTtttT", number, r->article, (int64_t)place,
	              dx_slice_of(dx_kind_name(s->kind)), dx_slice_of(dx_act_name(s->act)), (int64_t)s->negated,
	              (int64_t)(s->confidence * 100 + 0.5F), content, s->cue.text, s->source.text, s->same_as, marks);
	if (!status) status = dx_sql_do(store, DX_Q_STATEMENT_WORDS, r->error, "iTT", number, content, marks);
	if (!status) status = put_parts(r, s, number);
	return status ? status : put_evidence(r, s, number);
}

static dixit_status put_statements(rows *r) {
	uint32_t day = dx_date_number(r->record->published.ptr, r->record->published.len);
	int64_t number = dx_day_start(day) - 1, start = dx_day_start(day);
	if (!r->record->statement_count) return DIXIT_OK;
	dixit_status status =
	    dx_sql_number(r->store, DX_Q_LAST_OF_DAY, &number, r->error, "ii", start, start + ((int64_t)1 << DX_DAY_BITS));
	if (status == DIXIT_END) status = DIXIT_OK;
	for (uint32_t i = 0; i < r->record->statement_count && !status; i++) status = put_statement(r, i, ++number);
	return status;
}

/* --- events ------------------------------------------------------------------------------------------------------- */

static dixit_status put_event(rows *r, uint32_t place) {
	const dixit_event *v = &r->record->events[place];
	int64_t number = 0, venue = v->place < 0 ? 0 : r->entities[v->place], host = v->host < 0 ? 0 : r->entities[v->host];
	dixit_status status =
	    dx_sql_number(r->store, DX_Q_EVENT, &number, r->error, "iiTtttii", r->article, (int64_t)place,
	                  dx_slice_of(dx_event_type_name(v->type)), v->name, v->key, dx_slice_of(v->date), venue, host);
	for (uint32_t i = 0; i < v->participants.count && !status; i++) {
		int64_t guest = r->entities[v->participants.items[i]];
		status = dx_sql_do(r->store, DX_Q_PARTICIPANT, r->error, "ii", number, guest);
	}
	return status;
}

/* ------------------------------------------------------------------------------------------------------------------ */

dixit_status dx_publisher(dx_store *store, const dixit_record *record, int64_t *number, dixit_error *error) {
	dx_slice name = record->publisher;
	if (!name.len) return DIXIT_OK;
	return dx_sql_number(store, DX_Q_PUBLISHER, number, error, "TT", name, dx_plain_fold(&store->temp, name));
}

dixit_status dx_derive(dx_store *store, int64_t article, const dixit_record *record, dixit_error *error) {
	rows r = {.store = store, .article = article, .record = record, .error = error};
	r.entities = DX_NEW(&store->temp, int64_t, record->entity_count + 1);
	dixit_status status = dx_publisher(store, record, &r.publisher, error);
	if (!status) status = put_entities(&r);
	if (!status) status = put_statements(&r);
	for (uint32_t i = 0; i < record->event_count && !status; i++) status = put_event(&r, i);
	return status;
}

dixit_status dx_underive(dx_store *store, int64_t article, const dixit_record *record, dixit_error *error) {
	dixit_status status = dx_sql_do(store, DX_Q_STATEMENTS_FORGET, error, "i", article);
	if (!status) status = dx_sql_do(store, DX_Q_STATEMENTS_DROP, error, "i", article);
	if (!status) status = dx_sql_do(store, DX_Q_EVENTS_DROP, error, "i", article);
	return status ? status : take_back_entities(store, record, error);
}
