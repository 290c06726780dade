//! What a process leaves behind that nobody takes away.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek as _, Write as _};
use std::os::fd::AsRawFd as _;

use exitspec::{Context, event};
use nix::errno::Errno;
use nix::sys::termios::{LocalFlags, SetArg, tcgetattr, tcsetattr};

use super::{Ending, child_takes};
use crate::sys::mapped;
use crate::sys::named::{self, NamedSemaphore};
use crate::sys::queue::Queue;

fn io_error(_: io::Error) -> Errno {
    Errno::EIO
}

pub(super) fn files(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        child_takes(ending, || {
            std::fs::write(ending.name(), "text").map_err(io_error)
        })?;
        event!(
            "{}:{}",
            ending.name(),
            std::fs::read_to_string(ending.name())?
        );
    }
    Ok(())
}

/// A file whose presence is the lock: the next one to come finds it taken, and its owner gone.
pub(super) fn lock_file(_: &Context) -> io::Result<()> {
    let take = || OpenOptions::new().write(true).create_new(true).open("lock");
    for ending in Ending::ALL {
        child_takes(ending, || take().map(drop).map_err(io_error))?;
        event!(
            "{}:{:?}",
            ending.name(),
            take().map(drop).map_err(|error| error.kind())
        );
        std::fs::remove_file("lock")?;
    }
    Ok(())
}

pub(super) fn offset_of_a_shared_description(_: &Context) -> io::Result<()> {
    let mut file = File::create("file")?;
    for ending in Ending::ALL {
        child_takes(ending, || (&file).write_all(b"four").map_err(io_error))?;
        event!("{}:{}", ending.name(), file.stream_position()?);
    }
    Ok(())
}

/// The child makes our end of a pipe nonblocking, and we find it so.
pub(super) fn status_flags_of_a_shared_description(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        let (reader, _writer) = io::pipe()?;
        child_takes(ending, || {
            mapped::set_nonblocking(reader.as_raw_fd()).map(drop)
        })?;
        let read = io::Read::read(&mut &reader, &mut [0]);
        event!("{}:{:?}", ending.name(), read.map_err(|error| error.kind()));
    }
    Ok(())
}

/// The terminal that a program left without echo.
pub(super) fn terminal_modes(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        let mut modes = tcgetattr(io::stdout())?;
        modes.local_flags.insert(LocalFlags::ECHO);
        tcsetattr(io::stdout(), SetArg::TCSANOW, &modes)?;
        child_takes(ending, || {
            modes.local_flags.remove(LocalFlags::ECHO);
            tcsetattr(io::stdout(), SetArg::TCSANOW, &modes)
        })?;
        let echo = tcgetattr(io::stdout())?
            .local_flags
            .contains(LocalFlags::ECHO);
        event!("{}:echo:{echo}", ending.name());
    }
    Ok(())
}

pub(super) fn shared_memory(_: &Context) -> io::Result<()> {
    let name = named::own_name("memory");
    for ending in Ending::ALL {
        child_takes(ending, || {
            let memory = named::open_memory(&name, true)?;
            memory.set_len(5).map_err(io_error)
        })?;
        let length = named::open_memory(&name, false)
            .map_err(io::Error::from)
            .and_then(|memory| memory.metadata());
        event!(
            "{}:{:?}",
            ending.name(),
            length.map(|data| data.len()).map_err(|error| error.kind())
        );
        named::unlink_memory(&name)?;
    }
    Ok(())
}

/// The child takes it from 1 to 0, and nobody puts it back.
pub(super) fn named_semaphore(_: &Context) -> io::Result<()> {
    let name = named::own_name("semaphore");
    for ending in Ending::ALL {
        child_takes(ending, || {
            match NamedSemaphore::open(&name, Some(1))?.try_wait()? {
                true => Ok(()),
                false => Err(Errno::EIO),
            }
        })?;
        let taken = NamedSemaphore::open(&name, None).and_then(NamedSemaphore::try_wait);
        event!("{}:{taken:?}", ending.name());
        NamedSemaphore::unlink(&name)?;
    }
    Ok(())
}

pub(super) fn message_queue(_: &Context) -> io::Result<()> {
    let name = named::own_name("queue");
    for ending in Ending::ALL {
        child_takes(ending, || Queue::open(&name, true)?.send(b'm'))?;
        let received = Queue::open(&name, false).and_then(Queue::receive);
        event!("{}:{:?}", ending.name(), received.map(char::from));
        Queue::unlink(&name)?;
    }
    Ok(())
}

/// What was stored in a shared mapping of a file is there for whoever maps it next, synchronised or not.
pub(super) fn mapped_file(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open("file")?;
        file.set_len(1)?;
        child_takes(ending, || mapped::store(&file, b'm'))?;
        event!(
            "{}:{:?}",
            ending.name(),
            mapped::load(&file).map(char::from)
        );
    }
    Ok(())
}
