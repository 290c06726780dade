//! A pipe that tells a process that another one is gone.

use std::io::{self, PipeReader, PipeWriter, Read as _};
use std::mem::ManuallyDrop;
use std::os::fd::AsRawFd as _;

/// Lets children wait for the end of the process that made it: its copy of the pipe's writer is closed by its ending and
/// by nothing else.
///
/// Every child has a copy of its own, and has to give it up ([`let_go`](Lifeline::let_go)) or wait
/// ([`await_end`](Lifeline::await_end)): otherwise the others wait for that child too.
pub(crate) struct Lifeline {
    reader: ManuallyDrop<PipeReader>,
    writer: ManuallyDrop<PipeWriter>,
}

impl Lifeline {
    /// A lifeline of the calling process. Dropping it does nothing.
    pub(crate) fn new() -> io::Result<Lifeline> {
        let (reader, writer) = io::pipe()?;
        Ok(Lifeline {
            reader: ManuallyDrop::new(reader),
            writer: ManuallyDrop::new(writer),
        })
    }

    /// In a child: gives up this process's copy of the writer.
    pub(crate) fn let_go(&self) {
        // SAFETY: nothing of this process writes to it, and the owner in this copy of the memory is never dropped.
        unsafe { libc::close(self.writer.as_raw_fd()) };
    }

    /// In a child: waits until the process that made it has ended.
    pub(crate) fn await_end(&self) {
        self.let_go();
        // Nobody writes: this is the end of the file, or an error, which comes at once and shows in the events.
        let _ = (&*self.reader).read(&mut [0]);
    }
}
