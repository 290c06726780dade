# Pipelines: whose status counts, who gets SIGPIPE, and which parts are subshells.

status_of() {
    eval "$1"
    event "status:$?"
}

# With pipefail; a shell that lacks it says so.
failing() {
    if (set -o pipefail) 2>/dev/null; then
        set -o pipefail
        eval "$1"
        event "status:$?"
    else
        event no_pipefail
    fi
}

# The setting counts that there is when the pipeline begins.
pipefail_set_inside() {
    if (set -o pipefail) 2>/dev/null; then
        false | set -o pipefail
        event "status:$?"
    else
        event no_pipefail
    fi
}

# A part that a signal ended.
failing_by_signal() {
    quiet
    if (set -o pipefail) 2>/dev/null; then
        set -o pipefail
        /bin/sh -c 'kill -s TERM "$$"' | true
        status=$?
        kind "$status" status
        event "name:$(kill -l "$status")"
    else
        event no_pipefail
    fi
}

# It counts for the shell's own end too.
failing_exit() {
    failing :
    ending
    (exit 3) | true
    exit
}

# A program that writes for ever ends when nobody reads any more.
endless() {
    {
        yes
        status=$?
        kind "$status" writer
        event "name:$(kill -l "$status")"
    } | read line
    event "pipeline:$?"
}

# Whoever ignores the signal is told of an error instead.
endless_ignoring() {
    trap '' PIPE
    {
        yes 2>/dev/null
        kind "$?" writer
    } | read line
    event "pipeline:$?"
}

# A builtin that writes to a pipe without a reader ends the subshell by the signal.
builtin_of_subshell() {
    mkfifo gone
    (
        (
            read line <gone
            # Until the shell itself has closed its end as well.
            while echo text; do :; done
            event after_echo
        )
        kind "$?" writer
    ) | {
        exec <&-
        echo >gone
    }
}

# A variable set in the last part is set afterwards, or not.
last_part() {
    variable=before
    echo text | read variable
    event "variable:$variable"
}

first_part() {
    variable=before
    variable=after | true
    event "variable:$variable"
}

# Foreground: the shell need not wait for the first.
foreground_waits() {
    mkfifo go
    {
        sh -c 'exec >&-; echo >go'
        event first
    } | read line <go
    event "status:$?"
}

in_background() {
    ending
    true | (exit 4) &
    wait "$!"
    event "status:$?"
}

array() {
    (exit 3) | (exit 4) | true
    eval 'event "array:${PIPESTATUS[0]},${PIPESTATUS[1]},${PIPESTATUS[2]}"'
}

array_of_one() {
    (exit 3)
    eval 'event "array:${PIPESTATUS[0]},${#PIPESTATUS[@]}"'
}

array_of_killed() {
    quiet
    /bin/sh -c 'kill -s TERM "$$"' | true
    eval 'event "array:${PIPESTATUS[0]}"'
}

array_inverted() {
    ! (exit 3) | (exit 4)
    eval 'event "status:$?,array:${PIPESTATUS[0]},${PIPESTATUS[1]}"'
}
