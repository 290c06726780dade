#include <signal.h>

int main(void)
{
    return SIGIO == 0;
}
