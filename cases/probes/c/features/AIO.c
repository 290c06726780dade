#include <aio.h>

int main(void)
{
    static struct aiocb request;
    static char text[4];
    request.aio_buf = text;
    request.aio_nbytes = sizeof text;
    request.aio_sigevent.sigev_notify = SIGEV_NONE;
    return aio_read(&request) != 0;
}
