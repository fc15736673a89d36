/* Annotated articles: what training reads. */
#ifndef DX_TRAIN_GOLD_H
#define DX_TRAIN_GOLD_H

#include "mention/mention.h"
#include "tag/tag.h"

/* One annotated statement. Spans are bytes of the article, trimmed to whole tokens by who reads them. */
typedef struct dx_quote {
	dx_span *content;
	uint32_t content_count;
	dx_span cue, source; /* equal ends: none */
	uint8_t kind;        /* dixit_kind */
	bool speech;         /* the cue is one of speech or writing */
} dx_quote;

/* What an annotation, of people or of another parser, says of a token. */
typedef struct dx_silver {
	bool known;        /* a token of the annotation begins with this one; else nothing below counts */
	uint8_t pos, name; /* dx_pos, dx_name */
	uint8_t relation;  /* dx_relation */
	bool headed;       /* the head is known and lies in the same sentence */
	uint32_t head;     /* token; itself: root */
} dx_silver;

typedef struct dx_gold_article {
	dx_article article;
	dx_text text;
	dx_mentions mentions;
	dx_quote *quotes;
	uint32_t quote_count;
	dx_silver *silver; /* by token; NULL: none */
	dx_tags tags;      /* what the taggers of src/tag say, once somebody has asked them; else NULLs */
	dx_arena arena;
} dx_gold_article;

typedef struct dx_gold {
	dx_gold_article *items;
	uint32_t count, cap;
	dx_lexicon *lexicon;
	dx_article_patterns *patterns;
	bool borrowed; /* lexicon and patterns are those of a gold that this one was split from */
} dx_gold;

/* JSON Lines with quotes, and the silver annotation of the same articles (NULL: none). Both may end in .xz. Only the
 * first `most` articles. Ends the program with a message where a file is not what it should be. */
void dx_gold_polnear(dx_gold *out, const char *jsonl, const char *silver, uint32_t most);
/* Articles put together again from CoNLL-U; no quotes. */
void dx_gold_conllu(dx_gold *out, const char *conllu, uint32_t most);
/* No articles yet. */
void dx_gold_empty(dx_gold *out);
/* Add the articles of a JSON Lines file with quotes (which may end in .xz), or of a folder of brat files: NAME.txt with
 * NAME.ann, text-bound annotations of the types Source (or Speaker), Cue, Content (or Quote), linked by relations or
 * events. What hangs on a cue is one statement; a content that hangs on none is one without cue. Ends the program with
 * a message where a file is not what it should be. */
void dx_gold_add(dx_gold *gold, const char *path);
/* Move every nth article, the first one on, into `out`, a gold of its own that borrows the lexicon: to be done while
 * nothing points to an article, and `out` is not to be used once `gold` is freed. */
void dx_gold_split(dx_gold *gold, dx_gold *out, uint32_t nth);
void dx_gold_free(dx_gold *gold);

#endif
