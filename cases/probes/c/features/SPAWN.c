#include <signal.h>
#include <spawn.h>
#include <sys/types.h>

int main(void)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t set;
    pid_t child;
    char name[] = "program", *arguments[2];
    arguments[0] = name;
    arguments[1] = 0;
    sigemptyset(&set);
    if (posix_spawn_file_actions_init(&actions) || posix_spawn_file_actions_adddup2(&actions, 1, 2)
        || posix_spawn_file_actions_addopen(&actions, 3, "file", 0, 0) || posix_spawn_file_actions_addclose(&actions, 3))
        return 1;
    if (posix_spawnattr_init(&attributes) || posix_spawnattr_setsigdefault(&attributes, &set)
        || posix_spawnattr_setsigmask(&attributes, &set) || posix_spawnattr_setpgroup(&attributes, 0)
        || posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        return 1;
    return posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, arguments)
        + posix_spawnp(&child, "sh", &actions, &attributes, arguments, arguments);
}
