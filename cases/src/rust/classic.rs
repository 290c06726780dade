//! `rust/classic`.

use exitspec::Case;

/// The cases of `rust/classic`.
pub(super) const CASES: &[Case] = &[];
