#include <signal.h>

int main(void)
{
    return SIGSTKFLT == 0;
}
