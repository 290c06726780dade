#include <sys/resource.h>

int main(void)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_FSIZE, &limit) || setrlimit(RLIMIT_FSIZE, &limit);
}
