/* The ways in which a child ends. */
#include <stdlib.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "release.h"

const char *const ways[WAYS] = { "exit", "_exit", "return", "sigterm", "sigkill", "abort" };

static void end_by(enum way way)
{
    switch (way) {
    case BY_EXIT:
        exit(0);
    case BY_UNDERSCORE_EXIT:
        _exit(0);
    case BY_SIGTERM:
        send_self(SIGTERM);
        break;
    case BY_SIGKILL:
        send_self(SIGKILL);
        break;
    case BY_ABORT:
        abort();
    case BY_RETURN:
    case WAYS:
        break;
    }
}

int child_ends(enum way way, void (*take)(void))
{
    struct gate taken;
    pid_t child;
    make_gate(&taken);
    child = fork_child();
    if (child == 0) {
        take();
        open_gate(&taken);
        end_by(way);
        MUST(way == BY_RETURN);
        return 1;
    }
    await(child);
    /* That something went wrong with the taking is no news about the ending. */
    close(taken.writer);
    pass_gate(&taken);
    close(taken.reader);
    return 0;
}

void start_shell(struct shell *shell, void (*take)(void))
{
    struct gate told, says;
    make_gate(&told);
    make_gate(&says);
    shell->process = fork_child();
    if (shell->process == 0) {
        take();
        MUST(dup2(told.reader, 9) == 9);
        MUST(dup2(says.writer, 1) == 1);
        close(told.writer);
        become_shell("echo ready; read line <&9; exit 0");
    }
    close(told.reader);
    close(says.writer);
    pass_gate(&says);
    close(says.reader);
    shell->writer = told.writer;
}

void end_shell(struct shell *shell)
{
    close(shell->writer);
    event_status("shell", await(shell->process));
}
