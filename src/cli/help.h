/* Help, man page and completion, all made from the tables of command.h. */
#ifndef DX_CLI_HELP_H
#define DX_CLI_HELP_H

#include "base/buf.h"
#include "cli/command.h"

/* Each returns an exit code, or appends to a buffer. */
int dx_help_overview(void);
int dx_help_command(const dx_command *command);
void dx_help_man(dx_buf *out);
void dx_help_completion(dx_buf *out);

#endif
