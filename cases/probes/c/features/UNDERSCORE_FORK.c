#include <sys/types.h>
#include <unistd.h>

pid_t _Fork(void);

int main(void)
{
    return _Fork() < 0;
}
