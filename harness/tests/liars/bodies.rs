//! The liars: cases that misbehave on purpose.

use std::io::{Read as _, Write as _};
use std::os::fd::RawFd;
use std::process::ExitCode;

use exitspec::{Case, Context, case, event};
use nix::sys::signal::{Signal, kill, raise};
use nix::unistd::{ForkResult, Pid, fork, getpid, getppid, setsid};

use crate::sys;

pub(crate) const CASES: &[Case] = &[
    case!(honest),
    case!(closes_stdout),
    case!(closes_everything),
    case!(floods_stdout),
    case!(floods_for_ever).body_limit(300),
    case!(daemonises),
    case!(leaves_a_child_in_its_group),
    case!(leaves_a_child_in_its_session),
    case!(leaves_a_child_that_is_dying),
    case!(awaited_child).await_descendants(),
    case!(dies_by_a_real_time_signal),
    case!(stops_itself).body_limit(300),
    case!(stops_and_is_continued).continue_when_stopped(),
    case!(never_ends).body_limit(300),
    case!(hangs_at_exit).ending_limit(300),
    case!(hangs_before_the_body).body_limit(300),
    case!(kills_its_supervisor),
    case!(stops_its_supervisor),
    case!(kills_its_group),
    case!(fork_bomb).body_limit(300),
    case!(fork_bomb_of_sessions),
    case!(writes_garbage_to_the_journal),
    case!(floods_the_journal),
    case!(pretends_to_have_failed_to_start),
    case!(says_that_it_is_broken),
    case!(fills_its_directory).own_dir(),
    case!(aborts_with_a_core).with_core(),
    case!(spoils_its_state),
    case!(sees_its_state),
    case!(asks_for_its_terminal).controlling_tty(),
    case!(exhausts_descriptors),
];

fn honest(_: &Context) -> ExitCode {
    print!("text");
    event!("said");
    ExitCode::from(7)
}

fn closes_stdout(_: &Context) {
    // SAFETY: nothing in this process owns descriptor 1.
    unsafe { libc::close(1) };
    event!("write:{}", raw_write(1, b"lost"));
}

fn closes_everything(_: &Context) -> ExitCode {
    event!("before");
    for descriptor in 0..1024 {
        // SAFETY: the process uses no descriptor after this.
        unsafe { libc::close(descriptor) };
    }
    event!("after");
    ExitCode::from(3)
}

fn floods_stdout(_: &Context) {
    for _ in 0..64 {
        assert!(std::io::stdout().write_all(&vec![b'x'; 1 << 20]).is_ok());
    }
}

fn floods_for_ever(_: &Context) {
    while std::io::stdout().write_all(&[b'x'; 1 << 16]).is_ok() {}
}

fn daemonises(_: &Context) {
    let (mut reader, writer) = std::io::pipe().unwrap();
    in_child(|| {
        assert!(setsid().is_ok());
        in_child(|| {
            event!("pid:{}", getpid());
            drop(writer);
            wait_for_ever()
        });
    });
    // Its end comes when the daemon has said its name and the process between has gone.
    let _ = reader.read(&mut [0]);
    wait_for_children();
}

fn leaves_a_child_in_its_group(_: &Context) {
    in_child(wait_for_ever);
}

fn leaves_a_child_in_its_session(_: &Context) {
    let (mut reader, writer) = std::io::pipe().unwrap();
    in_child(|| {
        nix::unistd::setpgid(Pid::from_raw(0), Pid::from_raw(0)).unwrap();
        drop(writer);
        wait_for_ever()
    });
    // The parent's own copy of the writer went into the closure, which it dropped: this is the end of the child's.
    let _ = reader.read(&mut [0]);
}

/// With so much memory that it takes a while to go.
fn leaves_a_child_that_is_dying(_: &Context) {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let child = in_child(move || {
        let memory = vec![1_u8; 64 << 20];
        drop(writer);
        std::hint::black_box(&memory);
        wait_for_ever()
    });
    let _ = reader.read(&mut [0]);
    kill(child, Signal::SIGKILL).unwrap();
}

fn awaited_child(_: &Context) {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let parent = getpid();
    in_child(move || {
        drop(writer);
        while getppid() == parent {
            std::thread::yield_now();
        }
        event!("child, after its parent");
    });
    let _ = reader.read(&mut [0]);
}

fn dies_by_a_real_time_signal(_: &Context) {
    let first = sys::first_real_time_signal().unwrap();
    // SAFETY: sending a signal touches no memory.
    unsafe { libc::raise(first + 3) };
}

fn stops_itself(_: &Context) {
    let _ = raise(Signal::SIGSTOP);
}

fn stops_and_is_continued(context: &Context) -> ExitCode {
    for round in 0..3 {
        let _ = raise(Signal::SIGSTOP);
        context.await_continued();
        event!("continued:{round}");
    }
    ExitCode::from(5)
}

fn never_ends(_: &Context) {
    wait_for_ever()
}

fn hangs_at_exit(_: &Context) {
    extern "C" fn hang() {
        wait_for_ever()
    }
    // SAFETY: the handler is a function of this program.
    unsafe { libc::atexit(hang) };
}

fn hangs_before_the_body(_: &Context) {}

/// Runs before main, and hangs in the process that is spawned for the case of that name.
extern "C" fn before_main() {
    if std::env::var("EXITSPEC_CASE").is_ok_and(|case| case.ends_with("/hangs_before_the_body")) {
        wait_for_ever()
    }
}

sys::run_before_main!(before_main);

fn kills_its_supervisor(_: &Context) {
    let _ = kill(getppid(), Signal::SIGKILL);
    wait_for_ever()
}

fn stops_its_supervisor(_: &Context) {
    let _ = kill(getppid(), Signal::SIGSTOP);
    wait_for_ever()
}

fn kills_its_group(_: &Context) {
    let _ = kill(Pid::from_raw(0), Signal::SIGKILL);
}

fn fork_bomb(_: &Context) {
    loop {
        // SAFETY: the child does nothing but the same.
        let _ = unsafe { fork() };
    }
}

/// Every process of it leaves the group and the session it was born in.
fn fork_bomb_of_sessions(_: &Context) {
    for _ in 0..200 {
        in_child(|| {
            let _ = setsid();
            in_child(|| {
                let _ = setsid();
                wait_for_ever()
            });
            wait_for_ever()
        });
    }
}

fn journal_descriptor() -> RawFd {
    std::env::var("EXITSPEC_JOURNAL").unwrap().parse().unwrap()
}

fn writes_garbage_to_the_journal(_: &Context) {
    event!("true");
    raw_write(
        journal_descriptor(),
        b"event two words too many\n\xff\xfe\nending soon\n",
    );
    event!("also?true");
    raw_write(journal_descriptor(), b"event cut off");
    leave_at_once()
}

/// Ends without the harness's last record, which would be appended to what was cut off.
fn leave_at_once() {
    // SAFETY: nothing is used after this.
    unsafe { libc::_exit(0) }
}

fn floods_the_journal(_: &Context) {
    for number in 0..100_000 {
        event!("{number}");
    }
}

fn pretends_to_have_failed_to_start(_: &Context) -> ExitCode {
    raw_write(journal_descriptor(), b"failed pretence\n");
    ExitCode::from(9)
}

fn says_that_it_is_broken(_: &Context) -> ExitCode {
    raw_write(journal_descriptor(), b"broken probe.c:1:pipe\n");
    ExitCode::from(7)
}

fn fills_its_directory(context: &Context) {
    let dir = context.dir().unwrap();
    std::fs::create_dir_all(dir.join("a/b")).unwrap();
    std::fs::write("a/b/file", "in the working directory").unwrap();
    assert!(dir.join("a/b/file").exists());
    print!("{}", dir.display());
}

fn aborts_with_a_core(context: &Context) {
    print!("{}", context.dir().unwrap().display());
    let _ = std::io::stdout().flush();
    std::process::abort()
}

fn spoils_its_state(_: &Context) {
    // SAFETY: the process has one thread.
    unsafe { std::env::set_var("SPOILT", "1") };
    // SAFETY: takes numbers only.
    unsafe { libc::umask(0o777) };
    // SAFETY: installs no handler.
    unsafe { libc::signal(libc::SIGTERM, libc::SIG_IGN) };
    std::env::set_current_dir("/tmp").unwrap();
    let file = std::fs::File::open("/dev/null").unwrap();
    std::mem::forget(file);
}

fn sees_its_state(_: &Context) {
    event!("spoilt:{}", std::env::var_os("SPOILT").is_some());
    // SAFETY: takes numbers only.
    event!("umask:{:o}", unsafe { libc::umask(0o22) });
    // SAFETY: installs no handler.
    let before = unsafe { libc::signal(libc::SIGTERM, libc::SIG_DFL) };
    event!("sigterm:{}", before == libc::SIG_DFL);
    event!("cwd:{}", std::env::current_dir().unwrap().display());
    // SAFETY: asks about a descriptor.
    let open =
        (0..256).filter(|&descriptor| unsafe { libc::fcntl(descriptor, libc::F_GETFD) } >= 0);
    let open: Vec<String> = open.map(|descriptor| descriptor.to_string()).collect();
    event!("open:{}", open.join(","));
    event!("leader:{}", nix::unistd::getpgrp() == getpid());
    event!("session:{}", nix::unistd::getsid(None) == Ok(getpid()));
}

fn asks_for_its_terminal(_: &Context) {
    event!("terminal:{}", std::fs::File::open("/dev/tty").is_ok());
}

fn exhausts_descriptors(_: &Context) {
    let mut kept = Vec::new();
    while let Ok(file) = std::fs::File::open("/dev/null") {
        kept.push(file);
    }
    event!("many:{}", kept.len() > 100);
}

fn raw_write(descriptor: RawFd, bytes: &[u8]) -> isize {
    // SAFETY: the buffer is valid for its length.
    unsafe { libc::write(descriptor, bytes.as_ptr().cast(), bytes.len()) }
}

fn wait_for_ever() {
    loop {
        nix::unistd::pause();
    }
}

/// Forks a child that runs this and leaves without any clean-up.
fn in_child(body: impl FnOnce()) -> Pid {
    // SAFETY: the process has one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            body();
            // SAFETY: nothing is used after this.
            unsafe { libc::_exit(0) }
        }
    }
}

fn wait_for_children() {
    while nix::sys::wait::wait().is_ok() {}
}
