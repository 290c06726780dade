#ifdef __dietlibc__
#error "sem_open() is there, and fails always, with ENOSYS"
#endif

#include <fcntl.h>
#include <semaphore.h>

int main(void)
{
    sem_t *semaphore = sem_open("/name", O_CREAT, 0600, 1);
    if (semaphore == SEM_FAILED || sem_wait(semaphore) != 0 || sem_trywait(semaphore) != 0)
        return 1;
    return sem_close(semaphore) != 0 || sem_unlink("/name") != 0;
}
