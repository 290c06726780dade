//! `exitspec convert`: documents in the formats of other tools.

use exitspec::document::merge;

use super::args::ConvertArgs;
use super::documents::all;
use super::exit::{Exit, Failure};
use super::outputs::Outputs;

pub(super) fn convert(args: &ConvertArgs) -> Result<Exit, Failure> {
    let outputs = Outputs::prepare(&args.outputs, None)?;
    let documents = merge(all(&args.documents)?).map_err(Failure::usage)?;
    outputs.write(&documents)?;
    Ok(Exit::AsExpected)
}
