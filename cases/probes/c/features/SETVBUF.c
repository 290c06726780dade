#include <stdio.h>

int main(void)
{
    return setvbuf(stdout, 0, _IONBF, 0);
}
