/* What this program runs on, as far as the program itself can tell: one fact a line. */
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "probe.h"

#if defined(__GLIBC__) && !defined(__UCLIBC__)
#include <gnu/libc-version.h>
#endif

#if HAVE_MUSL_VERSION
extern const char __libc_version[];
#endif

static const char *architecture(void)
{
#if defined(__x86_64__) && defined(__ILP32__)
    return "x32";
#elif defined(__x86_64__)
    return "x86_64";
#elif defined(__i386__)
    return "x86";
#elif defined(__aarch64__)
    return "aarch64";
#elif defined(__arm__)
    return "arm";
#elif defined(__riscv) && __riscv_xlen == 64
    return "riscv64";
#elif defined(__powerpc64__)
    return "powerpc64";
#elif defined(__powerpc__)
    return "powerpc";
#elif defined(__s390x__)
    return "s390x";
#elif defined(__mips64)
    return "mips64";
#elif defined(__mips__)
    return "mips";
#elif defined(__sparc__) && defined(__arch64__)
    return "sparc64";
#elif defined(__m68k__)
    return "m68k";
#elif defined(__hppa__)
    return "hppa";
#elif defined(__loongarch64)
    return "loongarch64";
#elif defined(__alpha__)
    return "alpha";
#else
    return "unknown";
#endif
}

/* Where a library keeps its version to itself, `-`: whoever runs the probe knows other ways to ask. */
static void print_library(void)
{
#if defined(__UCLIBC__)
    printf("libc uclibc-ng %d.%d.%d\n", __UCLIBC_MAJOR__, __UCLIBC_MINOR__, __UCLIBC_SUBLEVEL__);
#elif defined(__GLIBC__)
    printf("libc glibc %s\n", gnu_get_libc_version());
#elif defined(__dietlibc__)
    printf("libc dietlibc -\n");
#elif defined(__KLIBC__)
    printf("libc klibc %d.%d\n", __KLIBC__, __KLIBC_MINOR__);
#elif HAVE_MUSL_VERSION
    printf("libc musl %s\n", __libc_version);
#elif defined(__linux__)
    /* musl has no macro to know it by; nothing else is left on Linux. */
    printf("libc musl -\n");
#elif defined(__APPLE__)
    printf("libc libSystem -\n");
#else
    printf("libc libc -\n");
#endif
}

static void print_compiler(void)
{
#if defined(__clang__)
    printf("compiler clang %d.%d.%d\n", __clang_major__, __clang_minor__, __clang_patchlevel__);
#elif defined(__GNUC__)
    printf("compiler gcc %d.%d.%d\n", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#else
    printf("compiler unknown -\n");
#endif
}

/* The program's own memory map names the library or its loader, which is asked too by whoever runs the probe. */
static void print_file(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[1024], *path;
    if (!maps)
        return;
    while (fgets(line, sizeof line, maps)) {
        path = strchr(line, '/');
        if (path && (strstr(path, "/ld-musl-") || strstr(path, "/libc.so") || strstr(path, "/ld-uClibc"))) {
            printf("file %s", path);
            break;
        }
    }
    fclose(maps);
}

int describe(void)
{
    struct utsname facts;
    const struct {
        const char *name;
        int here;
    } features[] = {
#define FEATURE(name, what) { #name, HAVE_##name },
#include "registry.h"
        { 0, 0 },
    };
    size_t at;
    memset(&facts, 0, sizeof facts);
    uname(&facts);
    printf("exitspec-probe 1\nos %s\nkernel %s\narch %s\n", facts.sysname, facts.release, architecture());
    print_library();
    print_compiler();
    print_file();
    for (at = 0; features[at].name; at++)
        printf("feature %s %s\n", features[at].name, features[at].here ? "yes" : "no");
    return fflush(stdout) ? 1 : 0;
}
