# Commands that are not found, and files that cannot be executed. Every case has a folder of its own.

told() {
    ending
    "$@"
    event "status:$?"
}

# A file with this mode and text.
file() {
    printf '%b' "$3" >"$2"
    chmod "$1" "$2"
}

# A name without a slash is looked for.
searched() {
    PATH=.:$PATH
    file "$1" exitspec-command "$2"
    told exitspec-command
}

# A name with one is executed.
named() {
    file "$1" command "$2"
    told ./command
}

directory() {
    mkdir folder
    told ./folder
}

directory_searched() {
    mkdir exitspec-command
    PATH=.
    told exitspec-command
}

dangling_link() {
    ln -s nowhere link
    told ./link
}

# A component of the path is a file.
not_a_directory() {
    file 755 command ''
    told ./command/x
}

# Longer than any file system takes.
name_too_long() {
    name=x
    while [ ${#name} -lt 5000 ]; do name=$name$name; done
    told "./$name"
}

# No room for the arguments.
arguments_too_long() {
    text=x
    while [ ${#text} -lt 3000000 ]; do text=$text$text; done
    told env "$text"
}

# The shell goes on after it.
goes_on() {
    ending
    exitspec-no-such-command
    event goes_on
}

# What is last gives the shell's own status.
last_command() {
    ending
    exitspec-no-such-command
}

in_background() {
    exitspec-no-such-command &
    wait "$!"
    event "status:$?"
}

in_pipeline() {
    exitspec-no-such-command | true
    event "first:$?"
    true | exitspec-no-such-command
    event "last:$?"
}

in_substitution() {
    text=$(exitspec-no-such-command)
    event "status:$?"
}

# The file of a shell's own operand.
operand() {
    ending
    sh_ "$1"
    event "status:$?"
}

# Permission to read is enough.
operand_not_executable() {
    file 644 text 'exit 3\n'
    operand ./text
}
