/* What a user should know of the articles that went in and cannot see in what came out: how many were left out for
 * their language, how many gave a day that is not understood, and whether ids were given twice. */
#ifndef DX_CLI_LEFT_OUT_H
#define DX_CLI_LEFT_OUT_H

#include "dixit.h"

/* Ids are compared as long as they are so few: 32 MiB of check sums. */
enum { DX_IDS_COMPARED = 2000000, DX_LANGUAGES_TOLD = 24 };

/* Begins as {0}. */
typedef struct dx_left_out {
	uint64_t foreign;
	struct {
		char name[40];
		uint64_t count;
	} languages[DX_LANGUAGES_TOLD]; /* the last takes all that have no place */
	uint64_t *ids;                  /* check sums, 0: free; a power of two of them */
	uint64_t id_count, id_room;
	uint64_t undated;
	char unread_date[60], undated_id[120]; /* of the first one */
	uint64_t twice;
	char first_id[120], first_path[200]; /* of those given twice */
} dx_left_out;

/* An article that was left out; the message names the language. */
void dx_left_out_add(dx_left_out *left_out, const dixit_error *what);
/* An article that came out. */
void dx_left_out_date(dx_left_out *left_out, const dixit_record *record);
void dx_left_out_id(dx_left_out *left_out, const dixit_record *record);
/* Lines on stderr, where there is something to tell. */
void dx_left_out_tell(const dx_left_out *left_out);
void dx_left_out_free(dx_left_out *left_out);

#endif
