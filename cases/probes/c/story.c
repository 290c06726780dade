/* What the stories share. */
#include <fcntl.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "story.h"

int child_returns(int (*run)(void), int *status)
{
    pid_t child = fork_child();
    if (child == 0) {
        *status = run();
        return 1;
    }
    event_status("child", await(child));
    *status = 0;
    return 0;
}

void event_file(const char *name, const char *path)
{
    char text[128];
    ssize_t length, at;
    int file = open(path, O_RDONLY);
    if (file < 0) {
        event_text(name, "none");
        return;
    }
    length = read(file, text, sizeof text - 1);
    MUST(length >= 0);
    close(file);
    for (at = 0; at < length; at++) {
        if (text[at] == '\n')
            text[at] = '/';
        else if (text[at] <= ' ' || text[at] > '~')
            text[at] = '.';
    }
    text[length] = '\0';
    event_text(name, text);
}
