#include <sys/times.h>

int main(void)
{
    struct tms used;
    return times(&used) == (clock_t)-1 || used.tms_cutime != 0;
}
