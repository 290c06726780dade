# What a shell may lack: the features that registry.txt names, and how to find out.

here_is PIPESTATUS 'false | true; [ "${PIPESTATUS-}" ]'
here_is PIPEFAIL 'set -o pipefail'
here_is WAIT_N 'true & wait -n'
