//! `rust/concurrent`.

use exitspec::Case;

/// The cases of `rust/concurrent`.
pub(super) const CASES: &[Case] = &[];
