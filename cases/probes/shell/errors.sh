# The consequences of shell errors: what ends a shell that is not interactive, and with which status.

# A text with an error in it is run by the shell under test as a child: whether it goes on after it, and its status.
child() {
    script "$1
event goes_on"
    kind "$?" status
}

# The same without anything after it.
ending_with() {
    script "$1"
    kind "$?" status
}

# In a subshell: what ends the shell ends the subshell, and no more than that.
subshell() {
    script "(
$1
event goes_on
)
nonzero \$? subshell"
    kind "$?" status
}

# What eval executes is executed in the shell itself.
in_eval() {
    script 'eval "$1"
event goes_on' "$1"
    kind "$?" status
}

# As a file. Needs a folder of its own.
file() {
    printf '%s\nevent goes_on\n' "$1" >text
    ending
    sh_ ./text
    kind "$?" status
}

# A file with an error in it, sourced by a child.
sourced() {
    printf '%s\nevent in_file\n' "$1" >text
    child '. ./text'
}

# Only reading fails, in the middle: what comes before the error has been executed.
before_syntax_error() {
    script 'event before
if then
event after'
    kind "$?" status
}
