//! `rust/process_exit`: `std::process::exit` and `abort`: codes, what does not run, and where they are called.

mod coverage;
mod places;

use exitspec::{Case, Context, Need, Sink, case, event, journal};

use crate::sys;

/// Std guards against a second `exit` on Linux only; elsewhere that is what ISO C says of it: undefined.
const LINUX: Need = Need {
    name: "linux",
    probe: sys::linux::probe,
};

/// The cases of `rust/process_exit`.
pub(super) const CASES: &[Case] = &[
    // Codes.
    Case::new("code_0", exit_with::<0>),
    Case::new("code_1", exit_with::<1>),
    Case::new("code_101", exit_with::<101>),
    Case::new("code_255", exit_with::<255>),
    Case::new("code_256", exit_with::<256>),
    Case::new("code_257", exit_with::<257>),
    Case::new("code_minus_1", exit_with::<-1>),
    Case::new("code_i32_min", exit_with::<{ i32::MIN }>),
    Case::new("code_i32_max", exit_with::<{ i32::MAX }>),
    // What runs.
    case!(values_are_not_dropped),
    case!(handlers_run),
    case!(destructors_of_the_image_run),
    case!(buffers_are_flushed).sinks(Sink::CAPTURED),
    case!(thread_locals_of_the_caller),
    case!(abort_runs_nothing).sinks(Sink::CAPTURED),
    case!(abort_overrides_ignoring),
    case!(abort_calls_a_handler_first),
    // Where it is called.
    case!(places::in_drop),
    case!(places::in_a_thread_local_drop),
    case!(places::in_a_handler_after_return).needs(&[LINUX]),
    case!(places::in_a_handler_of_process_exit).needs(&[LINUX]),
    case!(places::in_a_handler_of_c_exit),
    case!(places::in_a_thread),
    case!(places::in_a_thread_that_main_joins),
    case!(places::in_a_scoped_thread),
    case!(places::in_catch_unwind),
    case!(places::in_a_lazy_initialiser),
    case!(places::in_a_forked_child),
    case!(places::with_the_allocator_busy),
    case!(places::with_a_mutex_held_by_another),
    case!(places::by_a_second_thread_meanwhile),
    case!(places::by_main_returning_meanwhile),
    case!(places::by_two_threads_at_once).racy(20),
    case!(places::by_eight_threads_at_once).racy(20),
    // A profile that only an exit handler writes.
    case!(coverage::written_at_return).own_dir(),
    case!(coverage::written_by_process_exit).own_dir(),
    case!(coverage::written_at_panic).own_dir().with_twin(),
    case!(coverage::lost_by__exit).own_dir(),
    case!(coverage::lost_by_abort).own_dir(),
    case!(coverage::lost_by_sigterm).own_dir(),
    case!(coverage::lost_by_exec).own_dir(),
    case!(coverage::written_with_sigterm_turned_into_exit).own_dir(),
];

fn exit_with<const CODE: i32>(_: &Context) -> exitspec::Finish {
    std::process::exit(CODE)
}

/// Reports when it is dropped.
struct Guard(&'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        event!("drop:{}", self.0);
    }
}

extern "C" fn report_exit() {
    journal::event("atexit");
}

extern "C" fn report_destructor() {
    journal::event("fini");
}

fn values_are_not_dropped(_: &Context) {
    fn inner() {
        let _guard = Guard("inner");
        std::process::exit(3)
    }
    let _guard = Guard("outer");
    let _boxed = Box::new(Guard("boxed"));
    inner();
}

fn handlers_run(_: &Context) {
    extern "C" fn first() {
        journal::event("atexit:1");
    }
    extern "C" fn second() {
        journal::event("atexit:2");
    }
    sys::atexit(first);
    sys::atexit(second);
    std::process::exit(3)
}

fn destructors_of_the_image_run(_: &Context) {
    sys::arm_destructor(report_destructor);
    sys::atexit(report_exit);
    std::process::exit(3)
}

#[expect(clippy::print_stdout, reason = "what it prints is the point")]
fn buffers_are_flushed(_: &Context) {
    print!("rust ");
    sys::fputs(c"c ", sys::stdout());
    std::process::exit(3)
}

thread_local!(static LOCAL: Guard = const { Guard("thread-local") });

fn thread_locals_of_the_caller(_: &Context) {
    LOCAL.with(|_| ());
    sys::atexit(report_exit);
    std::process::exit(3)
}

#[expect(clippy::print_stdout, reason = "what it prints is the point")]
fn abort_runs_nothing(_: &Context) {
    let _guard = Guard("local");
    LOCAL.with(|_| ());
    sys::atexit(report_exit);
    sys::arm_destructor(report_destructor);
    print!("rust ");
    std::process::abort()
}

fn abort_overrides_ignoring(_: &Context) -> nix::Result<()> {
    sys::signal::ignore(libc::SIGABRT)?;
    sys::signal::block(&[libc::SIGABRT]);
    std::process::abort()
}

fn abort_calls_a_handler_first(_: &Context) -> nix::Result<()> {
    extern "C" fn handler(_: libc::c_int) {
        journal::event("caught");
    }
    sys::signal::catch(libc::SIGABRT, handler, 0, &[])?;
    std::process::abort()
}
