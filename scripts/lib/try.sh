# Shows that an unpacked shell works, in the few ways in which all shells agree: that it starts itself again, other
# programs, traps, and uses no library of the machine's. Its arguments are its folder and the words of its command; prints
# what it says of its version, if anything.

fail() {
    echo "$1 is not as it should be" >&2
    exit 1
}

folder=$1
shift
while read -r range mode offset device inode file; do
    case $file in
        "$folder"/*) ;;
        *.so | *.so.*) fail "the library $file" ;;
    esac
done </proc/$$/maps

"$@" -c 'exit 3'
[ $? -eq 3 ] || fail 'the status of exit'
"$@" -c '"$@" -c "exit 4"' sh "$@"
[ $? -eq 4 ] || fail 'the status of a shell in a shell'
(exit 5)
[ $? -eq 5 ] || fail 'the status of a subshell'
{ "$@" -c 'kill -9 $$'; } 2>/dev/null
[ $? -gt 128 ] || fail 'the status after a signal'
said=$("$@" -c 'trap "echo bye" EXIT; exit 6')
[ $? -eq 6 ] && [ "$said" = bye ] || fail 'the trap on EXIT'
said=$(echo one two | tr ' ' '-')
[ "$said" = one-two ] || fail 'a pipeline'

echo "${BASH_VERSION-}${BB_ASH_VERSION-}${ZSH_VERSION-}${YASH_VERSION-}${POSH_VERSION-}${KSH_VERSION-}"
