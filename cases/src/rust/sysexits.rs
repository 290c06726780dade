//! `rust/sysexits`: the codes of `<sysexits.h>`, which the standard library does not have and the crate `libc` may have.

use std::ffi::c_int;
use std::process;

use exitspec::{Case, Context, case, event, journal};

/// Stands for a constant that the crate does not define.
struct Undefined;

/// What a name stands for: the crate's constant or [`Undefined`].
trait Number {
    fn number(self) -> Option<c_int>;
}

impl Number for Undefined {
    fn number(self) -> Option<c_int> {
        None
    }
}

impl Number for c_int {
    fn number(self) -> Option<c_int> {
        Some(self)
    }
}

/// Tells what the crate says of the constant, and ends with the number that sysexits(3) gives it.
fn row(name: &str, defined: impl Number, number: c_int) {
    match defined.number() {
        Some(number) => event!("{name}:{number}"),
        None => event!("{name}:undefined"),
    }
    journal::ending();
    process::exit(number)
}

/// The rows. A name that the crate has hides the one of the same name out here: the compiler finds out which it is.
macro_rules! rows {
    ($($body:ident: $name:ident = $number:literal;)*) => {
        /// The cases of `rust/sysexits`.
        pub(super) const CASES: &[Case] = &[$(case!($body)),*];

        $(
            const $name: Undefined = Undefined;

            fn $body(_: &Context) {
                #[expect(unused_imports, reason = "the crate has no such constant as yet")]
                use libc::*;
                row(stringify!($name), $name, $number)
            }
        )*
    };
}

rows! {
    ex_ok: EX_OK = 0;
    ex_usage: EX_USAGE = 64;
    ex_dataerr: EX_DATAERR = 65;
    ex_noinput: EX_NOINPUT = 66;
    ex_nouser: EX_NOUSER = 67;
    ex_nohost: EX_NOHOST = 68;
    ex_unavailable: EX_UNAVAILABLE = 69;
    ex_software: EX_SOFTWARE = 70;
    ex_oserr: EX_OSERR = 71;
    ex_osfile: EX_OSFILE = 72;
    ex_cantcreat: EX_CANTCREAT = 73;
    ex_ioerr: EX_IOERR = 74;
    ex_tempfail: EX_TEMPFAIL = 75;
    ex_protocol: EX_PROTOCOL = 76;
    ex_noperm: EX_NOPERM = 77;
    ex_config: EX_CONFIG = 78;
    // No sysexits(3) has it: Python's reference alone names it.
    ex_notfound: EX_NOTFOUND = 0;
}
