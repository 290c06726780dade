# The exact status of a child that a signal ended, and what the shell writes about it.

# A child that ends by a signal it sends itself. By its path, as busybox would take itself for sh.
killed() { /bin/sh -c 'kill -s "$1" "$$"' sh "$1"; }

# How the number of the signal is in the status, whatever number this system has for it.
formula() {
    for base in 384 256 128; do
        number=$(($1 - base))
        [ "$number" -gt 0 ] && [ "$number" -lt 128 ] || continue
        # One signal with two names.
        case $2:$(kill -l "$number" 2>/dev/null) in
            "$2:$2" | ABRT:IOT)
                event "status:$base+n"
                return
                ;;
        esac
    done
    event status:another
}

exact() {
    killed "$1"
    formula "$?" "$1"
}

# The same through a pipeline, a subshell, a substitution, wait.
exact_in_pipeline() {
    true | killed TERM
    formula "$?" TERM
}

exact_in_subshell() {
    (killed TERM)
    formula "$?" TERM
}

exact_in_substitution() {
    text=$(killed TERM)
    formula "$?" TERM
}

exact_by_wait() {
    killed TERM &
    wait "$!"
    formula "$?" TERM
}

exact_of_function() {
    status_of() { return "$1"; }
    killed TERM
    status_of "$?"
    formula "$?" TERM
}

# The words on stderr.
message() { killed "$1"; event done; }
message_async() {
    killed "$1" &
    wait "$!"
    event done
}
message_in_pipeline() { killed "$1" | cat; event done; }
