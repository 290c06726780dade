//! The status word, taken apart. Decoding is total: a word that means nothing known is told so, never an error.

use libc::c_int;

use crate::observation::{Change, Ending};
use crate::sys;

/// What a status word says, with signals by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoded {
    /// `WIFEXITED`, with `WEXITSTATUS`.
    Exited(u8),
    /// `WIFSIGNALED`, with `WTERMSIG` and `WCOREDUMP`.
    Signaled {
        /// The signal that ended the process.
        signal: c_int,
        /// Whether a core was dumped.
        core: bool,
    },
    /// `WIFSTOPPED`, with `WSTOPSIG`.
    Stopped(c_int),
    /// `WIFCONTINUED`.
    Continued,
    /// None of these, or more than one: POSIX leaves no room for it, an extension might.
    Unrecognised,
}

/// Takes a word from `wait`, `waitpid` or `wait4` apart with this system's own macros.
pub fn decode(word: c_int) -> Decoded {
    let answers = [
        libc::WIFEXITED(word),
        libc::WIFSIGNALED(word),
        libc::WIFSTOPPED(word),
        libc::WIFCONTINUED(word),
    ];
    match answers {
        [true, false, false, false] => {
            // WEXITSTATUS is the low 8 bits by definition.
            Decoded::Exited((libc::WEXITSTATUS(word) & 0xff) as u8)
        }
        [false, true, false, false] => Decoded::Signaled {
            signal: libc::WTERMSIG(word),
            core: libc::WCOREDUMP(word),
        },
        [false, false, true, false] => Decoded::Stopped(libc::WSTOPSIG(word)),
        [false, false, false, true] => Decoded::Continued,
        _ => Decoded::Unrecognised,
    }
}

/// The ending that a word describes, and whether a core was dumped.
pub(crate) fn ending(word: c_int) -> (Ending, bool) {
    match decode(word) {
        Decoded::Exited(code) => (Ending::Exited(code), false),
        Decoded::Signaled { signal, core } => (Ending::Signaled(sys::signal_name(signal)), core),
        Decoded::Stopped(_) | Decoded::Continued | Decoded::Unrecognised => {
            (Ending::Unrecognised(word), false)
        }
    }
}

/// The change of state that a word describes, if it is one.
pub(crate) fn change(word: c_int) -> Option<Change> {
    match decode(word) {
        Decoded::Stopped(signal) => Some(Change::Stopped(sys::signal_name(signal))),
        Decoded::Continued => Some(Change::Continued),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The layout of the word on every system this runs on, written down once more and independently of the macros
    /// (POSIX leaves it open; the kernels agree, save for the word of a continuation).
    fn by_hand(word: c_int) -> Decoded {
        let low = word & 0x7f;
        let high = (word >> 8) & 0xff;
        match low {
            _ if word == 0xffff => Decoded::Continued,
            0 => Decoded::Exited(high as u8),
            0x7f if word & 0xff == 0x7f => Decoded::Stopped(high),
            0x7f => Decoded::Unrecognised,
            signal => Decoded::Signaled {
                signal,
                core: word & 0x80 != 0,
            },
        }
    }

    #[test]
    #[cfg_attr(
        not(target_os = "linux"),
        ignore = "the word of a continuation is another one here"
    )]
    fn all_words_are_decoded_and_each_gives_one_answer() {
        for word in 0..=0xffff {
            assert_eq!(decode(word), by_hand(word), "{word:#06x}");
        }
    }

    #[test]
    fn every_word_has_an_ending_or_is_unrecognised() {
        for word in 0..=0xffff {
            let (ending, core) = ending(word);
            match (decode(word), ending) {
                (Decoded::Exited(code), Ending::Exited(same)) => {
                    assert_eq!((code, core), (same, false))
                }
                (
                    Decoded::Signaled {
                        signal,
                        core: dumped,
                    },
                    Ending::Signaled(name),
                ) => {
                    assert_eq!(
                        (sys::signal_number(&name), dumped),
                        (Some(signal), core),
                        "{word:#06x}"
                    );
                }
                (
                    Decoded::Stopped(_) | Decoded::Continued | Decoded::Unrecognised,
                    Ending::Unrecognised(same),
                ) => {
                    assert_eq!(word, same);
                }
                (decoded, ending) => panic!("{word:#06x}: {decoded:?} is not {ending:?}"),
            }
        }
    }

    #[test]
    fn a_real_time_signal_keeps_its_name() {
        let number = sys::signal_number("SIGRTMIN+3");
        if let Some(number) = number {
            assert_eq!(
                ending(number),
                (Ending::Signaled("SIGRTMIN+3".to_owned()), false)
            );
        }
    }
}
