//! Pipes and sockets: what the other end is told.

use std::io::{self, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::fd::AsRawFd as _;
use std::os::unix::net::{UnixListener, UnixStream};

use exitspec::{Context, event};

use super::{Ending, child_takes};
use crate::sys::mapped::set_nonblocking;
use crate::sys::wait::Word;
use crate::sys::{self, Gate};

/// What a read gives: how many bytes, or the kind of error.
fn read(mut from: impl io::Read) -> String {
    match from.read(&mut [0; 16]) {
        Ok(count) => count.to_string(),
        Err(error) => format!("{:?}", error.kind()),
    }
}

pub(super) fn reader_sees_the_end(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        let (reader, writer) = io::pipe()?;
        // The closure takes our writer along, so that the child's is the last.
        child_takes(ending, move || {
            std::mem::forget(writer);
            Ok(())
        })?;
        event!("{}:{}", ending.name(), read(reader));
    }
    Ok(())
}

/// The writer has the close-on-exec flag, as everything that std opens.
pub(super) fn reader_sees_the_end_after_exec(_: &Context) -> io::Result<()> {
    let (reader, writer) = io::pipe()?;
    let (told_by, tell) = io::pipe()?;
    let child = sys::fork_child(move || {
        std::mem::forget(writer);
        super::become_shell(told_by.as_raw_fd())
    })?;
    event!("{}", read(reader));
    drop(tell);
    event!("shell:{}", Word(sys::wait_status(child)?));
    Ok(())
}

/// The one who was given the writer ends; another, who has it by inheritance, does not.
pub(super) fn a_child_keeps_the_pipe_open(_: &Context) -> io::Result<()> {
    let (reader, mut writer) = io::pipe()?;
    let go = Gate::new()?;
    let opener = &go;
    // The closure takes our writer along.
    let child = sys::fork_child(move || {
        let forked = sys::fork_child(|| {
            opener.pass();
            i32::from(writer.write_all(b"late").is_err())
        });
        i32::from(forked.is_err())
    })?;
    event!("child:{}", Word(sys::wait_status(child)?));
    set_nonblocking(reader.as_raw_fd())?;
    event!("while-a-child-has-it:{}", read(&reader));
    go.open();
    let mut text = Vec::new();
    loop {
        match (&reader).read_to_end(&mut text) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => std::thread::yield_now(),
            Err(error) => return Err(error),
            Ok(_) => break,
        }
    }
    event!("read:{}", text.escape_ascii());
    Ok(())
}

/// `SIGPIPE` is ignored, so that the error can be seen.
pub(super) fn writer_gets_epipe(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        let (reader, mut writer) = io::pipe()?;
        child_takes(ending, move || {
            std::mem::forget(reader);
            Ok(())
        })?;
        let written = writer.write(b"text").map_err(|error| error.kind());
        event!("{}:{written:?}", ending.name());
    }
    Ok(())
}

pub(super) fn peer_of_a_socket_sees_the_end(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        let (ours, theirs) = UnixStream::pair()?;
        child_takes(ending, move || {
            std::mem::forget(theirs);
            Ok(())
        })?;
        event!("{}:{}", ending.name(), read(ours));
    }
    Ok(())
}

pub(super) fn peer_of_a_tcp_socket_sees_the_end(_: &Context) -> io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    for ending in Ending::ALL {
        let ours = TcpStream::connect(listener.local_addr()?)?;
        let (theirs, _) = listener.accept()?;
        child_takes(ending, move || {
            std::mem::forget(theirs);
            Ok(())
        })?;
        event!("{}:{}", ending.name(), read(ours));
    }
    Ok(())
}

/// The socket's file stays, and leads nowhere; its name cannot be bound again until the file is removed.
pub(super) fn nobody_listens_any_more(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        child_takes(ending, || {
            let listener = UnixListener::bind("socket").map_err(|_| nix::errno::Errno::EIO)?;
            std::mem::forget(listener);
            Ok(())
        })?;
        let connected = UnixStream::connect("socket").map(drop);
        let bound = UnixListener::bind("socket").map(drop);
        event!(
            "{}:connect:{:?}:bind:{:?}",
            ending.name(),
            connected.map_err(|error| error.kind()),
            bound.map_err(|error| error.kind())
        );
        std::fs::remove_file("socket")?;
    }
    Ok(())
}

pub(super) fn what_was_written_can_be_read(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        let (mut reader, mut writer) = io::pipe()?;
        child_takes(ending, move || {
            let written = writer.write_all(b"text");
            std::mem::forget(writer);
            written.map_err(|_| nix::errno::Errno::EIO)
        })?;
        let mut text = String::new();
        reader.read_to_string(&mut text)?;
        event!("{}:{text}", ending.name());
    }
    Ok(())
}
