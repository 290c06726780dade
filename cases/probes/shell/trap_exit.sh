# The trap on EXIT, on every way out.

# Told when the shell ends: the status that the trap sees.
on_exit() { trap 'event "exit:$?"' EXIT; }
# Runs lines as a file, in a folder of its own.
file() {
    printf '%s\n' 'event() { echo "event $1" >&9; }' "$@" >file
    sh_ ./file
    kind "$?" status
}

# By the exit utility.
code() {
    on_exit
    ending
    exit "$1"
}

operand_left_out() {
    on_exit
    ending
    (exit 4)
    exit
}

in_function() {
    inner() { exit 3; }
    on_exit
    ending
    inner
    event after
}

in_eval() {
    on_exit
    ending
    eval 'exit 3; event eval'
    event after
}

in_sourced_file() {
    echo 'exit 3' >sourced
    on_exit
    ending
    . ./sourced
    event after
}

in_loop() {
    on_exit
    ending
    for item in a b; do
        event "$item"
        exit 3
    done
}

# The first command alone is executed with the text redirected: is the trap?
in_redirected_braces() {
    trap 'echo trap' EXIT
    ending
    { exit 3; } >/dev/null
}

# By coming to the end, of a file or of a text.
end_of_file() {
    file "trap 'event \"exit:\$?\"' EXIT" "(exit $1)"
}

end_of_text() {
    script "trap 'event \"exit:\$?\"' EXIT; (exit $1)"
    event "status:$?"
}

# By an error that ends the shell. Not all shells have its status for the trap already.
error() {
    file "trap 'if [ \"\$?\" -eq 0 ]; then event exit:0; else event exit:not_0; fi' EXIT" "$1" 'event after'
}

errexit() {
    on_exit
    set -e
    ending
    (exit 6)
    event after
}

# An error that ends a subshell alone.
error_in_subshell() {
    on_exit
    (: "${NO_SUCH_VARIABLE?}")
    kind "$?" subshell
    exit 5
}

# By a signal that has no trap of its own. Whether the trap on EXIT is taken is left open.
killed() {
    trap 'event exit' EXIT
    ending
    kill -s "$1" "$$"
    event after
}

# Sent by a child while the shell waits for it.
killed_while_waiting() {
    trap 'event exit' EXIT
    ending
    sh -c 'kill -s "$1" "$PPID"' sh "$1"
    event after
}

# By the end of a trap for the signal.
killed_with_trap() {
    on_exit
    trap 'event signal; exit 3' "$1"
    ending
    kill -s "$1" "$$"
    event after
}

trap_returns() {
    on_exit
    trap 'event signal' "$1"
    kill -s "$1" "$$"
    event after
    ending
    exit 5
}

# The usual way to die by a signal after all.
trap_sends_again() {
    trap 'event exit' EXIT
    trap 'event signal; trap - '"$1"'; kill -s '"$1"' "$$"' "$1"
    ending
    kill -s "$1" "$$"
    event after
}

one_action_for_both() {
    trap 'event action' EXIT TERM
    kill -s TERM "$$"
    event after
    ending
    exit 3
}

# What the trap itself does.
action() {
    trap "$1" EXIT
    ending
    exit 3
}

action_at_end() {
    script 'trap "$1" EXIT
:' "$1"
    event "status:$?"
}

action_with_errexit() {
    trap 'event before; false; event after' EXIT
    set -e
    ending
    exit 3
}

# The trap sees the shell as the last command left it.
environment() {
    trap 'event "$variable:$(later)"' EXIT
    variable=late
    later() { echo function; }
    ending
    exit 3
}

# Text that the trap writes.
text() {
    trap 'echo trap' EXIT
    echo before
    ending
    exit 3
}

# Not in a function: there is nothing to return from.
return_outside() {
    script 'trap "event exit:\$?" EXIT
return 4
event after' 2>/dev/null
    kind "$?" status
}
