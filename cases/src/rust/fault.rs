//! `rust/fault`.

use exitspec::Case;

/// The cases of `rust/fault`.
pub(super) const CASES: &[Case] = &[];
