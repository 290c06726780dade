#include <signal.h>

int main(void)
{
    return SIGWINCH == 0;
}
