//! `rust/atexit`.

use exitspec::Case;

/// The cases of `rust/atexit`.
pub(super) const CASES: &[Case] = &[];
