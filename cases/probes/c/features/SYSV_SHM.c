#ifdef __dietlibc__
#error "struct shmid_ds is not laid out as the kernel's: shmctl() writes beyond its end"
#endif

#include <sys/ipc.h>
#include <sys/shm.h>

int main(void)
{
    struct shmid_ds facts;
    return shmat(shmget(IPC_PRIVATE, 1, 0600), 0, 0) == (void *)-1 || shmctl(0, IPC_STAT, &facts) != 0;
}
