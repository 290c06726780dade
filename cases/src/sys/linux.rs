//! What only Linux has. Elsewhere the probes say so, and the calls fail with `ENOSYS`.

use libc::{c_int, pid_t};
use nix::errno::Errno;

/// Ends the calling thread alone, by the raw `exit` system call: nothing of the C library runs.
pub(crate) fn exit_thread(status: c_int) -> Errno {
    #[cfg(target_os = "linux")]
    // SAFETY: takes a number only. The thread has nothing that another one waits for.
    unsafe {
        libc::syscall(libc::SYS_exit, status)
    };
    #[cfg(not(target_os = "linux"))]
    let _ = status;
    Errno::ENOSYS
}

/// Whether this is Linux.
pub(crate) fn probe() -> Result<(), String> {
    match cfg!(target_os = "linux") {
        true => Ok(()),
        false => Err("only Linux has it".to_owned()),
    }
}

/// `pidfd_open`, since Linux 5.3.
pub(crate) fn pidfd_open(process: pid_t, nonblocking: bool) -> nix::Result<c_int> {
    #[cfg(target_os = "linux")]
    {
        let flags = match nonblocking {
            true => libc::PIDFD_NONBLOCK,
            false => 0,
        };
        // SAFETY: takes numbers only.
        let descriptor = unsafe { libc::syscall(libc::SYS_pidfd_open, process, flags) };
        // A descriptor fits; -1 stays -1.
        Errno::result(descriptor as c_int)
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (process, nonblocking);
        Err(Errno::ENOSYS)
    }
}

/// Whether a descriptor can stand for a process here.
pub(crate) fn probe_pidfd() -> Result<(), String> {
    match pidfd_open(super::wait::getpid(), false) {
        Ok(descriptor) => {
            // SAFETY: just opened, and owned by nobody else.
            unsafe { libc::close(descriptor) };
            Ok(())
        }
        Err(errno) => Err(format!("pidfd_open: {}", errno.desc())),
    }
}

/// Whether this descriptor can be read within so many milliseconds, by `poll`; -1 waits as long as it takes.
pub(crate) fn readable(descriptor: c_int, milliseconds: c_int) -> bool {
    let mut asked = libc::pollfd {
        fd: descriptor,
        events: libc::POLLIN,
        revents: 0,
    };
    // SAFETY: one structure, and one is what the count says.
    let ready = unsafe { libc::poll(&raw mut asked, 1, milliseconds) };
    ready == 1 && asked.revents & libc::POLLIN != 0
}

/// What seccomp is to do about `getppid`.
#[derive(Clone, Copy)]
pub(crate) enum OnGetppid {
    /// `SECCOMP_RET_KILL_PROCESS`.
    KillProcess,
    /// `SECCOMP_RET_TRAP`.
    Trap,
}

/// Allows every system call but `getppid` from here on.
pub(crate) fn filter_getppid(action: OnGetppid) -> nix::Result<()> {
    #[cfg(target_os = "linux")]
    {
        let action = match action {
            OnGetppid::KillProcess => libc::SECCOMP_RET_KILL_PROCESS,
            OnGetppid::Trap => libc::SECCOMP_RET_TRAP,
        };
        let step = |code: u32, jf: u8, k: u32| libc::sock_filter {
            code: code as u16,
            jt: 0,
            jf,
            k,
        };
        // The number of the call is the first field of seccomp_data.
        let mut program = [
            step(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0),
            step(
                libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K,
                1,
                libc::SYS_getppid as u32,
            ),
            step(libc::BPF_RET | libc::BPF_K, 0, action),
            step(libc::BPF_RET | libc::BPF_K, 0, libc::SECCOMP_RET_ALLOW),
        ];
        let program = libc::sock_fprog {
            len: program.len() as u16,
            filter: program.as_mut_ptr(),
        };
        // SAFETY: takes numbers only.
        Errno::result(unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) })?;
        // SAFETY: the program and its steps are there during the call, which copies them.
        let set = unsafe {
            libc::prctl(
                libc::PR_SET_SECCOMP,
                libc::SECCOMP_MODE_FILTER,
                &raw const program,
            )
        };
        Errno::result(set).map(drop)
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = action;
        Err(Errno::ENOSYS)
    }
}

/// Allows only `read`, `write`, `sigreturn` and the `exit` of one thread from here on.
pub(crate) fn restrict_strictly() -> nix::Result<()> {
    #[cfg(target_os = "linux")]
    {
        // SAFETY: takes numbers only.
        Errno::result(unsafe { libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_STRICT) })
            .map(drop)
    }
    #[cfg(not(target_os = "linux"))]
    Err(Errno::ENOSYS)
}

/// Whether seccomp works here, filters that kill the process included.
pub(crate) fn probe_seccomp() -> Result<(), String> {
    #[cfg(target_os = "linux")]
    {
        // SAFETY: takes numbers only, and changes nothing.
        Errno::result(unsafe { libc::prctl(libc::PR_GET_SECCOMP) })
            .map_err(|errno| format!("prctl(PR_GET_SECCOMP): {}", errno.desc()))?;
        let actions = std::fs::read_to_string("/proc/sys/kernel/seccomp/actions_avail")
            .map_err(|error| format!("the kernel does not list seccomp's actions: {error}"))?;
        match actions
            .split_whitespace()
            .any(|action| action == "kill_process")
        {
            true => Ok(()),
            false => Err("this kernel's seccomp cannot kill a process".to_owned()),
        }
    }
    #[cfg(not(target_os = "linux"))]
    Err("seccomp is Linux's".to_owned())
}
