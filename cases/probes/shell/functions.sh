# Ends of functions and of files that are sourced.

returned() {
    inner() { return "$1"; }
    inner "$1"
    event "status:$?"
}

# How far return goes, and exit.
return_leaves_one() {
    outer() {
        inner
        event "outer:$?"
        return 4
    }
    inner() {
        return 3
        event inner
    }
    outer
    event "status:$?"
}

exit_leaves_all() {
    outer() {
        inner
        event outer
    }
    inner() {
        exit 3
        event inner
    }
    ending
    outer
    event after
}

return_from_loops() {
    inner() {
        for item in a b; do
            while :; do return 3; done
        done
        event inner
    }
    inner
    event "status:$?"
}

return_in_braces() {
    inner() {
        { return 3; } >/dev/null
        event inner
    }
    inner
    event "status:$?"
}

return_in_eval() {
    inner() {
        eval 'return 3; event eval'
        event inner
    }
    inner
    event "status:$?"
}

return_in_condition() {
    inner() {
        if return 3; then event then; else event else; fi
    }
    inner
    event "status:$?"
}

return_before_or() {
    inner() {
        return 3 || event or
        event inner
    }
    inner
    event "status:$?"
}

# A subshell has its own copy of the function that it is in.
return_in_subshell() {
    inner() {
        (
            return 3
            event subshell
        )
        event "inner:$?"
    }
    inner
    event after
}

return_in_substitution() {
    inner() {
        text=$(return 3; event substitution)
        event "inner:$?"
    }
    inner
    event after
}

return_after_failure() {
    inner() {
        (exit 6)
        return
    }
    inner
    event "status:$?"
}

negated_return() {
    inner() { ! return 3; }
    inner
    event "status:$?"
}

# Files. Each needs a folder of its own.
return_leaves_file() {
    printf '%s\n' 'return 5' 'event file' >sourced
    . ./sourced
    event "status:$?"
}

return_leaves_file_alone() {
    printf '%s\n' 'return 5' 'event file' >sourced
    inner() {
        . ./sourced
        event "inner:$?"
        return 6
    }
    inner
    event "status:$?"
}

return_leaves_function_in_file() {
    printf '%s\n' 'inner() { return 5; }' inner 'event "file:$?"' >sourced
    . ./sourced
    event "status:$?"
}

exit_leaves_file() {
    printf '%s\n' 'exit 5' 'event file' >sourced
    ending
    . ./sourced
    event after
}

file_in_file() {
    echo '. ./second; event "first:$?"; return 6' >sourced
    echo 'return 5; event second' >second
    . ./sourced
    event "status:$?"
}

end_of_file() {
    echo '(exit 6)' >sourced
    . ./sourced
    event "status:$?"
}

empty_file() {
    : >sourced
    (exit 6)
    . ./sourced
    event "status:$?"
}

file_by_command() {
    if command . ./none; then event zero; else event not_zero; fi
}

# Functions as parts of something else.
exit_in_condition() {
    inner() { exit 3; }
    ending
    if inner; then event then; else event else; fi
    event after
}

exit_before_or() {
    inner() { exit 3; }
    ending
    inner || event or
    event after
}

exit_in_substitution() {
    inner() {
        echo text
        exit 3
    }
    text=$(inner)
    event "$text:$?"
}

exit_in_pipeline() {
    inner() {
        exit 3
    }
    inner | cat
    event "status:$?"
}

exit_in_background() {
    inner() { exit 3; }
    inner &
    wait "$!"
    event "status:$?"
}

exit_deep() {
    inner() {
        if [ "$1" -eq 0 ]; then exit 3; fi
        inner "$(($1 - 1))"
        event inner
    }
    ending
    inner 100
    event after
}

return_deep() {
    inner() {
        if [ "$1" -eq 0 ]; then return 3; fi
        inner "$(($1 - 1))"
    }
    inner 100
    event "status:$?"
}

redirected() {
    inner() {
        echo lost
        return 3
    } >/dev/null
    inner
    event "status:$?"
    echo seen
}

redirection_fails() {
    inner() { event inner; } </dev/null/none
    inner 2>/dev/null
    kind "$?" status
}

subshell_as_body() {
    inner() (
        event inner
        exit 3
    )
    inner
    event "status:$?"
}

unset_by_itself() {
    inner() {
        unset -f inner
        return 3
    }
    inner
    event "status:$?"
}
