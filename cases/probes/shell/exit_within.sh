# exit within something else: whether it ends the shell or a part of it.

# Nothing after it is executed.
in_function() {
    inner() {
        exit 4
        event in_function
    }
    ending
    inner
    event after_function
}

in_eval() {
    ending
    eval 'exit 4; event in_eval'
    event after_eval
}

# Needs a folder of its own.
in_sourced_file() {
    printf 'exit 4\nevent in_file\n' >sourced
    ending
    . ./sourced
    event after_file
}

in_condition() {
    ending
    if exit 4; then event then; else event else; fi
    event after_if
}

in_loop() {
    ending
    while true; do exit 4; done
    event after_loop
}

in_braces() {
    ending
    { exit 4; } >/dev/null
    event after_braces
}

in_case() {
    ending
    case a in a) exit 4 ;; esac
    event after_case
}

negated() {
    ending
    ! exit 4
    event "after:$?"
}

before_or() {
    ending
    exit 4 || event or
    event after_or
}

# Ends a subshell only: the shell goes on with its status.
subshell() {
    (exit 4; event in_subshell)
    event "status:$?"
}

subshell_of_subshell() {
    (
        (exit 4)
        event "inner:$?"
        exit 5
    )
    event "outer:$?"
}

substitution() {
    text=$(exit 4)
    event "status:$?"
}

first_of_pipeline() {
    exit 4 | true
    event "status:$?"
}

# The last part may be in the shell itself or in a subshell.
last_of_pipeline() {
    ending
    true | exit 4
    event "status:$?"
}

background() {
    exit 4 &
    wait "$!"
    event "status:$?"
}

# A program in the shell's place gives its own.
replaced() {
    ending
    exec sh -c 'exit 9'
}
