//! Memory and instructions: faults of the processor.

use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::AsRawFd as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicI32, Ordering};

use exitspec::{Context, event};
use libc::c_int;

use crate::sys::signal::SignalName;
use crate::sys::{self, fault, jump, signal};

pub(super) fn null_write(_: &Context) {
    fault::write_null();
    event!("survived");
}

pub(super) fn null_read(_: &Context) {
    fault::read_null();
    event!("survived");
}

pub(super) fn null_write_on_a_thread(_: &Context) {
    let thread = std::thread::spawn(fault::write_null);
    let _ = thread.join();
    event!("survived");
}

/// Without the handler that the runtime has installed.
pub(super) fn null_write_with_the_default_action(_: &Context) -> io::Result<()> {
    signal::default_action(libc::SIGSEGV, 0)?;
    fault::write_null();
    event!("survived");
    Ok(())
}

pub(super) fn write_to_read_only_page(_: &Context) -> io::Result<()> {
    fault::write_read_only()?;
    event!("survived");
    Ok(())
}

pub(super) fn read_without_permission(_: &Context) -> io::Result<()> {
    fault::read_without_permission()?;
    event!("survived");
    Ok(())
}

pub(super) fn read_of_unmapped_page(_: &Context) -> io::Result<()> {
    fault::read_unmapped()?;
    event!("survived");
    Ok(())
}

pub(super) fn call_of_data(_: &Context) -> io::Result<()> {
    fault::call_data()?;
    event!("survived");
    Ok(())
}

/// A file of one byte in the case's own directory.
fn one_byte_file() -> io::Result<File> {
    let mut file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open("mapped")?;
    file.write_all(b"x")?;
    Ok(file)
}

pub(super) fn read_past_the_end_of_a_mapped_file(_: &Context) -> io::Result<()> {
    fault::read_past_end_of_file(one_byte_file()?.as_raw_fd())?;
    event!("survived");
    Ok(())
}

pub(super) fn read_of_a_truncated_file(_: &Context) -> io::Result<()> {
    fault::read_truncated_file(one_byte_file()?.as_raw_fd())?;
    event!("survived");
    Ok(())
}

pub(super) fn integer_division_by_zero(_: &Context) {
    fault::divide_by_zero();
    event!("survived");
}

pub(super) fn illegal_instruction(_: &Context) {
    fault::illegal_instruction();
    event!("survived");
}

pub(super) fn breakpoint(_: &Context) {
    fault::breakpoint();
    event!("survived");
}

extern "C" fn report_exit_handler() {
    event!("exit_handler");
}

pub(super) fn exit_handlers_do_not_run(_: &Context) {
    sys::atexit(report_exit_handler);
    fault::write_null();
}

struct Reports;

impl Drop for Reports {
    fn drop(&mut self) {
        event!("dropped");
    }
}

pub(super) fn destructors_do_not_run(_: &Context) {
    let _on_the_stack = Reports;
    fault::write_null();
}

pub(super) fn buffers_are_not_flushed(_: &Context) {
    sys::fputs(c"text", sys::stdout());
    fault::write_null();
}

extern "C" fn underscore_exit(signal: c_int) {
    event!("handler:{}", SignalName(signal));
    sys::_exit(9)
}

pub(super) fn handler_calls_underscore_exit(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGSEGV, underscore_exit, 0, &[])?;
    fault::write_null();
    event!("survived");
    Ok(())
}

extern "C" fn jump_out(_: c_int) {
    event!("handler");
    jump::jump_back(3)
}

extern "C" fn fault_into_a_jump() {
    fault::write_null();
}

pub(super) fn handler_jumps_back(_: &Context) -> io::Result<ExitCode> {
    signal::catch(libc::SIGSEGV, jump_out, 0, &[])?;
    event!("jumped:{}", jump::catch_jump(fault_into_a_jump));
    Ok(ExitCode::from(7))
}

extern "C" fn restore_default(signal: c_int) {
    event!("handler");
    // A failure shows: the fault comes again for ever.
    let _ = signal::default_action(signal, 0);
}

pub(super) fn handler_restores_default_and_returns(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGSEGV, restore_default, 0, &[])?;
    fault::write_null();
    event!("survived");
    Ok(())
}

static RETURNS: AtomicI32 = AtomicI32::new(0);

extern "C" fn return_three_times(_: c_int) {
    event!("handler");
    if RETURNS.fetch_add(1, Ordering::Relaxed) == 3 {
        sys::_exit(9);
    }
}

pub(super) fn handler_returns(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGSEGV, return_three_times, 0, &[])?;
    fault::write_null();
    event!("survived");
    Ok(())
}

pub(super) fn fault_while_ignored(_: &Context) -> io::Result<()> {
    signal::ignore(libc::SIGSEGV)?;
    fault::write_null();
    event!("survived");
    Ok(())
}

pub(super) fn fault_while_blocked(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGSEGV, underscore_exit, 0, &[])?;
    signal::block(&[libc::SIGSEGV]);
    fault::write_null();
    event!("survived");
    Ok(())
}

extern "C" fn fault_again(_: c_int) {
    event!("handler");
    fault::write_null();
    event!("survived");
}

pub(super) fn fault_in_the_handler(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGSEGV, fault_again, 0, &[])?;
    fault::write_null();
    event!("survived");
    Ok(())
}

pub(super) fn stack_overflow_on_main(_: &Context) {
    fault::overflow_stack();
}

pub(super) fn stack_overflow_on_a_thread(_: &Context) {
    let thread = std::thread::spawn(fault::overflow_stack);
    let _ = thread.join();
}

pub(super) fn stack_overflow_on_a_named_thread(_: &Context) -> io::Result<()> {
    let thread = std::thread::Builder::new()
        .name("deep".to_owned())
        .spawn(fault::overflow_stack)?;
    let _ = thread.join();
    Ok(())
}

pub(super) fn stack_overflow_with_the_default_action(_: &Context) -> io::Result<()> {
    signal::default_action(libc::SIGSEGV, 0)?;
    signal::default_action(libc::SIGBUS, 0)?;
    fault::overflow_stack();
    Ok(())
}

pub(super) fn stack_overflow_caught_on_another_stack(_: &Context) -> io::Result<()> {
    signal::use_alternate_stack()?;
    for signal in [libc::SIGSEGV, libc::SIGBUS] {
        signal::catch(signal, underscore_exit, libc::SA_ONSTACK, &[])?;
    }
    fault::overflow_stack();
    Ok(())
}

/// A handler that would need the stack that is used up.
pub(super) fn stack_overflow_caught_on_the_same_stack(_: &Context) -> io::Result<()> {
    for signal in [libc::SIGSEGV, libc::SIGBUS] {
        signal::catch(signal, underscore_exit, 0, &[])?;
    }
    fault::overflow_stack();
    Ok(())
}
