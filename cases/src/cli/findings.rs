//! `exitspec findings`: what differs between platforms, as Markdown.

use std::io::{self, BufWriter, Write as _};

use exitspec::document::Output;
use exitspec_reports::findings::{Platforms, findings as write};

use super::args::FindingsArgs;
use super::documents::of_platforms;
use super::exit::{Exit, Failure};

pub(super) fn findings(args: &FindingsArgs) -> Result<Exit, Failure> {
    let output = match &args.output {
        Some(path) => Some(Output::prepare(path).map_err(Failure::usage)?),
        None => None,
    };
    let documents = of_platforms(&args.documents)?;
    // They are of different platforms, as was seen.
    let platforms = Platforms::new(&documents).map_err(|same| Failure::usage(same.name))?;
    match output {
        Some(output) => output
            .commit(|file| {
                let mut out = BufWriter::new(file);
                write(&platforms, &mut out)?;
                out.flush()
            })
            .map_err(Failure::usage)?,
        None => {
            let mut out = BufWriter::new(io::stdout());
            write(&platforms, &mut out)
                .and_then(|()| out.flush())
                .map_err(Failure::printing)?;
        }
    }
    Ok(Exit::AsExpected)
}
