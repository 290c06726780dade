# Tells what this runs on, and which features it has. Sourced by main.sh.

here_is() { if (eval "$2") >/dev/null 2>&1; then echo "feature $1 yes"; else echo "feature $1 no"; fi; }

echo 'exitspec-probe 1'
echo "os $(uname -s)"
echo "kernel $(uname -r)"
echo "arch $(uname -m)"
echo 'libc - -'
# Shells that do not tell are left to exitspec, which knows their files. The version is the part that is a number with dots.
case ${KSH_VERSION:-} in
    *'MIRBSD KSH R'*) name=mksh version=${KSH_VERSION##*MIRBSD KSH R} ;;
    *'LEGACY KSH R'*) name=lksh version=${KSH_VERSION##*LEGACY KSH R} ;;
    *'PD KSH v'*) name=pdksh version=${KSH_VERSION##*PD KSH v} ;;
    # Since 93u+m numbers are counted anew; what is older was named by letters, of which nothing can be counted.
    *93u+m/*) name=ksh version=${KSH_VERSION##*93u+m/} ;;
    *' 93'*) name=ksh version=0.93 ;;
    *) name=- version=- ;;
esac
if [ "${BASH_VERSION:-}" ]; then name=bash version=$BASH_VERSION
elif [ "${ZSH_VERSION:-}" ]; then name=zsh version=$ZSH_VERSION
elif [ "${YASH_VERSION:-}" ]; then name=yash version=$YASH_VERSION
elif [ "${POSH_VERSION:-}" ]; then name=posh version=$POSH_VERSION
elif [ "${BB_ASH_VERSION:-}" ]; then name=busybox version=${BB_ASH_VERSION#BusyBox v}
fi
echo "runtime $name ${version%%[!0-9.]*}${version##[0-9]*}"
. "$HERE/features.sh"
