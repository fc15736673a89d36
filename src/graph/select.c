/* Which statements, meetings and articles come through the filters. Everything here is decided by what the record
 * itself says, so that no other record matters. */
#include "graph/facts.h"

bool dx_select_article(dixit_graph *graph, const dixit_record *record) {
	const dx_wanted *wanted = &graph->choice.publishers;
	return !wanted->count || dx_wanted_is(wanted, record->publisher, &graph->temp);
}

static bool is_called(dixit_graph *graph, const dixit_entity *entity, const dx_wanted *wanted) {
	if (dx_wanted_is(wanted, entity->name, &graph->temp) || dx_wanted_is(wanted, entity->key, &graph->temp))
		return true;
	if (entity->type == DIXIT_PERSON && dx_wanted_ends(wanted, entity->name, &graph->temp)) return true;
	for (uint32_t i = 0; i < entity->alias_count; i++) {
		if (dx_wanted_is(wanted, entity->aliases[i], &graph->temp)) return true;
	}
	return false;
}

static bool is_of_country(const dixit_entity *entity, const dx_wanted *wanted) {
	for (uint32_t i = 0; i < wanted->count; i++) {
		if (strcmp(entity->country, wanted->raw[i].ptr) == 0) return true;
		for (uint32_t k = 0; k < entity->role_count; k++) {
			if (strcmp(entity->roles[k].country, wanted->raw[i].ptr) == 0) return true;
		}
	}
	return false;
}

static bool is_of_institution(dixit_graph *graph, const dixit_record *record, const dixit_entity *entity) {
	const dx_wanted *wanted = &graph->choice.institutions;
	if (entity->type == DIXIT_ORGANISATION && is_called(graph, entity, wanted)) return true;
	for (uint32_t k = 0; k < entity->role_count; k++) {
		int32_t organisation = entity->roles[k].organisation;
		if (organisation >= 0 && is_called(graph, &record->entities[organisation], wanted)) return true;
	}
	return false;
}

static bool asks_who(const dx_choice *choice) {
	return choice->persons.count || choice->countries.count || choice->institutions.count;
}

/* `s` NULL: not as the speaker of a statement. */
static bool is_wanted(dixit_graph *graph, const dixit_record *record, const dixit_statement *s, uint32_t index) {
	const dx_choice *choice = &graph->choice;
	const dixit_entity *entity = &record->entities[index];
	if (choice->persons.count && !is_called(graph, entity, &choice->persons)) return false;
	bool country = !choice->countries.count || is_of_country(entity, &choice->countries);
	bool institution = !choice->institutions.count || is_of_institution(graph, record, entity);
	for (uint32_t i = 0; s && i < s->speaks_for.count; i++) {
		const dixit_entity *whom = &record->entities[s->speaks_for.items[i]];
		country |= is_of_country(whom, &choice->countries);
		institution |= choice->institutions.count && is_of_institution(graph, record, whom);
	}
	return country && institution;
}

bool dx_select_speaker(dixit_graph *graph, const dixit_record *record, const dixit_statement *s, uint32_t speaker) {
	return !asks_who(&graph->choice) || is_wanted(graph, record, s, speaker);
}

static bool statement_counts(dixit_graph *graph, const dixit_record *record, const dixit_statement *s) {
	const dixit_graph_options *o = &graph->choice.options;
	if (o->acts && !(o->acts >> s->act & 1)) return false;
	if (o->kinds && !(o->kinds >> s->kind & 1)) return false;
	if (s->confidence < o->confidence) return false;
	if (!asks_who(&graph->choice)) return true;
	for (uint32_t i = 0; i < s->speakers.count; i++) {
		if (is_wanted(graph, record, s, s->speakers.items[i])) return true;
	}
	return false;
}

static bool has_wanted_guest(dixit_graph *graph, const dixit_record *record, const dixit_event *event) {
	if (event->host >= 0 && is_wanted(graph, record, NULL, (uint32_t)event->host)) return true;
	for (uint32_t i = 0; i < event->participants.count; i++) {
		if (is_wanted(graph, record, NULL, event->participants.items[i])) return true;
	}
	return false;
}

dx_selection dx_select(dixit_graph *graph, const dixit_record *record) {
	dx_selection out = {DX_NEW(&graph->temp, bool, record->statement_count),
	                    DX_NEW(&graph->temp, bool, record->event_count)};
	const dixit_graph_options *o = &graph->choice.options;
	bool statements_only = o->acts || o->kinds;
	for (uint32_t i = 0; i < record->event_count; i++) {
		if (statements_only) continue;
		out.events[i] = !asks_who(&graph->choice) || has_wanted_guest(graph, record, &record->events[i]);
	}
	for (uint32_t i = 0; i < record->statement_count; i++) {
		const dixit_statement *s = &record->statements[i];
		out.statements[i] = statement_counts(graph, record, s);
		if (out.statements[i] && s->event >= 0) out.events[s->event] = true;
	}
	return out;
}

static const char *country_of(const dixit_entity *entity) {
	if (entity->country[0]) return entity->country;
	for (uint32_t i = 0; i < entity->role_count; i++) {
		if (entity->roles[i].country[0]) return entity->roles[i].country;
	}
	return "";
}

/* Whom a speaker speaks for goes before the speaker's own country: an Austrian may speak for the Swiss. */
uint32_t dx_countries_of(const dixit_record *record, const dixit_statement *s, uint32_t speaker, const char *codes[],
                         uint32_t max) {
	uint32_t count = 0;
	for (uint32_t i = 0; i < s->speaks_for.count && count < max; i++) {
		codes[count] = country_of(&record->entities[s->speaks_for.items[i]]);
		count += codes[count][0] != 0;
	}
	if (count || !max) return count;
	codes[0] = country_of(&record->entities[speaker]);
	return codes[0][0] != 0;
}
