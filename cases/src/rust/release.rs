//! `rust/release`: what of a process's possessions goes with it, however it ends, and what stays.
//!
//! A child takes something and ends; the body looks from outside. The events say for each ending what was found.

mod locks;
mod memory;
mod pipes;
mod stays;

use std::io;

use exitspec::{Case, Need, Sink, case};
use libc::{SIGKILL, c_int};

use crate::sys::locks::DESCRIPTION_LOCKS;
use crate::sys::mutex::ROBUST;
use crate::sys::named::{NAMED_SEMAPHORES, SHM};
use crate::sys::queue::QUEUES;
use crate::sys::sysv::SYSV;
use crate::sys::{self, image, linux};

const LINUX: Need = Need {
    name: "linux",
    probe: linux::probe,
};

/// TCP to ourselves.
const LOOPBACK: Need = Need {
    name: "loopback",
    probe: || {
        std::net::TcpListener::bind(("127.0.0.1", 0))
            .map(drop)
            .map_err(|error| format!("127.0.0.1 cannot be bound: {error}"))
    },
};

/// The cases of `rust/release`.
pub(super) const CASES: &[Case] = &[
    // File locks.
    case!(locks::record_lock_is_released).own_dir(),
    case!(locks::description_lock_is_released)
        .own_dir()
        .needs(&[DESCRIPTION_LOCKS]),
    case!(locks::flock_is_released).own_dir(),
    case!(locks::record_lock_is_kept_by_exec).own_dir(),
    case!(locks::record_lock_goes_with_close_on_exec).own_dir(),
    case!(locks::flock_is_kept_by_exec).own_dir(),
    case!(locks::record_lock_is_not_inherited).own_dir(),
    case!(locks::record_lock_goes_with_any_descriptor).own_dir(),
    case!(locks::description_lock_stays_with_a_child)
        .own_dir()
        .await_descendants()
        .needs(&[DESCRIPTION_LOCKS]),
    case!(locks::flock_stays_with_a_child)
        .own_dir()
        .await_descendants(),
    case!(locks::std_lock_is_released).own_dir(),
    // Memory, mutexes, semaphores.
    case!(memory::robust_mutex).needs(&[ROBUST]),
    case!(memory::robust_mutex_left_inconsistent).needs(&[ROBUST]),
    case!(memory::robust_mutex_and_exec).needs(&[ROBUST, LINUX]),
    case!(memory::ordinary_mutex_stays_locked).needs(&[ROBUST]),
    case!(memory::semaphore_is_undone).needs(&[SYSV]),
    case!(memory::semaphore_is_not_undone_by_exec).needs(&[SYSV]),
    case!(memory::semaphore_without_undo_stays).needs(&[SYSV]),
    case!(memory::segment_is_detached).needs(&[SYSV]),
    // Pipes and sockets.
    case!(pipes::reader_sees_the_end),
    case!(pipes::reader_sees_the_end_after_exec),
    case!(pipes::a_child_keeps_the_pipe_open).await_descendants(),
    case!(pipes::writer_gets_epipe),
    case!(pipes::peer_of_a_socket_sees_the_end),
    case!(pipes::peer_of_a_tcp_socket_sees_the_end).needs(&[LOOPBACK]),
    case!(pipes::nobody_listens_any_more).own_dir(),
    case!(pipes::what_was_written_can_be_read),
    // What stays.
    case!(stays::files).own_dir(),
    case!(stays::lock_file).own_dir(),
    case!(stays::offset_of_a_shared_description).own_dir(),
    case!(stays::status_flags_of_a_shared_description),
    case!(stays::terminal_modes).sinks(&[Sink::Tty]),
    case!(stays::shared_memory).needs(&[SHM]),
    case!(stays::named_semaphore).needs(&[NAMED_SEMAPHORES]),
    case!(stays::message_queue).needs(&[QUEUES]),
    case!(stays::mapped_file).own_dir(),
];

/// The ways in which a child ends, one after the other.
#[derive(Clone, Copy)]
enum Ending {
    Exit,
    UnderscoreExit,
    Sigkill,
    Abort,
}

impl Ending {
    const ALL: [Ending; 4] = [
        Ending::Exit,
        Ending::UnderscoreExit,
        Ending::Sigkill,
        Ending::Abort,
    ];

    fn name(self) -> &'static str {
        match self {
            Ending::Exit => "exit",
            Ending::UnderscoreExit => "_exit",
            Ending::Sigkill => "sigkill",
            Ending::Abort => "abort",
        }
    }

    fn end(self) -> ! {
        match self {
            Ending::Exit => sys::exit(0),
            Ending::UnderscoreExit => sys::_exit(0),
            Ending::Sigkill => {
                sys::raise(SIGKILL);
                sys::_exit(9)
            }
            Ending::Abort => sys::abort(),
        }
    }
}

/// Forks a child that takes something and ends in this way, and waits for it. An error of the taking is a failure of
/// the case, not news about the ending.
fn child_takes(ending: Ending, take: impl FnOnce() -> nix::Result<()>) -> io::Result<()> {
    let (mut reader, writer) = io::pipe()?;
    let child = sys::fork_child(|| {
        if take().is_ok() && io::Write::write_all(&mut &writer, b"!").is_ok() {
            ending.end()
        }
        1
    })?;
    drop(writer);
    sys::wait_status(child)?;
    io::Read::read_exact(&mut reader, &mut [0])
}

/// Replaces the image of a child by a shell that says so, and waits until it is told to end.
///
/// What the shell is told by is descriptor 9: the end of a pipe.
fn become_shell(told_by: c_int) -> c_int {
    if image::dup2(told_by, 9, false).is_ok() {
        image::execv(
            c"/bin/sh",
            &[c"sh", c"-c", c"echo ready; read line <&9; exit 0"],
        );
    }
    127
}
