//! `exitspec findings`: what differs between platforms, as Markdown.

use std::io::{self, BufWriter, Write as _};

use exitspec::document::Output;
use exitspec_reports::findings::{Platforms, SamePlatform, findings as write};

use super::args::FindingsArgs;
use super::diff::document;
use super::exit::{Exit, Failure};

pub(super) fn findings(args: &FindingsArgs) -> Result<Exit, Failure> {
    let output = match &args.output {
        Some(path) => Some(Output::prepare(path).map_err(Failure::usage)?),
        None => None,
    };
    let documents: Result<Vec<_>, _> = args.documents.iter().map(|path| document(path)).collect();
    let documents = documents?;
    let platforms = Platforms::new(&documents).map_err(|SamePlatform { places, name }| {
        let [one, other] = places.map(|place| args.documents[place].display());
        Failure::usage(format!(
            "{one} and {other} describe the same platform: {name}"
        ))
    })?;
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
