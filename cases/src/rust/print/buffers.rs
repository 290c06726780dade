//! `BufWriter`, `LineWriter` and `File`, in every place and at every ending.

#![expect(
    non_snake_case,
    reason = "`_exit` is a name of its own, also within a name"
)]

use std::fs::{self, File};
use std::io::{self, BufWriter, LineWriter, Stdout, Write};
use std::sync::{Mutex, OnceLock, mpsc};

use exitspec::{Context, event};

use crate::sys;
use crate::sys::wait::Word;

/// A writer with part of a line in its buffer.
fn filled<W: Write>(writer: W) -> io::Result<BufWriter<W>> {
    let mut writer = BufWriter::new(writer);
    writer.write_all(b"part")?;
    Ok(writer)
}

pub(super) fn bufwriter_dropped(_: &Context) -> io::Result<()> {
    drop(filled(io::stdout())?);
    Ok(())
}

pub(super) fn bufwriter_at_process_exit(_: &Context) -> io::Result<()> {
    let _writer = filled(io::stdout())?;
    std::process::exit(3)
}

pub(super) fn bufwriter_forgotten(_: &Context) -> io::Result<()> {
    std::mem::forget(filled(io::stdout())?);
    Ok(())
}

pub(super) fn bufwriter_in_a_static(_: &Context) -> io::Result<()> {
    static WRITER: OnceLock<Mutex<BufWriter<Stdout>>> = OnceLock::new();
    let writer = Mutex::new(filled(io::stdout())?);
    event!("stored:{}", WRITER.set(writer).is_ok());
    Ok(())
}

pub(super) fn bufwriter_at_panic(_: &Context) -> io::Result<()> {
    let _writer = filled(io::stdout())?;
    panic!("it broke")
}

pub(super) fn bufwriter_in_a_thread_that_is_cut_off(_: &Context) -> io::Result<()> {
    let (ready, is_ready) = mpsc::channel();
    std::thread::spawn(move || {
        let _writer = filled(io::stdout());
        // Main waits for it.
        let _ = ready.send(());
        sys::wait_for_ever()
    });
    is_ready.recv().map_err(io::Error::other)
}

pub(super) fn bufwriter_in_a_joined_thread(_: &Context) -> io::Result<()> {
    let thread = std::thread::spawn(|| filled(io::stdout()).map(drop));
    thread
        .join()
        .map_err(|_| io::Error::other("the thread panicked"))?
}

/// Runs this in a child that writes to a file and ends as it likes, and reports what is in the file then.
fn in_child(body: impl FnOnce(File) -> io::Result<()>) -> io::Result<()> {
    let file = File::create("file")?;
    let child = sys::fork_child(|| i32::from(body(file).is_err()))?;
    event!("child:{}", Word(sys::wait_status(child)?));
    event!("file:{}", fs::read_to_string("file")?.escape_debug());
    Ok(())
}

pub(super) fn bufwriter_beyond_its_capacity(_: &Context) -> io::Result<()> {
    in_child(|file| {
        let mut writer = BufWriter::with_capacity(8, file);
        for word in ["one,", "two,", "three,", "four,"] {
            writer.write_all(word.as_bytes())?;
        }
        sys::_exit(0)
    })
}

pub(super) fn linewriter_at_process_exit(_: &Context) -> io::Result<()> {
    in_child(|file| {
        let mut writer = LineWriter::new(file);
        writer.write_all(b"line\npart")?;
        std::process::exit(0)
    })
}

pub(super) fn file_at__exit(_: &Context) -> io::Result<()> {
    in_child(|mut file| {
        file.write_all(b"part")?;
        sys::_exit(0)
    })
}

pub(super) fn bufwriter_over_file_at_return(_: &Context) -> io::Result<()> {
    in_child(|file| filled(file).map(drop))
}

pub(super) fn bufwriter_over_file_at_process_exit(_: &Context) -> io::Result<()> {
    in_child(|file| {
        let _writer = filled(file)?;
        std::process::exit(0)
    })
}
