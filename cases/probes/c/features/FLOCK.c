#include <sys/file.h>

int main(void)
{
    return flock(0, LOCK_EX | LOCK_NB);
}
