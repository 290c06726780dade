#include <signal.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    union sigval value;
    memset(&value, 0, sizeof value);
    return sigqueue(getpid(), 0, value);
}
