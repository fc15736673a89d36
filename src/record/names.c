/* The words that the contract uses for the enums of dixit.h. */
#include "record/record.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *const kinds[] = {[DIXIT_DIRECT] = "direct", [DIXIT_MIXED] = "mixed", [DIXIT_INDIRECT] = "indirect"};

static const char *const acts[] = {[DIXIT_SAY] = "say",     [DIXIT_THINK] = "think", [DIXIT_INTEND] = "intend",
                                   [DIXIT_JUDGE] = "judge", [DIXIT_DENY] = "deny",   [DIXIT_WITHHOLD] = "withhold"};

static const char *const entity_types[] = {[DIXIT_PERSON] = "person",   [DIXIT_ORGANISATION] = "organisation",
                                           [DIXIT_COUNTRY] = "country", [DIXIT_GROUP] = "group",
                                           [DIXIT_PLACE] = "place",     [DIXIT_MEDIUM] = "medium"};

static const char *const forms[] = {[DIXIT_NAME] = "name",
                                    [DIXIT_SHORT] = "short",
                                    [DIXIT_TITLE] = "title",
                                    [DIXIT_PRONOUN] = "pronoun",
                                    [DIXIT_METONYM] = "metonym"};

static const char *const event_types[] = {
    [DIXIT_MEETING] = "meeting",    [DIXIT_CALL] = "call",     [DIXIT_VISIT] = "visit",
    [DIXIT_SESSION] = "session",    [DIXIT_SUMMIT] = "summit", [DIXIT_PRESS_CONFERENCE] = "press-conference",
    [DIXIT_INTERVIEW] = "interview"};

static int find(const char *const *table, size_t count, dx_slice name) {
	for (size_t i = 0; i < count; i++) {
		if (dx_slice_eq(dx_slice_of(table[i]), name)) return (int)i;
	}
	return -1;
}

const char *dx_kind_name(dixit_kind kind) { return kinds[kind]; }
const char *dx_act_name(dixit_act act) { return acts[act]; }
const char *dx_entity_type_name(dixit_entity_type type) { return entity_types[type]; }
const char *dx_form_name(dixit_form form) { return forms[form]; }
const char *dx_event_type_name(dixit_event_type type) { return event_types[type]; }

int dx_kind_of(dx_slice name) { return find(kinds, COUNT(kinds), name); }
int dx_act_of(dx_slice name) { return find(acts, COUNT(acts), name); }
int dx_entity_type_of(dx_slice name) { return find(entity_types, COUNT(entity_types), name); }
int dx_form_of(dx_slice name) { return find(forms, COUNT(forms), name); }
int dx_event_type_of(dx_slice name) { return find(event_types, COUNT(event_types), name); }
