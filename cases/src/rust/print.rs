//! `rust/print`.

use exitspec::Case;

/// The cases of `rust/print`.
pub(super) const CASES: &[Case] = &[];
