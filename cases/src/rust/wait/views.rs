//! The status word, and what `waitid` says of the same child.

use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;

use exitspec::{Context, event};
use libc::{c_int, pid_t};

use super::{die_by, report_both_views, report_info, wait_for_end, wait_for_stop, whose};
use crate::sys::fault::{Limit, set_limit};
use crate::sys::wait::{self, Which, Word};
use crate::sys::{self, Gate, signal};

pub(super) fn exited(_: &Context) -> io::Result<()> {
    report_both_views(sys::fork_child(|| 7)?)
}

pub(super) fn killed(_: &Context) -> io::Result<()> {
    report_both_views(sys::fork_child(|| die_by(libc::SIGTERM))?)
}

pub(super) fn killed_by_realtime_signal(_: &Context) -> io::Result<()> {
    let signal = signal::realtime(3).unwrap_or(0);
    report_both_views(sys::fork_child(|| die_by(signal))?)
}

/// The case lifts the core limit, which the child inherits.
pub(super) fn dumped(_: &Context) -> io::Result<()> {
    report_both_views(sys::fork_child(|| die_by(libc::SIGQUIT))?)
}

pub(super) fn aborted_without_core(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| match set_limit(Limit::Core, 0, None) {
        Ok(()) => sys::abort(),
        Err(_) => 99,
    })?;
    report_both_views(child)
}

pub(super) fn stopped(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| sys::raise(libc::SIGSTOP))?;
    report_info(&wait_for_stop(child)?, child);
    let (told, word) = wait::waitpid(child, libc::WUNTRACED)?;
    event!("waitpid:{word}");
    event!("returned:{}", whose(told, child));
    signal::kill(child, libc::SIGKILL)?;
    wait::waitpid(child, 0)?;
    Ok(())
}

pub(super) fn continued(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = sys::fork_child(|| {
        sys::raise(libc::SIGSTOP);
        gate.pass();
        0
    })?;
    wait_for_stop(child)?;
    signal::kill(child, libc::SIGCONT)?;
    report_info(
        &wait::waitid(Which::Child(child), libc::WCONTINUED | libc::WNOWAIT)?,
        child,
    );
    let (told, word) = wait::waitpid(child, libc::WCONTINUED)?;
    event!("waitpid:{word}");
    event!("returned:{}", whose(told, child));
    gate.open();
    wait::waitpid(child, 0)?;
    Ok(())
}

pub(super) fn user_of_child(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 0)?;
    let user = match wait_for_end(child)?.user == wait::getuid() {
        true => "own",
        false => "other",
    };
    event!("si_uid:{user}");
    wait::waitpid(child, 0)?;
    Ok(())
}

/// The word that `waitpid` gives for a child that does this.
fn word_of(body: impl FnOnce() -> c_int) -> io::Result<Word> {
    let child = sys::fork_child(body)?;
    Ok(wait::waitpid(child, 0)?.1)
}

pub(super) fn word_of_0_is_zero(_: &Context) -> io::Result<()> {
    let Word(underscore_exit) = word_of(|| sys::_exit(0))?;
    event!("_exit:{underscore_exit}");
    let Word(exit) = word_of(|| sys::exit(0))?;
    event!("exit:{exit}");
    Ok(())
}

pub(super) fn word_is_zero_for_0_only(_: &Context) -> io::Result<()> {
    let mut zeros = 0;
    for code in 1..=255 {
        zeros += i32::from(word_of(|| code)? == Word(0));
    }
    event!("zeros_among_the_codes:{zeros}");
    let killed = word_of(|| die_by(libc::SIGTERM))? == Word(0);
    event!("zero_for_a_kill:{killed}");
    Ok(())
}

pub(super) fn word_of_256(_: &Context) -> io::Result<()> {
    let word = word_of(|| 256)?;
    event!("macros:{word}");
    event!("zero:{}", word == Word(0));
    Ok(())
}

pub(super) fn layout_of_the_word(_: &Context) -> io::Result<()> {
    event!("exit_7:{:#06x}", word_of(|| 7)?.0);
    event!("sigkill:{:#06x}", word_of(|| die_by(libc::SIGKILL))?.0);
    let child: pid_t = sys::fork_child(|| sys::raise(libc::SIGSTOP))?;
    let (_, Word(stopped)) = wait::waitpid(child, libc::WUNTRACED)?;
    event!("low_byte_of_a_stop:{:#04x}", stopped & 0xff);
    event!("high_byte_is_sigstop:{}", stopped >> 8 == libc::SIGSTOP);
    signal::kill(child, libc::SIGCONT)?;
    wait::waitpid(child, 0)?;
    Ok(())
}

/// All 65,536 words a kernel could give, taken apart by std.
pub(super) fn std_tells_one_thing_of_each_word(_: &Context) {
    let mut contradictions = 0;
    for word in 0..=0xffff {
        let status = ExitStatus::from_raw(word);
        let told = [
            status.code().is_some(),
            status.signal().is_some(),
            status.stopped_signal().is_some(),
            status.continued(),
        ];
        contradictions += u32::from(told.iter().filter(|&&told| told).count() > 1);
    }
    event!("contradictions:{contradictions}");
}

/// The same words, by std and by the system's macros.
pub(super) fn std_agrees_with_the_macros(_: &Context) {
    let mut differences = 0;
    for word in 0..=0xffff {
        let status = ExitStatus::from_raw(word);
        let code = libc::WIFEXITED(word).then(|| libc::WEXITSTATUS(word));
        let signal = libc::WIFSIGNALED(word).then(|| libc::WTERMSIG(word));
        let stop = libc::WIFSTOPPED(word).then(|| libc::WSTOPSIG(word));
        let agrees = status.code() == code
            && status.signal() == signal
            && status.stopped_signal() == stop
            && status.continued() == libc::WIFCONTINUED(word)
            && status.into_raw() == word;
        differences += u32::from(!agrees);
    }
    event!("differences:{differences}");
}
