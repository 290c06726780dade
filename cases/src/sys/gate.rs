//! A pipe by which the processes of a case wait for one another.

use std::io::{self, PipeReader, PipeWriter, Read as _, Write as _};

/// Lets one process pass for each time it is opened, whichever comes first.
///
/// Both ends stay open in every process that has it, so a process whose gate is never opened waits until it is killed.
pub(crate) struct Gate {
    reader: PipeReader,
    writer: PipeWriter,
}

impl Gate {
    /// A gate that is shut.
    pub(crate) fn new() -> io::Result<Gate> {
        let (reader, writer) = io::pipe()?;
        Ok(Gate { reader, writer })
    }

    /// Lets one process pass. Only a single `write`: a signal handler may do it too.
    pub(crate) fn open(&self) {
        // The pipe is never full and has a reader, ourselves: this cannot fail.
        let _ = (&self.writer).write(b"!");
    }

    /// Waits to be let through.
    pub(crate) fn pass(&self) {
        // An interruption by a signal is retried; the end of the pipe cannot come while we hold a writer.
        let _ = (&self.reader).read_exact(&mut [0]);
    }
}
