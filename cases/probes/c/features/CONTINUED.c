#include <sys/wait.h>

int main(void)
{
    int status;
    return waitpid(-1, &status, WCONTINUED) == 0;
}
