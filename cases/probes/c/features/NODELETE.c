#include <dlfcn.h>

int main(void)
{
    return RTLD_NODELETE == 0;
}
