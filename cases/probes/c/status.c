/* What becomes of a code, by every way to give one. The other view, the whole value through waitid(), is whoever
   runs the case's to look at. */
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

/* In C99 mode not every C library declares it. */
#if HAVE_QUICK_EXIT
void quick_exit(int status);
#endif

#define EACH_CODE(BY) \
    BY(0, 0) BY(1, 1) BY(2, 2) BY(42, 42) BY(101, 101) \
    BY(126, 126) BY(127, 127) BY(128, 128) BY(137, 137) BY(255, 255) \
    BY(256, 256) BY(257, 257) BY(511, 511) \
    BY(minus_1, -1) BY(int_min, INT_MIN) BY(int_max, INT_MAX)

/* The same codes once more, for the other view. */
#define EACH_LONG_CODE(BY) \
    BY(256, 256) BY(257, 257) BY(511, 511) BY(minus_1, -1) BY(int_min, INT_MIN) BY(int_max, INT_MAX)

#define BY_EXIT(name, code) BODY(status, exit_##name) { ending(); exit(code); }
#define BY_EXIT_SEEN(name, code) BODY(status, si_status_of_exit_##name) { ending(); exit(code); }
EACH_CODE(BY_EXIT)
EACH_LONG_CODE(BY_EXIT_SEEN)

#define BY__EXIT(name, code) BODY(status, _exit_##name) { ending(); _exit(code); }
#define BY__EXIT_SEEN(name, code) BODY(status, si_status_of__exit_##name) { ending(); _exit(code); }
EACH_CODE(BY__EXIT)
EACH_LONG_CODE(BY__EXIT_SEEN)

#define BY_RETURN(name, code) BODY(status, return_##name) { return code; }
#define BY_RETURN_SEEN(name, code) BODY(status, si_status_of_return_##name) { return code; }
EACH_CODE(BY_RETURN)
EACH_LONG_CODE(BY_RETURN_SEEN)

#if HAVE_ISO_EXIT
#define BY_ISO_EXIT(name, code) BODY(status, c99_exit_##name) { ending(); _Exit(code); }
#define BY_ISO_EXIT_SEEN(name, code) BODY(status, si_status_of_c99_exit_##name) { ending(); _Exit(code); }
EACH_CODE(BY_ISO_EXIT)
EACH_LONG_CODE(BY_ISO_EXIT_SEEN)
#endif

#if HAVE_QUICK_EXIT
#define BY_QUICK_EXIT(name, code) BODY(status, quick_exit_##name) { ending(); quick_exit(code); return 99; }
#define BY_QUICK_EXIT_SEEN(name, code) BODY(status, si_status_of_quick_exit_##name) { ending(); quick_exit(code); return 99; }
EACH_CODE(BY_QUICK_EXIT)
EACH_LONG_CODE(BY_QUICK_EXIT_SEEN)
#endif

/* The two codes that plain C knows. */

BODY(status, exit_success)
{
    ending();
    exit(EXIT_SUCCESS);
}

BODY(status, exit_failure)
{
    ending();
    exit(EXIT_FAILURE);
}

BODY(status, return_exit_success)
{
    return EXIT_SUCCESS;
}

BODY(status, return_exit_failure)
{
    return EXIT_FAILURE;
}

/* What main() is, besides. */

BODY(status, falls_off_main)
{
    falls_off_main = 1;
    return 99;
}

int main(int argc, char **argv);

static void report_exit(void)
{
    event("atexit");
}

/* Without arguments main() prints how it is used, and returns 2. */
BODY(status, return_from_an_inner_main)
{
    char name[] = "probe", *arguments[2];
    arguments[0] = name;
    arguments[1] = 0;
    MUST(atexit(report_exit) == 0);
    event_number("inner", main(1, arguments));
    return 7;
}
