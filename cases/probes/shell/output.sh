# What builtins write: at once, and what a failed write does.

# Text that a builtin has written is there whatever happens next.
written() {
    ending
    "$@"
    kill -s KILL "$$"
}

# What is there after each of several writes; to be read from the file by the harness.
steps() {
    echo one
    event one
    printf 'two\n'
    event two
    ending
    kill -s KILL "$$"
}

# The status of a builtin whose write fails.
failing() {
    ending
    "$@"
    kind "$?" status
}

# A script that ends with it.
at_the_end() {
    ending
    "$@"
}

# The script goes on after it, if no signal ended it.
going_on() {
    ending
    "$@"
    event goes_on
    exit 5
}

# SIGPIPE ignored: an error instead of the signal.
ignoring() {
    trap '' PIPE
    ending
    "$@"
    kind "$?" status
}

# A program instead of a builtin.
by_program() {
    ending
    sh -c 'echo text'
    kind "$?" status
}

# Text before a fork is not written twice.
forked() {
    printf a
    (printf b)
    ending
    exit 3
}

# A subshell's text is its own.
order() {
    echo one
    (echo two)
    sh -c 'echo three'
    echo "$(echo four)"
    { echo five; } | cat
    ending
    exit 0
}

# stdout and stderr keep their order on a shared sink.
both() {
    echo one
    echo two >&2
    echo three
    echo four >&2
    ending
    exit 0
}

# A script whose input is what it reads: what is behind `exit` is not read by the shell.
own_input() {
    printf 'echo one\nexit 3\necho two\n' | sh_
    event "status:$?"
}

# The shell leaves what a command of it reads.
shared_input() {
    printf 'read line\ntext\necho "$line"\n' | sh_
    event "status:$?"
}

# A program in a script reads from the script's input.
shared_with_program() {
    printf 'cat\nexitspec-text\n' | sh_
    event "status:$?"
}

# The input ends in the middle of a command.
input_ends_early() {
    printf 'echo one\nif true; then echo two\n' | sh_
    kind "$?" status
}

# The input ends without a newline.
input_without_newline() {
    printf 'echo one' | sh_
    event "status:$?"
}
