/* In musl's archive, and hidden in its shared object. */
extern const char __libc_version[];

int main(void)
{
    return __libc_version[0] == '\0';
}
