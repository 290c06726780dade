#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    return (int)syscall(SYS_exit_group, 0);
}
