#include <pthread.h>

static void handler(void)
{
}

int main(void)
{
    return pthread_atfork(handler, handler, handler);
}
