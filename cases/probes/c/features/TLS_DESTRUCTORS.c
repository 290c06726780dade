/* What a C++ compiler calls for thread_local objects; in no header. */
int __cxa_thread_atexit_impl(void (*destructor)(void *), void *object, void *library);
extern void *__dso_handle;

static void destroy(void *object)
{
    (void)object;
}

int main(void)
{
    return __cxa_thread_atexit_impl(destroy, 0, &__dso_handle);
}
