/* How a shared object writes into the journal: by itself, since its constructors run before anybody could tell it how. */
#ifndef REPORT_H
#define REPORT_H

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline void report(const char *name)
{
    char record[128] = "event ";
    const char *journal = getenv("EXITSPEC_JOURNAL");
    int saved = errno;
    if (!journal)
        return;
    strncat(record, name, sizeof record - 10);
    strcat(record, "\n");
    if (write(atoi(journal), record, strlen(record)) < 0)
        _exit(99);
    errno = saved;
}

#endif
