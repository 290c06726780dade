#include <threads.h>

static tss_t key;

static void destroy(void *value)
{
    (void)value;
}

static int routine(void *argument)
{
    if (tss_set(key, argument) != thrd_success)
        return 1;
    thrd_exit(5);
    return 99;
}

int main(void)
{
    thrd_t thread;
    int value;
    if (tss_create(&key, destroy) != thrd_success || thrd_create(&thread, routine, 0) != thrd_success)
        return 1;
    return thrd_join(thread, &value) != thrd_success;
}
