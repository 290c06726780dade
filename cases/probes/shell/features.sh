# What a shell may lack: the features that registry.txt names, and how to find out.

here_is PIPESTATUS 'false | true; [ "${PIPESTATUS-}" ]'
here_is PIPEFAIL 'set -o pipefail'
# Those that lack it say 1, 2 or 127: the child's own 5 is what it should be, but that is for a case to judge.
here_is WAIT_N '(exit 5) & wait -n; case $? in 1 | 2 | 127) false ;; esac'
here_is MONITOR 'set -m'
here_is TIMEOUT 'utility timeout'
here_is TRAP_ERR 'trap : ERR'
here_is TRAP_DEBUG 'trap : DEBUG'
here_is TRAP_RETURN 'trap : RETURN'
here_is KEYWORD_FUNCTION 'function one { :; }; one'
here_is EXECFAIL 'shopt -s execfail'
here_is LOCAL 'one() { local two=three; test "$two" = three; }; one'
here_is DOUBLE_BRACKETS '[[ a = a ]]'
here_is DOUBLE_PARENTHESES '((1)) && ! ((0))'
here_is LET 'let 1 && ! let 0'
