/* Labels of the phrase rules' statements, for the second pass. */
#include "tag/label.h"
#include "statement/statement.h"

uint8_t *dx_rules_label(const dx_statements *rules, const dx_text *text, dx_arena *arena) {
	uint8_t *y = DX_NEW(arena, uint8_t, text->token_count + 1);
	for (uint32_t i = 0; i < rules->count; i++) {
		const dx_statement *st = &rules->items[i];
		for (uint32_t f = 0; f < st->content_count; f++) dx_label_span(text, y, st->content[f], DX_L_CONTENT);
	}
	for (uint32_t i = 0; i < rules->count; i++) dx_label_span(text, y, rules->items[i].source, DX_L_SOURCE);
	for (uint32_t i = 0; i < rules->count; i++) dx_label_span(text, y, rules->items[i].cue, DX_L_CUE);
	dx_label_mend(text, y);
	return y;
}
