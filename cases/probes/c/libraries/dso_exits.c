/* Ends the process while it is being loaded. */
#include <stdlib.h>

#include "report.h"

__attribute__((constructor)) static void construct(void)
{
    report("constructor:exits");
    exit(9);
}

__attribute__((destructor)) static void destroy(void)
{
    report("destructor:exits");
}
