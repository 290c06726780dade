//! A case is plain data and a function: what runs, connected to what, and what it needs.

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::process::{ExitCode, Termination};

use crate::context::Context;
use crate::sink::Sink;

/// What a body gives back to `main`, if it returns at all.
///
/// It holds the body's own value until `main` asks for its exit code, so that the `Termination` of
/// that very type decides the code (and prints, for an `Err`), as it does in any Rust program.
pub struct Finish(Box<dyn FnOnce() -> ExitCode>);

impl Finish {
    /// Wraps what the body returned.
    pub fn new<T: Termination + 'static>(value: T) -> Finish {
        Finish(Box::new(|| value.report()))
    }

    /// Turns the value into the code that `main` returns.
    pub fn report(self) -> ExitCode {
        (self.0)()
    }
}

/// The code of a case.
pub type Body = fn(&Context) -> Finish;

/// How a native case gets its process.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Isolation {
    /// Forked from a single-threaded supervisor: fast, and the memory image is the harness's own.
    Fork,
    /// The same binary executed afresh (through `CARGO_TARGET_<TRIPLE>_RUNNER` when that is set): a pristine image.
    Spawn,
}

/// With which panic strategy the binary that runs a native case was built.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Panic {
    /// A panic unwinds the stack.
    Unwind,
    /// A panic aborts the process.
    Abort,
}

impl Panic {
    /// The strategy this code was compiled with.
    pub const OWN: Panic = if cfg!(panic = "abort") {
        Panic::Abort
    } else {
        Panic::Unwind
    };

    /// `"unwind"` or `"abort"`.
    pub fn name(self) -> &'static str {
        match self {
            Panic::Unwind => "unwind",
            Panic::Abort => "abort",
        }
    }
}

/// What the supervisor does when the case's process stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnStop {
    /// Nothing: a process nobody continues runs into its deadline.
    Leave,
    /// Sends `SIGCONT`, and opens the gate ([`Context::await_continued`]) once the continuation has been seen.
    Continue,
}

/// What happens to descendants that are still there when the case's own process has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Descendants {
    /// They are listed, recorded as left behind, and killed at once.
    Kill,
    /// They are given until the deadline to end by themselves; what is left then is listed and killed.
    Await,
}

/// Something a case cannot do without, and how to find out whether it is here.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    /// A short name, such as `root` or `full-device`.
    pub name: &'static str,
    /// Looks at this machine; an `Err` is the reason why the case is UNSUPPORTED.
    pub probe: fn() -> Result<(), String>,
}

/// Where the code of a case is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Code {
    /// In this binary.
    Native(Body),
    /// In the [program](crate::run::Program) of the case's family, which is executed with the case's name as an argument.
    Program,
}

/// One case: an id, a body, its sinks, its needs, and how it is to be run.
#[derive(Debug, Clone)]
pub struct Case {
    pub(crate) name: Cow<'static, str>,
    pub(crate) code: Code,
    pub(crate) call: Option<Cow<'static, str>>,
    pub(crate) sinks: Cow<'static, [Sink]>,
    pub(crate) stderr: Option<Sink>,
    pub(crate) needs: Cow<'static, [Need]>,
    pub(crate) features: Vec<String>,
    pub(crate) isolation: Option<Isolation>,
    pub(crate) twin: bool,
    pub(crate) body_limit_ms: u32,
    pub(crate) ending_limit_ms: u32,
    pub(crate) racy: Option<NonZeroU32>,
    pub(crate) on_stop: OnStop,
    pub(crate) descendants: Descendants,
    pub(crate) core: bool,
    pub(crate) own_dir: bool,
    pub(crate) controlling_tty: bool,
}

/// How long a body may take, in milliseconds, unless the case says otherwise.
pub const DEFAULT_LIMIT_MS: u32 = 10_000;

impl Case {
    /// A case with the defaults: the pipe sink, no needs, forked, ten seconds for the body and as many for the ending.
    pub const fn new(name: &'static str, body: Body) -> Case {
        Case::with_name(Cow::Borrowed(name), body)
    }

    /// The same for a name made at run time, for tables of cases.
    pub const fn with_name(name: Cow<'static, str>, body: Body) -> Case {
        Case::with_code(name, Code::Native(body))
    }

    /// A case whose body is in the [program](crate::run::Program) of its family.
    pub const fn executed(name: Cow<'static, str>) -> Case {
        let mut case = Case::with_code(name, Code::Program);
        case.isolation = Some(Isolation::Spawn);
        case
    }

    const fn with_code(name: Cow<'static, str>, code: Code) -> Case {
        Case {
            name,
            code,
            call: None,
            sinks: Cow::Borrowed(&[Sink::Pipe]),
            stderr: None,
            needs: Cow::Borrowed(&[]),
            features: Vec::new(),
            isolation: None,
            twin: false,
            body_limit_ms: DEFAULT_LIMIT_MS,
            ending_limit_ms: DEFAULT_LIMIT_MS,
            racy: None,
            on_stop: OnStop::Leave,
            descendants: Descendants::Kill,
            core: false,
            own_dir: false,
            controlling_tty: false,
        }
    }

    /// The sinks the case runs with, one result each.
    pub const fn sinks(self, sinks: &'static [Sink]) -> Case {
        self.sinks_all(Cow::Borrowed(sinks))
    }

    /// The same for sinks put together at run time, for tables of cases.
    pub const fn sinks_all(mut self, sinks: Cow<'static, [Sink]>) -> Case {
        // As for needs, below.
        std::mem::forget(std::mem::replace(&mut self.sinks, sinks));
        self
    }

    /// Connects stderr to this sink whatever stdout is connected to (to read a message about a full stdout, say).
    pub const fn stderr_to(mut self, sink: Sink) -> Case {
        self.stderr = Some(sink);
        self
    }

    /// What the case cannot do without. Sinks bring their own needs.
    pub const fn needs(self, needs: &'static [Need]) -> Case {
        self.needs_all(Cow::Borrowed(needs))
    }

    /// The same for needs put together at run time, for tables of cases.
    pub const fn needs_all(mut self, needs: Cow<'static, [Need]>) -> Case {
        // A constant function cannot run a destructor; what is replaced borrows, as every case starts out that way.
        std::mem::forget(std::mem::replace(&mut self.needs, needs));
        self
    }

    /// What of the [program](crate::run::Program) is to be called: one more argument after the name.
    pub fn calls(mut self, call: impl Into<Cow<'static, str>>) -> Case {
        self.call = Some(call.into());
        self
    }

    /// What the [program](crate::run::Program) of the case's family has to have been built with.
    pub fn features(mut self, features: Vec<String>) -> Case {
        self.features = features;
        self
    }

    /// Runs the case with this isolation whatever the run asks for.
    pub const fn isolation(mut self, isolation: Isolation) -> Case {
        self.isolation = Some(isolation);
        self
    }

    /// Runs the case in the panic=abort twin of the binary as well.
    pub const fn with_twin(mut self) -> Case {
        self.twin = true;
        self
    }

    /// How long the body may take until it ends or says that its ending begins, in milliseconds before scaling.
    pub const fn body_limit(mut self, milliseconds: u32) -> Case {
        self.body_limit_ms = milliseconds;
        self
    }

    /// How long the process may take to be gone once its ending began, in milliseconds before scaling. Short for
    /// cases that are known to hang there.
    pub const fn ending_limit(mut self, milliseconds: u32) -> Case {
        self.ending_limit_ms = milliseconds;
        self
    }

    /// Declares that the outcome depends on timing: the case runs so many times and is observed as a set.
    ///
    /// # Panics
    ///
    /// When `times` is 0.
    pub const fn racy(mut self, times: u32) -> Case {
        self.racy = NonZeroU32::new(times);
        assert!(self.racy.is_some(), "a racy case runs at least once");
        self
    }

    /// Continues the process whenever it stops.
    pub const fn continue_when_stopped(mut self) -> Case {
        self.on_stop = OnStop::Continue;
        self
    }

    /// Gives descendants until the deadline to end by themselves.
    pub const fn await_descendants(mut self) -> Case {
        self.descendants = Descendants::Await;
        self
    }

    /// Lifts the core limit, and runs the case in a directory of its own that goes away with any core file in it.
    pub const fn with_core(mut self) -> Case {
        self.core = true;
        self.own_dir = true;
        self
    }

    /// Runs the case in an empty directory of its own, removed afterwards.
    pub const fn own_dir(mut self) -> Case {
        self.own_dir = true;
        self
    }

    /// With the `tty` sink, makes stdout's terminal the controlling terminal of the case's session.
    pub const fn controlling_tty(mut self) -> Case {
        self.controlling_tty = true;
        self
    }

    /// The sinks the case runs with.
    pub fn run_with(&self) -> &[Sink] {
        &self.sinks
    }

    /// What the case cannot do without, apart from its sinks.
    pub fn needed(&self) -> &[Need] {
        &self.needs
    }

    /// The name within its group.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Cases that belong together: one file of bodies, one file of expectations.
#[derive(Debug, Clone)]
pub struct Group {
    /// The path, family first: `rust/atexit`.
    pub name: &'static str,
    /// The cases, in the order of the file.
    pub cases: Cow<'static, [Case]>,
}

/// A whole suite: its groups, and where its expectations come from.
#[derive(Debug, Clone)]
pub struct Suite {
    /// The suite's name and version, for the run document.
    pub name: &'static str,
    /// The version of the suite.
    pub version: &'static str,
    /// The groups, in the order in which they are listed.
    pub groups: Vec<Group>,
    /// The expectations the results are held against.
    pub expectations: crate::expectation::Source,
}

impl Suite {
    /// Every case with its full id, in the order of the groups. A case's place here is its number in a
    /// [`Job`](crate::supervise::Job).
    pub fn cases(&self) -> impl Iterator<Item = (String, &Case)> {
        self.groups
            .iter()
            .flat_map(|group| group.cases.iter().map(|case| (group.id_of(case), case)))
    }

    /// The families of its groups: the first parts of their names, each once.
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = self
            .groups
            .iter()
            .map(|group| crate::run::family(group.name))
            .collect();
        families.sort_unstable();
        families.dedup();
        families
    }

    /// The case at that place, with its full id.
    pub fn case(&self, mut index: usize) -> Option<(String, &Case)> {
        for group in &self.groups {
            match group.cases.get(index) {
                Some(case) => return Some((group.id_of(case), case)),
                None => index -= group.cases.len(),
            }
        }
        None
    }
}

impl Group {
    fn id_of(&self, case: &Case) -> String {
        format!("{}/{}", self.name, case.name)
    }
}

/// Builds a [`Case`] from the function that is its body; its name is the function's name.
///
/// The function takes a [`&Context`](Context) and may return anything `main` may return.
#[macro_export]
macro_rules! case {
    ($body:path) => {
        $crate::Case::new($crate::last_segment(stringify!($body)), |context| {
            $crate::call_body($body, context)
        })
    };
}

#[doc(hidden)]
pub fn call_body<T: Termination + 'static>(body: fn(&Context) -> T, context: &Context) -> Finish {
    Finish::new(body(context))
}

#[doc(hidden)]
pub const fn last_segment(path: &'static str) -> &'static str {
    let bytes = path.as_bytes();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        if matches!(bytes[at], b':' | b' ' | b'#') {
            start = at + 1;
        }
        at += 1;
    }
    path.split_at(start).1
}
