#include <sys/types.h>
#include <unistd.h>

int main(void)
{
    pid_t child = vfork();
    if (child == 0)
        _exit(0);
    return child < 0;
}
