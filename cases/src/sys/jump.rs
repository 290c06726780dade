//! `sigsetjmp` and `siglongjmp` without a Rust function that returns twice.
//!
//! rustc does not know that `sigsetjmp` comes back a second time, so no Rust function may call it. The frame that does is
//! written in assembly here, for the architectures named in [`probe`]. What a jump leaves behind are frames without
//! destructors, which Rust allows (RFC 2945, "plain old frames").

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;

use libc::c_int;

/// Room for any system's `sigjmp_buf`: the largest known has 656 bytes (powerpc64).
#[repr(C, align(64))]
struct Buffer(UnsafeCell<MaybeUninit<[u8; 2048]>>);

// SAFETY: used by one thread at a time: the one that calls `catch_jump` and jumps back into it.
unsafe impl Sync for Buffer {}

static BUFFER: Buffer = Buffer(UnsafeCell::new(MaybeUninit::uninit()));

/// Why a jump cannot be tried here.
pub(crate) fn probe() -> Result<(), String> {
    match cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) {
        true => Ok(()),
        false => Err(format!(
            "no sigsetjmp frame has been written for {}",
            std::env::consts::ARCH
        )),
    }
}

/// Calls `body`: 0 when it returns, and `value` when it calls [`jump_back`] with one. The signal mask of this moment is
/// restored by the jump. Not reentrant.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub(crate) fn catch_jump(body: extern "C" fn()) -> c_int {
    // SAFETY: the buffer is larger than any sigjmp_buf and not in use, and `body` is a function of this program.
    unsafe { frame(BUFFER.0.get().cast(), body) }
}

/// The same where no frame has been written: nothing is called.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
pub(crate) fn catch_jump(_: extern "C" fn()) -> c_int {
    -1
}

/// `siglongjmp` to the [`catch_jump`] that is running, which then gives `value`.
pub(crate) fn jump_back(value: c_int) -> ! {
    // SAFETY: as `<setjmp.h>` declares it, with the buffer as a bare pointer; that it is there, the linker checks.
    unsafe extern "C" {
        #[cfg_attr(not(target_os = "netbsd"), link_name = "siglongjmp")]
        #[cfg_attr(target_os = "netbsd", link_name = "__siglongjmp14")]
        fn c_siglongjmp(buffer: *mut libc::c_void, value: c_int) -> !;
    }
    // SAFETY: called below `catch_jump`, whose frame is still there.
    unsafe { c_siglongjmp(BUFFER.0.get().cast(), value) }
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
// SAFETY: as `<setjmp.h>` declares it, with the buffer as a bare pointer; that it is there, the linker checks.
unsafe extern "C" {
    // glibc has no function of the standard's name (it is a macro there), musl has both, the others the standard's.
    #[cfg_attr(target_os = "linux", link_name = "__sigsetjmp")]
    #[cfg_attr(target_os = "netbsd", link_name = "__sigsetjmp14")]
    fn sigsetjmp(buffer: *mut libc::c_void, save_mask: c_int) -> c_int;
}

/// Calls `sigsetjmp(buffer, 1)`; when it gives 0, calls `body` and gives 0, otherwise gives what it gave.
#[cfg(target_arch = "x86_64")]
#[unsafe(naked)]
unsafe extern "C" fn frame(buffer: *mut libc::c_void, body: extern "C" fn()) -> c_int {
    // Only rbx has to survive the second return, and sigsetjmp saves it.
    std::arch::naked_asm!(
        "push rbx",
        "mov rbx, rsi",
        "mov esi, 1",
        "call {sigsetjmp}",
        "test eax, eax",
        "jne 2f",
        "call rbx",
        "xor eax, eax",
        "2:",
        "pop rbx",
        "ret",
        sigsetjmp = sym sigsetjmp,
    )
}

/// As above.
#[cfg(target_arch = "aarch64")]
#[unsafe(naked)]
unsafe extern "C" fn frame(buffer: *mut libc::c_void, body: extern "C" fn()) -> c_int {
    std::arch::naked_asm!(
        "stp x29, x30, [sp, #-32]!",
        "mov x29, sp",
        "str x19, [sp, #16]",
        "mov x19, x1",
        "mov w1, #1",
        "bl {sigsetjmp}",
        "cbnz w0, 2f",
        "blr x19",
        "mov w0, #0",
        "2:",
        "ldr x19, [sp, #16]",
        "ldp x29, x30, [sp], #32",
        "ret",
        sigsetjmp = sym sigsetjmp,
    )
}
