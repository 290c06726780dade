/* What bodies about files share. */
#ifndef STDIO_FILES_H
#define STDIO_FILES_H

/* Records `name:CONTENT` for a file with a short text, or `name:missing`. Blanks and newlines become `?`.
   Reads by system calls: no stream is involved. */
void event_content(const char *name, const char *path);

/* Forks. In the child it gives 0; in the parent it waits for the child's end, records it as `child`, and gives 1. */
int child_has_ended(void);

#endif
