# What a shell may lack: the features that registry.txt names, and how to find out.

here_is PIPESTATUS 'false | true; [ "${PIPESTATUS-}" ]'
here_is PIPEFAIL 'set -o pipefail'
here_is WAIT_N 'true & wait -n'
here_is TRAP_ERR 'trap : ERR'
here_is TRAP_DEBUG 'trap : DEBUG'
here_is TRAP_RETURN 'trap : RETURN'
here_is KEYWORD_FUNCTION 'function one { :; }; one'
