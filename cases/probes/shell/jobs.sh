# What a shell leaves running at its end, nohup, and timeout.

# A child in the background that tells when the shell has ended: its input is a pipe that the shell alone keeps open.
left() {
    mkfifo life
    /bin/sh -c 'read line <life; echo "event child" >&9' 9>&9 &
    exec 8>life
    ending
    "$@"
}

# Nothing more: the end of the script.
left_at_the_end() {
    mkfifo life
    /bin/sh -c 'read line <life; echo "event child" >&9' 9>&9 &
    exec 8>life
    ending
}

# The same with the shell's own subshell in the background.
left_subshell() {
    mkfifo life
    (
        read line <life
        event child
    ) &
    exec 8>life
    ending
    exit 3
}

left_pipeline() {
    mkfifo life
    {
        read line <life
        echo child
    } | {
        read line
        event "$line"
    } &
    exec 8>life
    ending
    exit 3
}

# With job control on it is a group of its own.
left_with_job_control() {
    set -m
    left exit 3
}

# An EXIT trap does not wait either.
left_by_trap() {
    trap 'event trap' EXIT
    left exit 3
}

# On a controlling terminal the end of the session's leader hangs up those in the foreground group.
hung_up() {
    mkfifo ready never
    /bin/sh -c 'trap "echo \"event hup\" >&9; exit 0" HUP; echo >ready; while :; do read line <never; done' 9>&9 2>/dev/null &
    read line <ready
    ending
    exit 3
}

# The parent of what is left is another process afterwards.
orphan() {
    mkfifo life
    /bin/sh -c 'read line <life; parent=$(ps -o ppid= -p "$$"); if [ "$parent" -eq "$1" ]; then echo event same; else echo event another; fi >&9' \
        sh "$$" 9>&9 &
    exec 8>life
    ending
    exit 3
}

# The hangup signal is ignored below nohup: the file, not a builtin of a shell.
nohup_ignores() {
    utility nohup && "$FOUND" /bin/sh -c 'kill -s HUP "$$"; echo "event alive" >&9' 9>&9
    event "status:$?"
}

# Only that one is.
nohup_and() {
    quiet
    utility nohup && "$FOUND" /bin/sh -c 'kill -s "$1" "$$"' sh "$1"
    kind "$?" status
}

# Text for a terminal goes to a file.
nohup_on_terminal() {
    utility nohup && "$FOUND" /bin/sh -c 'echo text; exit 4' 2>/dev/null
    event "status:$?"
    while read line; do event "file:$line"; done <nohup.out
}

# timeout, the file, and its statuses.
limited() {
    utility timeout && "$FOUND" "$@"
    event "status:$?"
}

# What never ends, with a limit of a second.
never() {
    quiet
    mkfifo never
    utility timeout && "$FOUND" "$@" /bin/sh -c 'read line <never'
    event "status:$?"
}

# The same, deaf to the first signal.
deaf() {
    quiet
    mkfifo never
    utility timeout && "$FOUND" -k 1 1 /bin/sh -c 'trap "" TERM; while :; do read line <never; done'
    kind "$?" status
}

# What handles the signal and ends by itself.
handles() {
    quiet
    mkfifo never
    utility timeout && "$FOUND" "$@" /bin/sh -c 'trap "exit 3" TERM; read line <never'
    event "status:$?"
}

limited_killed() {
    quiet
    utility timeout && "$FOUND" 60 /bin/sh -c 'kill -s "$1" "$$"' sh "$1"
    status=$?
    kind "$status" status
    event "name:$(kill -l "$status")"
}

not_executable() {
    : >file
    utility timeout && "$FOUND" 60 ./file
    event "status:$?"
}
