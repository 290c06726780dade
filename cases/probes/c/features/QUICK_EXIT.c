#include <stdlib.h>

int at_quick_exit(void (*function)(void));
void quick_exit(int status);

static void handler(void)
{
}

int main(void)
{
    at_quick_exit(handler);
    quick_exit(0);
    return 0;
}
