//! What the unit tests of this module share.

use crate::case::{Isolation, Panic};
use crate::expectation::layers::Facts;
use crate::observation::{Ending, Observation, Waitid};
use crate::platform::{Libc, Platform, Runtime};

/// An invented platform.
pub(super) fn platform() -> Platform {
    Platform {
        name: "test".to_owned(),
        os: "linux".to_owned(),
        kernel: "6.1.0-13-amd64".to_owned(),
        arch: "x86_64".to_owned(),
        libc: Libc {
            name: "glibc".to_owned(),
            version: "2.36".to_owned(),
            link: "dynamic".to_owned(),
        },
        runtime: Runtime {
            name: "rust".to_owned(),
            version: "1.95.0".to_owned(),
            target: Some("x86_64-unknown-linux-gnu".to_owned()),
            panic: Some("unwind".to_owned()),
        },
        emulator: None,
        container: None,
        runtimes: std::collections::BTreeMap::new(),
    }
}

/// A forked case in an unwinding binary there.
pub(super) fn facts(platform: &Platform) -> Facts<'_> {
    Facts {
        platform,
        runtime: &platform.runtime,
        panic: Panic::Unwind,
        isolation: Isolation::Fork,
    }
}

/// A process that exits with this code and leaves no other trace.
pub(super) fn exited(code: u8) -> Observation {
    Observation {
        ending: Ending::Exited(code),
        raw: Some(i32::from(code) << 8),
        waitid: Some(Waitid {
            code: "CLD_EXITED".to_owned(),
            status: i32::from(code),
        }),
        core: false,
        changes: Vec::new(),
        stdout: Some("".into()),
        stderr: Some("".into()),
        truncated: false,
        journal: Vec::new(),
        flushed: None,
        garbage: Vec::new(),
        left_behind: Vec::new(),
    }
}

/// A process that a signal ends.
pub(super) fn signaled(name: &str, number: i32) -> Observation {
    Observation {
        ending: Ending::Signaled(name.to_owned()),
        raw: Some(number),
        waitid: Some(Waitid {
            code: "CLD_KILLED".to_owned(),
            status: number,
        }),
        ..exited(0)
    }
}
