//! Taking in what arrives, up to a limit: what is past it is counted, not stored.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek as _, SeekFrom};
use std::os::fd::{AsFd, BorrowedFd};

use nix::errno::Errno;

use super::sinks::Kept;
use crate::bytes::Bytes;
use crate::journal::{Journal, Parser};

/// How many bytes of each stream are kept.
pub(crate) const KEPT_MAX: usize = 1 << 20;

/// One stream being read.
pub(crate) struct Capture {
    kept: Kept,
    bytes: Vec<u8>,
    beyond: u64,
}

/// What a stream held.
pub(crate) struct Captured {
    pub(crate) bytes: Option<Bytes>,
    pub(crate) beyond: u64,
}

impl Capture {
    pub(crate) fn new(kept: Kept) -> Capture {
        Capture {
            kept,
            bytes: Vec::new(),
            beyond: 0,
        }
    }

    /// The descriptor to wait for, while there may be more.
    pub(crate) fn live(&self) -> Option<BorrowedFd<'_>> {
        match &self.kept {
            Kept::Live(file) => Some(file.as_fd()),
            _ => None,
        }
    }

    /// Takes in one piece of what is ready.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> io::Result<()> {
        let Kept::Live(file) = &mut self.kept else {
            return Ok(());
        };
        let (bytes, beyond) = (&mut self.bytes, &mut self.beyond);
        if read_piece(file, buffer, |piece| {
            let (kept, rest) = piece.split_at(piece.len().min(KEPT_MAX - bytes.len()));
            bytes.extend_from_slice(kept);
            *beyond += rest.len() as u64;
        })? {
            self.kept = Kept::Ended;
        }
        Ok(())
    }

    /// Ends the reading.
    pub(crate) fn finish(mut self) -> io::Result<Captured> {
        if let Kept::Nothing = self.kept {
            return Ok(Captured {
                bytes: None,
                beyond: 0,
            });
        }
        if let Kept::Stored(file) = &mut self.kept {
            let length = file.metadata()?.len();
            file.seek(SeekFrom::Start(0))?;
            file.take(KEPT_MAX as u64).read_to_end(&mut self.bytes)?;
            self.beyond = length.saturating_sub(self.bytes.len() as u64);
        }
        Ok(Captured {
            bytes: Some(Bytes(self.bytes)),
            beyond: self.beyond,
        })
    }
}

/// The journal being read.
pub(crate) struct JournalCapture {
    file: Option<File>,
    parser: Parser,
}

impl JournalCapture {
    pub(crate) fn new(file: File) -> JournalCapture {
        JournalCapture {
            file: Some(file),
            parser: Parser::default(),
        }
    }

    /// The descriptor to wait for, while there may be more.
    pub(crate) fn live(&self) -> Option<BorrowedFd<'_>> {
        self.file.as_ref().map(AsFd::as_fd)
    }

    /// Takes in one piece of what is ready.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> io::Result<()> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        if read_piece(file, buffer, |piece| self.parser.feed(piece))? {
            self.file = None;
        }
        Ok(())
    }

    /// What it has said so far.
    pub(crate) fn journal(&self) -> &Journal {
        self.parser.journal()
    }

    pub(crate) fn finish(self) -> Journal {
        self.parser.finish()
    }
}

/// Reads one piece from a descriptor that has something to read; true at the end of the stream.
///
/// A pipe is read once each time it is ready and never blocks then, since nobody else reads it. A terminal can take
/// back what it had ready, so its descriptor does not block.
fn read_piece(file: &mut File, buffer: &mut [u8], take: impl FnOnce(&[u8])) -> io::Result<bool> {
    match file.read(buffer) {
        Ok(0) => Ok(true),
        Ok(count) => {
            take(&buffer[..count]);
            Ok(false)
        }
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {
            Ok(false)
        }
        // Linux: a terminal nobody has open any more.
        Err(error) if error.raw_os_error() == Some(Errno::EIO as i32) => Ok(true),
        Err(error) => Err(error),
    }
}
