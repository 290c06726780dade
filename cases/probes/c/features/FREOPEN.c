#include <stdio.h>

int main(void)
{
    return freopen("/dev/null", "w", stdout) == NULL;
}
