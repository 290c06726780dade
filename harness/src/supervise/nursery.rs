//! The nursery: the one process that forks supervisors, made before any thread exists.

use std::io::{self, IoSliceMut};
use std::mem::ManuallyDrop;
use std::os::fd::{AsFd, AsRawFd, FromRawFd as _, OwnedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{ControlMessageOwned, MsgFlags, recvmsg};

use super::case_run::CaseRun;
use super::setup::Setup;
use super::wire::{self, Request};
use super::{supervisor, sweep};
use crate::case::Suite;
use crate::sys::{self, Forked, Peek, Wakeups};

/// Serves the harness until it is gone, then ends when the last supervisor has. The nursery itself never returns; what
/// comes back is a case's process, on its way to `main`.
pub(crate) fn serve(control: UnixStream, suite: &Suite, setup: &Setup) -> CaseRun {
    let control = ManuallyDrop::new(control);
    if prepare(&control, setup).is_err() {
        sys::leave(1);
    }
    let Ok(wakeups) = Wakeups::new() else {
        sys::leave(1)
    };
    let mut supervisors = Vec::new();
    loop {
        collect(&mut supervisors, &wakeups);
        match next(&control, &wakeups) {
            Ok(Next::Child) => {}
            Ok(Next::Fork(socket)) => match sys::fork() {
                Ok(Forked::Child) => {
                    sys::close_range(control.as_raw_fd(), control.as_raw_fd());
                    return supervisor::serve(socket, suite, setup);
                }
                Ok(Forked::Parent(process)) => {
                    supervisors.push(process);
                    answer(&control, Ok(process));
                }
                Err(error) => answer(&control, Err(error.to_string())),
            },
            Ok(Next::Kill(process)) => {
                if supervisors.contains(&process) {
                    sys::kill_process(process);
                }
                answer(&control, Ok(process));
            }
            Ok(Next::Gone) | Err(_) => break,
        }
    }
    // Every supervisor sees the end of its own socket, kills its case, and leaves.
    while !supervisors.is_empty() {
        let _ = wakeups.wait(Duration::from_millis(100));
        collect(&mut supervisors, &wakeups);
    }
    if let Some(scratch) = &setup.scratch {
        let _ = std::fs::remove_dir_all(scratch);
    }
    sys::leave(0)
}

/// Gives the process the state that everything below it inherits.
fn prepare(control: &UnixStream, setup: &Setup) -> io::Result<()> {
    // A session of its own: a Ctrl-C at the terminal is for the harness, which then ends us all in good order.
    nix::unistd::setsid()?;
    let null = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/null")?;
    for descriptor in 0..=2 {
        sys::connect(null.as_fd(), descriptor)?;
    }
    // `null` is closed below with everything else that main had open.
    let _null = ManuallyDrop::new(null);
    let control = control.as_raw_fd();
    sys::close_range(3, control - 1);
    sys::close_range(control + 1, i32::MAX);
    sys::adopt_orphans();
    setup.fix_state()
}

/// Reaps supervisors that are gone, and kills what they have left.
fn collect(supervisors: &mut Vec<libc::pid_t>, wakeups: &Wakeups) {
    wakeups.clear();
    // A supervisor never stops of itself: a case did that, and nobody would answer any more.
    for &supervisor in supervisors.iter() {
        if matches!(sys::peek(supervisor), Ok(Peek::Changed)) {
            sys::kill_process(supervisor);
        }
    }
    let before = supervisors.len();
    supervisors.retain(|&supervisor| matches!(sys::reap(supervisor), Ok(None)));
    if supervisors.len() < before {
        let _ = sweep::kill_strays(supervisors, wakeups);
    }
}

enum Next {
    Child,
    Fork(UnixStream),
    Kill(libc::pid_t),
    Gone,
}

fn next(control: &UnixStream, wakeups: &Wakeups) -> io::Result<Next> {
    let mut ready = [
        PollFd::new(control.as_fd(), PollFlags::POLLIN),
        PollFd::new(wakeups.as_fd(), PollFlags::POLLIN),
    ];
    match poll(&mut ready, PollTimeout::NONE) {
        Ok(_) if ready[0].any() == Some(true) => {}
        Ok(_) | Err(nix::errno::Errno::EINTR) => return Ok(Next::Child),
        Err(error) => return Err(error.into()),
    }
    let (bytes, socket) = receive_with_descriptor(control)?;
    match wire::receive::<Request>(bytes.chain_rest(control))? {
        None => Ok(Next::Gone),
        Some(Request::Kill(process)) => Ok(Next::Kill(process)),
        Some(Request::Fork) => match socket {
            Some(socket) => Ok(Next::Fork(socket.into())),
            None => Err(io::Error::other(
                "a request for a supervisor came without its socket",
            )),
        },
    }
}

/// The first bytes of a message; the rest is read from the socket.
struct First(Vec<u8>);

impl First {
    fn chain_rest(self, rest: &UnixStream) -> impl io::Read {
        io::Read::chain(io::Cursor::new(self.0), rest)
    }
}

/// Reads the start of a message, and the descriptor that came with it.
fn receive_with_descriptor(control: &UnixStream) -> io::Result<(First, Option<OwnedFd>)> {
    let mut bytes = [0; 4];
    let mut space = nix::cmsg_space!(libc::c_int);
    let mut socket = None;
    let mut slices = [IoSliceMut::new(&mut bytes)];
    let message = recvmsg::<()>(
        control.as_raw_fd(),
        &mut slices,
        Some(&mut space),
        MsgFlags::empty(),
    )?;
    for part in message.cmsgs()? {
        if let ControlMessageOwned::ScmRights(descriptors) = part {
            socket = descriptors.first().map(|&descriptor| {
                #[expect(
                    unsafe_code,
                    reason = "the one place where a descriptor comes in by message"
                )]
                // SAFETY: the kernel has just made this descriptor for us, and nobody else knows of it.
                unsafe {
                    OwnedFd::from_raw_fd(descriptor)
                }
            });
        }
    }
    let count = message.bytes;
    Ok((First(bytes[..count].to_vec()), socket))
}

fn answer(control: &UnixStream, answer: Result<libc::pid_t, String>) {
    // If the harness is gone, the next read says so.
    let _ = wire::send(control, &answer);
}
