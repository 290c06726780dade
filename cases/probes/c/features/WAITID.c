#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>

int main(void)
{
    siginfo_t info;
    return waitid(P_ALL, (id_t)0, &info, WEXITED | WSTOPPED | WCONTINUED | WNOWAIT) == 0
        ? info.si_signo + info.si_code + (int)info.si_pid + (int)info.si_uid + info.si_status
        : CLD_EXITED + CLD_KILLED + CLD_DUMPED + CLD_STOPPED + CLD_CONTINUED + P_PID + P_PGID;
}
