# What `$?` is after each kind of command.

# The status that a function returns.
returned() {
    back() { return "$1"; }
    back "$1"
    event "status:$?"
}

return_without_operand() {
    back() {
        (exit 6)
        return
    }
    back
    event "status:$?"
}

return_skips_rest() {
    back() {
        return 6
        event in_function
    }
    back
    event "status:$?"
}

return_in_sourced_file() {
    printf 'return 5\nevent in_file\n' >sourced
    . ./sourced
    event "status:$?"
}

# At the top of a script that takes this one's place.
return_outside() {
    ending
    exec $SH -c 'return 4
echo "event after:$?" >&9' 9>&9
}

end_of_function() {
    back() { (exit 6); }
    back
    event "status:$?"
}

# No command name is left, so the substitution's status is the command's.
substitution_alone() {
    $(exit 4)
    event "status:$?"
}

# The command's own status counts, not that of the substitution in its arguments.
substitution_in_argument() {
    : "$(exit 4)"
    event "status:$?"
}

substitution_in_export() {
    export TEXT="$(exit 4)"
    event "status:$?"
}

substitutions() {
    one=$(exit 4) two=$(exit 5)
    event "status:$?"
}

assignment() {
    (exit 4)
    text=$?
    event "status:$?"
}

# Compound commands where nothing is executed.
nothing_executed() {
    (exit 4)
    if false; then :; fi
    event "if:$?"
    (exit 4)
    while false; do :; done
    event "while:$?"
    (exit 4)
    for name in; do :; done
    event "for:$?"
    (exit 4)
    case a in b) : ;; esac
    event "case:$?"
}

inverted() {
    ! true
    event "true:$?"
    ! false
    event "false:$?"
    ! (exit 200)
    event "200:$?"
}

# The number that this shell has for a child that was killed.
status_of_killed_child() {
    quiet
    /bin/sh -c 'kill -s TERM "$$"'
    status=$?
    if [ "$status" -gt 256 ]; then event over_256; else event under_256; fi
    ending
    exit "$status"
}

# Of any command.
of() {
    eval "$1"
    event "status:$?"
}

# The last eval of a script, with an eval in it that ends with a subshell.
nested_evals() {
    script 'eval "eval \"(exit 9)\"; event \"status:\$?\""'
}
