# Tells what this runs on, and which features it has. Sourced by main.sh.

here_is() { if (eval "$2") >/dev/null 2>&1; then echo "feature $1 yes"; else echo "feature $1 no"; fi; }

echo 'exitspec-probe 1'
echo "os $(uname -s)"
echo "kernel $(uname -r)"
echo "arch $(uname -m)"
echo 'libc - -'
if [ "${BASH_VERSION:-}" ]; then echo "runtime bash ${BASH_VERSION%%"("*}"
elif [ "${ZSH_VERSION:-}" ]; then echo "runtime zsh $ZSH_VERSION"
elif [ "${YASH_VERSION:-}" ]; then echo "runtime yash $YASH_VERSION"
elif [ "${KSH_VERSION:-}" ]; then echo "runtime ksh $KSH_VERSION"
else echo 'runtime - -'
fi
. "$HERE/features.sh"
