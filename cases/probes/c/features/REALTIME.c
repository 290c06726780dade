#include <signal.h>

int main(void)
{
    return SIGRTMIN < SIGRTMAX;
}
