/* Sockets: what the peer is told. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "release.h"

#if HAVE_SOCKETS

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

static int ours, theirs;

/* What a receive gives: `name:end`, `name:ECONNRESET`, or how many bytes. */
static void event_receive(const char *name)
{
    char text[16];
    ssize_t got = recv(ours, text, sizeof text, 0);
    if (got > 0)
        event_number(name, (long)got);
    else if (got == 0)
        event_text(name, "end");
    else
        event_error(name, errno);
}

static void make_pair(void)
{
    int pair[2];
    MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    ours = pair[0];
    theirs = pair[1];
}

/* A connection to ourselves. */
static void make_connection(void)
{
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    ours = socket(AF_INET, SOCK_STREAM, 0);
    MUST(listener >= 0 && ours >= 0);
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(0x7f000001);
    MUST(bind(listener, (struct sockaddr *)&address, length) == 0);
    MUST(listen(listener, 1) == 0);
    MUST(getsockname(listener, (struct sockaddr *)&address, &length) == 0);
    MUST(connect(ours, (struct sockaddr *)&address, length) == 0);
    theirs = accept(listener, 0, 0);
    MUST(theirs >= 0);
    close(listener);
}

static void keep_theirs(void)
{
    close(ours);
}

static int receive_after(void (*connect_both)(void), int unread)
{
    int way;
    for (way = 0; way < WAYS; way++) {
        connect_both();
        if (unread)
            MUST(send(ours, "unread", 6, 0) == 6);
        if (child_ends(way, keep_theirs))
            return 0;
        close(theirs);
        event_receive(ways[way]);
        close(ours);
    }
    return 0;
}

BODY(release, peer_of_a_socket_sees_the_end)
{
    return receive_after(make_pair, 0);
}

BODY(release, peer_of_a_tcp_socket_sees_the_end)
{
    return receive_after(make_connection, 0);
}

BODY(release, peer_of_a_socket_with_unread_data)
{
    return receive_after(make_pair, 1);
}

BODY(release, peer_of_a_tcp_socket_with_unread_data)
{
    return receive_after(make_connection, 1);
}

BODY(release, sender_gets_epipe)
{
    int way;
    ignore(SIGPIPE);
    for (way = 0; way < WAYS; way++) {
        make_pair();
        if (child_ends(way, keep_theirs))
            return 0;
        close(theirs);
        event_error(ways[way], send(ours, "text", 4, 0) < 0 ? errno : 0);
        close(ours);
    }
    return 0;
}

static const struct sockaddr *address(struct sockaddr_un *name)
{
    memset(name, 0, sizeof *name);
    name->sun_family = AF_UNIX;
    strcpy(name->sun_path, "socket");
    return (struct sockaddr *)name;
}

static void be_listened_to(void)
{
    struct sockaddr_un name;
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    MUST(listener >= 0);
    MUST(bind(listener, address(&name), sizeof name) == 0);
    MUST(listen(listener, 1) == 0);
}

/* The socket's file stays, and leads nowhere; its name cannot be bound again until the file is removed. */
BODY(release, nobody_listens_any_more)
{
    struct sockaddr_un name;
    int way;
    for (way = 0; way < WAYS; way++) {
        int one, another;
        if (child_ends(way, be_listened_to))
            return 0;
        event(ways[way]);
        one = socket(AF_UNIX, SOCK_STREAM, 0);
        another = socket(AF_UNIX, SOCK_STREAM, 0);
        MUST(one >= 0 && another >= 0);
        event_error("connect", connect(one, address(&name), sizeof name) < 0 ? errno : 0);
        event_error("bind", bind(another, address(&name), sizeof name) < 0 ? errno : 0);
        close(one);
        close(another);
        MUST(unlink("socket") == 0);
    }
    return 0;
}

static struct sockaddr_in bound;

static void bind_and_keep(void)
{
    int socket_there = socket(AF_INET, SOCK_DGRAM, 0);
    MUST(socket_there >= 0);
    MUST(bind(socket_there, (struct sockaddr *)&bound, sizeof bound) == 0);
}

static int bind_here(void)
{
    int here = socket(AF_INET, SOCK_DGRAM, 0), error;
    socklen_t length = sizeof bound;
    MUST(here >= 0);
    error = bind(here, (struct sockaddr *)&bound, sizeof bound) < 0 ? errno : 0;
    if (error == 0)
        MUST(getsockname(here, (struct sockaddr *)&bound, &length) == 0);
    close(here);
    return error;
}

/* The port of a datagram socket is free at once. */
BODY(release, port_is_released)
{
    int way;
    memset(&bound, 0, sizeof bound);
    bound.sin_family = AF_INET;
    bound.sin_addr.s_addr = htonl(0x7f000001);
    /* Any port that is free becomes the one. */
    MUST(bind_here() == 0);
    for (way = 0; way < WAYS; way++) {
        if (child_ends(way, bind_and_keep))
            return 0;
        event_error(ways[way], bind_here());
    }
    return 0;
}

#endif
