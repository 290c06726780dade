#include <signal.h>
#include <string.h>

int main(void)
{
    stack_t stack;
    memset(&stack, 0, sizeof stack);
    return sigaltstack(&stack, NULL) + (SA_ONSTACK == 0);
}
