# exit and its argument.

# What becomes of the number.
code() {
    ending
    exit "$1"
}

# What another shell tells about a child of its own that ends so.
seen() {
    sh_ -c "exit $1"
    event "\$?:$?"
}
