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
    quiet
    killed "$1"
    formula "$?" "$1"
}

# The same through a pipeline, a subshell, a substitution, wait.
exact_in_pipeline() {
    quiet
    true | killed TERM
    formula "$?" TERM
}

exact_in_subshell() {
    quiet
    (killed TERM)
    formula "$?" TERM
}

exact_in_substitution() {
    quiet
    text=$(killed TERM)
    formula "$?" TERM
}

exact_by_wait() {
    quiet
    killed TERM &
    wait "$!"
    formula "$?" TERM
}

exact_of_function() {
    quiet
    status_of() { return "$1"; }
    killed TERM
    status_of "$?"
    formula "$?" TERM
}

# The words on stderr, without the folder of the probes, and with the number of a line or a process as N.
words() {
    exec 3>&2 2>words
    "$@"
    exec 2>&3 3>&-
    sed "s|$HERE/||g"'; s/line [0-9]*/line N/g; s/[0-9][0-9][0-9]*/N/g; s/  */ /g' words >&2
    event done
}

message() { words killed "$1"; }

async() {
    killed "$1" &
    wait "$!"
}
message_async() { words async "$1"; }

in_pipeline() { killed "$1" | cat; }
message_in_pipeline() { words in_pipeline "$1"; }
