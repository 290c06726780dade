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

# Something happened: printable ASCII without blanks. One write a record: printf is a builtin of the shells that run here.
event() { printf 'event %s\n' "$1" >&9; }
# The ending that the case is about begins: from here on a hang is one of the ending.
ending() { printf 'ending\n' >&9; }
# The shell under test, in another process.
sh_() { $SH "$@"; }

case $1 in
    --describe) . "$HERE/describe.sh" ;;
    *)
        . "$HERE/${1%%/*}.sh"
        printf 'begin\n' >&9
        eval "$2"
        ;;
esac
