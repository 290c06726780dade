//! What this machine is, asked of the machine.

use std::path::Path;

use super::os::{System as _, This};
use crate::platform::Libc;

/// Name, version and linking of the C library this process runs on.
pub(crate) fn libc() -> Libc {
    let link = if This::is_static() {
        "static"
    } else {
        "dynamic"
    };
    Libc {
        name: This::LIBC.to_owned(),
        version: This::libc_version().unwrap_or_else(|| "unknown".to_owned()),
        link: link.to_owned(),
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
