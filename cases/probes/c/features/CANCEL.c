#include <pthread.h>

static void *routine(void *argument)
{
    int old;
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old);
    pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &old);
    pthread_testcancel();
    return argument;
}

int main(void)
{
    pthread_t thread;
    void *value = 0;
    if (pthread_create(&thread, 0, routine, 0) != 0 || pthread_cancel(thread) != 0)
        return 1;
    pthread_join(thread, &value);
    return value != PTHREAD_CANCELED;
}
