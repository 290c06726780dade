//! From the fork to the end of a case: reading what it writes, with a deadline, until its process is gone.

use std::io::{self, Write as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::launch::Running;
use super::normalise::{by_name, normalise, without, without_all, without_lines};
use super::sweep;
use super::wire::Command;
use crate::bytes::Bytes;
use crate::case::{Case, Descendants};
use crate::observation::{
    Change, Ending, Flushed, LeftBehind, Observation, Report, Volatile, Waitid,
};
use crate::sink::Sink;
use crate::status;
use crate::sys::{self, Peek, Survey, Wakeups};

/// How long the pipes of a case are read after all its processes are gone, before scaling. They end at once then; this
/// is for systems on which a descendant can get away with one.
const DRAIN: Duration = Duration::from_secs(1);

/// For how long after its start only the end of a case is waited for. Most end within it, and then none of their writes
/// has woken the supervisor, which costs more than the write; what was written is read all at once. A case that fills a
/// pipe meanwhile waits that long for the first reading, and no longer.
const QUIET: Duration = Duration::from_millis(4);

/// What the supervisor holds while a case runs.
pub(crate) struct Watch<'a> {
    pub(crate) case: &'a Case,
    pub(crate) sink: Sink,
    /// What is executed, for what it and its wrapper write of themselves.
    pub(crate) command: Option<&'a Command>,
    pub(crate) scale: f64,
    pub(crate) control: &'a UnixStream,
    pub(crate) wakeups: &'a Wakeups,
    pub(crate) buffer: &'a mut [u8],
}

/// Whether what a case writes is read while waiting.
#[derive(Clone, Copy, PartialEq)]
enum Streams {
    Read,
    Ignored,
}

/// How the case's own process ended.
struct End {
    ending: Ending,
    raw: Option<i32>,
    waitid: Option<Waitid>,
    core: bool,
    left_behind: Vec<LeftBehind>,
}

impl Watch<'_> {
    /// Watches the case to its end and says what happened.
    pub(crate) fn watch(mut self, mut running: Box<Running>) -> io::Result<Report> {
        let mut volatile = Volatile {
            pid: running.process,
            ..Volatile::default()
        };
        let mut changes = Vec::new();
        let end = match self.until_ended(&mut running, &mut changes)? {
            Some(waitid) => {
                volatile.duration_us = microseconds(running.started.elapsed());
                self.ended(&mut running, waitid, &mut volatile)?
            }
            None => {
                volatile.duration_us = microseconds(running.started.elapsed());
                self.hung(&mut running, &mut volatile)?
            }
        };
        self.drain(&mut running)?;
        let Running {
            stdout,
            stderr,
            journal,
            dir,
            ..
        } = *running;
        if let Some(dir) = dir {
            dir.close()?;
        }
        let (stdout, stderr, journal) = (stdout.finish()?, stderr.finish()?, journal.finish());
        if let Some(failure) = journal.failed {
            return Err(io::Error::other(failure));
        }
        if let Some(what) = journal.broken {
            let message = format!("the body could not set up what it needs: {what}");
            return Err(io::Error::other(message));
        }
        if !journal.begun && end.raw.is_some() {
            // Whatever that ending was, it was not the case's.
            let ending = end.ending;
            let message = format!("the process ended before its body was entered: {ending:?}");
            return Err(io::Error::other(message));
        }
        volatile.beyond_cap = stdout.beyond + stderr.beyond;
        volatile.events_beyond_cap = journal.beyond_cap;
        let (stdout, raw_stdout) = normalised(stdout.bytes, self.command);
        let (stderr, raw_stderr) = normalised(stderr.bytes, self.command);
        let flushed = journal.flushed.into_iter().map(|sizes| Flushed {
            stdout: sizes
                .stdout
                .map(|size| normalised_size(raw_stdout.as_ref(), size)),
            stderr: sizes
                .stderr
                .map(|size| normalised_size(raw_stderr.as_ref(), size)),
        });
        let flushed = (self.sink == Sink::File).then(|| flushed.collect());
        volatile.raw_stderr = raw_stderr;
        let observation = Observation {
            ending: end.ending,
            raw: end.raw,
            waitid: end.waitid,
            core: end.core,
            changes,
            stdout,
            stderr,
            truncated: volatile.beyond_cap > 0,
            flushed,
            journal: journal.events,
            garbage: journal.garbage,
            left_behind: end.left_behind,
        };
        Ok(Report {
            observation,
            volatile,
        })
    }

    /// Reads and looks until the process has ended; `None` when its deadline passed first.
    fn until_ended(
        &mut self,
        running: &mut Running,
        changes: &mut Vec<Change>,
    ) -> io::Result<Option<Waitid>> {
        let mut deadline = Instant::now() + self.limit(self.case.body_limit_ms);
        let quiet_until = running.started + QUIET;
        let mut ending_began = false;
        loop {
            let mut timed_out = match quiet_until.saturating_duration_since(Instant::now()) {
                Duration::ZERO => self.wait(running, deadline)?,
                _ => {
                    self.wait_for(running, quiet_until, Streams::Ignored)?;
                    false
                }
            };
            if !ending_began && running.journal.journal().ending {
                ending_began = true;
                deadline = Instant::now() + self.limit(self.case.ending_limit_ms);
                timed_out = false;
            }
            // Whatever woke us, the child is looked at: the wake-up it sent has been taken.
            loop {
                match sys::peek(running.process)? {
                    Peek::Nothing => break,
                    Peek::Ended(waitid) => return Ok(Some(waitid)),
                    Peek::Changed => self.changed(running, changes)?,
                }
            }
            if timed_out {
                return Ok(None);
            }
        }
    }

    fn changed(&mut self, running: &mut Running, changes: &mut Vec<Change>) -> io::Result<()> {
        let Some(change) = sys::reap_change(running.process)?.and_then(status::change) else {
            return Ok(());
        };
        if let Some(gate) = &mut running.gate {
            match change {
                Change::Stopped(_) => sys::continue_process(running.process),
                // The pipe has room for every byte a case could ask for; a case that has gone does not need it.
                Change::Continued => drop(gate.write(b"!")),
            }
        }
        // A process that stops itself for ever is cut off by its deadline, but must not fill our memory until then.
        if changes.len() < 1000 {
            changes.push(change);
        }
        Ok(())
    }

    /// The process has ended and is still a zombie: what it left behind, then its status word.
    fn ended(
        &mut self,
        running: &mut Running,
        waitid: Waitid,
        volatile: &mut Volatile,
    ) -> io::Result<End> {
        if self.case.descendants == Descendants::Await {
            self.await_descendants(running)?;
        }
        let (word, left_behind) = self.reap(running, volatile)?;
        let (ending, core) = status::ending(word);
        Ok(End {
            ending,
            raw: Some(word),
            waitid: Some(waitid),
            core,
            left_behind,
        })
    }

    fn hung(&mut self, running: &mut Running, volatile: &mut Volatile) -> io::Result<End> {
        let phase = running.journal.journal().phase();
        volatile.threads = sys::blocked_threads(running.process);
        // The whole group at once, and before anything else: a fork bomb gains with every moment.
        sys::kill_group(running.process);
        sys::kill_process(running.process);
        self.reap(running, volatile)?;
        volatile.usage = None;
        Ok(End {
            ending: Ending::Hung(phase),
            raw: None,
            waitid: None,
            core: false,
            left_behind: Vec::new(),
        })
    }

    /// Reaps the process, waiting for it if need be, and kills whatever it left behind.
    fn reap(
        &mut self,
        running: &Running,
        volatile: &mut Volatile,
    ) -> io::Result<(i32, Vec<LeftBehind>)> {
        let process = running.process;
        // While the zombie is there its group's number is not given to anybody else.
        if !sys::ADOPTS_ORPHANS {
            sys::kill_group(process);
        }
        let word = loop {
            if let Some((_, word, usage)) = sys::reap(process)? {
                volatile.usage = Some(usage);
                break word;
            }
            self.wakeups.wait(Duration::from_millis(100))?;
        };
        let left = sweep::sweep(process, self.wakeups, self.limit(sweep::LIMIT_MS))?;
        Ok((word, left))
    }

    /// Lets descendants end by themselves, until the case's deadline for its ending.
    fn await_descendants(&mut self, running: &mut Running) -> io::Result<()> {
        let deadline = Instant::now() + self.limit(self.case.ending_limit_ms);
        loop {
            let finished = match sys::survey(1) {
                // Twice: one that is handed over to us in the middle of a look, as its parent ends, is seen by neither of
                // the two. It is our child by the next look.
                Survey::Living(living) => living.is_empty() && !self.sees_descendants(),
                Survey::Unknown => running.journal.live().is_none(),
            };
            if finished
                || self.wait(running, deadline.min(Instant::now() + DRAIN))?
                    && Instant::now() >= deadline
            {
                return Ok(());
            }
        }
    }

    fn sees_descendants(&self) -> bool {
        matches!(sys::survey(1), Survey::Living(living) if !living.is_empty())
    }

    /// Reads what is still in the pipes: every writer is dead, so they end.
    fn drain(&mut self, running: &mut Running) -> io::Result<()> {
        let deadline = Instant::now() + DRAIN.mul_f64(self.scale.max(1.0));
        while running.journal.live().is_some()
            || running.stdout.live().is_some()
            || running.stderr.live().is_some()
        {
            if self.wait(running, deadline)? {
                break;
            }
        }
        Ok(())
    }

    /// Waits until something can be read or a child changed its state, and reads; true when the deadline has passed.
    ///
    /// If the harness goes away meanwhile, there is nobody left to tell: the case is killed, and the supervisor ends.
    fn wait(&mut self, running: &mut Running, deadline: Instant) -> io::Result<bool> {
        self.wait_for(running, deadline, Streams::Read)
    }

    fn wait_for(
        &mut self,
        running: &mut Running,
        deadline: Instant,
        streams: Streams,
    ) -> io::Result<bool> {
        let left = deadline.saturating_duration_since(Instant::now());
        // Rounded up, lest the last millisecond be spent in a busy loop.
        let timeout =
            PollTimeout::try_from(left + Duration::from_millis(1)).unwrap_or(PollTimeout::MAX);
        let Running {
            journal,
            stdout,
            stderr,
            ..
        } = running;
        let [
            control_ready,
            woken,
            journal_ready,
            stdout_ready,
            stderr_ready,
        ] = ready(
            [
                Some(self.control.as_fd()),
                Some(self.wakeups.as_fd()),
                journal.live().filter(|_| streams == Streams::Read),
                stdout.live().filter(|_| streams == Streams::Read),
                stderr.live().filter(|_| streams == Streams::Read),
            ],
            timeout,
        )?;
        if control_ready {
            sys::kill_group(running.process);
            sys::kill_process(running.process);
            let _ = self.reap(running, &mut Volatile::default());
            drop(running.dir.take());
            sys::leave(0);
        }
        if woken {
            self.wakeups.clear();
        }
        if journal_ready {
            journal.read(self.buffer)?;
        }
        if stdout_ready {
            stdout.read(self.buffer)?;
        }
        if stderr_ready {
            stderr.read(self.buffer)?;
        }
        Ok(Instant::now() >= deadline)
    }

    fn limit(&self, milliseconds: u32) -> Duration {
        Duration::from_millis(milliseconds.into()).mul_f64(self.scale)
    }
}

/// Waits until one of these is ready, and tells which are.
fn ready<const N: usize>(
    descriptors: [Option<BorrowedFd<'_>>; N],
    timeout: PollTimeout,
) -> io::Result<[bool; N]> {
    let mut polled: Vec<PollFd<'_>> = descriptors
        .iter()
        .flatten()
        .map(|&descriptor| PollFd::new(descriptor, PollFlags::POLLIN))
        .collect();
    match poll(&mut polled, timeout) {
        Ok(_) => {}
        Err(Errno::EINTR) => return Ok([false; N]),
        Err(error) => return Err(error.into()),
    }
    let mut polled = polled.iter();
    Ok(descriptors.map(|descriptor| {
        descriptor.is_some() && polled.next().and_then(PollFd::any).unwrap_or(false)
    }))
}

/// The text as it is judged, and as it arrived where that is different.
fn normalised(bytes: Option<Bytes>, command: Option<&Command>) -> (Option<Bytes>, Option<Bytes>) {
    let Some(Bytes(raw)) = &bytes else {
        return (None, None);
    };
    let quiet = command.and_then(|command| {
        let quiet = without(raw, &command.noise);
        let quiet = without_lines(quiet.as_deref().unwrap_or(raw), &command.places).or(quiet);
        let folder = command.folder();
        let quiet = folder
            .and_then(|folder| without_all(quiet.as_deref().unwrap_or(raw), folder))
            .or(quiet);
        command.before().fold(quiet, |quiet, path| {
            by_name(quiet.as_deref().unwrap_or(raw), path).or(quiet)
        })
    });
    match normalise(quiet.as_deref().unwrap_or(raw)).or(quiet) {
        Some(normalised) => (Some(Bytes(normalised)), bytes),
        None => (bytes, None),
    }
}

/// How much of the normalised text this much of the text as it arrived has become.
fn normalised_size(raw: Option<&Bytes>, size: u64) -> u64 {
    let start = raw.and_then(|raw| raw.0.get(..usize::try_from(size).ok()?));
    match start.and_then(normalise) {
        Some(normalised) => normalised.len() as u64,
        None => size,
    }
}

fn microseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
