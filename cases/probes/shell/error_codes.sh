# The exact statuses of shell errors, which the standard leaves between 1 and 125; where the shell goes on, what $? is then.

# The text takes the place of the shell that runs it, so that the shell is the one that is seen.
here() {
    ending
    exec $SH -c "$1
"'echo "event goes_on:$?" >&9' 9>&9
}
