//! From `main` to an exit code.

use std::error::Error;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::engine::{self, Ended, Orders};
use super::list;
use super::options::{self, Options, Parsed};
use crate::case::Suite;
use crate::document::Output;
use crate::platform::Platform;
use crate::run::{
    Config, ENV_TIMEOUT_SCALE, FindProgram, Interrupts, Item, Plan, Recorder, Selection, Session,
    Twin, book, die_by, die_of_broken_pipe, executors, no_program,
};
use crate::supervise::{Nursery, Role, is_spawned, start};

/// Names the file that the run document is written to.
pub const ENV_JSON: &str = "EXITSPEC_JSON";

/// libtest's exit code for failures and for usage errors.
const FAILED: u8 = 101;

type Failure = Box<dyn Error + Send + Sync>;

/// Runs the suite as a test target does: the whole of a `main`, to be called first thing in it.
///
/// The children that become cases come back from here too, on their way out of `main`.
pub fn main(suite: &Suite) -> ExitCode {
    Front::new(suite).main()
}

/// A suite as a test target, for those who have more to say than [`main`] lets them.
pub struct Front<'a> {
    suite: &'a Suite,
    twin: Twin,
    find_program: &'a FindProgram<'a>,
    revision: Option<String>,
}

impl<'a> Front<'a> {
    /// What [`main`] runs.
    pub fn new(suite: &'a Suite) -> Front<'a> {
        Front {
            suite,
            twin: Twin::default(),
            find_program: &no_program,
            revision: None,
        }
    }

    /// How to find the panic=abort twin of this program, other than by the environment variable alone.
    pub fn twin(mut self, twin: Twin) -> Front<'a> {
        self.twin = twin;
        self
    }

    /// How to find the programs of families whose bodies are not in this one.
    pub fn programs(mut self, find_program: &'a FindProgram<'a>) -> Front<'a> {
        self.find_program = find_program;
        self
    }

    /// The revision of the suite's sources, for the run document.
    pub fn revision(mut self, revision: Option<&str>) -> Front<'a> {
        self.revision = revision.map(str::to_owned);
        self
    }

    /// Runs it, as told by the program's arguments and environment.
    pub fn main(self) -> ExitCode {
        // A process that was executed to be a case has no arguments to read.
        let ended = match is_spawned() {
            true => self.serve(None),
            false => match self.options() {
                Ok(Parsed::Help(text)) => print(|out| out.write_all(text.as_bytes())),
                Ok(Parsed::Run(options)) if options.list => {
                    let names = names(self.suite, &options);
                    print(|out| list::print(&names, options.format, out))
                }
                Ok(Parsed::Run(options)) => self.serve(Some(options)),
                Err(message) => Err(message.into()),
            },
        };
        ended.unwrap_or_else(|failure| {
            report(&*failure);
            ExitCode::from(FAILED)
        })
    }

    fn options(&self) -> Result<Parsed, String> {
        let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
        options::parse(&arguments, &|name| std::env::var(name).ok())
    }

    fn serve(self, options: Option<Options>) -> Result<ExitCode, Failure> {
        match (start(self.suite)?, options) {
            (Role::Case(run), _) => Ok(run.run(self.suite)),
            (Role::Harness(nursery), Some(options)) => self.run(nursery, options),
            (Role::Harness(nursery), None) => {
                nursery.close();
                Err("spawned for a case, but without saying which".into())
            }
        }
    }

    /// The harness's part: everything from the plan to the end of the last process.
    fn run(self, nursery: Nursery, options: Options) -> Result<ExitCode, Failure> {
        let ran = self.run_with(&nursery, options);
        nursery.close();
        let (ended, recorder, output) = ran?;
        if let (Some(output), Some(recorder)) = (output, recorder) {
            output.write(&[recorder.finish(!matches!(ended, Ended::Whole { .. }))])?;
        }
        match ended {
            Ended::Whole { passed: true } => return Ok(ExitCode::SUCCESS),
            Ended::Whole { passed: false } | Ended::Cut => {}
            Ended::Interrupted(signal) => die_by(signal),
            Ended::OutputGone => die_of_broken_pipe(),
        }
        Ok(ExitCode::from(FAILED))
    }

    fn run_with(
        self,
        nursery: &Nursery,
        options: Options,
    ) -> Result<(Ended, Option<Recorder>, Option<Output>), Failure> {
        let output = std::env::var_os(ENV_JSON)
            .map(|path| Output::prepare(Path::new(&path)))
            .transpose()?;
        let log = open_log(options.logfile.as_deref())?;
        let config = config(&options)?;
        let mut plan = Plan::new(self.suite, &selection(&options));
        let book = book(self.suite, &plan)?;
        plan.probe(self.suite, self.twin, self.find_program)?;
        let platform = plan.on(Platform::of_this_process());
        let command = std::env::args().collect();
        let recorder = Recorder::new(self.suite, &platform, self.revision, command, &config)
            .leaving_out(plan.left_out_by_family(self.suite));
        let session = Session::new(self.suite, book, platform, &plan, config.timeout_scale);
        let executors = executors(&plan, &config, || Session::executor(nursery))?;
        let orders = Orders {
            session,
            plan,
            config,
            options,
            executors,
            log,
        };
        let interrupts = Interrupts::hold();
        let (ended, recorder) = engine::execute(orders, recorder, &nursery.stopper(), interrupts)?;
        Ok((ended, recorder, output))
    }
}

fn config(options: &Options) -> Result<Config, String> {
    let default = Config::default();
    let timeout_scale = match std::env::var(ENV_TIMEOUT_SCALE) {
        Ok(text) => {
            Config::parse_scale(&text).map_err(|error| format!("{ENV_TIMEOUT_SCALE}: {error}"))?
        }
        Err(_) => default.timeout_scale,
    };
    Ok(Config {
        jobs: options.threads.unwrap_or(default.jobs),
        fail_fast: options.fail_fast,
        timeout_scale,
        ..default
    })
}

fn selection(options: &Options) -> Selection {
    Selection {
        filters: options.filters.clone(),
        skip: options.skip.clone(),
        exact: options.exact,
        ..Selection::default()
    }
}

fn names(suite: &Suite, options: &Options) -> Vec<String> {
    match options.only_ignored || options.only_benchmarks {
        true => Vec::new(),
        false => Plan::new(suite, &selection(options))
            .items
            .iter()
            .map(Item::test_name)
            .collect(),
    }
}

/// Prints something and is done.
fn print(write: impl FnOnce(&mut io::Stdout) -> io::Result<()>) -> Result<ExitCode, Failure> {
    match write(&mut io::stdout()) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            die_of_broken_pipe();
            Ok(ExitCode::from(FAILED))
        }
        Err(error) => Err(error.into()),
    }
}

/// Says on stderr what went wrong, causes included.
fn report(failure: &(dyn Error + 'static)) {
    let mut text = format!("error: {failure}");
    let mut source = failure.source();
    while let Some(error) = source {
        text += &format!(": {error}");
        source = error.source();
    }
    // Nobody can be told that this failed.
    let _ = writeln!(io::stderr(), "{text}");
}

fn open_log(path: Option<&Path>) -> Result<Option<File>, String> {
    path.map(|path| {
        File::create(path)
            .map_err(|error| format!("cannot create the log file {}: {error}", path.display()))
    })
    .transpose()
}
