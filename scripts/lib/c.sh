# The platforms that a C compiler builds for: C libraries and architectures. To be sourced by scripts/platforms.
# Each make_KIND leaves the command `cc` in $new; `wrapper` is what the program of a try runs under, `flags` how it is
# compiled.

# The packages of a suite, for the folder of the table's row that is given as arguments.
c_packages() {
    case $2 in
        # gcc 12's own libgcc_eh.a asks the C library for what glibc has only since 2.35, and uClibc-ng not at all.
        glibc)
            echo libc6 libc6-dev libgcc-s1 linux-libc-dev
            [ "$3" != bullseye ] || echo libgcc-10-dev
            ;;
        musl) echo musl musl-dev musl-tools ;;
        dietlibc) echo dietlibc-dev linux-libc-dev ;;
        klibc) echo libklibc-dev linux-libc-dev ;;
        i386) echo libc6-i386 libc6-dev-i386 lib32gcc-12-dev lib32gcc-s1 libc6-dev linux-libc-dev ;;
        uclibc) echo uclibc-source linux-libc-dev ;;
        cross)
            echo "gcc-12-$4 cpp-12-$4 binutils-$4 libgcc-12-dev-$5-cross libc6-$5-cross libc6-dev-$5-cross"
            echo "linux-libc-dev-$5-cross qemu-user-static"
            ;;
        cross-musl) echo "musl:$5 musl-dev:$5 musl-tools:$5" ;;
    esac
}

# write_cc COMMAND...: the command, which knows its folder as $here.
write_cc() {
    printf '#!/bin/sh\nhere=$(cd "${0%%/*}" && pwd) || exit\n%s\nexec %s "$@"\n' "$1" "$2" >"$new/cc"
    chmod +x "$new/cc"
}

make_glibc() {
    # shellcheck disable=SC2046
    unpack "$new" $(packages "$@") || return
    # gcc takes the machine's own libraries first unless -B and -L say otherwise, whatever --sysroot says.
    older=
    [ "$3" != bullseye ] || older=" -L\"\$here/usr/lib/gcc/$HOST/10\""
    write_cc "lib=\$here/usr/lib/$HOST" "gcc --sysroot=\"\$here\" -B\"\$lib/\" -L\"\$lib\"$older"
    flags='-DTRY_THREADS -DTRY_DLOPEN -pthread -ldl'
    wrapper="$new/usr/lib/$HOST/ld-linux-x86-64.so.2 --library-path $new/usr/lib/$HOST"
    try && flags='-static -DTRY_THREADS -pthread' wrapper='' && try
}

make_i386() {
    # shellcheck disable=SC2046
    unpack "$new" $(packages "$@") || return
    # Debian's package gcc-multilib has this link.
    ln -s "$HOST/asm" "$new/usr/include/asm"
    write_cc "lib=\$here/usr/lib32 gcc=\$here/usr/lib/gcc/$HOST/12/32" \
        'gcc -m32 --sysroot="$here" -B"$gcc/" -B"$lib/" -L"$gcc" -L"$lib"'
    flags='-DTRY_THREADS -DTRY_DLOPEN -pthread -ldl'
    wrapper="$new/usr/lib32/ld-linux.so.2 --library-path $new/usr/lib32"
    try && flags='-static -DTRY_THREADS -pthread' wrapper='' && try
}

# musl_specs TRIPLET: Debian's specs, with the start files found where -B says.
musl_specs() {
    sed "s:/usr/lib/$1/\([A-Za-z0-9]*\.o\):\1%s:g; s:-isystem /usr/include/$1 ::g; s:-L/usr/lib/$1 ::" \
        "$new/usr/lib/$1/musl-gcc.specs" >"$new/specs" && ! grep '[ :;{]/usr' "$new/specs" >&2
}

make_musl() {
    # shellcheck disable=SC2046
    unpack "$new" $(packages "$@") && musl_specs x86_64-linux-musl || return
    write_cc 'lib=$here/usr/lib/x86_64-linux-musl include=$here/usr/include/x86_64-linux-musl' \
        'gcc -specs="$here/specs" -nostdinc -isystem "$include" -B"$lib/" -L"$lib"'
    flags='-DTRY_THREADS -DTRY_DLOPEN -pthread -ldl'
    wrapper=$new/usr/lib/x86_64-linux-musl/libc.so
    is_version "$("$wrapper" 2>&1 | sed -n 's/^Version //p')" || return
    try && flags='-static -DTRY_THREADS -pthread' wrapper='' && try
}

# What of gcc's specs differs for a static C library of its own that has neither crti.o nor crtn.o.
small_specs() {
    cat >"$new/specs" <<SPECS
%rename cpp_options old_cpp_options

*cpp_options:
-nostdinc -isystem include%s %(old_cpp_options)

*cc1:
%(cc1_cpu) -nostdinc -isystem include%s

*startfile:
$1%s

*endfile:


*link:
-m elf_x86_64 -nostdlib -static $2

*lib:
%{pthread:-lpthread} -lc

*libgcc:
-lgcc

SPECS
}

make_dietlibc() {
    # shellcheck disable=SC2046
    unpack "$new" $(packages "$@") && small_specs start.o '' || return
    # dietlibc refers to headers of the kernel, but must not have those of another C library.
    mkdir "$new/include"
    ln -s ../usr/include/linux ../usr/include/asm-generic ../usr/include/$HOST/asm "$new/include/"
    write_cc "diet=\$here/usr/lib/$HOST/diet" \
        'gcc -specs="$here/specs" -static -fno-pie -D__dietlibc__ -nostdinc -isystem "$here/usr/include/diet" -isystem "$here/include" -B"$diet/lib-x86_64/" -L"$diet/lib-x86_64"'
    flags='' wrapper=''
    try
}

make_klibc() {
    # shellcheck disable=SC2046
    unpack "$new" $(packages "$@") && small_specs crt0.o '-Ttext-segment 0x00400000' || return
    # As klibc's own command, klcc, does.
    write_cc 'k=$here/usr/lib/klibc' \
        'gcc -specs="$here/specs" -static -D__KLIBC__=2 -D__KLIBC_MINOR__=0 -D_BITSIZE=64 -m64 -fno-stack-protector -fwrapv -fno-pie -fno-builtin-bcmp -fcommon -nostdinc -isystem "$k/include/arch/x86_64" -isystem "$k/include/bits64" -isystem "$k/include" -B"$k/lib/" -L"$k/lib"'
    flags='' wrapper=''
    try
}

# Built from source, with threads and a shared library. libgcc of gcc 10 does without what only glibc has. uClibc-ng loads
# libgcc_s when a thread is cancelled, and the machine's own wants glibc: it is made of the static one.
make_uclibc() {
    build=$work/uclibc
    mkdir "$build" "$new/gcc"
    unpack "$build" uclibc-source linux-libc-dev && (suite=bullseye && unpack "$build" libgcc-10-dev) || return
    cp "$build/usr/lib/gcc/$HOST/10/libgcc.a" "$build/usr/lib/gcc/$HOST/10/libgcc_eh.a" "$new/gcc/"
    mkdir "$build/headers"
    cp -RL "$build/usr/include/linux" "$build/usr/include/asm-generic" "$build/usr/include/$HOST/asm" "$build/headers/"
    (
        cd "$build" && tar -x -f usr/src/uClibc-ng-*.tar.xz && cd uClibc-ng-*/ || exit
        # make, with nothing of a make that may have started this.
        unset MAKEFLAGS MAKELEVEL
        make="make ARCH=x86_64 PREFIX=$new/ RUNTIME_PREFIX=/ DEVEL_PREFIX=/usr/"
        $make defconfig || exit
        configure HAS_NO_THREADS n UCLIBC_HAS_THREADS_NATIVE y LDSO_STANDALONE_SUPPORT y LDSO_GNU_HASH_SUPPORT y \
            LDSO_CACHE_SUPPORT n HARDWIRED_ABSPATH n UCLIBC_HAS_IPV4 n UCLIBC_HAS_CRYPT_IMPL n \
            KERNEL_HEADERS "\"$build/headers\""
        yes '' | $make oldconfig && $make -j"$(nproc)" && $make install_dev
    ) >"$root/uclibc.log" 2>&1 </dev/null || debian_error "uClibc-ng could not be built: $root/uclibc.log" || return
    cp -R "$build/headers/." "$new/usr/include/"
    # Its loader, started by name, cannot start position-independent programs.
    write_cc 'lib=$here/usr/lib' \
        'gcc --sysroot="$here" -no-pie -fno-pie -B"$lib/" -L"$lib" -L"$here/lib" -L"$here/gcc" -Wl,-rpath-link,"$here/lib"'
    make_libgcc_s || debian_error 'libgcc_s.so.1 could not be made' || return
    flags='-DTRY_THREADS -DTRY_DLOPEN -pthread -ldl'
    wrapper="$new/lib/ld64-uClibc.so.1 --library-path $new/lib"
    try && flags='-static -DTRY_THREADS -pthread' wrapper='' && try
}

# configure OPTION VALUE...: in the file .config.
configure() {
    while [ $# -gt 0 ]; do
        sed -i "/^$1=/d; /^# $1 is not set/d" .config
        if [ "$2" = n ]; then echo "# $1 is not set"; else echo "$1=$2"; fi >>.config
        shift 2
    done
}

# The functions of libgcc_eh.a are hidden: each gets a jump of its name, to be seen from outside.
make_libgcc_s() {
    nm -g "$new/gcc/libgcc_eh.a" 2>/dev/null | awk '$2 == "T" { print $3 }' >"$build/functions"
    sed 's/.*/& hidden_&/' "$build/functions" >"$build/renamed"
    {
        sed 's/.*/.globl &\n.type &,@function\n&: jmp hidden_&/' "$build/functions"
        echo '.section .note.GNU-stack,"",@progbits'
    } >"$build/jumps.s"
    objcopy --redefine-syms="$build/renamed" "$new/gcc/libgcc_eh.a" "$build/hidden.a" &&
        "$new/cc" -shared -nostartfiles -Wl,-soname,libgcc_s.so.1 -o "$new/lib/libgcc_s.so.1" \
            "$build/jumps.s" "$build/hidden.a"
}

make_cross() {
    only=
    for package in $(packages "$@"); do
        [ "$package" != qemu-user-static ] || only="./usr/bin/qemu-$6-static"
        unpack "$new" "$package" || return
    done
    only=
    write_cc "export LD_LIBRARY_PATH=\"\$here/usr/lib/$HOST\"" "\"\$here/usr/bin/$4-gcc-12\" --sysroot=\"\$here\""
    flags='-static -DTRY_THREADS -pthread' wrapper=$new/usr/bin/qemu-$6-static
    try
}

make_cross_musl() {
    machine=${1%-musl}
    # shellcheck disable=SC2046
    unpack "$new" $(packages "$@") && musl_specs "$machine-linux-musl" || return
    write_cc "lib=\$here/usr/lib/$machine-linux-musl include=\$here/usr/include/$machine-linux-musl" \
        "\"\$here/../$machine/cc\" -specs=\"\$here/specs\" -nostdinc -isystem \"\$include\" -B\"\$lib/\" -L\"\$lib\""
    flags='-static -DTRY_THREADS -pthread' wrapper=$root/$machine/usr/bin/qemu-$6-static
    try
}

# compile ARGUMENT...: quietly, since dietlibc has the linker talk about size.
compile() {
    messages=$("$new/cc" -std=c99 -Wall -Wextra -Werror -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE \
        "$scripts/lib/try.c" "$@" 2>&1) || debian_error "$messages"
}

# Compiles and runs the small program; what it says of its version is held against the name if that has one.
try() {
    case $flags in
        *DLOPEN*) compile -shared -fPIC -DTRY_OBJECT -o "$new/try.so" || return ;;
    esac
    # shellcheck disable=SC2086
    compile -o "$new/try" $flags || return
    # shellcheck disable=SC2086
    said=$($wrapper "$new/try" "$new/try.so") || debian_error 'a small program does not work there' || return
    rm -f "$new/try" "$new/try.so"
    case $said in '?') ;; *) [ -z "$versioned" ] || is_version "$said" ;; esac
}
