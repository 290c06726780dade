//! `rust/status`.

use exitspec::Case;

/// The cases of `rust/status`.
pub(super) const CASES: &[Case] = &[];
