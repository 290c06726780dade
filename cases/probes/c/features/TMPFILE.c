#include <stdio.h>

int main(void)
{
    return tmpfile() == NULL;
}
