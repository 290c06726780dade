#include <fcntl.h>
#include <unistd.h>

int main(void)
{
    struct flock lock;
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = 0;
    lock.l_len = 0;
    lock.l_pid = 0;
    return fcntl(0, F_SETLK, &lock) + fcntl(0, F_GETLK, &lock);
}
