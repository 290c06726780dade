//! What this machine is, asked of the machine.

use std::path::Path;

use crate::platform::Libc;

/// Name, version and linking of the C library this process runs on.
pub(crate) fn libc() -> Libc {
    let (name, version) = name_and_version();
    Libc {
        name: name.to_owned(),
        version: version.unwrap_or_else(|| "unknown".to_owned()),
        link: link().to_owned(),
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn name_and_version() -> (&'static str, Option<String>) {
    // SAFETY: takes nothing and gives a pointer.
    let version = unsafe { libc::gnu_get_libc_version() };
    // SAFETY: glibc's pointer is to a constant string.
    let version = unsafe { std::ffi::CStr::from_ptr(version) };
    ("glibc", Some(version.to_string_lossy().into_owned()))
}

/// musl has no call that tells its version; its dynamic loader prints it when it is run without arguments.
#[cfg(all(target_os = "linux", target_env = "musl"))]
fn name_and_version() -> (&'static str, Option<String>) {
    if link() == "static" {
        return ("musl", None);
    }
    let loader = format!("/lib/ld-musl-{}.so.1", std::env::consts::ARCH);
    let version = std::process::Command::new(loader)
        .output()
        .ok()
        .and_then(|output| {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            Some(
                text.lines()
                    .find_map(|line| line.strip_prefix("Version "))?
                    .trim()
                    .to_owned(),
            )
        });
    ("musl", version)
}

#[cfg(all(target_os = "linux", not(any(target_env = "gnu", target_env = "musl"))))]
compile_error!("exitspec does not know how to ask this C library for its name: add it here");

/// Systems whose C library comes with the kernel and has its version.
#[cfg(not(target_os = "linux"))]
fn name_and_version() -> (&'static str, Option<String>) {
    let release = nix::sys::utsname::uname()
        .ok()
        .and_then(|name| Some(name.release().to_str()?.to_owned()));
    #[cfg(target_os = "macos")]
    return ("libSystem", release);
    #[cfg(any(target_os = "freebsd", target_os = "netbsd", target_os = "openbsd"))]
    return (concat_libc(), release);
    #[cfg(any(target_os = "illumos", target_os = "solaris"))]
    return ("libc (illumos)", release);
}

#[cfg(any(target_os = "freebsd", target_os = "netbsd", target_os = "openbsd"))]
fn concat_libc() -> &'static str {
    match std::env::consts::OS {
        "freebsd" => "libc (FreeBSD)",
        "netbsd" => "libc (NetBSD)",
        _ => "libc (OpenBSD)",
    }
}

#[cfg(not(any(
    target_os = "linux",
    target_os = "macos",
    target_os = "freebsd",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "illumos",
    target_os = "solaris"
)))]
compile_error!(
    "exitspec does not know this system: go through harness/src/sys and add what it needs"
);

/// Whether the program was linked dynamically: a dynamic one was loaded by an interpreter, whose base the kernel tells.
fn link() -> &'static str {
    #[cfg(target_os = "linux")]
    {
        // SAFETY: a query without memory arguments.
        let base = unsafe { libc::getauxval(libc::AT_BASE) };
        if base == 0 { "static" } else { "dynamic" }
    }
    #[cfg(not(target_os = "linux"))]
    if cfg!(target_feature = "crt-static") {
        "static"
    } else {
        "dynamic"
    }
}

/// The emulator or sandbox this process runs under, where there is a way to tell.
pub(crate) fn emulator() -> Option<String> {
    let version = std::fs::read_to_string("/proc/version").unwrap_or_default();
    // gVisor's sentry says so of itself in the only place it differs openly.
    if version.contains("gVisor") || Path::new("/proc/sentry-meminfo").exists() {
        return Some("gVisor".to_owned());
    }
    // qemu-user answers uname for the guest, but cpuinfo and the auxiliary vector's platform string come from it.
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap_or_default();
    if maps.contains("/qemu-") {
        return Some("qemu-user".to_owned());
    }
    maps.contains("/valgrind/").then(|| "valgrind".to_owned())
}

/// The kind of container this process runs in, where there is a way to tell.
pub(crate) fn container() -> Option<String> {
    if Path::new("/.dockerenv").exists() {
        return Some("docker".to_owned());
    }
    if Path::new("/run/.containerenv").exists() {
        return Some("podman".to_owned());
    }
    // systemd's convention: the manager of a container names it here.
    std::fs::read_to_string("/run/systemd/container")
        .ok()
        .map(|name| name.trim().to_owned())
}

/// Whether there is a device on which every write fails for want of room.
pub(crate) fn full_device() -> Result<(), String> {
    use std::os::unix::fs::FileTypeExt as _;
    match std::fs::metadata("/dev/full") {
        Ok(meta) if meta.file_type().is_char_device() => Ok(()),
        Ok(_) => Err("/dev/full is not a device".to_owned()),
        Err(error) => Err(format!("no full device: /dev/full: {error}")),
    }
}
