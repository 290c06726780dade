#include <sys/types.h>
#include <sys/time.h>
#include <sys/resource.h>
#include <sys/wait.h>

int main(void)
{
    struct rusage usage;
    int status;
    return (int)wait4(-1, &status, WNOHANG, &usage);
}
