/* Records read back from files of JSON Lines and from stores, for `graph`, `link`, `show` and others. */
#ifndef DX_CLI_RECORDS_H
#define DX_CLI_RECORDS_H

#include "cli/progress.h"
#include "store/store.h"

typedef struct dx_records {
	/* Called for each record; anything but OK ends the reading. */
	dixit_status (*each)(void *context, const dixit_record *record, dixit_error *error);
	void *context;
	uint64_t read, failed;
	dx_progress progress;
	uint64_t before, done, total; /* private: records read before this reading; bytes of it */
	bool again;                   /* private: this is the second reading */
	bool twice;                   /* the operands will be read again: keep what comes from a pipe */
	const char *schema;           /* of the lines; NULL: records */
	bool pairs;                   /* a line is a decision, a tab and the record that it is about */
	/* With `pairs`, during a call of `each`, which says DIXIT_E_FORMAT if they don't fit. */
	const dixit_record *decision;
	FILE **spools;     /* by operand, with `twice`: what came from a pipe, NULL where it can be opened again */
	bool linking;      /* stores are opened for writing, and give the records as they were extracted */
	bool keep;         /* stores stay open until dx_records_end(), as with `twice` */
	dx_store **stores; /* by operand; NULL: a file */
	dx_store *store;   /* whence the record comes that `each` has; NULL: from a file */
	int64_t number;    /* and the number of its article there */
} dx_records;

/* Read all operands; bad lines and files are told on stderr and passed over. Returns an exit code. */
int dx_records_run(dx_records *records, const dx_args *args);
/* Read all operands again, in the same order, and hand the records to `each`; what is wrong was told the first time. */
int dx_records_again(dx_records *records, const dx_args *args);
/* Free what `twice` and `keep` kept. */
void dx_records_end(dx_records *records, const dx_args *args);

#endif
