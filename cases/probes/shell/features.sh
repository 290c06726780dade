# What a shell may lack: the features that registry.txt names, and how to find out.

here_is PIPESTATUS 'false | true; [ "${PIPESTATUS-}" ]'
here_is PIPEFAIL 'set -o pipefail'
# Those that lack it say 1, 2 or 127: the child's own 5 is what it should be, but that is for a case to judge.
here_is WAIT_N '(exit 5) & wait -n; case $? in 1 | 2 | 127) false ;; esac'
here_is MONITOR 'set -m'
here_is TIMEOUT 'utility timeout'
