#include <stdio.h>

int main(void)
{
    setbuf(stderr, NULL);
    return setvbuf(stdout, NULL, _IONBF, 0);
}
