//! The subreaper, and `/proc`.

use std::collections::{HashMap, VecDeque};
use std::fs;

use libc::pid_t;

use crate::sys::descendants::Descendant;

pub(super) fn adopt_orphans() {
    // SAFETY: the option takes numbers only.
    let result = unsafe { libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) };
    // It fails only on kernels before 3.4, where orphans go to init and are out of reach.
    debug_assert_eq!(result, 0);
}

pub(super) fn descendants(at_most: usize) -> Option<Vec<Descendant>> {
    let own = std::process::id().cast_signed();
    let Some(children) = children_of(own) else {
        return scan(own, at_most);
    };
    let mut found = Vec::new();
    let mut queue = VecDeque::from(children);
    while let Some(process) = queue.pop_front().filter(|_| found.len() < at_most) {
        queue.extend(children_of(process).unwrap_or_default());
        if let Some((_, descendant)) = stat(process) {
            found.push(descendant);
        }
    }
    Some(found)
}

pub(super) fn children() -> Option<Vec<Descendant>> {
    let own = std::process::id().cast_signed();
    if let Some(children) = children_of(own) {
        let living = children.into_iter().filter_map(stat);
        return Some(living.map(|(_, child)| child).collect());
    }
    let living = processes()?.filter(|(parent, _)| *parent == own);
    Some(living.map(|(_, child)| child).collect())
}

/// The children of a process, those of all its threads; `None` where the kernel does not list them (`CONFIG_PROC_CHILDREN`).
/// When the threads of a process end one after another, its children go to one that is still there.
fn children_of(process: pid_t) -> Option<Vec<pid_t>> {
    let mut children = Vec::new();
    for thread in threads_of(process)? {
        // A thread that has just ended has no children any more.
        let list = match fs::read_to_string(thread.path().join("children")) {
            Ok(list) => list,
            Err(_) if thread.path().exists() => return None,
            Err(_) => continue,
        };
        children.extend(
            list.split_ascii_whitespace()
                .filter_map(|id| id.parse::<pid_t>().ok()),
        );
    }
    Some(children)
}

fn threads_of(process: pid_t) -> Option<impl Iterator<Item = fs::DirEntry>> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).ok()?;
    Some(threads.filter_map(Result::ok))
}

/// The parent and the relations of a living process; `None` for zombies and for what is gone.
fn stat(process: pid_t) -> Option<(pid_t, Descendant)> {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields = fields(&line)?;
    let state = *fields.first()?;
    // The first thread of a process may have ended while others go on.
    let goes_on = || threads_of(process).is_some_and(|threads| threads.count() > 1);
    if state == "X" || state == "Z" && !goes_on() {
        return None;
    }
    let number = |at: usize| fields.get(at)?.parse::<pid_t>().ok();
    Some((
        number(1)?,
        Descendant {
            process,
            group: number(2)?,
            session: number(3)?,
            dying: ends(&fields) && !any_thread_stays(process),
        },
    ))
}

/// The fields of a line of `/proc/PID/stat` from the state on. The name in parentheses, which is before them, may hold anything.
fn fields(line: &str) -> Option<Vec<&str>> {
    Some(line.rsplit_once(") ")?.1.split(' ').collect())
}

/// Whether the thread that these fields are of has ended, is on its way out, or has SIGKILL pending.
fn ends(fields: &[&str]) -> bool {
    // From <linux/sched.h>: the thread is shut down; a signal has killed it.
    const PF_EXITING: u64 = 0x4;
    const PF_SIGNALED: u64 = 0x400;
    let has = |at: usize, bits: u64| {
        let field = fields.get(at).and_then(|field| field.parse::<u64>().ok());
        field.is_some_and(|field| field & bits != 0)
    };
    let ended = matches!(fields.first(), Some(&("Z" | "X")));
    ended || has(6, PF_EXITING | PF_SIGNALED) || has(28, 1 << (libc::SIGKILL - 1))
}

fn any_thread_stays(process: pid_t) -> bool {
    threads_of(process).is_some_and(|mut threads| {
        threads.any(|thread| {
            fs::read_to_string(thread.path().join("stat"))
                .is_ok_and(|line| fields(&line).is_some_and(|fields| !ends(&fields)))
        })
    })
}

/// The slow way: every process of the system, sorted out by parent.
fn scan(own: pid_t, at_most: usize) -> Option<Vec<Descendant>> {
    let mut by_parent: HashMap<pid_t, Vec<Descendant>> = HashMap::new();
    for (parent, descendant) in processes()? {
        by_parent.entry(parent).or_default().push(descendant);
    }
    let mut found = Vec::new();
    let mut queue = VecDeque::from([own]);
    while let Some(process) = queue.pop_front().filter(|_| found.len() < at_most) {
        for descendant in by_parent.remove(&process).unwrap_or_default() {
            queue.push_back(descendant.process);
            found.push(descendant);
        }
    }
    Some(found)
}

/// Every living process of the system with its parent; `None` without `/proc`.
fn processes() -> Option<impl Iterator<Item = (pid_t, Descendant)>> {
    let entries = fs::read_dir("/proc").ok()?.filter_map(Result::ok);
    // An empty folder is a mount point without its mount: this very process would have to be in it.
    fs::metadata("/proc/self").ok()?;
    Some(entries.filter_map(|entry| stat(entry.file_name().to_str()?.parse().ok()?)))
}
