//! `rust/runtime`.

use exitspec::Case;

/// The cases of `rust/runtime`.
pub(super) const CASES: &[Case] = &[];
