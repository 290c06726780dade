# Traps on signals, and what they mean for the end.

# The trap waits for the command that the shell waits for.
after_the_command() {
    trap 'event trap' TERM
    script 'kill -s TERM "$PPID"; event command_ends'
    event after
}

# `$?` is what it was before.
status_is_kept() {
    trap '(exit 9)' TERM
    sh -c 'kill -s TERM "$PPID"; exit 4'
    event "status:$?"
}

status_is_seen() {
    trap 'event "trap:$?"' TERM
    sh -c 'kill -s TERM "$PPID"; exit 4'
    event "after:$?"
}

# The end of the shell by its trap.
exits() {
    trap "$1" TERM
    ending
    sh -c 'kill -s TERM "$PPID"; exit 4'
    event after
}

exits_loop() {
    trap 'event trap; exit 3' TERM
    ending
    while :; do kill -s TERM "$$"; done
    event after
}

exits_function() {
    trap 'event trap; exit 3' TERM
    inner() {
        kill -s TERM "$$"
        event inner
    }
    ending
    inner
    event after
}

# Only the subshell that has it.
exits_subshell() {
    (
        trap 'event trap; exit 3' TERM
        sh -c 'kill -s TERM "$PPID"'
        event inside
    )
    event "status:$?"
}

returns_from_function() {
    trap 'return 5' TERM
    inner() {
        sh -c 'kill -s TERM "$PPID"; exit 4'
        event inner
    }
    inner
    event "status:$?"
}

two_pending() {
    trap 'event usr1' USR1
    trap 'event usr2' USR2
    script 'kill -s USR1 "$PPID"; kill -s USR2 "$PPID"; event sent'
    event after
}

one_exits_with_two_pending() {
    trap 'event usr1; exit 3' USR1
    trap 'event usr2; exit 3' USR2
    ending
    script 'kill -s USR1 "$PPID"; kill -s USR2 "$PPID"; event sent'
    event after
}

# A trap for a signal that comes while the trap on EXIT runs.
during_exit() {
    trap 'event signal' TERM
    trap 'event begins; kill -s TERM "$$"; event ends' EXIT
    ending
    exit 3
}

killed_during_exit() {
    trap 'event begins; kill -s TERM "$$"; event ends' EXIT
    ending
    exit 3
}

# Setting and unsetting it.
ignored() {
    trap '' "$1"
    kill -s "$1" "$$"
    event alive
}

default_again() {
    trap "$2" "$1"
    trap - "$1"
    ending
    kill -s "$1" "$$"
    event alive
}

default_by_number() {
    trap 'event trap' TERM
    trap 15
    ending
    kill -s TERM "$$"
    event alive
}

by_number() {
    trap 'event trap' "$1"
    kill "-$1" "$$"
    event after
}

by_name() {
    trap 'event trap' "$1"
    kill -s "$1" "$$"
    event after
}

changed_by_itself() {
    trap 'event first; trap "event second" TERM' TERM
    kill -s TERM "$$"
    kill -s TERM "$$"
    event after
}

stays() {
    trap 'event trap' TERM
    kill -s TERM "$$"
    kill -s TERM "$$"
    event after
}

# Dying by a signal after tidying up.
sends_again() {
    trap "event trap; trap - $1; kill -s $1 \$\$" "$1"
    ending
    kill -s "$1" "$$"
    event after
}

# What cannot be caught, and what is no signal.
kill_is_set() {
    trap 'event trap' KILL
    ending
    kill -s KILL "$$"
    event alive
}

no_such_signal() {
    trap 'event trap' NO_SUCH_SIGNAL
    kind "$?" status
}

one_of_two_is_none() {
    trap 'event trap' NO_SUCH_SIGNAL TERM
    kind "$?" status
}

# With errexit: a command that fails in the trap.
errexit_in_trap() {
    trap 'event begins; (exit 6); event ends' TERM
    set -e
    ending
    kill -s TERM "$$"
    event after
}

errexit_after_trap() {
    trap '(exit 6) || :' TERM
    set -e
    kill -s TERM "$$"
    event after
}

# Pseudo-signals of some shells.
err() {
    trap 'event "err:$?"' ERR
    (exit 4)
    event "after:$?"
}

err_in_condition() {
    trap 'event err' ERR
    if false; then :; fi
    false || :
    ! false
    event after
}

err_with_errexit() {
    trap 'event "err:$?"' ERR
    trap 'event "exit:$?"' EXIT
    set -e
    ending
    (exit 4)
    event after
}

err_exits() {
    trap 'event err; exit 7' ERR
    ending
    (exit 4)
    event after
}

err_in_function() {
    trap 'event err' ERR
    inner() {
        false
        :
    }
    inner
    event after
}

debug() {
    trap 'event debug' DEBUG
    :
    trap - DEBUG
    event after
}

debug_exits() {
    ending
    trap 'exit 7' DEBUG
    :
    event after
}

return_trap() {
    inner() {
        trap 'event return' RETURN
        return 4
    }
    inner
    event "after:$?"
    trap - RETURN
}
