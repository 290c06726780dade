//! The calls themselves: options, sets of children, errors, interruptions.

use std::io;
use std::sync::atomic::{AtomicI32, Ordering};

use exitspec::{Context, event};
use libc::{WCONTINUED, WEXITED, WNOHANG, WNOWAIT, WSTOPPED, c_int, pid_t};

use super::{report, wait_for_end, whose};
use crate::sys::signal::Timer;
use crate::sys::wait::{self, Info, Which};
use crate::sys::{self, Gate, signal};

/// Reports the outcome of a `waitid`: an error, nothing, or something.
fn report_waitid(what: &str, result: nix::Result<Info>) {
    match result {
        Ok(info) => event!("{what}:{info}"),
        Err(errno) => event!("{what}:{errno:?}"),
    }
}

/// Reports the outcome of a `waitpid`: an error, nothing, or the word.
fn report_waitpid(what: &str, result: nix::Result<(pid_t, wait::Word)>) {
    match result {
        Ok((0, _)) => event!("{what}:nothing"),
        Ok((_, word)) => event!("{what}:{word}"),
        Err(errno) => event!("{what}:{errno:?}"),
    }
}

pub(super) fn wnowait_is_repeatable(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 7)?;
    for _ in 0..3 {
        report_waitid(
            "looked",
            wait::waitid(Which::Child(child), WEXITED | WNOWAIT),
        );
    }
    report_waitid("taken", wait::waitid(Which::Child(child), WEXITED));
    report_waitid(
        "again",
        wait::waitid(Which::Child(child), WEXITED | WNOHANG),
    );
    Ok(())
}

pub(super) fn wnohang_waitpid_before_the_end(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = sys::fork_child(|| {
        gate.pass();
        7
    })?;
    report_waitpid("before", wait::waitpid(child, WNOHANG));
    report_waitpid("before", wait::waitpid(-1, WNOHANG));
    gate.open();
    wait_for_end(child)?;
    report_waitpid("after", wait::waitpid(child, WNOHANG));
    Ok(())
}

pub(super) fn wnohang_waitid_before_the_end(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = sys::fork_child(|| {
        gate.pass();
        7
    })?;
    let before = wait::waitid(Which::Child(child), WEXITED | WNOHANG)?;
    event!("si_signo:{}", before.signal);
    event!("si_pid:{}", before.process);
    gate.open();
    wait_for_end(child)?;
    report_waitid(
        "after",
        wait::waitid(Which::Child(child), WEXITED | WNOHANG),
    );
    Ok(())
}

pub(super) fn exit_needs_wexited(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 7)?;
    wait_for_end(child)?;
    for (what, state) in [("stopped", WSTOPPED), ("continued", WCONTINUED)] {
        report_waitid(what, wait::waitid(Which::Child(child), state | WNOHANG));
    }
    report_waitid("exited", wait::waitid(Which::Child(child), WEXITED));
    Ok(())
}

pub(super) fn waitid_without_states(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 7)?;
    wait_for_end(child)?;
    report_waitid("waitid", wait::waitid(Which::Child(child), WNOHANG));
    wait::waitpid(child, 0)?;
    Ok(())
}

pub(super) fn waitpid_bad_options(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 7)?;
    // A bit that no system is known to have given a meaning.
    report("bad", wait::waitpid(child, 1 << 20));
    report_waitpid("good", wait::waitpid(child, 0));
    Ok(())
}

pub(super) fn second_wait_fails(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 7)?;
    report_waitpid("first", wait::waitpid(child, 0));
    report_waitpid("second", wait::waitpid(child, 0));
    Ok(())
}

pub(super) fn no_children(_: &Context) {
    report("wait", wait::wait());
    report("waitpid", wait::waitpid(-1, 0));
    report("waitpid_wnohang", wait::waitpid(-1, WNOHANG));
    report("waitid", wait::waitid(Which::All, WEXITED));
    report(
        "waitid_wnohang",
        wait::waitid(Which::All, WEXITED | WNOHANG),
    );
}

pub(super) fn parent_is_no_child(_: &Context) {
    report("parent", wait::waitpid(wait::getppid(), 0));
    report("self", wait::waitpid(wait::getpid(), 0));
}

pub(super) fn grandchild_is_no_child(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let (reader, writer) = io::pipe()?;
    let child = sys::fork_child(|| {
        let Ok(grandchild) = sys::fork_child(|| {
            gate.pass();
            0
        }) else {
            return 99;
        };
        // The pipe is empty and has a reader: this cannot fail.
        let _ = io::Write::write_all(&mut &writer, &grandchild.to_ne_bytes());
        wait::waitpid(grandchild, 0).map_or(98, |_| 7)
    })?;
    let mut bytes = [0; size_of::<pid_t>()];
    io::Read::read_exact(&mut &reader, &mut bytes)?;
    report("grandchild", wait::waitpid(pid_t::from_ne_bytes(bytes), 0));
    gate.open();
    report_waitpid("child", wait::waitpid(child, 0));
    Ok(())
}

/// A child in a group of its own (made sure of from both sides), and one in ours; both exit when let through.
fn two_groups(gate: &Gate) -> io::Result<(pid_t, pid_t)> {
    let own = sys::fork_child(|| {
        let moved = wait::setpgid(0, 0);
        gate.pass();
        moved.map_or(99, |()| 1)
    })?;
    wait::setpgid(own, own)?;
    let ours = sys::fork_child(|| {
        gate.pass();
        2
    })?;
    Ok((own, ours))
}

pub(super) fn by_group_with_waitpid(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let (own, ours) = two_groups(&gate)?;
    report_waitpid("before", wait::waitpid(-own, WNOHANG));
    gate.open();
    gate.open();
    wait_for_end(ours)?;
    report_waitpid("group", wait::waitpid(-own, 0));
    report_waitpid("group", wait::waitpid(-own, 0));
    report_waitpid("other", wait::waitpid(ours, 0));
    Ok(())
}

pub(super) fn by_group_with_waitid(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let (own, ours) = two_groups(&gate)?;
    gate.open();
    gate.open();
    wait_for_end(ours)?;
    report_waitid("group", wait::waitid(Which::Group(own), WEXITED));
    report_waitid("group", wait::waitid(Which::Group(own), WEXITED));
    report_waitid("other", wait::waitid(Which::All, WEXITED));
    Ok(())
}

pub(super) fn by_own_group(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let (own, _) = two_groups(&gate)?;
    gate.open();
    gate.open();
    wait_for_end(own)?;
    report_waitpid("our_group", wait::waitpid(0, 0));
    report_waitpid("our_group", wait::waitpid(0, 0));
    report_waitpid("other", wait::waitpid(own, 0));
    Ok(())
}

pub(super) fn by_empty_group(_: &Context) -> io::Result<()> {
    // The group of a child that has been reaped: its number is free again, and no process has it.
    let child = sys::fork_child(|| 0)?;
    wait::waitpid(child, 0)?;
    let other = sys::fork_child(|| 7)?;
    report("waitpid", wait::waitpid(-child, 0));
    report("waitid", wait::waitid(Which::Group(child), WEXITED));
    report_waitpid("child", wait::waitpid(other, 0));
    Ok(())
}

pub(super) fn out_of_order(_: &Context) -> io::Result<()> {
    let mut children = Vec::new();
    for code in 1..=3 {
        children.push(sys::fork_child(|| code)?);
    }
    for child in children.into_iter().rev() {
        report_waitpid("waitpid", wait::waitpid(child, 0));
    }
    Ok(())
}

pub(super) fn any_child_each_once(_: &Context) -> io::Result<()> {
    for code in 1..=3 {
        sys::fork_child(|| code)?;
    }
    let mut codes = Vec::new();
    for _ in 1..=3 {
        codes.push(wait::wait()?.1);
    }
    codes.sort_by_key(|word| word.0);
    for word in codes {
        event!("once:{word}");
    }
    report_waitpid("then", wait::wait());
    Ok(())
}

pub(super) fn without_status(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 7)?;
    let reaped = wait::waitpid_without_status(child, 0)?;
    event!("returned:{}", whose(reaped, child));
    report_waitpid("again", wait::waitpid(child, 0));
    Ok(())
}

pub(super) fn from_another_thread(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 7)?;
    let waiter = std::thread::spawn(move || report_waitpid("thread", wait::waitpid(child, 0)));
    waiter
        .join()
        .map_err(|_| io::Error::other("the thread panicked"))?;
    report_waitpid("main", wait::waitpid(child, 0));
    Ok(())
}

pub(super) fn two_threads_one_child(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = sys::fork_child(|| {
        gate.pass();
        7
    })?;
    let waiters = [(); 2].map(|()| std::thread::spawn(move || wait::waitpid(child, 0)));
    gate.open();
    let mut results = Vec::new();
    for waiter in waiters {
        let result = waiter
            .join()
            .map_err(|_| io::Error::other("the thread panicked"))?;
        results.push(result);
    }
    // Which of the two gets the status is open, so it comes first whoever got it.
    results.sort_by_key(Result::is_err);
    for result in results {
        report_waitpid("thread", result);
    }
    Ok(())
}

extern "C" fn do_nothing(_: c_int) {}

/// A timer that fires again and again, so that it does so during the call, whenever that begins.
const TICK: i32 = 5_000;

pub(super) fn interrupted(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = sys::fork_child(|| {
        gate.pass();
        7
    })?;
    signal::catch(libc::SIGALRM, do_nothing, 0, &[])?;
    signal::set_timer(Timer::Real, TICK)?;
    report("waitpid", wait::waitpid(child, 0));
    report("wait", wait::wait());
    report("waitid", wait::waitid(Which::Child(child), WEXITED));
    signal::ignore(libc::SIGALRM)?;
    gate.open();
    report_waitpid("undisturbed", wait::waitpid(child, 0));
    Ok(())
}

static TICKS: AtomicI32 = AtomicI32::new(0);
static RELEASE: std::sync::OnceLock<Gate> = std::sync::OnceLock::new();

extern "C" fn release_after_three(_: c_int) {
    if TICKS.fetch_add(1, Ordering::Relaxed) == 2
        && let Some(gate) = RELEASE.get()
    {
        gate.open();
    }
}

pub(super) fn restarted(_: &Context) -> io::Result<()> {
    let new = Gate::new()?;
    let gate = RELEASE.get_or_init(|| new);
    let child = sys::fork_child(|| {
        gate.pass();
        7
    })?;
    signal::catch(libc::SIGALRM, release_after_three, libc::SA_RESTART, &[])?;
    signal::set_timer(Timer::Real, TICK)?;
    report_waitpid("waitpid", wait::waitpid(child, 0));
    signal::ignore(libc::SIGALRM)?;
    Ok(())
}
