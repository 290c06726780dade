//! Names of signals: expectations compare names, since numbers differ between systems.

use std::borrow::Cow;

/// The signals of POSIX.1-2024 `<signal.h>`, and those that Linux, the BSDs, macOS and illumos have besides.
const NAMES: &[&str] = &[
    "SIGABRT",
    "SIGALRM",
    "SIGBUS",
    "SIGCANCEL",
    "SIGCHLD",
    "SIGCONT",
    "SIGEMT",
    "SIGFPE",
    "SIGFREEZE",
    "SIGHUP",
    "SIGILL",
    "SIGINFO",
    "SIGINT",
    "SIGIO",
    "SIGJVM1",
    "SIGJVM2",
    "SIGKILL",
    "SIGLIBRT",
    "SIGLOST",
    "SIGLWP",
    "SIGPIPE",
    "SIGPROF",
    "SIGPWR",
    "SIGQUIT",
    "SIGSEGV",
    "SIGSTKFLT",
    "SIGSTOP",
    "SIGSYS",
    "SIGTERM",
    "SIGTHAW",
    "SIGTHR",
    "SIGTRAP",
    "SIGTSTP",
    "SIGTTIN",
    "SIGTTOU",
    "SIGURG",
    "SIGUSR1",
    "SIGUSR2",
    "SIGVTALRM",
    "SIGWAITING",
    "SIGWINCH",
    "SIGXCPU",
    "SIGXFSZ",
    "SIGXRES",
];

/// Second names, with the first: `SIGPOLL` is `SIGIO` wherever both exist.
const ALIASES: &[(&str, &str)] = &[
    ("SIGCLD", "SIGCHLD"),
    ("SIGIOT", "SIGABRT"),
    ("SIGPOLL", "SIGIO"),
    ("SIGRTMIN+0", "SIGRTMIN"),
    ("SIGRTMAX-0", "SIGRTMAX"),
];

/// Whether this is the name of a signal somewhere.
pub(super) fn is_known(name: &str) -> bool {
    let name = first_name(name);
    NAMES.contains(&&*name) || is_real_time(&name)
}

/// Whether two names mean the same signal.
pub(super) fn same(one: &str, other: &str) -> bool {
    first_name(one) == first_name(other)
}

/// The known name that looks most like this one.
pub(super) fn like(name: &str) -> Option<&'static str> {
    super::error::most_like(name, NAMES.iter().copied())
}

fn first_name(name: &str) -> Cow<'_, str> {
    match ALIASES.iter().find(|(second, _)| *second == name) {
        Some((_, first)) => Cow::Borrowed(first),
        None => Cow::Borrowed(name),
    }
}

/// `SIGRTMIN`, `SIGRTMIN+3`, `SIGRTMAX`, `SIGRTMAX-1`.
fn is_real_time(name: &str) -> bool {
    let number = match (name.strip_prefix("SIGRTMIN"), name.strip_prefix("SIGRTMAX")) {
        (Some(rest), _) => rest.strip_prefix('+').unwrap_or(rest),
        (_, Some(rest)) => rest.strip_prefix('-').unwrap_or(rest),
        (None, None) => return false,
    };
    matches!(name, "SIGRTMIN" | "SIGRTMAX")
        || (name.contains(['+', '-'])
            && (1..=3).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && !number.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_names_are_known_and_others_are_not() {
        for name in [
            "SIGABRT",
            "SIGIOT",
            "SIGPOLL",
            "SIGIO",
            "SIGRTMIN",
            "SIGRTMIN+3",
            "SIGRTMAX-1",
            "SIGRTMAX",
        ] {
            assert!(is_known(name), "{name}");
        }
        for name in [
            "",
            "ABRT",
            "sigabrt",
            "SIGABORT",
            "SIGRTMIN3",
            "SIGRTMIN-3",
            "SIGRTMAX+1",
            "SIGRTMIN+",
            "SIGRTMIN+03",
            "SIG6",
        ] {
            assert!(!is_known(name), "{name}");
        }
    }

    #[test]
    fn second_names_mean_the_same() {
        assert!(same("SIGIOT", "SIGABRT"));
        assert!(same("SIGRTMIN", "SIGRTMIN+0"));
        assert!(!same("SIGRTMIN", "SIGRTMIN+1"));
        assert_eq!(like("SIGABORT"), Some("SIGABRT"));
        assert_eq!(like("nonsense"), None);
    }
}
