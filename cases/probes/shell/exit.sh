# exit and its argument; and how a script ends without it.

# What becomes of the number.
code() {
    ending
    exit "$1"
}

# What another shell tells about a child of its own that ends so.
seen() {
    sh_ -c "exit $1"
    event "status:$?"
}

# The argument left out: the status of the last command.
operand_left_out() {
    ending
    (exit "$1")
    exit
}

# The last thing of a script.
end_of_script() {
    ending
    exec $SH -c "(exit $1)"
}

# What a shell makes of a text given by -c.
of_text() {
    sh_ -c "$1"
    event "status:$?"
}

# What a shell makes of a file. Needs a folder of its own.
of_file() {
    printf '%s' "$1" >script
    sh_ ./script
    event "status:$?"
}

# What a shell makes of its input.
of_input() {
    printf '%s' "$1" | sh_
    event "status:$?"
}
