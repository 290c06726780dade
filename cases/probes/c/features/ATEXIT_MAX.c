#include <unistd.h>

int main(void)
{
    return (int)sysconf(_SC_ATEXIT_MAX);
}
