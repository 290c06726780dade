#include <fcntl.h>
#include <sys/mman.h>

int main(void)
{
    return shm_open("/name", O_RDWR | O_CREAT, 0600) < 0 || shm_unlink("/name") != 0;
}
