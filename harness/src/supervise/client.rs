//! The harness's side: starting the nursery, and handing out workers.

use std::io::{self, IoSlice, Write as _};
use std::mem::ManuallyDrop;
use std::net::Shutdown;
use std::os::fd::AsRawFd as _;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use nix::sys::socket::{ControlMessage, MsgFlags, sendmsg};

use super::case_run::CaseRun;
use super::setup::Setup;
use super::wire::{self, Answer, Job, Request};
use super::{nursery, sweep};
use crate::case::Suite;
use crate::observation::Report;
use crate::sys::{self, Forked};

/// What this process turns out to be, once [`start`] comes back.
#[derive(Debug)]
pub enum Role {
    /// The harness: it runs cases through the nursery.
    Harness(Nursery),
    /// A case: `main` has to return what [`CaseRun::run`] gives, and do nothing else.
    Case(CaseRun),
}

/// Why nothing could be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Forking a process with several threads is not safe, so it is not done.
    #[error(
        "the process has {0} threads already; start the harness first thing in main, before anything starts a thread"
    )]
    Threads(usize),
    /// The process was spawned for a case, but with an environment that does not say all it should.
    #[error(
        "spawned for the case `{case}`, which is not in this binary, or with an incomplete environment"
    )]
    Spawned {
        /// The id it was given.
        case: String,
    },
    /// The system did not give what the nursery needs.
    #[error("cannot start the nursery")]
    System(#[from] io::Error),
}

/// Why there is no worker.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The nursery was asked, but could not.
    #[error("cannot fork a supervisor: {0}")]
    Refused(String),
    /// The nursery does not answer: something killed it.
    #[error("the nursery is gone")]
    Nursery(#[source] io::Error),
}

/// Why a run of a case has no report.
#[derive(Debug, thiserror::Error)]
pub enum Lost {
    /// The supervisor went away, most likely killed by the case; there is a new one already.
    #[error("the supervisor was lost: {0}")]
    Supervisor(String),
    /// The supervisor is there but could not run the case or tell how it ended.
    #[error("{0}")]
    Refused(String),
    /// [`Stopper::stop`] was called.
    #[error("stopped")]
    Stopped,
}

/// Whether this process was executed to be a case, so that its arguments mean nothing and [`start`] gives a
/// [`Role::Case`] at once.
pub fn is_spawned() -> bool {
    std::env::var_os(super::case_run::ENV_CASE).is_some()
}

/// Starts the nursery, or takes up the role this process was made for.
///
/// To be called first thing in `main`, before any thread exists: the children of the nursery come back from here too,
/// as [`Role::Case`].
///
/// # Errors
///
/// When the process has threads already, was spawned for a case it does not have, or the system refuses a process or a
/// socket.
pub fn start(suite: &Suite) -> Result<Role, StartError> {
    if let Some(run) = CaseRun::from_environment(suite)? {
        return Ok(Role::Case(run));
    }
    match sys::thread_count() {
        Some(1) | None => {}
        Some(threads) => return Err(StartError::Threads(threads)),
    }
    let scratch = match suite.cases().any(|(_, case)| case.own_dir) {
        true => Some(
            tempfile::Builder::new()
                .prefix("exitspec-")
                .tempdir()?
                .keep(),
        ),
        false => None,
    };
    let setup = Setup::new(scratch.clone())?;
    let (ours, theirs) = UnixStream::pair()?;
    // What is still in a buffer now would be written again by every process that ends in good order.
    io::stdout().flush()?;
    sys::flush_c_streams();
    match sys::fork()? {
        Forked::Child => {
            let _ours = ManuallyDrop::new(ours);
            Ok(Role::Case(nursery::serve(theirs, suite, &setup)))
        }
        Forked::Parent(process) => Ok(Role::Harness(Nursery {
            shared: Arc::new(Shared {
                control: Mutex::new(ours),
                stopped: AtomicBool::new(false),
                sockets: Mutex::new(Vec::new()),
                limits_ms: suite
                    .cases()
                    .map(|(_, case)| [case.body_limit_ms, case.ending_limit_ms])
                    .collect(),
            }),
            process,
            scratch,
        })),
    }
}

/// The harness's handle on the process tree below it. When it goes away, so does the tree.
#[derive(Debug)]
pub struct Nursery {
    shared: Arc<Shared>,
    process: libc::pid_t,
    scratch: Option<PathBuf>,
}

#[derive(Debug)]
struct Shared {
    control: Mutex<UnixStream>,
    stopped: AtomicBool,
    sockets: Mutex<Vec<Weak<UnixStream>>>,
    limits_ms: Vec<[u32; 2]>,
}

impl Nursery {
    /// A new worker, with a supervisor of its own. May be called from any thread.
    ///
    /// # Errors
    ///
    /// When the system refuses a process, or the nursery is gone.
    pub fn worker(&self) -> Result<Worker, WorkerError> {
        let (socket, supervisor) = self.shared.supervisor()?;
        Ok(Worker {
            shared: Arc::clone(&self.shared),
            socket,
            supervisor,
            patience: None,
        })
    }

    /// A handle to stop everything with, from any thread.
    pub fn stopper(&self) -> Stopper {
        Stopper(Arc::clone(&self.shared))
    }

    /// Ends all running cases, and waits until every process below this one is gone.
    pub fn close(self) {
        self.shared.stop();
        if let Ok(control) = self.shared.control.lock() {
            // An error means that the nursery is gone already.
            let _ = control.shutdown(Shutdown::Both);
        }
        let _ = nix::sys::wait::waitpid(nix::unistd::Pid::from_raw(self.process), None);
        if let Some(scratch) = &self.scratch {
            // The nursery has removed it, unless something killed the nursery.
            let _ = std::fs::remove_dir_all(scratch);
        }
    }
}

/// Stops everything: running cases are killed, and workers answer [`Lost::Stopped`].
#[derive(Debug, Clone)]
pub struct Stopper(Arc<Shared>);

impl Stopper {
    /// Does it. Finished results are not touched.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// Whether it has been done.
    pub fn stopped(&self) -> bool {
        self.0.stopped.load(Ordering::SeqCst)
    }
}

/// A mutex here guards plain data that no panic leaves half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        for socket in lock(&self.sockets).iter().filter_map(Weak::upgrade) {
            // The supervisor sees the end of its socket, kills its case, and leaves.
            let _ = socket.shutdown(Shutdown::Both);
        }
    }

    fn supervisor(&self) -> Result<(Arc<UnixStream>, libc::pid_t), WorkerError> {
        let (ours, theirs) =
            UnixStream::pair().map_err(|error| WorkerError::Refused(error.to_string()))?;
        let process = self.ask(&Request::Fork, Some(&theirs))?;
        let ours = Arc::new(ours);
        let mut sockets = lock(&self.sockets);
        sockets.retain(|socket| socket.strong_count() > 0);
        sockets.push(Arc::downgrade(&ours));
        drop(sockets);
        if self.stopped.load(Ordering::SeqCst) {
            self.stop();
        }
        Ok((ours, process))
    }

    fn ask(
        &self,
        request: &Request,
        socket: Option<&UnixStream>,
    ) -> Result<libc::pid_t, WorkerError> {
        let control = lock(&self.control);
        let mut message = Vec::new();
        let exchange = wire::send(&mut message, request).and_then(|()| {
            let descriptors: Vec<_> = socket.iter().map(|socket| socket.as_raw_fd()).collect();
            let rights = [ControlMessage::ScmRights(&descriptors)];
            let parts = if descriptors.is_empty() {
                &[][..]
            } else {
                &rights[..]
            };
            let slices = [IoSlice::new(&message)];
            // A message is a few dozen bytes: it goes in one piece.
            sendmsg::<()>(control.as_raw_fd(), &slices, parts, MsgFlags::empty(), None)?;
            wire::receive::<Result<libc::pid_t, String>>(&*control)
        });
        match exchange.map_err(WorkerError::Nursery)? {
            Some(answer) => answer.map_err(WorkerError::Refused),
            None => Err(WorkerError::Nursery(io::ErrorKind::UnexpectedEof.into())),
        }
    }
}

/// Runs cases, one at a time, through a supervisor of its own.
#[derive(Debug)]
pub struct Worker {
    shared: Arc<Shared>,
    socket: Arc<UnixStream>,
    supervisor: libc::pid_t,
    /// The time limit the socket has now.
    patience: Option<Duration>,
}

impl Worker {
    /// Runs one case to its end.
    ///
    /// # Errors
    ///
    /// See [`Lost`]. A worker whose supervisor was lost gets a new one, and can be used again.
    pub fn run(&mut self, job: &Job) -> Result<Report, Lost> {
        let answer = self.exchange(job);
        if self.shared.stopped.load(Ordering::SeqCst) {
            return Err(Lost::Stopped);
        }
        match answer {
            Ok(Some(answer)) => answer.map_err(Lost::Refused),
            Ok(None) => Err(self.replace("it ended in the middle of the case".to_owned())),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
                ) =>
            {
                Err(self.replace("it did not answer in time".to_owned()))
            }
            Err(error) => Err(self.replace(error.to_string())),
        }
    }

    fn exchange(&mut self, job: &Job) -> io::Result<Option<Answer>> {
        // The supervisor has deadlines of its own, and answers long before this one, unless the case stopped it.
        let limits = self
            .shared
            .limits_ms
            .get(job.case)
            .copied()
            .unwrap_or_default();
        self.socket
            .set_read_timeout(Some(patience(limits, job.timeout_scale)))?;
        wire::send(&*self.socket, job)?;
        wire::receive(&*self.socket)
    }

    /// Gets a new supervisor in place of a lost one.
    fn replace(&mut self, reason: String) -> Lost {
        let replaced = self
            .shared
            .ask(&Request::Kill(self.supervisor), None)
            .and_then(|_| self.shared.supervisor());
        match replaced {
            Ok((socket, supervisor)) => {
                self.socket = socket;
                self.patience = None;
                self.supervisor = supervisor;
                Lost::Supervisor(reason)
            }
            Err(error) => Lost::Supervisor(format!("{reason}, and there is no other: {error}")),
        }
    }
}

/// How long a supervisor may take for a case with these limits, clean-up included.
fn patience(limits_ms: [u32; 2], scale: f64) -> Duration {
    let [body, ending] = limits_ms.map(u64::from);
    // Twice the ending: descendants may be awaited as long again. Then the sweep, and as much again to be sure.
    let total = body + 2 * ending + 2 * u64::from(sweep::LIMIT_MS);
    Duration::from_millis(total).mul_f64(scale.max(1.0))
}
