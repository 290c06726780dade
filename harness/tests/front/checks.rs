//! The list of the tests, run by libtest-mimic.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::{choosing, documents, interrupts, results};

type Check = fn();

/// Names the tests after their functions.
macro_rules! checks {
    ($($module:ident::$name:ident),* $(,)?) => { &[$((stringify!($name), $module::$name as Check)),*] };
}

const CHECKS: &[(&str, Check)] = checks![
    choosing::all_options_of_libtest_are_accepted,
    choosing::lists_have_the_forms_of_libtest,
    choosing::a_list_starts_no_process,
    results::failures_exit_with_101_and_say_why_first,
    choosing::usage_errors_are_those_of_libtest,
    choosing::several_filters_select_what_any_of_them_matches,
    choosing::a_test_runs_by_its_exact_name,
    choosing::what_cannot_run_is_ignored_with_its_reason,
    choosing::ignored_and_benchmarks_select_nothing,
    choosing::fail_fast_starts_nothing_more,
    results::the_order_follows_the_seed,
    results::output_of_passing_tests_is_shown_on_request,
    results::times_are_shown_on_request,
    results::a_log_has_one_line_a_test,
    results::json_events_are_those_of_libtest,
    documents::the_document_is_written_when_asked_for,
    documents::a_document_that_cannot_be_written_stops_the_run_before_it_begins,
    interrupts::an_interrupt_keeps_what_is_finished,
    interrupts::a_broken_pipe_is_no_panic,
    interrupts::a_killed_harness_takes_its_case_with_it,
    interrupts::an_ignored_signal_stays_ignored,
];

pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = CHECKS.iter().map(|&(name, check)| {
        Trial::test(name, move || {
            check();
            Ok::<(), Failed>(())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}
