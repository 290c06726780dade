//! `exitspec completions` and `exitspec man`, made from the table of options.

use std::io::{self, Write as _};

use clap::CommandFactory as _;

use super::args::Cli;
use super::exit::{Exit, Failure};

pub(super) fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "exitspec", &mut script);
    print(&script)
}

/// The page of the command, then those of its subcommands.
pub(super) fn man() -> Result<Exit, Failure> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .render(&mut page)
        .map_err(Failure::printing)?;
    for subcommand in command.get_subcommands() {
        clap_mangen::Man::new(subcommand.clone())
            .render(&mut page)
            .map_err(Failure::printing)?;
    }
    print(&page)
}

fn print(text: &[u8]) -> Result<Exit, Failure> {
    let mut out = io::stdout();
    out.write_all(text)
        .and_then(|()| out.flush())
        .map_err(Failure::printing)?;
    Ok(Exit::AsExpected)
}
