//! `rust/wait`.

use exitspec::Case;

/// The cases of `rust/wait`.
pub(super) const CASES: &[Case] = &[];
