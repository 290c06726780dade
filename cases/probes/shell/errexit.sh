# `set -e`: what ends the shell, and what does not. Where nothing ends it, `after` is told.

# Ends it: the status is that of what failed.
program_fails() {
    set -e
    ending
    sh -c 'exit 7'
    event after
}

builtin_fails() {
    set -e
    ending
    false
    event after
}

test_fails() {
    set -e
    ending
    [ a = b ]
    event after
}

command_fails() {
    set -e
    ending
    command false
    event after
}

eval_fails() {
    set -e
    ending
    eval false
    event after
}

subshell_fails() {
    set -e
    ending
    (exit 7)
    event after
}

inside_subshell() {
    set -e
    ending
    (
        false
        event inside
    )
    event after
}

inside_braces() {
    set -e
    ending
    {
        false
        event inside
    }
    event after
}

inside_function() {
    inner() {
        false
        event inside
    }
    set -e
    ending
    inner
    event after
}

inside_sourced_file() {
    printf '%s\n' false 'event inside' >sourced
    set -e
    ending
    . ./sourced
    event after
}

function_returns() {
    inner() { return 3; }
    set -e
    ending
    inner
    event after
}

not_found() {
    set -e
    ending
    no_such_program 2>/dev/null
    event after
}

# What some shells say of children that were killed has a process id in it.
killed() {
    exec 2>/dev/null
    set -e
    ending
    sh -c 'kill -s TERM "$$"'
    event after
}

# The status is any of many, and told by its kind.
redirection_fails() {
    script "set -e
$1 </dev/null/none
event after"
    kind "$?" status
}

assignment_fails() {
    set -e
    ending
    text=$(exit 7)
    event after
}

body_fails() {
    set -e
    ending
    case $1 in
        if) if :; then false; event inside; fi ;;
        else) if false; then :; else false; event inside; fi ;;
        for) for item in a b; do event "$item"; false; done ;;
        while) while :; do event turn; false; done ;;
        until) until false; do event turn; false; done ;;
        case) case a in a) false; event inside ;; esac ;;
    esac
    event after
}

last_of_and() {
    set -e
    ending
    : && false
    event after
}

last_of_or() {
    set -e
    ending
    false || false
    event after
}

last_of_pipeline() {
    set -e
    ending
    : | false
    event after
}

pipefail() {
    set -e
    set -o pipefail
    ending
    false | :
    event after
}

waited_for() {
    set -e
    (exit 7) &
    ending
    wait "$!"
    event after
}

by_option() {
    script 'set -o errexit; false; event inside'
    event "status:$?"
}

by_invocation() {
    sh_ -e -c 'false; exit 9'
    event "status:$?"
}

# Does not end it, and `set -e` is still there: the next failure ends it.
goes_on() {
    event after
    ending
    false
    event off
}

condition() {
    set -e
    case $1 in
        if) if false; then :; fi ;;
        elif) if false; then :; elif false; then :; fi ;;
        while) while false; do :; done ;;
        until)
            item=
            until [ "$item" ]; do item=1; done
            ;;
        and) false && : ;;
        or) false || : ;;
        three) : && false && : ;;
        not_true) ! : ;;
        not_false) ! false ;;
        not_subshell) ! (false) ;;
        pipeline) false | : ;;
        argument) : "$(false)" ;;
        background) false & ;;
        off) set +e; false; set -e ;;
    esac
    goes_on
}

not_last_in() {
    set -e
    case $1 in
        braces) { false && :; } ;;
        if) if :; then false && :; fi ;;
        for) for item in a; do false && :; done ;;
        while)
            item=
            while [ ! "$item" ]; do item=1; false && :; done
            ;;
        case) case a in a) false && : ;; esac ;;
    esac
    goes_on
}
