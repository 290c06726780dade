# `set -e` within what calls, contains or declares something else.

# `false && :` as the last thing in what is no compound command of the shell itself: its status is a failure like any other.
not_last_in_subshell() {
    set -e
    ending
    (false && :)
    event after
}

not_last_in_function() {
    inner() { false && :; }
    set -e
    ending
    inner
    event after
}

not_last_in_eval() {
    set -e
    ending
    eval 'false && :'
    event after
}

not_last_in_sourced_file() {
    echo 'false && :' >sourced
    set -e
    ending
    . ./sourced
    event after
}

# In a condition it is without effect in everything that is called there. It is still there afterwards.
goes_on() {
    event after
    ending
    false
    event off
}

called_in_condition() {
    inner() {
        false
        event inside
    }
    set -e
    case $1 in
        if) if inner; then event then; fi ;;
        while) while inner; do break; done ;;
        and) inner && : ;;
        or) inner || : ;;
        not) ! inner ;;
        nested) outer() { inner; }; outer || : ;;
        subshell) (inner) || : ;;
        braces) { inner; } || : ;;
        eval) eval inner || : ;;
        substitution) text=$(inner) || : ;;
    esac
    goes_on
}

set_in_condition() {
    ending
    if set -e; false; event inside; then event then; fi
    false
    event after
}

set_in_function_in_condition() {
    inner() {
        set -e
        false
        event inside
    }
    inner || :
    ending
    false
    event after
}

set_in_subshell_in_condition() {
    (
        set -e
        false
        event inside
    ) || event or
    event after
}

# Each subshell has it, and its own.
pipeline_of_the_standard() {
    set -e
    (false; echo one) | cat
    echo two
}

substitution_of_the_standard() {
    set -e
    echo $(false; echo one) two
}

inside_substitution() {
    set -e
    ending
    text=$(false; event inside)
    event after
}

inside_background() {
    set -e
    {
        false
        event inside
    } &
    wait "$!" || event "status:$?"
}

set_in_subshell() {
    (
        set -e
        false
        event inside
    )
    event "after:$?"
}

unset_in_subshell() {
    set -e
    (
        set +e
        false
        event inside
    )
    ending
    false
    event after
}

not_in_program() {
    set -e
    script 'false; event inside'
    event after
}

# A status that is another command's.
declared() {
    set -e
    case $1 in
        export) export text="$(false)" ;;
        readonly) readonly text="$(false)" ;;
        prefix) text=$(false) : ;;
    esac
    goes_on
}

declared_local() {
    inner() {
        local text="$(false)"
        event inside
    }
    set -e
    inner
    goes_on
}

# Conditions that are commands of some shells.
double_brackets() {
    set -e
    ending
    eval '[[ a = b ]]
event after'
}

double_brackets_in_condition() {
    set -e
    eval 'if [[ a = b ]]; then :; fi'
    goes_on
}

double_parentheses() {
    set -e
    ending
    eval '((0))
event after'
}

let_zero() {
    set -e
    ending
    let 0
    event after
}
