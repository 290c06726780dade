#include <stdio.h>

int main(void)
{
    FILE *stream = popen("exit 0", "r");
    return stream ? pclose(stream) : 1;
}
