//! What happens on either side, and to the other.

#![expect(
    non_snake_case,
    reason = "`_exit` is a name of its own, also within a name"
)]

use std::io;
use std::process::ExitCode;
use std::sync::OnceLock;

use exitspec::{Context, event, journal};

use crate::sys::branch::{self, Side};
use crate::sys::wait::Word;
use crate::sys::{self, Gate, Lifeline};

/// Reports when it is dropped.
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        event!("drop");
    }
}

/// In the parent, waits for the child and reports its status.
fn parent_waits(side: Side) -> io::Result<()> {
    if let Side::Parent(child) = side {
        event!("child:{}", Word(sys::wait_status(child)?));
    }
    Ok(())
}

pub(super) fn child_falls_into_the_parents_code(_: &Context) -> io::Result<ExitCode> {
    let side = branch::fork()?;
    parent_waits(side)?;
    // Meant for the parent, and run by both, since nothing ended the child.
    event!("work");
    Ok(match side {
        Side::Child => ExitCode::from(5),
        Side::Parent(_) => ExitCode::from(3),
    })
}

pub(super) fn a_value_is_dropped_on_both_sides(_: &Context) -> io::Result<()> {
    let _guard = Guard;
    parent_waits(branch::fork()?)
}

pub(super) fn panic_in_the_child(_: &Context) -> io::Result<()> {
    let _guard = Guard;
    let side = branch::fork()?;
    if let Side::Child = side {
        panic!("the child panics");
    }
    parent_waits(side)
}

pub(super) fn each_side_runs_the_handlers_it_has(_: &Context) -> io::Result<()> {
    extern "C" fn before() {
        journal::event("registered-before");
    }
    extern "C" fn by_child() {
        journal::event("registered-by-child");
    }
    extern "C" fn by_parent() {
        journal::event("registered-by-parent");
    }
    sys::atexit(before);
    let side = branch::fork()?;
    if let Side::Child = side {
        sys::atexit(by_child);
        sys::exit(0);
    }
    parent_waits(side)?;
    sys::atexit(by_parent);
    sys::exit(0)
}

pub(super) fn child_outlives_its_parent(_: &Context) -> io::Result<()> {
    let lifeline = Lifeline::new()?;
    sys::fork_child(|| {
        lifeline.await_end();
        event!("still-running");
        0
    })?;
    Ok(())
}

pub(super) fn child_that_goes_on_is_left_behind(_: &Context) -> io::Result<ExitCode> {
    sys::fork_child(|| sys::wait_for_ever())?;
    Ok(ExitCode::from(4))
}

/// Keeps the child's first handler back until the parent's last has run, so that their order can be told.
static PARENT_IS_DONE: OnceLock<Gate> = OnceLock::new();

fn register_atfork_handlers() -> io::Result<()> {
    extern "C" fn prepare_1() {
        journal::event("prepare:1");
    }
    extern "C" fn prepare_2() {
        journal::event("prepare:2");
    }
    extern "C" fn parent_1() {
        journal::event("parent:1");
    }
    extern "C" fn parent_2() {
        journal::event("parent:2");
        if let Some(gate) = PARENT_IS_DONE.get() {
            gate.open();
        }
    }
    extern "C" fn child_1() {
        if let Some(gate) = PARENT_IS_DONE.get() {
            gate.pass();
        }
        journal::event("child:1");
    }
    extern "C" fn child_2() {
        journal::event("child:2");
    }
    let gate = Gate::new()?;
    PARENT_IS_DONE.get_or_init(|| gate);
    for result in [
        branch::pthread_atfork(prepare_1, parent_1, child_1),
        branch::pthread_atfork(prepare_2, parent_2, child_2),
    ] {
        if result != 0 {
            return Err(io::Error::from_raw_os_error(result));
        }
    }
    Ok(())
}

pub(super) fn atfork_handlers(_: &Context) -> io::Result<()> {
    register_atfork_handlers()?;
    let child = sys::fork_child(|| 0)?;
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(())
}

pub(super) fn _fork_runs_no_atfork_handlers(_: &Context) -> io::Result<()> {
    register_atfork_handlers()?;
    let child = branch::_Fork(|| {
        event!("in-the-child");
        6
    })?;
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(())
}

pub(super) fn vfork_child_calls__exit(_: &Context) -> io::Result<()> {
    let child = branch::vfork_then__exit(7)?;
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(())
}

pub(super) fn vfork_child_executes(_: &Context) -> io::Result<()> {
    let child = branch::vfork_then_exec_shell(c"exit 8")?;
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(())
}

pub(super) fn vfork_child_leaves_buffers_and_handlers_alone(_: &Context) -> io::Result<()> {
    extern "C" fn handler() {
        journal::event("atexit");
    }
    sys::atexit(handler);
    sys::fputs(c"text", sys::stdout());
    let child = branch::vfork_then__exit(0)?;
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(())
}
