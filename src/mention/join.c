/* Names that begin with a known name: the table's word and the capitals behind it are one. */
#include "mention/finder.h"
#include "mention/words.h"

/* Words that name a medium's branch; with them it stays the same medium, with others of its kind it is another one. */
static bool branch(dx_slice w) {
	static const char *const words[] = {"tv",        "television", "radio", "channel", "network",
	                                    "newspaper", "agency",     "news",  "english"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		size_t n = strlen(words[k]);
		bool same = w.len == n;
		for (size_t i = 0; same && i < n; i++) same = (w.ptr[i] | 32) == words[k][i];
		if (same) return true;
	}
	return false;
}

static dx_slice word_at(const dx_finder *f, uint32_t i) { return dx_token_slice(f->text, dx_tok(f, i)); }

/* Does the known name of piece p go on in the name behind it? */
static bool joins(const dx_finder *f, uint32_t p) {
	const dx_piece *piece = dx_piece_at(f, p), *next = dx_piece_at(f, p + 1);
	if (!dx_piece_in(f, p, DX_P_ENTITIES) || next->kind != DX_P_NAME || next->flags & DX_N_GIVEN || f->title_case)
		return false;
	if (p > 0 && dx_piece_in(f, p - 1, DX_P(DX_P_TITLE))) return false;
	if (next->flags & DX_N_ORG || next->flags & DX_N_PLACE) return true;
	dx_slice last = word_at(f, next->last - 1);
	bool single = next->last - next->first == 1;
	if (single && (dx_listed(last, DX_LIST_ORGANISATION) || dx_listed(last, DX_LIST_PLACE))) return true;
	if (piece->kind == DX_P_BODY || !(next->flags & DX_N_COMMON)) return false;
	return !dx_core_ahead(f, p + 2);
}

static void join(dx_finder *f, uint32_t p, dx_piece *out) {
	dx_piece *piece = &f->pieces.items[p];
	*out = f->pieces.items[p + 1];
	dx_slice last = word_at(f, out->last - 1);
	bool place = dx_listed(last, DX_LIST_PLACE);
	out->flags = (uint16_t)((out->flags & ~DX_N_COMMON) | (place ? DX_N_PLACE : DX_N_ORG));
	if (piece->kind == DX_P_MEDIUM && !place && (branch(last) || dx_listed(last, DX_LIST_ORGANISATION))) {
		out->flags |= DX_N_MEDIUM;
		if (out->last - out->first == 1 && branch(last)) out->lexeme = piece->lexeme;
	}
	if (piece->kind == DX_P_COUNTRY || piece->kind == DX_P_PLACE) out->lexeme = piece->lexeme; /* for its country */
	out->first = piece->first;
}

/* "The Peace and Security Council": a common capital, "and", and the rest of a body's name. */
static bool pair(const dx_finder *f, uint32_t p) {
	const dx_piece *piece = dx_piece_at(f, p), *rest = dx_piece_at(f, p + 2);
	if (piece->kind != DX_P_NAME || !(piece->flags & DX_N_COMMON) || piece->flags & DX_N_ORG || p == 0) return false;
	if (!dx_piece_in(f, p - 1, DX_P(DX_P_DET)) || !dx_piece_is(f, p - 1, "the") ||
	    !dx_piece_in(f, p + 1, DX_P(DX_P_AND)))
		return false;
	return rest->kind == DX_P_BODY ? rest->last - rest->first > 1 : rest->kind == DX_P_NAME && rest->flags & DX_N_ORG;
}

/* "Sahel 24 reported", "Haber 9, which": a small number that belongs to a name. */
static bool numbered(const dx_finder *f, uint32_t p) {
	const dx_piece *piece = dx_piece_at(f, p), *number = dx_piece_at(f, p + 1);
	if (!(DX_P(piece->kind) & (DX_P(DX_P_PLACE) | DX_P(DX_P_NAME))) || number->kind != DX_P_NUMBER ||
	    piece->flags & DX_N_GIVEN)
		return false;
	const dx_token *t = dx_tok(f, number->first);
	if (number->last - number->first != 1 || t->kind != DX_T_NUMBER || t->end - t->start > 2) return false;
	if (piece->kind == DX_P_NAME && (piece->flags & (DX_N_WEAK | DX_N_COMMON) || piece->last - piece->first > 2))
		return false;
	bool relative = dx_piece_in(f, p + 2, DX_P(DX_P_COMMA)) && dx_piece_in(f, p + 3, DX_P(DX_P_WHO));
	bool told =
	    p > 0 && dx_piece_in(f, p - 1, DX_P(DX_P_TITLE) | DX_P(DX_P_ROLE)) && dx_piece_in(f, p + 2, DX_P_CLOSERS);
	return relative || told || dx_piece_in(f, p + 2, DX_P(DX_P_VERB) | DX_P(DX_P_POSS) | DX_P(DX_P_WHO));
}

/* "The Daily Mokwa" */
static bool press(const dx_finder *f, uint32_t p) {
	return dx_piece_in(f, p, DX_P(DX_P_ROLE)) && dx_listed(word_at(f, dx_piece_at(f, p)->first), DX_LIST_PRESS);
}

/* "The Liberal Reform Party": a capitalised modifier in mid-sentence belongs to an institution's name. */
static bool modified(const dx_finder *f, uint32_t p) {
	const dx_piece *piece = dx_piece_at(f, p), *next = dx_piece_at(f, p + 1);
	if (piece->kind != DX_P_MODIFIER && piece->kind != DX_P_ROLE) return false;
	if (next->kind != DX_P_NAME || !dx_capital(f, piece->first) || dx_initial(f, piece->first) || f->title_case)
		return false;
	if (press(f, p)) return true;
	return next->flags & DX_N_ORG && !(next->flags & DX_N_GIVEN);
}

void dx_pieces_join(dx_finder *f) {
	uint32_t o = 0, n = f->pieces.count;
	for (uint32_t p = 0; p < n; p++) {
		dx_piece piece = f->pieces.items[p];
		if (p + 1 < n && joins(f, p)) {
			join(f, p++, &piece);
		} else if (p + 1 < n && modified(f, p)) {
			uint32_t first = piece.first;
			uint16_t flags = press(f, p) ? DX_N_ORG | DX_N_PRESS : DX_N_ORG;
			piece = f->pieces.items[++p];
			piece.first = first;
			piece.flags |= flags;
		} else if (p + 2 < n && pair(f, p)) {
			piece.last = f->pieces.items[p + 2].last;
			piece.flags = (uint16_t)((piece.flags & ~DX_N_COMMON) | DX_N_ORG);
			p += 2;
		} else if (p + 3 < n && numbered(f, p)) {
			piece.kind = DX_P_NAME;
			piece.lexeme = NULL;
			piece.flags |= DX_N_ORG;
			piece.last = f->pieces.items[++p].last;
		}
		f->pieces.items[o++] = piece;
	}
	f->pieces.count = o;
}
