//! `rust/concurrent`: several threads that end the process at once, or do something while one of them does.

mod against;
mod exits;
mod second;

use std::sync::{Arc, Barrier};
use std::thread;

use exitspec::{Case, Sink, case, event};

use crate::sys;

/// Where any amount of text may go.
const UNREAD: &[Sink] = &[Sink::Null];

/// The cases of `rust/concurrent`.
pub(super) const CASES: &[Case] = &[
    // Several threads end the process.
    case!(exits::two_exit).racy(20),
    case!(exits::eight_exit).racy(20),
    case!(exits::two_exit_with_slow_handlers).racy(20),
    case!(exits::eight_exit_with_slow_handlers).racy(20),
    case!(exits::two_exit_with_text).racy(20),
    case!(exits::two_process_exit_with_slow_handlers).racy(20),
    case!(exits::eight_process_exit_with_slow_handlers).racy(20),
    case!(exits::return_and_process_exit).racy(20),
    case!(exits::return_and_exit).racy(20),
    case!(exits::two_quick_exit)
        .racy(20)
        .needs(&[sys::QUICK_EXIT]),
    case!(exits::eight_quick_exit)
        .racy(20)
        .needs(&[sys::QUICK_EXIT]),
    case!(exits::exit_and_quick_exit)
        .racy(20)
        .needs(&[sys::QUICK_EXIT]),
    case!(exits::exit_and_underscore_exit).racy(20),
    case!(exits::exit_and_abort).racy(20),
    case!(exits::exit_and_sigterm).racy(20),
    // Something else goes on during exit.
    case!(against::exit_against_atexit).racy(20),
    case!(against::exit_against_fork)
        .racy(20)
        .await_descendants(),
    case!(against::exit_against_thread_creation).racy(20),
    case!(against::exit_against_thread_ends).racy(20),
    case!(against::exit_against_allocation).racy(20),
    case!(against::exit_against_printing)
        .sinks(UNREAD)
        .racy(20)
        .ending_limit(2000),
    case!(against::exit_against_rust_printing)
        .sinks(UNREAD)
        .racy(20)
        .ending_limit(2000),
    // A second thread does it while a handler of the first waits: no race.
    case!(second::second_exits).ending_limit(1000),
    case!(second::second_process_exits).ending_limit(1000),
    case!(second::second_quick_exits)
        .ending_limit(1000)
        .needs(&[sys::QUICK_EXIT]),
    case!(second::second_underscore_exits),
    case!(second::second_aborts),
    case!(second::second_raises_sigterm),
    case!(second::second_registers_a_handler),
    case!(second::second_ends),
];

/// Has so many threads, main among them, run `end` at the same time, each with a number of its own from 0.
fn together(threads: u8, end: impl Fn(u8) + Copy + Send + 'static) -> ! {
    let barrier = Arc::new(Barrier::new(threads.into()));
    for number in 1..threads {
        let barrier = Arc::clone(&barrier);
        thread::spawn(move || {
            barrier.wait();
            end(number);
        });
    }
    barrier.wait();
    end(0);
    sys::wait_for_ever()
}

/// Takes its time after it has said that it runs, and gives way to the other threads meanwhile.
extern "C" fn slow<const N: usize>() {
    event!("handler:{N}");
    for _ in 0..10 {
        thread::yield_now();
    }
}

macro_rules! slow {
    ($($n:literal)*) => { [$(slow::<$n>),*] };
}

/// Forty handlers, the first to be registered first.
const FORTY: [extern "C" fn(); 40] = slow![
    1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20
    21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40
];
