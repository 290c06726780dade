#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>

int main(void)
{
    struct mq_attr sizes = { 0 };
    struct sigevent notice = { 0 };
    mqd_t queue = mq_open("/name", O_RDWR | O_CREAT, 0600, &sizes);
    char text[8];
    if (mq_send(queue, text, sizeof text, 0) != 0 || mq_receive(queue, text, sizeof text, 0) < 0)
        return 1;
    notice.sigev_notify = SIGEV_SIGNAL;
    return mq_notify(queue, &notice) != 0 || mq_close(queue) != 0 || mq_unlink("/name") != 0;
}
