#include <stdlib.h>
#include <unistd.h>

int daemon(int keep_directory, int keep_descriptors);

int main(void)
{
    return daemon(1, 1);
}
