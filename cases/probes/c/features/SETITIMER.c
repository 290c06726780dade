#include <stddef.h>
#include <sys/time.h>

int main(void)
{
    const struct itimerval never = { { 0, 0 }, { 0, 0 } };
    return setitimer(ITIMER_REAL, &never, NULL) + setitimer(ITIMER_VIRTUAL, &never, NULL) + setitimer(ITIMER_PROF, &never, NULL);
}
