//! `exitspec bless`.

use super::args::BlessArgs;
use super::exit::Failure;
use super::output::Colors;
use super::program::Done;

pub(super) fn bless(_args: &BlessArgs, _colors: Colors) -> Result<Done, Failure> {
    Err(Failure::usage("not there yet"))
}
