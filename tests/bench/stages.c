/* Where the time goes: every stage of the pipeline over the articles of a JSON Lines file, in one thread, timed by
 * itself. Prints a table: stage, seconds, share, MB of articles a second. `make bench` calls it. */
#include "article/article.h"
#include "base/buf.h"
#include "entity/entity.h"
#include "event/event.h"
#include "record/build.h"
#include "record/record.h"
#include "tag/attribution.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef enum stage {
	READ,
	TEXT,
	POS,
	PARSE,
	MENTION,
	RULES,
	FRAME,
	PASSES,
	CHOICE,
	ENTITY,
	EVENT,
	RECORD,
	STAGES
} stage;

static const char *const names[STAGES] = {"article (JSON, blocks)",
                                          "text (tokens, sentences)",
                                          "tag: part of speech, names",
                                          "tag: heads",
                                          "mention",
                                          "statement: phrase rules",
                                          "tag: frame",
                                          "tag: two passes",
                                          "statement: candidates, trees",
                                          "entity",
                                          "event",
                                          "record, JSON out"};

typedef struct bench {
	dx_lexicon *lexicon;
	dx_models *models;
	dx_article_patterns *patterns;
	dx_rx_scratch *scratch;
	dx_arena arena;
	double took[STAGES], last;
} bench;

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Time since the last call goes to this stage. */
static void lap(bench *b, stage s) {
	double t = now();
	b->took[s] += t - b->last;
	b->last = t;
}

static void write_out(bench *b, const dixit_record *record) {
	dx_buf json = {0};
	dx_record_write(&json, record);
	dx_buf_free(&json);
	lap(b, RECORD);
}

static void article(bench *b, dx_slice line) {
	dx_article a = {0};
	dx_text text;
	dx_tags tags;
	dx_mentions mentions;
	dx_statements rules, statements;
	dx_entities entities;
	dx_events events;
	dx_frame frame;
	dx_labels labels;
	dixit_record record;
	dx_arena *arena = &b->arena;
	dx_arena_reset(arena, 1u << 26);
	b->last = now();
	if (dx_article_from_json(&a, line, b->patterns, b->scratch, arena, NULL)) return;
	lap(b, READ);
	dx_text_make(&text, &a, b->lexicon, arena);
	lap(b, TEXT);
	dx_pos_tag(&tags, &text, &b->models->pos, arena);
	lap(b, POS);
	dx_parse(&tags, &text, &b->models->parse, arena);
	lap(b, PARSE);
	dx_mention_find(&mentions, &text, b->lexicon, arena);
	lap(b, MENTION);
	double start = b->last;
	dx_rules_find(&rules, &text, &mentions, b->lexicon, arena);
	lap(b, RULES);
	dx_frame_make(&frame, &text, &tags, b->lexicon, arena);
	lap(b, FRAME);
	dx_tagger tagger = dx_linear_tagger(b->models);
	tagger.label(&labels, &tagger, &frame, dx_rules_label(&rules, &text, arena), arena);
	lap(b, PASSES);
	double parts = b->last - start;
	/* The stage as a whole does all that once more; what it takes beyond is the choice. */
	dx_statement_find(&statements, &(dx_statement_input){&text, &mentions, &tags, b->lexicon, &tagger, tagger.least},
	                  arena);
	lap(b, CHOICE);
	b->took[CHOICE] -= parts;
	dx_entity_resolve(&entities, &a, &text, &mentions, &statements, b->lexicon, arena);
	lap(b, ENTITY);
	dx_event_find(&events, &a, &text, &mentions, &entities, &statements, b->lexicon, arena);
	lap(b, EVENT);
	dx_record_build(&record, &a, &text, &mentions, &statements, &entities, &events, arena);
	write_out(b, &record);
}

int main(int argc, char **argv) {
	bench b = {.scratch = dx_rx_scratch_new()};
	dixit_error error = {0};
	FILE *f = argc == 2 ? fopen(argv[1], "r") : NULL;
	if (!f || dx_lexicon_new(&b.lexicon, NULL, &error) || dx_models_new(&b.models, NULL, &error) ||
	    dx_article_patterns_new(&b.patterns, b.lexicon, &error)) {
		fprintf(stderr, "stages: %s\n", f ? error.message : "one argument: a file of JSON Lines");
		return 2;
	}
	dx_arena_init(&b.arena);
	if (dx_arena_guard(&b.arena)) return 3;
	char *line = NULL;
	size_t room = 0;
	double bytes = 0, all = 0;
	for (ssize_t n; (n = getline(&line, &room, f)) > 0; bytes += (double)n) article(&b, (dx_slice){line, (size_t)n});
	for (int s = 0; s < STAGES; s++) all += b.took[s];
	printf("%-30s %8s %7s %9s\n", "stage, one thread", "seconds", "share", "MB/s");
	for (int s = 0; s < STAGES; s++) {
		printf("%-30s %8.2f %6.1f%% %9.1f\n", names[s], b.took[s], 100 * b.took[s] / all, bytes / 1e6 / b.took[s]);
	}
	printf("%-30s %8.2f %6.1f%% %9.2f\n", "all", all, 100.0, bytes / 1e6 / all);
	free(line);
	fclose(f);
	dx_arena_free(&b.arena);
	dx_article_patterns_free(b.patterns);
	dx_rx_scratch_free(b.scratch);
	dx_models_free(b.models);
	dx_lexicon_free(b.lexicon);
	return 0;
}
