//! What goes over the sockets between the harness, the nursery and the supervisors.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::case::{Isolation, Panic};
use crate::observation::Report;
use crate::sink::Sink;

/// One run of one case, as the harness asks a supervisor for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Job {
    /// The case, by its place in [`Suite::cases`](crate::Suite::cases).
    pub case: usize,
    /// What stdout and stderr are connected to.
    pub sink: Sink,
    /// How the case gets its process.
    pub isolation: Isolation,
    /// The panic strategy of the binary that is to run it.
    pub panic: Panic,
    /// What the case's limits are multiplied with.
    pub timeout_scale: f64,
    /// What is executed when it is not this binary: the twin, or the program of the case's family.
    pub command: Option<Command>,
}

/// A program to execute, as a supervisor has to know it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// The program by its path, and its first arguments: a wrapper, say, and what it wraps.
    pub arguments: Vec<String>,
    /// Variables added to the environment of cases.
    pub environment: Vec<(String, String)>,
    /// Lines on stderr that begin with one of these are not the case's but the wrapper's, and are taken out of what is judged.
    pub noise: Vec<String>,
    /// How lines begin that tell places in the sources of what is executed, as those of a traceback: they change with every edit,
    /// and are taken out as well.
    pub places: Vec<String>,
}

impl Command {
    /// What stands before the program: wrappers and interpreters, which may be named by their paths.
    pub(crate) fn before(&self) -> impl Iterator<Item = &str> {
        let (_, before) = self.arguments.split_last().unzip();
        before.into_iter().flatten().map(String::as_str)
    }

    /// The folder of the program, its last argument, with the slash: where it was built differs from machine to machine.
    pub(crate) fn folder(&self) -> Option<&str> {
        let program = self.arguments.last()?;
        Some(&program[..=program.rfind('/')?])
    }
}

/// A supervisor's answer: what happened, or why it cannot tell.
pub(crate) type Answer = Result<Report, String>;

/// What the harness asks of the nursery.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Request {
    /// Fork a supervisor for the socket that comes with this message.
    Fork,
    /// Kill this supervisor of yours: it does not answer any more.
    Kill(i32),
}

/// The largest message that is accepted: two full captures and a full journal, several times over.
const MESSAGE_MAX: u32 = 256 << 20;

/// Sends one message: its length in four bytes, then JSON.
pub(crate) fn send<T: Serialize>(mut to: impl Write, message: &T) -> io::Result<()> {
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, message)?;
    let length = u32::try_from(bytes.len() - 4).map_err(io::Error::other)?;
    bytes[..4].copy_from_slice(&length.to_le_bytes());
    to.write_all(&bytes)
}

/// Receives one message; `None` when the other side is gone. Messages are answered one by one, so what a read brings
/// belongs to this message alone, and most come whole with the first.
pub(crate) fn receive<T: DeserializeOwned>(mut from: impl Read) -> io::Result<Option<T>> {
    let mut bytes = vec![0; 2048];
    let mut have = 0;
    while have < 4 {
        match from.read(&mut bytes[have..])? {
            0 if have == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => have += count,
        }
    }
    let length = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    if length > MESSAGE_MAX {
        return Err(io::Error::other(format!(
            "a message of {length} bytes is not one of ours"
        )));
    }
    let end = 4 + length as usize;
    bytes.resize(end.max(have), 0);
    if have < end {
        from.read_exact(&mut bytes[have..end])?;
    }
    Ok(Some(serde_json::from_slice(&bytes[4..end])?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_wire() {
        let mut wire = Vec::new();
        send(&mut wire, &Request::Kill(42)).unwrap();
        assert!(matches!(
            receive(wire.as_slice()).unwrap(),
            Some(Request::Kill(42))
        ));
        let long = "x".repeat(100_000);
        let mut wire = Vec::new();
        send(&mut wire, &long).unwrap();
        assert_eq!(receive::<String>(wire.as_slice()).unwrap(), Some(long));
        assert!(receive::<Request>([].as_slice()).unwrap().is_none());
    }

    #[test]
    fn what_is_not_a_message_is_an_error() {
        assert!(receive::<Request>([255u8; 8].as_slice()).is_err());
        assert!(receive::<Request>([3u8, 0, 0, 0, b'x', b'y', b'z'].as_slice()).is_err());
        assert!(receive::<Request>([9u8, 0, 0, 0, b'"'].as_slice()).is_err());
    }
}
