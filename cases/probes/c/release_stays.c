/* What a process leaves behind that nobody takes away. The case does, afterwards. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "release.h"

static void write_file(void)
{
    int file = open("file", O_WRONLY | O_CREAT | O_EXCL, 0644);
    MUST(file >= 0 && write(file, "text", 4) == 4);
}

BODY(release, files)
{
    int way;
    for (way = 0; way < WAYS; way++) {
        char text[16] = "";
        int file;
        if (child_ends(way, write_file))
            return 0;
        file = open("file", O_RDONLY);
        MUST(file >= 0 && read(file, text, sizeof text - 1) >= 0);
        event_text(ways[way], text);
        close(file);
        MUST(unlink("file") == 0);
    }
    return 0;
}

/* A file whose presence is the lock: the next one to come finds it taken, and its owner gone. */
BODY(release, lock_file)
{
    int way;
    for (way = 0; way < WAYS; way++) {
        if (child_ends(way, write_file))
            return 0;
        event_error(ways[way], open("file", O_WRONLY | O_CREAT | O_EXCL, 0644) < 0 ? errno : 0);
        MUST(unlink("file") == 0);
    }
    return 0;
}

static int shared;

static void write_shared(void)
{
    MUST(write(shared, "four", 4) == 4);
}

BODY(release, offset_of_a_shared_description)
{
    int way;
    shared = open("file", O_RDWR | O_CREAT, 0644);
    MUST(shared >= 0);
    for (way = 0; way < WAYS; way++) {
        if (child_ends(way, write_shared))
            return 0;
        event_number(ways[way], (long)lseek(shared, 0, SEEK_CUR));
    }
    return 0;
}

static void store(void)
{
    char *mapped = mmap(0, 1, PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0);
    MUST(mapped != MAP_FAILED);
    mapped[0] = 'm';
}

/* What was stored in a shared mapping of a file is there for whoever reads it next, synchronised or not. */
BODY(release, mapped_file)
{
    int way;
    for (way = 0; way < WAYS; way++) {
        char *mapped, text[2] = "";
        shared = open("file", O_RDWR | O_CREAT | O_TRUNC, 0644);
        MUST(shared >= 0 && write(shared, "", 1) == 1);
        if (child_ends(way, store))
            return 0;
        mapped = mmap(0, 1, PROT_READ, MAP_SHARED, shared, 0);
        MUST(mapped != MAP_FAILED);
        text[0] = mapped[0];
        event_text(ways[way], text);
        close(shared);
    }
    return 0;
}

/* Descriptor 1 is the terminal that a program leaves without echo. */
static void set_echo(int on)
{
    struct termios modes;
    MUST(tcgetattr(1, &modes) == 0);
    if (on)
        modes.c_lflag |= ECHO;
    else
        modes.c_lflag &= ~(tcflag_t)ECHO;
    MUST(tcsetattr(1, TCSANOW, &modes) == 0);
}

static void switch_echo_off(void)
{
    set_echo(0);
}

BODY(release, terminal_modes)
{
    int way;
    for (way = 0; way < WAYS; way++) {
        struct termios modes;
        set_echo(1);
        if (child_ends(way, switch_echo_off))
            return 0;
        MUST(tcgetattr(1, &modes) == 0);
        event_truth(ways[way], (modes.c_lflag & ECHO) != 0);
    }
    return 0;
}
