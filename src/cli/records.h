/* Records read back from JSON Lines files, for `graph` and `show`. */
#ifndef DX_CLI_RECORDS_H
#define DX_CLI_RECORDS_H

#include "cli/args.h"

typedef struct dx_records {
	/* Called for each record; anything but OK ends the reading. */
	dixit_status (*each)(void *context, const dixit_record *record, dixit_error *error);
	void *context;
	uint64_t read, failed;
} dx_records;

/* Read all operands; bad lines and files are told on stderr and passed over. Returns an exit code. */
int dx_records_run(dx_records *records, const dx_args *args);

#endif
