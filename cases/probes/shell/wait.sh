# wait: for whom, how often, and what it tells.

# A process that ends with this status.
status() {
    (exit "$1") &
    wait "$!"
    event "status:$?"
}

# Without operands it is always zero.
for_all() {
    (exit 3) &
    (exit 4) &
    wait
    event "status:$?"
}

# It does wait: the child's event is first.
waits() {
    mkfifo go
    (
        read line <go
        event child
    ) &
    echo >go
    wait "$!"
    event "parent:$?"
}

for_nobody() {
    wait
    event "status:$?"
}

# No child of this shell.
unknown() {
    quiet
    wait "$1"
    event "status:$?"
}

# Another process, which does exist.
not_a_child() {
    quiet
    wait "$PPID"
    event "status:$?"
}

# The parent's child is not the subshell's.
of_parent() {
    quiet
    (exit 5) &
    child=$!
    (
        wait "$child"
        event "subshell:$?"
    )
    wait "$child"
    event "parent:$?"
}

no_number() {
    wait exitspec
    if [ "$?" -eq 0 ]; then event status:0; else event status:nonzero; fi
}

twice() {
    quiet
    (exit 5) &
    wait "$!"
    event "first:$?"
    wait "$!"
    event "second:$?"
}

# After a wait for all nobody is known any more.
after_wait_for_all() {
    quiet
    mkfifo go
    /bin/sh -c 'read line <go; exit 5' &
    child=$!
    /bin/sh -c 'echo >go' &
    wait
    wait "$child"
    event "status:$?"
}

# The last operand counts.
several() {
    (exit 5) &
    first=$!
    (exit 6) &
    second=$!
    wait "$second" "$first"
    event "status:$?"
}

last_unknown() {
    quiet
    (exit 5) &
    wait "$!" 1
    event "status:$?"
}

# Two programs have to be executed before the child ends, so that it is still there when the shell begins to wait.
first_unknown() {
    quiet
    mkfifo go
    /bin/sh -c 'read line <go; exit 5' &
    child=$!
    /bin/sh -c 'echo >go' &
    wait 1 "$child"
    event "status:$?"
}

# A process that ended long ago, with others after it.
remembered() {
    (exit 5) &
    first=$!
    (exit 6) &
    second=$!
    wait "$second"
    event "second:$?"
    wait "$first"
    event "first:$?"
}

# Foreground children do not disturb it.
foreground_between() {
    (exit 5) &
    /bin/sh -c 'exit 6'
    wait "$!"
    event "status:$?"
}

# What $! is without any background process.
no_last() { event "last:${!:-none}"; }

# $! is that of the last part, and wait gives its status.
of_pipeline() {
    (exit 5) | (exit 6) &
    wait "$!"
    event "status:$?"
}

of_and_or() {
    false || (exit 7) &
    wait "$!"
    event "status:$?"
}

# $! of a pipeline is the last part's process.
last_is_of_last_part() {
    true | exec /bin/sh -c 'echo "$$"' >pid &
    wait "$!"
    if [ "$(cat pid)" = "$!" ]; then event last; else event another; fi
}

killed_job() {
    quiet
    mkfifo ready never
    /bin/sh -c 'echo >ready; read line <never' &
    read line <ready
    kill -s "$1" "$!"
    wait "$!"
    status=$?
    kind "$status" status
    event "name:$(kill -l "$status")"
}

# A trapped signal ends the wait, and its trap runs; a second wait gives the status. Whether the shell is waiting already is not to be
# seen from outside, so the signal is sent again and again until the wait has come back.
interrupted() {
    quiet
    mkfifo go
    trapped=no
    trap 'trapped=yes' "$1"
    /bin/sh -c 'read line <go; exit 5' &
    child=$!
    /bin/sh -c 'until [ -e returned ]; do kill -s "$1" "$2"; /bin/sh -c :; done' sh "$1" "$$" &
    sender=$!
    wait "$child"
    status=$?
    : >returned
    until wait "$sender"; do :; done
    trap '' "$1"
    kind "$status" status
    event "name:$(kill -l "$status")"
    event "trapped:$trapped"
    echo >go
    wait "$child"
    event "then:$?"
}

# A signal that is ignored does not.
ignored_signal() {
    mkfifo go
    trap '' "$1"
    (
        read line <go
        exit 5
    ) &
    child=$!
    /bin/sh -c 'kill -s "$1" "$2"; echo >go' sh "$1" "$$" &
    wait "$child"
    event "status:$?"
}

# Untrapped ones end the shell.
ended_by_signal() {
    ending
    /bin/sh -c 'kill -s "$1" "$2"' sh "$1" "$$" &
    wait
    event after
}

job_number() {
    (exit 5) &
    wait %1
    event "status:$?"
}

# Wait for whoever is next.
next() {
    (exit 5) &
    wait -n
    event "first:$?"
    wait -n
    event "none:$?"
}

# Which child it was.
next_of_two() {
    mkfifo go
    (
        read line <go
        exit 6
    ) &
    (exit 5) &
    wait -n
    event "first:$?"
    echo >go
    wait -n
    event "second:$?"
}

# The shell does not wait for its children at its end.
not_at_the_end() {
    mkfifo go
    script '(
        read line <go
        event child
    ) &
    event parent'
    event "status:$?"
    echo >go
}
