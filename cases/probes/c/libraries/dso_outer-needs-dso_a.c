/* Depends on dso_a: it is linked with it, and uses it until the last moment. */
#include "report.h"

int answer_of_a(void);

__attribute__((constructor)) static void construct(void)
{
    report(answer_of_a() == 42 ? "constructor:outer" : "constructor:outer:broken");
}

__attribute__((destructor)) static void destroy(void)
{
    report(answer_of_a() == 42 ? "destructor:outer" : "destructor:outer:broken");
}
