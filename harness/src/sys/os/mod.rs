//! The systems: one file (or folder) each, which answers the questions that [`System`] asks.

mod system;

#[cfg(target_os = "freebsd")]
mod freebsd;
#[cfg(target_os = "illumos")]
mod illumos;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "netbsd")]
mod netbsd;
#[cfg(target_os = "openbsd")]
mod openbsd;

#[cfg(target_os = "freebsd")]
pub(super) use freebsd::FreeBsd as This;
#[cfg(target_os = "illumos")]
pub(super) use illumos::Illumos as This;
#[cfg(target_os = "linux")]
pub(super) use linux::Linux as This;
#[cfg(target_os = "macos")]
pub(super) use macos::MacOs as This;
#[cfg(target_os = "netbsd")]
pub(super) use netbsd::NetBsd as This;
#[cfg(target_os = "openbsd")]
pub(super) use openbsd::OpenBsd as This;
pub(super) use system::System;

#[cfg(target_os = "illumos")]
pub(super) use illumos::wait4;
#[cfg(not(target_os = "illumos"))]
pub(super) use libc::wait4;

#[cfg(not(any(
    target_os = "freebsd",
    target_os = "illumos",
    target_os = "linux",
    target_os = "macos",
    target_os = "netbsd",
    target_os = "openbsd"
)))]
compile_error!("exitspec does not know this system yet: see docs/adding-a-platform.md");
