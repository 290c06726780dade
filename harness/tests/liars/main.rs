//! Whatever a case does, the harness says what happened, goes on, and leaves nothing behind.

#![expect(unsafe_code, reason = "liars misbehave below what std offers")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test, and cases whose output is captured"
)]

mod bodies;
mod sys;

use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use exitspec::expectation::Source;
use exitspec::observation::{Change, Ending, LeftBehind, Observation, Phase, Report};
use exitspec::supervise::{Command, Job, Lost, Nursery, Role, Worker, start};
use exitspec::{Bytes, Group, Isolation, Panic, Sink, Suite};
use libtest_mimic::{Arguments, Trial};

fn suite() -> Suite {
    Suite {
        name: "liars",
        version: "0",
        groups: vec![Group {
            name: "harness/liars",
            cases: bodies::CASES.into(),
        }],
        expectations: Source::Inline(Vec::new()),
    }
}

fn main() -> ExitCode {
    let suite = suite();
    match start(&suite) {
        Ok(Role::Case(run)) => run.run(&suite),
        Ok(Role::Harness(nursery)) => check(&suite, nursery),
        Err(error) => panic!("{error}"),
    }
}

/// Runs one case after the other on the same worker, as a run does.
struct Liars {
    suite: Suite,
    worker: Worker,
}

impl Liars {
    fn run(&mut self, name: &str, sink: Sink, isolation: Isolation) -> Result<Report, Lost> {
        let case = self.suite.cases().position(|(_, case)| case.name() == name);
        let case = case.unwrap_or_else(|| panic!("no liar is called {name}"));
        let job = Job {
            case,
            sink,
            isolation,
            panic: Panic::OWN,
            timeout_scale: 1.0,
            command: None,
        };
        self.worker.run(&job)
    }

    fn report(&mut self, name: &str) -> Report {
        self.run(name, Sink::Pipe, Isolation::Fork).unwrap()
    }

    fn see(&mut self, name: &str) -> Observation {
        self.report(name).observation
    }

    /// Shows that the worker is as good as new.
    fn honest(&mut self) {
        let seen = self.see("honest");
        assert_eq!(
            (seen.ending, seen.stdout),
            (Ending::Exited(7), Some("text".into()))
        );
        assert_eq!(seen.journal, ["said"]);
        assert!(seen.left_behind.is_empty());
    }
}

fn check(suite: &Suite, nursery: Nursery) -> ExitCode {
    let worker = nursery.worker().unwrap();
    let liars = Arc::new(Mutex::new(Liars {
        suite: suite.clone(),
        worker,
    }));
    let trials = CHECKS.iter().map(|&(name, check)| {
        let liars = Arc::clone(&liars);
        Trial::test(name, move || {
            let mut liars = liars
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            check(&mut liars);
            liars.honest();
            Ok(())
        })
        .with_kind(missing(name).unwrap_or_default())
        .with_ignored_flag(missing(name).is_some())
    });
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials.collect());
    nursery.close();
    conclusion.exit_code()
}

/// What this system lacks that a check needs. The check is ignored then.
fn missing(check: &str) -> Option<&'static str> {
    let linux = cfg!(target_os = "linux");
    let reaper = linux || cfg!(target_os = "freebsd");
    match check {
        "a_daemon_is_found_and_killed"
        | "what_is_left_behind_is_told_by_its_relation"
        | "fork_bombs_end_with_their_case" => (!reaper).then_some("no reaper here"),
        "what_is_dying_is_not_left_behind" => {
            (!linux).then_some("nothing tells for certain what is dying here")
        }
        "a_stopped_process_is_a_hang_with_its_stop_on_record" | "a_hang_tells_where_it_is" => {
            (!linux).then_some("nothing tells about threads here")
        }
        "a_real_time_signal_keeps_its_word" => match sys::first_real_time_signal() {
            Some(_) => None,
            None => Some("no known real-time signal here"),
        },
        _ => None,
    }
}

type Check = fn(&mut Liars);

const CHECKS: &[(&str, Check)] = &[
    ("a_closed_stdout_is_just_closed", |liars| {
        let seen = liars.see("closes_stdout");
        assert_eq!(
            (seen.ending, seen.stdout),
            (Ending::Exited(0), Some("".into()))
        );
        assert_eq!(seen.journal, ["write:-1"]);
    }),
    ("without_descriptors_the_status_is_still_known", |liars| {
        let seen = liars.see("closes_everything");
        assert_eq!((seen.ending, seen.raw), (Ending::Exited(3), Some(0x300)));
        assert_eq!(seen.journal, ["before"]);
    }),
    ("a_flood_is_counted_and_cut", |liars| {
        for sink in [Sink::Pipe, Sink::File, Sink::Tty] {
            let report = liars.run("floods_stdout", sink, Isolation::Fork).unwrap();
            assert_eq!(report.observation.ending, Ending::Exited(0), "{sink}");
            assert_eq!(
                report.observation.stdout.unwrap().0.len(),
                1 << 20,
                "{sink}"
            );
            assert!(report.observation.truncated);
            assert_eq!(report.volatile.beyond_cap, 63 << 20, "{sink}");
        }
    }),
    ("an_endless_flood_is_a_hang", |liars| {
        let seen = liars.see("floods_for_ever");
        assert_eq!(seen.ending, Ending::Hung(Phase::InBody));
        // Into a file it runs into the limit on its size, whose signal ends it.
        let seen = liars
            .run("floods_for_ever", Sink::File, Isolation::Fork)
            .unwrap()
            .observation;
        assert!(
            [
                Ending::Signaled("SIGXFSZ".to_owned()),
                Ending::Hung(Phase::InBody)
            ]
            .contains(&seen.ending),
            "{:?}",
            seen.ending
        );
    }),
    ("a_daemon_is_found_and_killed", |liars| {
        let seen = liars.see("daemonises");
        assert_eq!(
            (seen.ending, seen.left_behind),
            (Ending::Exited(0), vec![LeftBehind::Elsewhere])
        );
        let pid = seen.journal[0].strip_prefix("pid:").unwrap();
        assert!(
            !Path::new("/proc").join(pid).exists(),
            "the daemon is still there"
        );
    }),
    ("what_is_left_behind_is_told_by_its_relation", |liars| {
        assert_eq!(
            liars.see("leaves_a_child_in_its_group").left_behind,
            [LeftBehind::Group]
        );
        assert_eq!(
            liars.see("leaves_a_child_in_its_session").left_behind,
            [LeftBehind::Session]
        );
    }),
    ("what_is_dying_is_not_left_behind", |liars| {
        let seen = liars.see("leaves_a_child_that_is_dying");
        assert_eq!(seen.ending, Ending::Exited(0));
        assert_eq!(seen.left_behind, []);
    }),
    ("an_awaited_child_may_finish", |liars| {
        let seen = liars.see("awaited_child");
        assert_eq!(seen.journal, ["child,?after?its?parent"]);
        assert!(seen.left_behind.is_empty());
    }),
    ("a_real_time_signal_keeps_its_word", |liars| {
        let seen = liars.see("dies_by_a_real_time_signal");
        assert_eq!(seen.ending, Ending::Signaled("SIGRTMIN+3".to_owned()));
        assert_eq!(seen.waitid.unwrap().code, "CLD_KILLED");
    }),
    (
        "a_stopped_process_is_a_hang_with_its_stop_on_record",
        |liars| {
            let report = liars.report("stops_itself");
            assert_eq!(report.observation.ending, Ending::Hung(Phase::InBody));
            assert_eq!(
                report.observation.changes,
                [Change::Stopped("SIGSTOP".to_owned())]
            );
            assert_eq!(report.volatile.threads[0].state, "T");
        },
    ),
    ("every_stop_and_continuation_is_seen_in_order", |liars| {
        let seen = liars.see("stops_and_is_continued");
        let stopped = || Change::Stopped("SIGSTOP".to_owned());
        let round = [stopped(), Change::Continued];
        assert_eq!(seen.changes, [round.clone(), round.clone(), round].concat());
        assert_eq!((seen.ending, seen.journal.len()), (Ending::Exited(5), 3));
    }),
    ("a_hang_tells_where_it_is", |liars| {
        let report = liars.report("never_ends");
        assert_eq!(report.observation.ending, Ending::Hung(Phase::InBody));
        assert_eq!(
            (report.observation.raw, report.observation.waitid),
            (None, None)
        );
        assert_eq!(report.volatile.threads.len(), 1);
        assert_eq!(
            liars.see("hangs_at_exit").ending,
            Ending::Hung(Phase::Ending)
        );
        let spawned = liars
            .run("hangs_before_the_body", Sink::Pipe, Isolation::Spawn)
            .unwrap();
        assert_eq!(spawned.observation.ending, Ending::Hung(Phase::BeforeBody));
    }),
    ("a_lost_supervisor_is_replaced", |liars| {
        for liar in ["kills_its_supervisor", "stops_its_supervisor"] {
            let lost = liars.run(liar, Sink::Pipe, Isolation::Fork);
            assert!(matches!(lost, Err(Lost::Supervisor(_))), "{liar}: {lost:?}");
            liars.honest();
        }
    }),
    ("killing_the_own_group_reaches_nobody_else", |liars| {
        assert_eq!(
            liars.see("kills_its_group").ending,
            Ending::Signaled("SIGKILL".to_owned())
        );
    }),
    ("fork_bombs_end_with_their_case", |liars| {
        assert_eq!(liars.see("fork_bomb").ending, Ending::Hung(Phase::InBody));
        let seen = liars.see("fork_bomb_of_sessions");
        assert!(seen.left_behind.contains(&LeftBehind::Elsewhere));
    }),
    ("garbage_in_the_journal_is_kept_apart", |liars| {
        let seen = liars.see("writes_garbage_to_the_journal");
        assert_eq!(seen.journal, ["true", "also?true"]);
        let garbage: [Bytes; 4] = [
            "event two words too many".into(),
            Bytes(vec![0xff, 0xfe]),
            "ending soon".into(),
            "event cut off".into(),
        ];
        assert_eq!(seen.garbage, garbage);
    }),
    ("a_flood_of_events_is_counted_and_cut", |liars| {
        let report = liars.report("floods_the_journal");
        let kept = report.observation.journal.len() as u64;
        assert_eq!(report.observation.journal[0], "0");
        assert_eq!(kept + report.volatile.events_beyond_cap, 100_000);
    }),
    ("a_body_cannot_pretend_that_it_never_started", |liars| {
        let seen = liars.see("pretends_to_have_failed_to_start");
        assert_eq!((seen.ending, seen.garbage.len()), (Ending::Exited(9), 1));
    }),
    (
        "what_a_body_could_not_set_up_leaves_no_observation",
        |liars| {
            let refused = liars.run("says_that_it_is_broken", Sink::Pipe, Isolation::Fork);
            let told =
                matches!(&refused, Err(Lost::Refused(why)) if why.contains("probe.c:1:pipe"));
            assert!(told, "{refused:?}");
        },
    ),
    ("an_ending_before_the_body_is_not_the_case_s", |liars| {
        for (program, reason) in [
            ("/bin/sh", "before its body was entered"),
            ("/no/such/program", "cannot execute /no/such/program"),
        ] {
            let job = Job {
                case: 0,
                sink: Sink::Pipe,
                isolation: Isolation::Spawn,
                panic: Panic::OWN,
                timeout_scale: 1.0,
                command: Some(Command {
                    arguments: vec![program.to_owned()],
                    ..Command::default()
                }),
            };
            let refused = liars.worker.run(&job);
            let told = matches!(&refused, Err(Lost::Refused(why)) if why.contains(reason));
            assert!(told, "{program}: {refused:?}");
        }
    }),
    ("the_directory_of_a_case_goes_away", |liars| {
        let seen = liars.see("fills_its_directory");
        let dir = String::from_utf8(seen.stdout.unwrap().0).unwrap();
        assert!(!dir.is_empty() && !Path::new(&dir).exists(), "{dir}");
    }),
    ("so_does_a_core", |liars| {
        let seen = liars.see("aborts_with_a_core");
        assert_eq!(seen.ending, Ending::Signaled("SIGABRT".to_owned()));
        let dir = String::from_utf8(seen.stdout.unwrap().0).unwrap();
        assert!(!dir.is_empty() && !Path::new(&dir).exists(), "{dir}");
    }),
    ("the_next_case_starts_from_the_same_state", |liars| {
        assert_eq!(liars.see("spoils_its_state").ending, Ending::Exited(0));
        let seen = liars.see("sees_its_state");
        let expected = [
            "spoilt:false",
            "umask:22",
            "sigterm:true",
            "cwd:/",
            "open:0,1,2,198",
            "leader:true",
            "session:true",
        ];
        assert_eq!(seen.journal, expected);
    }),
    ("a_terminal_is_controlling_only_when_asked_for", |liars| {
        let seen = liars
            .run("asks_for_its_terminal", Sink::Tty, Isolation::Fork)
            .unwrap()
            .observation;
        assert_eq!(seen.journal, ["terminal:true"]);
        let seen = liars
            .run("asks_for_its_terminal", Sink::Pipe, Isolation::Fork)
            .unwrap()
            .observation;
        assert_eq!(seen.journal, ["terminal:false"]);
    }),
    ("running_out_of_descriptors_harms_only_the_case", |liars| {
        assert_eq!(liars.see("exhausts_descriptors").journal, ["many:true"]);
    }),
];
