# What a shell tells about children that signals end or stop, and how it ends by a signal itself.

# A child that ends by a signal it sends itself. By its path, as busybox would take itself for sh.
killed() { /bin/sh -c 'kill -s "$1" "$$"' sh "$1"; }

# The status is above 128, and kill -l finds the signal in it.
told() {
    quiet
    killed "$1"
    status=$?
    kind "$status" status
    event "name:$(kill -l "$status")"
}

# Statuses of different signals differ.
distinct() {
    quiet
    seen=
    for name in HUP INT QUIT KILL TERM USR1; do
        killed "$name"
        case " $seen " in
            *" $? "*) event "again:$name" ;;
            *) seen="$seen $?" ;;
        esac
    done
    event done
}

# A child that exits with the number that stands for a signal cannot be told from one that the signal ended.
looks_killed() {
    quiet
    killed TERM
    status=$?
    sh -c "exit $status"
    if [ "$?" -eq "$status" ]; then event same; else event different; fi
}

# The shell is killed by a signal it sends itself; what comes after that is not executed.
itself() {
    ending
    kill -s "$1" "$$"
    event after
}

# The same, left to another process.
by_child() {
    ending
    sh -c 'kill -s "$1" "$2"' sh "$1" "$$"
    event after
}

# A subshell kills the shell.
by_subshell() {
    ending
    (kill -s "$1" "$$")
    event after
}

# A subshell kills itself; $$ is the shell's own, so it asks a child of its own.
subshell_itself() {
    quiet
    (
        kill -s "$1" "$(exec sh -c 'echo "$PPID"')"
        event in_subshell
    )
    kind "$?" status
}

# A signal that does nothing by default.
ignored_by_default() {
    ending
    kill -s "$1" "$$"
    event after
}

# Ignored signals stay so in children, and in children of shells.
inherited() {
    quiet
    trap '' "$1"
    killed "$1"
    kind "$?" status
}

# Trapped ones do not.
trapped_is_not_inherited() {
    quiet
    trap 'event trap' "$1"
    killed "$1"
    kind "$?" status
}

# A signal ignored on entry cannot be trapped or reset.
ignored_on_entry() {
    quiet
    trap '' "$1"
    script "$2"'
kill -s "$1" "$$"
event after' "$1"
    kind "$?" status
}

# Asynchronous lists ignore these two signals unless job control is on.
async_ignores() {
    quiet
    /bin/sh -c 'kill -s "$1" "$$"' sh "$1" &
    wait "$!"
    kind "$?" status
}

# The same where the command is below a function, or a subshell.
async_function_ignores() {
    quiet
    killed "$1" &
    wait "$!"
    kind "$?" status
}

async_subshell_ignores() {
    quiet
    (
        killed "$1"
        kind "$?" status
    ) &
    wait "$!"
}

async_with_job_control() {
    set -m
    async_ignores "$1"
}

# In a background subshell a trap may set the action anew, or not: it was ignored on entry only to the programs it executes.
async_trap() {
    (
        trap 'event trap' INT
        kill -s INT "$(exec sh -c 'echo "$PPID"')"
        event after
    ) &
    wait "$!"
}

# A child that ends by SIGINT, which the shell itself has not got: the shell goes on.
child_interrupted() {
    quiet
    ending
    killed INT
    kind "$?" status
    event goes_on
}

# Both get it, as from a terminal.
both_interrupted() {
    quiet
    ending
    sh -c 'kill -s INT "$1"; kill -s INT "$$"' sh "$$"
    event goes_on
}

# The shell gets it while the child, which handles it, goes on to exit.
child_handles_interrupt() {
    quiet
    ending
    sh -c 'trap "exit 0" INT; kill -s INT "$1"; kill -s INT "$$"' sh "$$"
    event "goes_on:$?"
}

# A stopped child.
stopped() {
    quiet
    set -m
    sh -c 'kill -s STOP "$$"; exit 5'
    status=$?
    kind "$status" status
    event "name:$(kill -l "$status")"
    kill -s KILL %%
    wait
}
