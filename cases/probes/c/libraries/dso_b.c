/* Tells when it is initialised and finalised; like dso_a, of which it knows nothing. */
#include "report.h"

__attribute__((constructor)) static void construct(void)
{
    report("constructor:b");
}

__attribute__((destructor)) static void destroy(void)
{
    report("destructor:b");
}
