/* The instructions that are written down in fault_memory.c. */
#if !defined(__x86_64__) && !defined(__i386__) && !defined(__aarch64__) && !defined(__riscv)
#error the instructions have not been written down for this processor
#endif

int main(void)
{
    return 0;
}
