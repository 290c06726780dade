/* Tells when it is initialised and finalised. */
#include "report.h"

int answer_of_a(void);

int answer_of_a(void)
{
    return 42;
}

__attribute__((constructor)) static void construct(void)
{
    report("constructor:a");
}

__attribute__((destructor)) static void destroy(void)
{
    report("destructor:a");
}
