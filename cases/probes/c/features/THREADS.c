#include <pthread.h>
#include <stddef.h>

static void *start(void *argument)
{
    return argument;
}

int main(void)
{
    pthread_t thread;
    return pthread_create(&thread, NULL, start, NULL) || pthread_join(thread, NULL);
}
