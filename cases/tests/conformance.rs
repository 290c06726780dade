//! The suite as a test target: every case with every sink is a test.

use std::process::ExitCode;

use exitspec::front::Front;

fn main() -> ExitCode {
    Front::new(&exitspec_suite::suite())
        .twin(exitspec_suite::twin())
        .programs(&exitspec_suite::program)
        .revision(exitspec_suite::REVISION)
        .main()
}
