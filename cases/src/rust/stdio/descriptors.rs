//! Programs that run without a descriptor 1 or 2: the next file they open becomes their stdout.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd as _;

use exitspec::{Context, event};

use super::close_again;
use crate::sys;

pub(super) fn next_file_becomes_stdout(context: &Context) -> io::Result<()> {
    close_again(context);
    let file = File::create("data")?;
    event!("descriptor:{}", file.as_raw_fd());
    Ok(())
}

/// Runs `child` with a fresh file open as descriptor 1 and another as descriptor 2, and reports what is in them then.
fn with_next_files(context: &Context, child: impl FnOnce()) -> io::Result<()> {
    close_again(context);
    let child = sys::fork_child(|| {
        let files = [File::create("data-1"), File::create("data-2")];
        if files.iter().any(Result::is_err) {
            return 125;
        }
        child();
        sys::exit(0)
    })?;
    event!("child:{}", sys::wait_status(child)?);
    event!("data-1:{}", std::fs::read_to_string("data-1")?);
    let second = std::fs::read_to_string("data-2")?;
    event!("data-2:{}", second.contains("panicked"));
    Ok(())
}

pub(super) fn text_lands_in_the_next_file(context: &Context) -> io::Result<()> {
    with_next_files(context, || {
        sys::fputs(c"text", sys::stdout());
    })
}

pub(super) fn panic_message_lands_in_the_next_file(context: &Context) -> io::Result<()> {
    with_next_files(context, || {
        let result = std::panic::catch_unwind(|| panic!("for the message"));
        assert!(result.is_err());
    })
}

/// The image begins without descriptors 1 and 2.
pub(super) fn executed_with_stdout_closed(_: &Context) -> io::Result<()> {
    let file = File::create("data")?;
    event!("stdout:{}", file.as_raw_fd() == 1);
    Ok(())
}
