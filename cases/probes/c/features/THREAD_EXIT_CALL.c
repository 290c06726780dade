#include <sys/syscall.h>
#include <unistd.h>

#ifndef __linux__
#error elsewhere it ends the process
#endif

long syscall(long number, ...);

int main(void)
{
    return (int)syscall(SYS_exit, 0);
}
