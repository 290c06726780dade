#include <signal.h>

int main(void)
{
    return SIGPWR == 0;
}
