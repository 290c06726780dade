//! Real faults: instructions that trap, and memory that is not there.

use std::hint::black_box;
use std::mem::MaybeUninit;
use std::ptr;

use libc::c_int;
use nix::errno::Errno;

/// Writes through a null pointer, with an instruction the compiler cannot reason about.
pub(crate) fn write_null() {
    let null = black_box(ptr::null_mut::<u8>());
    // SAFETY: none: the fault is what the case is about. Volatile, so that the store is really made.
    unsafe { ptr::write_volatile(null, 1) };
}

/// Reads through a null pointer.
pub(crate) fn read_null() {
    let null = black_box(ptr::null::<u8>());
    // SAFETY: none, as for write_null.
    black_box(unsafe { ptr::read_volatile(null) });
}

/// Calls a function that is not there, in a page mapped without the permission to execute.
pub(crate) fn call_data() -> nix::Result<()> {
    let page = map_anonymous(libc::PROT_READ | libc::PROT_WRITE)?;
    // SAFETY: none: that it is no function is what the case is about.
    let function: extern "C" fn() = unsafe { std::mem::transmute(black_box(page)) };
    function();
    Ok(())
}

/// Writes into a page mapped for reading only.
pub(crate) fn write_read_only() -> nix::Result<()> {
    let page = map_anonymous(libc::PROT_READ)?;
    // SAFETY: none: the fault is what the case is about.
    unsafe { ptr::write_volatile(page, 1) };
    Ok(())
}

/// Reads from a page mapped with no permission at all.
pub(crate) fn read_without_permission() -> nix::Result<()> {
    let page = map_anonymous(libc::PROT_NONE)?;
    // SAFETY: none: the fault is what the case is about.
    black_box(unsafe { ptr::read_volatile(page) });
    Ok(())
}

/// Reads from a page that was mapped and is no more.
pub(crate) fn read_unmapped() -> nix::Result<()> {
    let page = map_anonymous(libc::PROT_READ)?;
    // SAFETY: the page is our own, and nothing else refers to it.
    Errno::result(unsafe { libc::munmap(page.cast(), page_size()) })?;
    // SAFETY: none: the fault is what the case is about.
    black_box(unsafe { ptr::read_volatile(page) });
    Ok(())
}

/// Maps two pages of the one-byte file on this descriptor, and reads from the second.
pub(crate) fn read_past_end_of_file(file: c_int) -> nix::Result<()> {
    let size = page_size();
    let pages = map(2 * size, libc::PROT_READ, libc::MAP_SHARED, file)?;
    // SAFETY: two pages were mapped.
    let second = unsafe { pages.add(size) };
    // SAFETY: none: the fault is what the case is about.
    black_box(unsafe { ptr::read_volatile(second) });
    Ok(())
}

/// Maps a page of the file on this descriptor, makes the file empty, and reads from the page.
pub(crate) fn read_truncated_file(file: c_int) -> nix::Result<()> {
    let page = map(page_size(), libc::PROT_READ, libc::MAP_SHARED, file)?;
    // SAFETY: callers pass a descriptor that is open for writing; takes numbers only.
    Errno::result(unsafe { libc::ftruncate(file, 0) })?;
    // SAFETY: none: the fault is what the case is about.
    black_box(unsafe { ptr::read_volatile(page) });
    Ok(())
}

fn map_anonymous(protection: c_int) -> nix::Result<*mut u8> {
    let flags = libc::MAP_PRIVATE | libc::MAP_ANON;
    map(page_size(), protection, flags, -1)
}

fn map(size: usize, protection: c_int, flags: c_int, file: c_int) -> nix::Result<*mut u8> {
    // SAFETY: a new mapping where the system likes touches nothing that is there.
    let page = unsafe { libc::mmap(ptr::null_mut(), size, protection, flags, file, 0) };
    match page == libc::MAP_FAILED {
        true => Err(Errno::last()),
        false => Ok(page.cast()),
    }
}

fn page_size() -> usize {
    // SAFETY: a query without memory arguments.
    usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(4096)
}

/// Why [`divide_by_zero`] does not trap here.
pub(crate) fn probe_division() -> Result<(), String> {
    match cfg!(any(target_arch = "x86_64", target_arch = "x86")) {
        true => Ok(()),
        false => Err(format!(
            "an integer division by zero does not trap, or is not known to, on {}",
            std::env::consts::ARCH
        )),
    }
}

/// Divides by zero with the processor's own instruction, where Rust's operator would panic.
pub(crate) fn divide_by_zero() {
    #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
    // SAFETY: none: the trap is what the case is about. The registers it would change are named.
    unsafe {
        std::arch::asm!("xor edx, edx", "xor ecx, ecx", "mov eax, 1", "div ecx",
            out("eax") _, out("ecx") _, out("edx") _)
    };
}

/// Why there is no [`illegal_instruction`] or [`breakpoint`] here.
pub(crate) fn probe_instructions() -> Result<(), String> {
    match cfg!(any(
        target_arch = "x86_64",
        target_arch = "x86",
        target_arch = "aarch64",
        target_arch = "riscv64"
    )) {
        true => Ok(()),
        false => Err(format!(
            "the instruction has not been written down for {}",
            std::env::consts::ARCH
        )),
    }
}

/// Executes an instruction that the architecture promises never to define.
pub(crate) fn illegal_instruction() {
    #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
    // SAFETY: none: the trap is what the case is about.
    unsafe {
        std::arch::asm!("ud2")
    };
    #[cfg(target_arch = "aarch64")]
    // SAFETY: as above.
    unsafe {
        std::arch::asm!("udf #0")
    };
    #[cfg(target_arch = "riscv64")]
    // SAFETY: as above.
    unsafe {
        std::arch::asm!("unimp")
    };
}

/// Executes the architecture's breakpoint instruction.
pub(crate) fn breakpoint() {
    #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
    // SAFETY: none: the trap is what the case is about.
    unsafe {
        std::arch::asm!("int3")
    };
    #[cfg(target_arch = "aarch64")]
    // SAFETY: as above.
    unsafe {
        std::arch::asm!("brk #0")
    };
    #[cfg(target_arch = "riscv64")]
    // SAFETY: as above.
    unsafe {
        std::arch::asm!("ebreak")
    };
}

/// Uses up the calling thread's stack.
pub(crate) fn overflow_stack() {
    fn deeper(depth: usize) -> usize {
        let frame = black_box([depth as u8; 512]);
        match black_box(depth) {
            usize::MAX => 0,
            _ => deeper(depth + 1) + usize::from(frame[depth % 512]),
        }
    }
    black_box(deeper(0));
}

/// A resource limit that a case sets.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    /// `RLIMIT_CPU`, in seconds.
    Cpu,
    /// `RLIMIT_FSIZE`, in bytes.
    FileSize,
    /// `RLIMIT_CORE`, in bytes.
    Core,
}

/// `setrlimit`: the soft limit, and the hard one where it is given.
pub(crate) fn set_limit(
    limit: Limit,
    soft: libc::rlim_t,
    hard: Option<libc::rlim_t>,
) -> nix::Result<()> {
    let which = match limit {
        Limit::Cpu => libc::RLIMIT_CPU,
        Limit::FileSize => libc::RLIMIT_FSIZE,
        Limit::Core => libc::RLIMIT_CORE,
    };
    let mut value = MaybeUninit::<libc::rlimit>::uninit();
    // SAFETY: there is room for the result.
    Errno::result(unsafe { libc::getrlimit(which, value.as_mut_ptr()) })?;
    // SAFETY: getrlimit succeeded, so it filled the structure in.
    let mut value = unsafe { value.assume_init() };
    value.rlim_cur = soft;
    value.rlim_max = hard.unwrap_or(value.rlim_max);
    // SAFETY: the structure is filled in.
    Errno::result(unsafe { libc::setrlimit(which, &raw const value) }).map(drop)
}

/// Whether a process may make core files as it likes, as far as this can be asked: its hard limit, and where the system
/// says what it does with cores.
pub(crate) fn probe_cores() -> Result<(), String> {
    let mut value = MaybeUninit::<libc::rlimit>::uninit();
    // SAFETY: there is room for the result.
    Errno::result(unsafe { libc::getrlimit(libc::RLIMIT_CORE, value.as_mut_ptr()) })
        .map_err(|errno| format!("the core limit cannot be asked: {errno}"))?;
    // SAFETY: getrlimit succeeded, so it filled the structure in.
    let hard = unsafe { value.assume_init() }.rlim_max;
    if hard != libc::RLIM_INFINITY {
        return Err(format!("the hard limit on core files is {hard} bytes"));
    }
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let pattern = std::fs::read_to_string("/proc/sys/kernel/core_pattern")
        .map_err(|error| format!("cannot read what is done with cores: {error}"))?;
    match pattern.trim_end() {
        "" => Err("the core pattern is empty: no core files are made".to_owned()),
        piped if piped.starts_with('|') => Err(format!("cores are piped to a program: {piped}")),
        absolute if absolute.starts_with('/') => Err(format!(
            "cores go to a directory that is not the case's own: {absolute}"
        )),
        _ => Ok(()),
    }
}
