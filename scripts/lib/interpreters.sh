# The platforms that run scripts: Python interpreters and shells. To be sourced by scripts/platforms.
# Each make_KIND leaves a link to its interpreter in $new, last of all: it says that the rest is complete and has been tried.
# The link is absolute, and leads nowhere in a folder that has been moved.
#
# What another suite has wants that suite's loader and libraries. The file of the program is changed to name them, so that it
# is a program like any other, which anything may execute by its path, itself included. A wrapper or LD_LIBRARY_PATH would be
# inherited, and be part of what is tested.
#
# Python finds its own library by its name (argv[0]): executed under another name, it would look in /usr.

# interpreter_packages FOLDER KIND SUITE...: the packages of a suite, for the folder of the table's row.
interpreter_packages() {
    case $2 in
        cpython)
            echo "python${1#*-}-minimal libpython${1#*-}-minimal libpython${1#*-}-stdlib"
            echo libc6 libgcc-s1 zlib1g libexpat1 libbz2-1.0 liblzma5 libuuid1
            shift 3
            ;;
        pypy)
            echo pypy3 pypy3-lib libc6 libgcc-s1 zlib1g libexpat1 libbz2-1.0 liblzma5 libffi8 libncursesw6 libtinfo6
            shift 3
            ;;
        shell) shift 4 ;;
    esac
    echo "$@"
}

# unpack_interpreter ROW...: without what neither runs nor is imported here.
unpack_interpreter() {
    only='--exclude=*/gconv --exclude=*/idlelib --exclude=*/lib2to3 --exclude=*/ensurepip --exclude=*/pydoc_data'
    # shellcheck disable=SC2046
    unpack "$new" $(packages "$@") || return
    only=
    libraries=$new/usr/lib/$HOST
    loader=$libraries/ld-linux-x86-64.so.2
}

# own_libraries FILE: whether all libraries that it asks for are in the folder, not the machine's.
own_libraries() {
    found=$("$loader" --library-path "$libraries" --list "$1" 2>&1) || return
    printf '%s\n' "$found" | awk -v folder="$new/" '/=>/ && index($3, folder) != 1 { bad = 1 } END { exit bad }'
}

# settle FILE: makes a program use the loader and the libraries of its folder. The library path is of the kind (DT_RPATH)
# that holds for what the program loads later too.
settle() {
    patchelf=$work/tools/usr/bin/patchelf
    [ -x "$patchelf" ] || (suite=bookworm only='' && unpack "$work/tools" patchelf) || return
    "$patchelf" --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$1" ||
        debian_error "the loader of $1 could not be set" || return
    own_libraries "$1" || debian_error "$1 needs a library that is not there: $found"
}

# make_python FILE: what remains once the packages are unpacked.
make_python() {
    settle "$new/$1" || return
    # A module whose library was left out (those for ssl, sqlite3, readline and the like) would take the machine's.
    find "$new"/usr/lib/py* -name '*.so' | while read -r module; do
        own_libraries "$module" || rm "$module"
    done
    # Compiled here once, so that no test writes to the folder or waits for it.
    "$new/$1" -m compileall -q -j 2 "$new"/usr/lib/py* >"$work/compileall" 2>&1 ||
        debian_error "$(cat "$work/compileall")" || return
    ln -s "$new/$1" "$new/.python"
    said=$(env -i PATH="$PATH" "$new/.python" "$scripts/lib/try.py" "$new") ||
        debian_error 'a small Python program does not work there' || return
    is_version "$said" && mv "$new/.python" "$new/python"
}

make_cpython() {
    unpack_interpreter "$@" && make_python "usr/bin/python${1#*-}"
}

make_pypy() {
    unpack_interpreter "$@" && make_python "$(cd "$new" && echo usr/bin/pypy3.*)"
}

# A shell's link has the name of its family, whatever Debian calls the file. Not every shell can tell its version, but the
# package can: the file `version` says it, without an epoch, a revision and what stands before `really`.
make_shell() {
    unpack_interpreter "$@" || return
    # A static program has nothing to be settled.
    if [ -e "$loader" ]; then settle "$new/usr/bin/$4" || return; fi
    dpkg-deb -f "$work/$3/$5"_*_a[lm]*.deb Version | sed 's/^[0-9]*://; s/-[^-]*$//; s/.*+really//' >"$new/version"
    is_version "$(cat "$new/version")" || return
    link=${1%%-*} binary=usr/bin/$4
    mkdir -p "$work/links"
    ln -sfn "$new/$binary" "$work/links/$link"
    set -- "$work/links/$link"
    [ "$link" != busybox ] || set -- "$@" sh
    said=$(env -i PATH="$PATH" "$@" "$scripts/lib/try.sh" "$new" "$@") ||
        debian_error 'a small shell script does not work there' || return
    case $said in
        '' | *"$(expr "${name##*-}" : '\([0-9.]*\)')"*) ln -s "$new/$binary" "$new/$link" ;;
        *) is_version "$said" ;;
    esac
}
