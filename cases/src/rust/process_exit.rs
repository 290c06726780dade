//! `rust/process_exit`.

use exitspec::Case;

/// The cases of `rust/process_exit`.
pub(super) const CASES: &[Case] = &[];
