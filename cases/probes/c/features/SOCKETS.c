#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(void)
{
    struct sockaddr_in internet = { 0 };
    struct sockaddr_un local = { 0 };
    socklen_t length = sizeof internet;
    int pair[2];
    internet.sin_addr.s_addr = htonl(0);
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0 || bind(pair[0], (struct sockaddr *)&local, sizeof local) != 0)
        return 1;
    if (listen(pair[0], 1) != 0 || getsockname(pair[0], (struct sockaddr *)&internet, &length) != 0)
        return 1;
    return connect(pair[1], (struct sockaddr *)&internet, length) != 0 || accept(pair[0], 0, 0) < 0 || send(pair[0], "", 1, 0) != 1
           || recv(pair[1], pair, 1, 0) != 1;
}
