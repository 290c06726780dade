#include <signal.h>

int main(void)
{
    return SA_NOCLDWAIT == 0;
}
