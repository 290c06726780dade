//! `rust/panic`.

use exitspec::Case;

/// The cases of `rust/panic`.
pub(super) const CASES: &[Case] = &[];
