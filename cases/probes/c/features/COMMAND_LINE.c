#ifndef __linux__
#error "no /proc/self/cmdline"
#endif

int main(void)
{
    return 0;
}
