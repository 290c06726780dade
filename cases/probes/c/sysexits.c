/* The codes of <sysexits.h>: their numbers, and that they are codes like others. */
#include <unistd.h>

#include "probe.h"

#if HAVE_SYSEXITS
#include <sysexits.h>

/* Stands for a constant that the header does not define. */
#define UNDEFINED (-1)

#ifndef EX_OK
#define EX_OK UNDEFINED
#endif
#ifndef EX_USAGE
#define EX_USAGE UNDEFINED
#endif
#ifndef EX_DATAERR
#define EX_DATAERR UNDEFINED
#endif
#ifndef EX_NOINPUT
#define EX_NOINPUT UNDEFINED
#endif
#ifndef EX_NOUSER
#define EX_NOUSER UNDEFINED
#endif
#ifndef EX_NOHOST
#define EX_NOHOST UNDEFINED
#endif
#ifndef EX_UNAVAILABLE
#define EX_UNAVAILABLE UNDEFINED
#endif
#ifndef EX_SOFTWARE
#define EX_SOFTWARE UNDEFINED
#endif
#ifndef EX_OSERR
#define EX_OSERR UNDEFINED
#endif
#ifndef EX_OSFILE
#define EX_OSFILE UNDEFINED
#endif
#ifndef EX_CANTCREAT
#define EX_CANTCREAT UNDEFINED
#endif
#ifndef EX_IOERR
#define EX_IOERR UNDEFINED
#endif
#ifndef EX_TEMPFAIL
#define EX_TEMPFAIL UNDEFINED
#endif
#ifndef EX_PROTOCOL
#define EX_PROTOCOL UNDEFINED
#endif
#ifndef EX_NOPERM
#define EX_NOPERM UNDEFINED
#endif
#ifndef EX_CONFIG
#define EX_CONFIG UNDEFINED
#endif
#ifndef EX_NOTFOUND
#define EX_NOTFOUND UNDEFINED
#endif

/* Ends with the number; a constant that is not there is told, and the code is 0. */
static void row(const char *name, const char *undefined, int number)
{
    if (number == UNDEFINED) {
        event(undefined);
        number = 0;
    } else {
        event_number(name, number);
    }
    ending();
    _exit(number);
}

#define ROW(name, text, number) BODY(sysexits, name) { row(text, text ":undefined", number); return 99; }
ROW(ex_ok, "EX_OK", EX_OK)
ROW(ex_usage, "EX_USAGE", EX_USAGE)
ROW(ex_dataerr, "EX_DATAERR", EX_DATAERR)
ROW(ex_noinput, "EX_NOINPUT", EX_NOINPUT)
ROW(ex_nouser, "EX_NOUSER", EX_NOUSER)
ROW(ex_nohost, "EX_NOHOST", EX_NOHOST)
ROW(ex_unavailable, "EX_UNAVAILABLE", EX_UNAVAILABLE)
ROW(ex_software, "EX_SOFTWARE", EX_SOFTWARE)
ROW(ex_oserr, "EX_OSERR", EX_OSERR)
ROW(ex_osfile, "EX_OSFILE", EX_OSFILE)
ROW(ex_cantcreat, "EX_CANTCREAT", EX_CANTCREAT)
ROW(ex_ioerr, "EX_IOERR", EX_IOERR)
ROW(ex_tempfail, "EX_TEMPFAIL", EX_TEMPFAIL)
ROW(ex_protocol, "EX_PROTOCOL", EX_PROTOCOL)
ROW(ex_noperm, "EX_NOPERM", EX_NOPERM)
ROW(ex_config, "EX_CONFIG", EX_CONFIG)
ROW(ex_notfound, "EX_NOTFOUND", EX_NOTFOUND)
#endif
