#include <stdlib.h>

static void handler(int status, void *argument)
{
    (void)status, (void)argument;
}

int main(void)
{
    return on_exit(handler, 0);
}
