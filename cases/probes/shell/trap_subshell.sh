# Traps and what runs beside the shell: subshells and other programs.

# The EXIT trap of the shell is not one of its subshells.
reset() {
    trap 'event exit' EXIT
    case $1 in
        subshell) (event inside) ;;
        subshell_exit) (event inside; exit 3) ;;
        substitution) text=$(event inside) ;;
        substitution_exit) text=$(event inside; exit 3) ;;
        background)
            event inside &
            wait
            ;;
        background_exit)
            (event inside; exit 3) &
            wait
            ;;
        pipeline_first) event inside | cat ;;
        pipeline_last) true | event inside ;;
        nested) ( (event inside) ) ;;
        program) script 'event inside' ;;
    esac
    event after
    exit 0
}

# A subshell's own trap.
own() {
    case $1 in
        subshell) (trap 'event "inside:$?"' EXIT; exit 3) ;;
        subshell_end) (trap 'event "inside:$?"' EXIT; (exit 3)) ;;
        substitution) text=$(trap 'event "inside:$?"' EXIT; exit 3) ;;
        background)
            (trap 'event "inside:$?"' EXIT; exit 3) &
            wait "$!"
            ;;
        background_braces)
            { trap 'event "inside:$?"' EXIT; exit 3; } &
            wait "$!"
            ;;
        errexit) (trap 'event "inside:$?"' EXIT; set -e; (exit 3); event no) ;;
        exit_in_trap) (trap 'event "inside:$?"; exit 3' EXIT; exit 2) ;;
    esac
    event "after:$?"
    exit 0
}

own_in_pipeline() {
    (trap 'event inside' EXIT; exit 3) | cat
    event after
    exit 0
}

both() {
    trap 'event "outside:$?"' EXIT
    (trap 'event "inside:$?"' EXIT; exit 3)
    event "after:$?"
    exit 4
}

# What a subshell sets is not the shell's.
leaves_parent_alone() {
    (trap 'event inside' EXIT; trap '' TERM)
    event after
    ending
    kill -s TERM "$$"
    event alive
}

# Sends a signal to the subshell, whose process has no name in the standard: it is the parent of a program it runs. What some
# shells say of children that were killed has a process id in it, and is left out.
to_itself() { sh -c 'kill -s "$1" "$PPID"' sh "$1"; }

caught_in_subshell() {
    exec 2>/dev/null
    trap 'event trap' TERM
    (
        to_itself TERM
        event alive
    )
    kind "$?" status
}

ignored_in_subshell() {
    trap '' TERM
    (
        to_itself TERM
        event alive
    )
    kind "$?" status
}

set_in_subshell() {
    (
        trap 'event trap' TERM
        to_itself TERM
        event alive
    )
    kind "$?" status
}

caught_in_background() {
    exec 2>/dev/null
    trap 'event trap' TERM
    {
        to_itself TERM
        event alive
    } &
    wait "$!"
    kind "$?" status
}

# What is told of the traps.
listed_in_subshell() {
    trap 'echo of the shell' TERM
    (trap)
}

listed_in_substitution() {
    trap 'echo of the shell' TERM
    case $(trap) in
        *'of the shell'*TERM*) event listed ;;
        *) event not_listed ;;
    esac
}

listed_after_setting() {
    trap 'echo of the shell' TERM
    (
        trap : USR1
        trap
    ) >listed
    case $(cat listed) in
        *'of the shell'*) event old ;;
        *USR1*) event new ;;
        *) event nothing ;;
    esac
}

exit_listed_in_subshell() {
    trap 'event exit' EXIT
    (trap)
    exit 0
}

# Other programs: what is caught is as it was before, what is ignored stays ignored.
caught_in_program() {
    exec 2>/dev/null
    trap 'event trap' "$1"
    sh -c 'kill -s "$1" "$$"' sh "$1"
    kind "$?" status
}

ignored_in_program() {
    trap '' "$1"
    sh -c 'kill -s "$1" "$$"; exit 3' sh "$1"
    event "status:$?"
}

default_again_in_program() {
    exec 2>/dev/null
    trap '' "$1"
    trap - "$1"
    sh -c 'kill -s "$1" "$$"; exit 3' sh "$1"
    kind "$?" status
}

# A shell that was started with a signal ignored can neither catch it nor have its default back.
ignored_at_start() {
    trap '' USR1
    script "$1"' 2>/dev/null
        kill -s USR1 "$$"
        event alive'
    kind "$?" status
}
