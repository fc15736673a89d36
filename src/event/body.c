/* Bodies that sit, told by the words of their names. */
#include "event/hunt.h"

static bool word_among(dx_slice word, const char *words) {
	for (const char *w = words; *w;) {
		size_t len = strcspn(w, " "), k = 0;
		while (len == word.len && k < len && (word.ptr[k] | 32) == w[k]) k++;
		if (k == word.len && len == word.len) return true;
		w += len + (w[len] == ' ');
	}
	return false;
}

bool dx_ev_body(const dx_entity *e, dx_body_use use) {
	static const char *const words[] = {
	    [DX_BODY_SITS] =
	        "council assembly parliament congress senate knesset duma bundestag bundesrat cabinet legislature "
	        "committee commission seimas sejm majlis",
	    [DX_BODY_TOLD] = "council assembly",
	    [DX_BODY_ADDRESSED] =
	        "council assembly parliament congress senate knesset duma bundestag bundesrat legislature "
	        "committee nations forum conference union league majlis summit",
	};
	if (!e || e->type != DIXIT_ORGANISATION) return false;
	for (size_t i = 0; i < e->name.len;) {
		size_t start = i;
		while (i < e->name.len && e->name.ptr[i] != ' ') i++;
		if (word_among(dx_cut(e->name, (uint32_t)start, (uint32_t)i), words[use])) return true;
		i++;
	}
	return false;
}

bool dx_ev_convenes(const dx_hunt *h, int32_t mention) {
	if (dx_ev_body(dx_ev_entity(h, mention), DX_BODY_SITS)) return true;
	const dx_mention *m = mention < 0 ? NULL : dx_ev_mention(h, mention);
	if (!m || !m->lexeme || m->lexeme->type != DX_LEX_BODY) return false;
	const dx_body *body = dx_lexicon_body(h->lexicon, m->lexeme);
	return body->type == DX_BODY_BODY || body->type == DX_BODY_PARLIAMENT;
}

bool dx_ev_set_body(const dx_hunt *h, dx_sighting *s, int32_t mention) {
	if (mention < 0 || dx_ev_mention(h, mention)->entity < 0) return false;
	s->body = dx_ev_mention(h, mention)->entity;
	s->name = h->entities->items[s->body].name;
	s->type = DIXIT_SESSION;
	return true;
}
