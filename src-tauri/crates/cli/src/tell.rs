//! What the program says. A reader that has gone away (`fumibako doctor | head`) is no fault, and nothing that is
//! still to be done depends on it.

use std::{
    fmt::Display,
    io::{self, ErrorKind, Write},
};

/// A line of the answer, on standard output.
///
/// # Errors
/// When it cannot be written although somebody reads, e.g. to a full disk.
pub fn line(text: impl Display) -> io::Result<()> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// A line beside the answer, on standard error.
///
/// # Errors
/// When it cannot be written.
pub fn beside(text: impl Display) -> io::Result<()> {
    writeln!(io::stderr(), "{text}")
}
