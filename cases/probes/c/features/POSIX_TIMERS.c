#include <signal.h>
#include <string.h>
#include <time.h>

int main(void)
{
    struct sigevent notice;
    struct itimerspec times;
    timer_t timer;
    memset(&notice, 0, sizeof notice);
    notice.sigev_notify = SIGEV_SIGNAL;
    notice.sigev_signo = SIGALRM;
    memset(&times, 0, sizeof times);
    return timer_create(CLOCK_REALTIME, &notice, &timer) != 0 || timer_settime(timer, 0, &times, 0) != 0;
}
