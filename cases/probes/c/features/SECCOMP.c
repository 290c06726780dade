/* Whether the kernel has it is for cases to tell. */
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_getppid
#define SYS_getppid __NR_getppid
#endif

#ifndef __linux__
#error only Linux has it
#endif

int main(void)
{
    return prctl(38, 1L, 0L, 0L, 0L) + SYS_getppid;
}
