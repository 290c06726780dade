//! The witnesses: each leaves a trace if it runs, or if what it wrote arrives.

use std::any::Any;
use std::fs::File;
use std::io::{self, BufWriter, LineWriter, Write as _};
use std::os::fd::AsFd as _;
use std::sync::LazyLock;

use exitspec::{Need, journal};

use crate::sys;

/// What stays alive in the body's frame, to be dropped with it if it is dropped.
type Live = Box<dyn Any>;

/// Something whose running or loss is observed.
pub(super) struct Witness {
    pub(super) name: &'static str,
    pub(super) arm: fn() -> Live,
    pub(super) needs: &'static [Need],
}

const fn witness(name: &'static str, arm: fn() -> Live) -> Witness {
    Witness {
        name,
        arm,
        needs: &[],
    }
}

/// All witnesses of the family, in the order of reports. Text without a newline is still in a buffer when the ending
/// begins, whatever the sink; a line is so only where the stream is fully buffered.
pub(super) const WITNESSES: &[Witness] = &[
    witness("c_stdout_line", || {
        once(|| sys::fputs(c"line\n", sys::stdout()))
    }),
    witness("c_stdout_partial", || {
        once(|| sys::fputs(c"partial", sys::stdout()))
    }),
    witness("c_stderr", || once(|| sys::fputs(c"text", sys::stderr()))),
    witness("c_own_file", || {
        once(|| sys::fputs_to_own_stream(c"partial"))
    }),
    witness("rust_stdout_line", || {
        once(|| io::stdout().write_all(b"line\n"))
    }),
    witness("rust_stdout_partial", || {
        once(|| io::stdout().write_all(b"partial"))
    }),
    witness("buf_writer", || writer(BufWriter::new)),
    witness("line_writer", || writer(LineWriter::new)),
    witness("atexit", || once(|| sys::atexit(report_atexit))),
    Witness {
        needs: &[sys::QUICK_EXIT],
        ..witness("at_quick_exit", || {
            once(|| sys::at_quick_exit(report_at_quick_exit))
        })
    },
    Witness {
        needs: &[sys::ON_EXIT],
        ..witness("on_exit", || once(|| sys::on_exit(report_on_exit)))
    },
    witness("fini_array", || {
        once(|| sys::arm_destructor(report_fini_array))
    }),
    witness("main_tls", || once(|| MAIN_TLS.with(|_| {}))),
    witness("thread_tls", thread_tls),
    witness("tsd_key", || {
        once(|| sys::set_thread_specific(report_tsd_key))
    }),
    Witness {
        needs: &[sys::CLEANUP_HANDLERS],
        ..witness("cleanup_handler", || {
            once(|| sys::push_cleanup_handler(report_cleanup_handler))
        })
    },
    witness("local_drop", || Box::new(Reporter("local_drop"))),
    witness("static_drop", || once(|| STATIC.0.len())),
];

/// Runs this, and keeps nothing alive. Whether a write failed is not the body's business: some sinks refuse every one.
fn once<T>(arm: impl FnOnce() -> T) -> Live {
    arm();
    Box::new(())
}

/// Reports its name when it is dropped.
struct Reporter(&'static str);

impl Drop for Reporter {
    fn drop(&mut self) {
        journal::event(self.0);
    }
}

static STATIC: LazyLock<Reporter> = LazyLock::new(|| Reporter("static_drop"));

thread_local! {
    static MAIN_TLS: Reporter = const { Reporter("main_tls") };
    static THREAD_TLS: Reporter = const { Reporter("thread_tls") };
}

/// A buffered writer onto a descriptor of its own for what stdout is connected to, holding text it has not written.
fn writer<W: io::Write + 'static>(make: fn(File) -> W) -> Live {
    // Without a stdout there is nothing to write to.
    let Ok(stdout) = io::stdout().as_fd().try_clone_to_owned() else {
        return Box::new(());
    };
    let mut writer = make(stdout.into());
    let _ = writer.write_all(b"partial");
    Box::new(writer)
}

/// A second thread, with its thread-local made, that waits for ever.
fn thread_tls() -> Live {
    let (ready, is_ready) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        THREAD_TLS.with(|_| {});
        // The receiver is there until it has heard this.
        let _ = ready.send(());
        sys::wait_for_ever()
    });
    let _ = is_ready.recv();
    Box::new(())
}

extern "C" fn report_atexit() {
    journal::event("atexit");
}

extern "C" fn report_at_quick_exit() {
    journal::event("at_quick_exit");
}

extern "C" fn report_on_exit() {
    journal::event("on_exit");
}

extern "C" fn report_fini_array() {
    journal::event("fini_array");
}

extern "C" fn report_tsd_key() {
    journal::event("tsd_key");
}

extern "C" fn report_cleanup_handler() {
    journal::event("cleanup_handler");
}
