/* Elsewhere a division by zero gives a number, or is not known to trap. */
#if !defined(__x86_64__) && !defined(__i386__)
#error this processor does not trap
#endif

int main(void)
{
    return 0;
}
