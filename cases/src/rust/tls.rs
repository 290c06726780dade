//! `rust/tls`.

use exitspec::Case;

/// The cases of `rust/tls`.
pub(super) const CASES: &[Case] = &[];
