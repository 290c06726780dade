#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>

int main(void)
{
    struct sembuf operation = { 0, -1, SEM_UNDO };
    struct {
        long type;
        char text[8];
    } message = { 1, "" };
    if (semop(semget(IPC_PRIVATE, 1, 0600), &operation, 1) != 0 || semctl(0, 0, GETVAL) < 0)
        return 1;
    return msgsnd(msgget(IPC_PRIVATE, 0600), &message, 8, IPC_NOWAIT) != 0 || msgrcv(0, &message, 8, 0, IPC_NOWAIT) < 0;
}
