#include <fcntl.h>

#if !defined(F_OFD_SETLK) && !defined(__linux__)
#error "no locks of open file descriptions"
#endif

int main(void)
{
    return 0;
}
