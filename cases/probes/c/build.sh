#!/bin/sh
# Builds the probe: build.sh FOLDER CC [FLAG...]
#
# CC and its flags may be any compiler, wrapper included. It runs in the current folder, so that paths in its flags mean what
# they mean there. FOLDER gets `probe`, `libraries` (shared objects, where the compiler can make them), `have.h`, and the
# compiler's messages of what did not compile.
set -eu
sources=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
# Everything the headers have, on whatever system.
names_of_all="-D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_DARWIN_C_SOURCE -D_NETBSD_SOURCE -D_BSD_SOURCE -D__BSD_VISIBLE=1 -D__EXTENSIONS__"
strict="-std=c99 -O1 -Wall -Wextra -Werror $names_of_all"
mkdir -p "$folder/objects" "$folder/features" "$folder/libraries"

# Does `try FILE COMMAND...` in the background, two at a time, and keeps what it says. FILE.ok tells that it worked.
try() {
    kept=$1
    shift
    rm -f "$kept.ok"
    ("$@" >"$kept.messages" 2>&1 && : >"$kept.ok") &
    running=$((${running:-0} + 1))
    if [ "$running" -ge 2 ]; then
        wait
        running=0
    fi
}

# What cannot build even this would seem to lack everything.
if ! "$@" -o "$folder/features/ALWAYS" "$sources/features/ALWAYS.c" >"$folder/features/ALWAYS.messages" 2>&1; then
    echo 'not even an empty program compiles and links:' >&2
    cat "$folder/features/ALWAYS.messages" >&2
    exit 1
fi

# Libraries that belong to the C library and are not always part of it. Not every linker refuses all that is missing alike.
for library in pthread dl rt util; do
    try "$folder/features/-l$library" "$@" -o "$folder/features/-l$library" "$sources/features/ALWAYS.c" "-l$library"
done
wait
libraries=
for library in pthread dl rt util; do
    if [ -e "$folder/features/-l$library.ok" ]; then libraries="$libraries -l$library"; fi
done

# What this C library has. A feature whose program does not compile and link is not there.
running=0
names=$(sed -n 's/^FEATURE(\([A-Z0-9_]*\), .*/\1/p' "$sources/registry.h")
for name in $names; do
    # shellcheck disable=SC2086 # the libraries are words
    try "$folder/features/$name" "$@" -std=c99 $names_of_all -Werror=implicit-function-declaration \
        -o "$folder/features/$name" "$sources/features/$name.c" $libraries
done
wait
for name in $names; do
    here=0
    if [ -e "$folder/features/$name.ok" ]; then here=1; fi
    echo "#define HAVE_$name $here"
done >"$folder/have.h"

# Shared objects for the cases about them, where the compiler can make any. OUTER-needs-INNER is linked with INNER, which
# the loader finds in the same folder: by the name that INNER has in itself, or else by its path.
library() {
    name=$1
    shift
    "$@" "-Wl,-soname,$name.so" || "$@"
}
running=0
for source in "$sources"/libraries/*.c; do
    name=$(basename "$source" .c)
    case $name in *-needs-*) continue ;; esac
    # shellcheck disable=SC2086 # the flags are words
    try "$folder/libraries/$name" library "$name" \
        "$@" $strict -I"$folder" -I"$sources" -fPIC -shared -o "$folder/libraries/$name.so" "$source"
done
wait
running=0
for source in "$sources"/libraries/*-needs-*.c; do
    name=$(basename "$source" .c)
    # shellcheck disable=SC2016,SC2086 # the loader knows what $ORIGIN is; the flags are words
    try "$folder/libraries/$name" library "$name" \
        "$@" $strict -I"$folder" -I"$sources" -fPIC -shared '-Wl,-rpath,$ORIGIN' \
        -o "$folder/libraries/$name.so" "$source" "$folder/libraries/${name#*-needs-}.so"
done
wait

running=0
objects=
for source in "$sources"/*.c; do
    object=$folder/objects/$(basename "$source" .c)
    # shellcheck disable=SC2086 # the flags are words
    try "$object" "$@" $strict -I"$folder" -c -o "$object.o" "$source"
    objects="$objects $object.o"
done
wait
failed=0
: >"$folder/objects/told"
for source in "$sources"/*.c; do
    name=$(basename "$source" .c)
    if [ ! -e "$folder/objects/$name.ok" ]; then
        # What is said of each source alike is said once.
        alike=$(sed "s/$name\.c/NAME/g; s/[0-9][0-9]*/N/g" "$folder/objects/$name.messages" | cksum)
        if ! grep -qxF "$alike" "$folder/objects/told"; then
            echo "$alike" >>"$folder/objects/told"
            cat "$folder/objects/$name.messages" >&2
        fi
        failed=1
    fi
done
if [ $failed = 1 ]; then
    exit 1
fi
# shellcheck disable=SC2086 # the objects and libraries are words
"$@" -o "$folder/probe" $objects $libraries
rm -rf "$folder/objects"
