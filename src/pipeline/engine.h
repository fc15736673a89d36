/* The engine and one article's way through the stages. */
#ifndef DX_ENGINE_H
#define DX_ENGINE_H

#include "article/article.h"
#include "base/buf.h"
#include "deep/deep.h"
#include "input/fields.h"
#include "statement/statement.h"

struct dixit_engine {
	dx_lexicon *lexicon;
	dx_article_patterns *patterns;
	dx_models *models;
	dx_deep *deep; /* NULL: not asked for */
	dx_tagger tagger;
	char *models_dir;
	dx_least least; /* where `wished`, else the tagger's own */
	bool wished;
	dx_fields fields;  /* the user's names of the parts of an article */
	bool any_language; /* articles in other languages are not left out */
};

/* Decoded article → record, all in `arena`, whose guard the caller has set. */
dixit_record *dx_stages(const dixit_engine *engine, dx_article *article, dx_arena *arena);

#endif
