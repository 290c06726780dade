/* The base matrix: every ending with every witness. */
#include "probe.h"

int run_cell(const char *cell, int *known)
{
    (void)cell;
    *known = 0;
    return 0;
}
