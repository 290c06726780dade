# How the trap on EXIT is set, and unset.
again() {
    trap 'event first' EXIT
    trap 'event second' EXIT
    exit 3
}

in_function() {
    inner() {
        trap 'event exit' EXIT
        event inner
    }
    inner
    event after
    exit 3
}

by_zero() {
    trap 'event exit' 0
    exit 3
}

changed() {
    trap 'event exit' EXIT
    eval "$1"
    exit 3
}

in_sourced_file() {
    echo "trap 'event exit' EXIT" >sourced
    . ./sourced
    event after
    exit 3
}

# A function of ksh's own kind: keyword `function`.
keyword_function() {
    eval 'function inner {
        trap "event exit" EXIT
        event inner
    }'
    inner
    event after
    exit 3
}
