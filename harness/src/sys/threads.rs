//! How many threads a process has, and what they are doing.

use super::os::{System as _, This};
use crate::observation::BlockedThread;

/// How many threads this process has; `None` where this is not known how to find out (the caller then relies on being
/// called first thing in main).
pub(crate) fn thread_count() -> Option<usize> {
    This::thread_count()
}

/// What each thread of a process is doing, as far as `/proc` tells (Linux); empty elsewhere.
pub(crate) fn blocked_threads(process: libc::pid_t) -> Vec<BlockedThread> {
    let Ok(tasks) = std::fs::read_dir(format!("/proc/{process}/task")) else {
        return Vec::new();
    };
    tasks
        .filter_map(Result::ok)
        .filter_map(|task| {
            let read = |name| std::fs::read_to_string(task.path().join(name)).ok();
            let stat = read("stat")?;
            // The name in parentheses may hold anything, so the fields are counted from its end.
            let state = stat.rsplit_once(") ")?.1.split(' ').next()?.to_owned();
            let wchan = read("wchan").filter(|name| !name.is_empty() && name != "0");
            let syscall =
                read("syscall").and_then(|line| line.split(' ').next()?.trim().parse().ok());
            Some(BlockedThread {
                state,
                wchan,
                syscall,
            })
        })
        .collect()
}
