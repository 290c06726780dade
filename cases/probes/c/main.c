/* Finds the case that is asked for, and ends as its body does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pick.h"
#include "probe.h"

#define CASE(group, name, need, need2, how) BODY_IF(HAVE_##need, HAVE_##need2, int group##__##name(void);)
#include "registry.h"

#define CASE(group, name, need, need2, how) { #group "/" #name, FUNCTION_IF(HAVE_##need, HAVE_##need2, group##__##name) },
static const struct probe probes[] = {
#include "registry.h"
    { 0, 0 },
};

struct start start = { 0, "pipe", 0, -1 };

static int number(const char *variable, int missing)
{
    const char *value = getenv(variable);
    return value && *value ? atoi(value) : missing;
}

/* What cannot be run is said in words, since a status could be taken for the case's own. */
static int unknown(const char *name)
{
    fprintf(stderr, "probe: there is no case `%s` here\n", name);
    return 2;
}

/* What the body returns, or the cell; `known` says whether there is one of this name. */
static int run(int *known)
{
    const struct probe *probe;
    if (strncmp(start.name, "matrix/", 7) == 0)
        return run_cell(start.name + 7, known);
    for (probe = probes; probe->name; probe++) {
        if (strcmp(probe->name, start.name) == 0 && probe->body) {
            *known = 1;
            begin();
            return probe->body();
        }
    }
    return 0;
}

int falls_off_main;

int main(int argc, char **argv)
{
    const char *sink = getenv("EXITSPEC_SINK");
    int status, known = 0;
    if (argc == 2 && strcmp(argv[1], "--describe") == 0)
        return describe();
    if (argc != 2) {
        fprintf(stderr, "usage: probe GROUP/CASE with a journal in EXITSPEC_JOURNAL, or probe --describe\n");
        return 2;
    }
    start.name = argv[1];
    start.libraries = getenv("EXITSPEC_LIBRARIES");
    start.gate = number("EXITSPEC_GATE", -1);
    if (sink)
        start.sink = sink;
    connect_journal(number("EXITSPEC_JOURNAL", 2), strcmp(start.sink, "file") == 0);
    status = run(&known);
    if (!known)
        return unknown(start.name);
    ending();
    if (!falls_off_main)
        return status;
    /* No return: the closing brace is what a case is about. */
}
