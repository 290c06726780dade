#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_key_t key;

static void clean_up(void *value)
{
    (void)value;
}

static void *routine(void *argument)
{
    pthread_cleanup_push(clean_up, argument);
    pthread_setspecific(key, pthread_getspecific(key));
    pthread_cleanup_pop(1);
    pthread_exit(argument);
    return argument;
}

int main(void)
{
    pthread_t thread;
    void *value;
    if (pthread_key_create(&key, clean_up) != 0 || pthread_create(&thread, 0, routine, 0) != 0)
        return 1;
    pthread_mutex_lock(&mutex);
    if (pthread_equal(thread, pthread_self()))
        pthread_cond_wait(&condition, &mutex);
    pthread_cond_broadcast(&condition);
    pthread_mutex_unlock(&mutex);
    if (pthread_join(thread, &value) != 0)
        return pthread_detach(thread);
    return pthread_key_delete(key);
}
