//! `rust/matrix`.

use exitspec::Case;

/// The cases of `rust/matrix`.
pub(super) const CASES: &[Case] = &[];
