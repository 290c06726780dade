#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    size_t length = (size_t)sysconf(_SC_PAGESIZE);
    void *page = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED || mprotect(page, length, PROT_READ) || munmap(page, length);
}
