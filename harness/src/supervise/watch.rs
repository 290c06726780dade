//! From the fork to the end of a case: reading what it writes, with a deadline, until its process is gone.

use std::io::{self, Write as _};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::launch::Running;
use super::normalise::normalise;
use super::sweep;
use crate::bytes::Bytes;
use crate::case::{Case, Descendants};
use crate::observation::{Change, Ending, LeftBehind, Observation, Report, Volatile, Waitid};
use crate::sink::Sink;
use crate::status;
use crate::sys::{self, Peek, Survey, Wakeups};

/// How long the pipes of a case are read after all its processes are gone, before scaling. They end at once then; this
/// is for systems on which a descendant can get away with one.
const DRAIN: Duration = Duration::from_secs(1);

/// What the supervisor holds while a case runs.
pub(crate) struct Watch<'a> {
    pub(crate) case: &'a Case,
    pub(crate) sink: Sink,
    pub(crate) scale: f64,
    pub(crate) control: &'a UnixStream,
    pub(crate) wakeups: &'a Wakeups,
    pub(crate) buffer: &'a mut [u8],
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
    pub(crate) fn watch(mut self, mut running: Running) -> io::Result<Report> {
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
        } = running;
        if let Some(dir) = dir {
            dir.close()?;
        }
        let (stdout, stderr, journal) = (stdout.finish()?, stderr.finish()?, journal.finish());
        if let Some(failure) = journal.failed {
            return Err(io::Error::other(failure));
        }
        volatile.beyond_cap = stdout.beyond + stderr.beyond;
        volatile.events_beyond_cap = journal.beyond_cap;
        let (stdout, _) = normalised(stdout.bytes);
        let (stderr, raw_stderr) = normalised(stderr.bytes);
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
            flushed: (self.sink == Sink::File).then_some(journal.flushed),
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
        let mut ending_began = false;
        loop {
            let timed_out = self.wait(running, deadline)?;
            if !ending_began && running.journal.journal().ending {
                ending_began = true;
                deadline = Instant::now() + self.limit(self.case.ending_limit_ms);
                continue;
            }
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
            let finished = match sys::survey() {
                Survey::Living(living) => living.is_empty(),
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
        let left = deadline.saturating_duration_since(Instant::now());
        // Rounded up, lest the last millisecond be spent in a busy loop.
        let timeout =
            PollTimeout::try_from(left + Duration::from_millis(1)).unwrap_or(PollTimeout::MAX);
        let mut ready = vec![
            PollFd::new(self.control.as_fd(), PollFlags::POLLIN),
            PollFd::new(self.wakeups.as_fd(), PollFlags::POLLIN),
        ];
        let streams = [
            running.journal.live(),
            running.stdout.live(),
            running.stderr.live(),
        ];
        ready.extend(
            streams
                .into_iter()
                .flatten()
                .map(|stream| PollFd::new(stream, PollFlags::POLLIN)),
        );
        match poll(&mut ready, timeout) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error.into()),
        }
        if ready[0].any() == Some(true) {
            sys::kill_process(running.process);
            let _ = self.reap(running, &mut Volatile::default());
            drop(running.dir.take());
            sys::leave(0);
        }
        if ready[1].any() == Some(true) {
            self.wakeups.clear();
        }
        running.journal.read(self.buffer)?;
        running.stdout.read(self.buffer)?;
        running.stderr.read(self.buffer)?;
        Ok(Instant::now() >= deadline)
    }

    fn limit(&self, milliseconds: u32) -> Duration {
        Duration::from_millis(milliseconds.into()).mul_f64(self.scale)
    }
}

fn normalised(bytes: Option<Bytes>) -> (Option<Bytes>, Option<Bytes>) {
    match bytes.as_ref().and_then(|bytes| normalise(&bytes.0)) {
        Some(normalised) => (Some(Bytes(normalised)), bytes),
        None => (bytes, None),
    }
}

fn microseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
