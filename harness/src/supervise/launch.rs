//! Making the case's process.

use std::convert::Infallible;
use std::ffi::{CString, OsStr};
use std::fs::File;
use std::io::{self, PipeReader, PipeWriter};
use std::mem::ManuallyDrop;
use std::os::fd::{AsFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use tempfile::TempDir;

use super::capture::{Capture, JournalCapture};
use super::case_run::{CaseRun, ENV_CASE, ENV_DIR, ENV_GATE};
use super::setup::Setup;
use super::sinks::{self, Stream};
use super::wire::Job;
use crate::case::{Case, Code, Isolation, OnStop};
use crate::context::Context;
use crate::journal;
use crate::sink::Sink;
use crate::sys::{self, Forked};

/// A case's process and everything that comes out of it.
pub(crate) struct Running {
    pub(crate) process: libc::pid_t,
    pub(crate) started: Instant,
    pub(crate) stdout: Capture,
    pub(crate) stderr: Capture,
    pub(crate) journal: JournalCapture,
    /// Opened by a byte, once a continuation has been seen.
    pub(crate) gate: Option<PipeWriter>,
    /// Removed when this is dropped.
    pub(crate) dir: Option<TempDir>,
}

/// On which side of the fork one is.
pub(crate) enum Side {
    /// In the case's process: go back to `main` with this.
    Case(CaseRun),
    /// In the supervisor.
    Supervisor(Box<Running>),
}

/// What the child needs, all made before the fork.
struct Child<'a> {
    setup: &'a Setup,
    case: &'a Case,
    sink: Sink,
    stdout: Option<OwnedFd>,
    stderr: Option<OwnedFd>,
    journal: PipeWriter,
    gate: Option<PipeReader>,
    dir: Option<PathBuf>,
    image: Option<Image>,
}

/// Another image, ready to be executed.
struct Image {
    arguments: Vec<CString>,
    environment: Vec<CString>,
}

/// Forks the case's process. The child comes back as [`Side::Case`], unless it executes another image.
pub(crate) fn launch(setup: &Setup, id: &str, case: &Case, job: &Job) -> io::Result<Side> {
    let (stdout, stderr) = sinks::make(job.sink, case.stderr)?;
    let Stream {
        given: given_stdout,
        kept: kept_stdout,
    } = stdout;
    let Stream {
        given: given_stderr,
        kept: kept_stderr,
    } = stderr;
    let (reader, journal) = io::pipe()?;
    let (gate, opener) = match case.on_stop {
        OnStop::Continue => io::pipe().map(|(reader, writer)| (Some(reader), Some(writer)))?,
        OnStop::Leave => (None, None),
    };
    let dir = match case.own_dir {
        true => Some(own_dir(setup)?),
        false => None,
    };
    let dir_path = dir.as_ref().map(|dir| dir.path().to_owned());
    let image = match job.isolation {
        Isolation::Fork => None,
        Isolation::Spawn => Some(image(
            setup,
            (id, case),
            job,
            dir_path.as_deref(),
            gate.is_some(),
        )?),
    };
    let child = Child {
        setup,
        case,
        sink: job.sink,
        stdout: given_stdout,
        stderr: given_stderr,
        journal,
        gate,
        dir: dir_path,
        image,
    };
    if std::env::var_os(journal::ENV_SINK).is_none_or(|known| known != job.sink.name()) {
        // Here and not in the child: in most runs it is the same for many cases, and a child pays for every page that it
        // touches.
        sys::set_environment(journal::ENV_SINK, OsStr::new(job.sink.name()));
    }
    let started = Instant::now();
    match sys::fork()? {
        Forked::Child => {
            // The supervisor's things are not the child's to clean up: their descriptors are closed below, all at once.
            let _kept = ManuallyDrop::new((kept_stdout, kept_stderr, reader, opener, dir));
            let child = ManuallyDrop::new(child);
            match child.enter() {
                Ok(gate) => {
                    let dir = child.dir.clone();
                    let context = Context {
                        case: id.to_owned(),
                        sink: job.sink,
                        dir,
                        gate,
                    };
                    Ok(Side::Case(CaseRun {
                        case: job.case,
                        context,
                    }))
                }
                Err(error) => {
                    journal::failed(&error.to_string());
                    sys::leave(127)
                }
            }
        }
        Forked::Parent(process) => Ok(Side::Supervisor(Box::new(Running {
            process,
            started,
            stdout: Capture::new(kept_stdout),
            stderr: Capture::new(kept_stderr),
            journal: JournalCapture::new(File::from(OwnedFd::from(reader))),
            gate: opener,
            dir,
        }))),
    }
}

fn own_dir(setup: &Setup) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("case-");
    match &setup.scratch {
        Some(scratch) => builder.tempdir_in(scratch),
        None => builder.tempdir(),
    }
}

fn image(
    setup: &Setup,
    (id, case): (&str, &Case),
    job: &Job,
    dir: Option<&Path>,
    gate: bool,
) -> io::Result<Image> {
    let text = |text: &OsStr| CString::new(text.as_bytes()).map_err(io::Error::other);
    let mut arguments = match case.code {
        Code::Native(_) => setup.runner.clone(),
        // What stands in front of a program belongs to its platform.
        Code::Program => Vec::new(),
    };
    match (&job.command, case.code) {
        (Some(command), _) => {
            for argument in &command.arguments {
                arguments.push(text(OsStr::new(argument))?);
            }
        }
        (None, Code::Native(_)) => arguments.push(text(setup.program.as_os_str())?),
        (None, Code::Program) => {
            return Err(io::Error::other("nobody has said which program to execute"));
        }
    }
    if matches!(case.code, Code::Program) {
        let name = id.split_once('/').map_or(id, |(_, name)| name);
        arguments.push(text(OsStr::new(name))?);
        if let Some(call) = &case.call {
            arguments.push(text(OsStr::new(&**call))?);
        }
    }
    let mut environment = sys::environment();
    environment.retain(|variable| {
        !variable
            .as_bytes()
            .starts_with(journal::ENV_SINK.as_bytes())
    });
    let mut add = |name: &str, value: &OsStr| -> io::Result<()> {
        environment.push(text(OsStr::from_bytes(
            &[name.as_bytes(), b"=", value.as_bytes()].concat(),
        ))?);
        Ok(())
    };
    for (name, value) in job.command.iter().flat_map(|command| &command.environment) {
        add(name, OsStr::new(value))?;
    }
    add(ENV_CASE, OsStr::new(id))?;
    add(journal::ENV_SINK, OsStr::new(job.sink.name()))?;
    if let Some(dir) = dir {
        add(ENV_DIR, dir.as_os_str())?;
    }
    if gate {
        add(ENV_GATE, OsStr::new(&(setup.journal + 1).to_string()))?;
    }
    Ok(Image {
        arguments,
        environment,
    })
}

impl Child<'_> {
    /// Brings the new process into the state a case starts from, and executes the image if there is one. Gives back the
    /// gate's descriptor.
    fn enter(&self) -> io::Result<Option<RawFd>> {
        let journal = self.setup.journal;
        sys::connect(self.journal.as_fd(), journal)?;
        journal::connect(journal, self.sink == Sink::File);
        nix::unistd::setsid()?;
        let gate = match &self.gate {
            Some(gate) => {
                sys::connect(gate.as_fd(), journal + 1)?;
                Some(journal + 1)
            }
            None => None,
        };
        if let (true, Sink::Tty, Some(terminal)) =
            (self.case.controlling_tty, self.sink, &self.stdout)
        {
            sys::take_controlling_terminal(terminal.as_fd())?;
        }
        for (descriptor, given) in [(1, &self.stdout), (2, &self.stderr)] {
            match given {
                Some(given) => sys::connect(given.as_fd(), descriptor)?,
                None => sys::close_range(descriptor, descriptor),
            }
        }
        sys::close_range(3, journal - 1);
        sys::close_range(journal + 1 + i32::from(gate.is_some()), RawFd::MAX);
        sys::restore_default(libc::SIGCHLD);
        if self.case.core {
            sys::lift_core_limit()?;
        }
        if let Some(dir) = &self.dir {
            std::env::set_current_dir(dir)?;
        }
        match &self.image {
            Some(image) => image.execute().map(|never| match never {}),
            None => Ok(gate),
        }
    }
}

impl Image {
    fn execute(&self) -> io::Result<Infallible> {
        // The runtime of this process ignores it; the new image is to start as a shell would start it.
        sys::restore_default(libc::SIGPIPE);
        sys::execute(&self.arguments[0], &self.arguments, &self.environment).map_err(|errno| {
            let program = self.arguments[0].to_string_lossy();
            io::Error::other(format!("cannot execute {program}: {}", errno.desc()))
        })
    }
}
