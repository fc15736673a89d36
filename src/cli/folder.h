/* Files that appear in a folder and those below it, each once it is complete: closed by who wrote it or moved there,
 * where the system tells (inotify), else unchanged for some seconds. What belongs to a folder of articles is
 * dx_walk's to say. */
#ifndef DX_CLI_FOLDER_H
#define DX_CLI_FOLDER_H

#include "base/buf.h"

typedef struct dx_folder dx_folder;

/* `path` is borrowed, as is `beside`, a file whose name, and names made of it by "-…", are passed over (the store may
 * lie in the folder). seconds: how often to look where the system does not tell; 0: let it tell where it can. */
typedef struct dx_folder_wish {
	const char *path, *beside;
	unsigned seconds;
} dx_folder_wish;

dixit_status dx_folder_open(dx_folder **out, const dx_folder_wish *wish, dixit_error *error);
void dx_folder_close(dx_folder *folder);
/* Does the folder have to be looked at every few seconds, though that was not asked for? */
bool dx_folder_polls(const dx_folder *folder);
/* Look: the files that are complete and were not handed out as they are now. Their paths are good until the next look.
 * *waiting: others are there that are not complete yet. */
dixit_status dx_folder_look(dx_folder *folder, char ***paths, size_t *count, bool *waiting, dixit_error *error);
/* These could not be taken after all: they come again. */
void dx_folder_again(dx_folder *folder, char *const *paths, size_t count);
/* Wait until it is worth looking again, or `fd` can be read. `soon`: files are waiting to be complete. */
void dx_folder_wait(dx_folder *folder, int fd, bool soon);

#endif
