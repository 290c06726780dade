# Runs one case of the family: sh main.sh GROUP/NAME CALL. README.md tells how to add one.
#
# CALL is a command that is evaluated here, at the top of the script, with the functions of GROUP.sh.

# The folder of the probes, and the shell under test with its options: to be split into words.
case $0 in
    */*) HERE=${0%/*} ;;
    *) HERE=. ;;
esac
SH=${EXITSPEC_SHELL:-sh}
# Where descriptor 9 would do for the journal, its own number may have too many digits for some shells.
if [ "${EXITSPEC_JOURNAL:-}" ]; then
    # One more opening of the same pipe, as not every shell can duplicate a descriptor above 9.
    exec 9>>"/dev/fd/$EXITSPEC_JOURNAL"
else
    exec 9>/dev/null
fi

# Something happened: printable ASCII without blanks or backslashes. Echo is a builtin everywhere and writes a record at once;
# printf is a program to some shells.
event() { echo "event $1" >&9; }
# The ending that the case is about begins: from here on a hang is one of the ending.
ending() { echo ending >&9; }
# The shell under test, in another process. The descriptor is named since some shells would close it.
sh_() { $SH "$@" 9>&9; }
# The same with a text to run, which has $1 and further ones, and may use event and nonzero (which tells of a status just that).
script() {
    SCRIPT=$1
    shift
    sh_ -c 'event() { echo "event $1" >&9; }
nonzero() { if [ "$1" -eq 0 ]; then event "$2:0"; else event "$2:nonzero"; fi; }
'"$SCRIPT" sh "$@"
}
# The file of a utility, whatever builtin or applet of this name the shell has.
utility() {
    FOUND=
    old=$IFS
    IFS=:
    for folder in $PATH; do
        if [ -f "$folder/$1" ] && [ -x "$folder/$1" ]; then
            FOUND=$folder/$1
            break
        fi
    done
    IFS=$old
    [ "$FOUND" ]
}
# Where what the shell says of its children is not the matter: there are numbers of processes in it.
quiet() { exec 2>/dev/null; }
# Tells a status by the kinds that the standard knows.
kind() {
    if [ "$1" -eq 0 ]; then event "$2:0"
    elif [ "$1" -le 125 ]; then event "$2:1-125"
    elif [ "$1" -le 128 ]; then event "$2:$1"
    else event "$2:over_128"
    fi
}

case $1 in
    --describe) . "$HERE/describe.sh" ;;
    *)
        . "$HERE/${1%%/*}.sh"
        echo begin >&9
        eval "$2"
        # Not simply the end: ksh 93u+m would take a subshell in an eval in an eval at the end of a script for the last command.
        exit "$?"
        ;;
esac
