# exec: another program in the shell's place, or redirections of its own.

# The program's status and text are the shell's, and nothing comes after.
program() {
    ending
    exec sh -c "$1"
    event after
}

text() {
    ending
    exec printf 'of the program\n'
    event after
}

text_before() {
    printf 'of the shell, '
    ending
    exec printf 'of the program\n'
}

redirected() {
    ending
    exec sh -c 'echo lost; exit 3' >/dev/null
    event after
}

with_variable() {
    ending
    status=4 exec sh -c 'exit "${status:-5}"'
}

itself() {
    ending
    exec $SH -c 'exit 5'
}

same_process() {
    exec sh -c 'test "$1" -eq "$$"' sh "$$"
}

after_options() {
    ending
    exec -- sh -c 'exit 3'
}

in_function() {
    inner() { exec sh -c 'exit 3'; }
    ending
    inner
    event after
}

in_condition() {
    ending
    if exec sh -c 'exit 3'; then event then; else event else; fi
    event after
}

# Only programs are looked for.
function_of_that_name() {
    no_such_program() { event function; }
    ending
    exec no_such_program 2>/dev/null
    event after
}

builtin_of_that_name() {
    ending
    exec : 2>/dev/null
    event after
}

# Fails: the shell ends.
fails() {
    ending
    exec "$1"
    event after
}

# What some shells say has the folder's name in it.
not_executable() {
    exec 2>/dev/null
    echo 'exit 3' >file
    chmod 644 file
    ending
    exec ./file
    event after
}

of_text_without_interpreter() {
    echo 'exit 6' >file
    chmod 755 file
    ending
    exec ./file
    event after
}

interpreter_missing() {
    exec 2>/dev/null
    echo '#!/dev/null/none' >file
    chmod 755 file
    ending
    exec ./file
    event after
}

fails_in_condition() {
    ending
    if exec no_such_program; then event then; else event else; fi
    event after
}

fails_before_or() {
    ending
    exec no_such_program || event or
    event after
}

fails_in_subshell() {
    (
        exec no_such_program
        event inside
    ) 2>/dev/null
    event "status:$?"
}

fails_by_command() {
    ending
    command exec no_such_program
    event "after:$?"
}

fails_with_execfail() {
    shopt -s execfail
    exec no_such_program
    event "after:$?"
}

redirection_fails() {
    script 'exec </dev/null/none
event after'
    kind "$?" status
}

redirection_fails_by_command() {
    ending
    command exec </dev/null/none
    kind "$?" after
}

# In a subshell: only that is replaced.
in_subshell() {
    (
        exec sh -c 'exit 4'
        event inside
    )
    event "status:$?"
}

in_substitution() {
    text=$(exec sh -c 'echo text; exit 4')
    event "$text:$?"
}

in_background() {
    exec sh -c 'exit 4' &
    wait "$!"
    event "status:$?"
}

in_pipeline() {
    exec sh -c 'exit 4' | cat
    event "status:$?"
}

# Redirections alone.
nothing() {
    (exit 4)
    exec
    event "status:$?"
}

output() {
    echo before
    exec >/dev/null
    echo lost
    event after
    exit 3
}

output_closed() {
    exec >&-
    echo lost 2>/dev/null
    kind "$?" status
    exit 3
}

output_closed_for_program() {
    exec >&-
    sh -c 'echo lost' 2>/dev/null
    kind "$?" status
}

back_again() {
    exec 3>&1 >/dev/null
    echo lost
    exec >&3 3>&-
    echo seen
}

in_braces() {
    {
        exec 3>/dev/null
        echo lost
    } >/dev/null
    echo seen
}

# Traps: what is caught is reset, what is ignored stays so. The standard does not say that the trap on EXIT is taken.
trap_on_exit() {
    trap 'event exit' EXIT
    ending
    exec sh -c 'exit 3'
}

trap_on_exit_in_subshell() {
    (
        trap 'event exit' EXIT
        exec sh -c 'exit 3'
    )
    event "status:$?"
}

caught() {
    trap 'event trap' TERM
    ending
    exec sh -c 'kill -s TERM "$$"; exit 3'
}

ignored() {
    trap '' TERM
    ending
    exec sh -c 'kill -s TERM "$$"; exit 3'
}

with_errexit() {
    set -e
    ending
    exec sh -c 'false; exit 3'
}
