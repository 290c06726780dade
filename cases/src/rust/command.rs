//! `rust/command`.

use exitspec::Case;

/// The cases of `rust/command`.
pub(super) const CASES: &[Case] = &[];
