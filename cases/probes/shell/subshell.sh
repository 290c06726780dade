# Subshells, and the shell that started them.

# What ends a subshell does not end the shell.
each_its_own() {
    (exit 3)
    event "subshell:$?"
    text=$(exit 4)
    event "substitution:$?"
    exit 5 | exit 6 | (exit 7)
    event "pipeline:$?"
    exit 8 &
    wait "$!"
    event "background:$?"
}

nested() {
    (
        (
            (exit 3)
            event "third:$?"
            exit 4
        )
        event "second:$?"
        exit 5
    )
    event "first:$?"
}

# Of the last part the standard leaves open whether it is a subshell.
loop_in_pipeline() {
    echo line | while read -r line; do exit 4; done
    event "status:$?"
}

variable_in_pipeline() {
    variable=old
    echo new | read -r variable
    event "$variable"
}

loop_before_pipe() {
    for item in a b; do exit 4; done | cat
    event after
}

substitution_in_here_document() {
    cat >/dev/null <<END
$(exit 4)
END
    event "status:$?"
}

substitution_in_substitution() {
    text=$(text=$(exit 4); event "inner:$?"; exit 5)
    event "outer:$?"
}

text_and_status() {
    text=$(echo text; exit 4)
    event "$text:$?"
}

# The process id that `$` tells is the shell's in all of them.
id() {
    shell=$$
    if [ "$(echo "$$")" = "$shell" ]; then event substitution; fi
    if (test "$$" -eq "$shell"); then event subshell; fi
    if (sh -c 'test "$1" -eq "$PPID"' sh "$$"); then event parent_is_shell; else event parent_is_subshell; fi
}

kills_shell() {
    ending
    (
        kill -s TERM "$$"
        event inside
    )
    event after
}

# What some shells say of children that were killed has a process id in it, and is left out.
killed() {
    exec 2>/dev/null
    (sh -c 'kill -s "$1" "$PPID"' sh "$1"; event inside)
    kind "$?" status
}

# The end of the shell and what still runs. Each needs a folder of its own: the shell holds a pipe open, whose end tells of
# the shell's end.
outlived_by_background() {
    mkfifo pipe
    {
        read -r line <pipe
        event background
        echo text
    } &
    exec 8>pipe
    event shell_ends
    ending
    exit 3
}

outlived_by_subshell_of_subshell() {
    mkfifo pipe
    (
        (
            read -r line <pipe
            event background
        ) &
        exit 4
    )
    event "subshell:$?"
    exec 8>pipe
    event shell_ends
    ending
    exit 3
}

outlived_when_killed() {
    mkfifo pipe
    {
        read -r line <pipe
        event background
    } &
    exec 8>pipe
    event shell_ends
    ending
    kill -s KILL "$$"
}

left_behind() {
    sleep 1000 &
    ending
    exit 3
}

left_behind_by_subshell() {
    (sleep 1000 & exit 4)
    event "status:$?"
    ending
    exit 3
}

# A substitution lasts until nobody holds its pipe any more, whoever ended before.
substitution_waits_for_background() {
    mkfifo pipe
    text=$(
        {
            read -r line <pipe
            echo "$line"
        } &
        event substitution_ends
        echo late >pipe
        exit 4
    )
    event "$text:$?"
}

# A subshell does not: it ends with its own commands.
subshell_does_not_wait() {
    mkfifo pipe
    (
        {
            read -r line <pipe
            event "$line"
        } &
        exit 4
    )
    event "subshell:$?"
    echo background >pipe
    wait
}

# What it waits for at its end.
waits_for_all() {
    (exit 4) &
    (exit 5) &
    wait
    event "status:$?"
}

# Shells in shells: each hands its status on.
shells() {
    script '$1 -c "exit 7"; event "inner:$?"; exit' "$SH"
    event "outer:$?"
}

last_command_of_shells() {
    sh_ -c "$SH -c '$SH -c \"exit 7\"'"
    event "status:$?"
}

shell_of_killed_shell() {
    exec 2>/dev/null
    script '$1 -c '\''kill -s TERM "$$"'\''; kind=$?; test "$kind" -gt 128; event "inner:$?"; exit 3' "$SH"
    event "outer:$?"
}
