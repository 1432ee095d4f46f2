//! Reading paper back with poppler.

use crate::program;
use std::{fs, path::PathBuf, process::Command};
use tempfile::TempDir;

/// A PDF in a file of its own.
pub struct Paper {
    _dir: TempDir,
    path: PathBuf,
}

impl Paper {
    /// Writes it down.
    pub fn new(pdf: &[u8]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("paper.pdf");
        fs::write(&path, pdf).unwrap();
        Self { _dir: dir, path }
    }

    /// All text; `None` where poppler is absent.
    pub fn text(&self) -> Option<String> {
        let mut pdftotext = program("pdftotext")?;
        Some(said(pdftotext.args(["-enc", "UTF-8"]).arg(&self.path).arg("-")))
    }

    /// Fonts that are not embedded as a subset, and how many there are at all; `None` where poppler is absent.
    pub fn fonts(&self) -> Option<(usize, Vec<String>)> {
        let list = said(program("pdffonts")?.arg(&self.path));
        let lines: Vec<&str> = list.lines().skip(2).collect();
        // name … encoding emb sub uni object ID: counted from the right, because names may hold blanks.
        let loose = lines.iter().filter(|line| {
            let words: Vec<&str> = line.split_whitespace().rev().collect();
            words.get(3..5) != Some(&["yes", "yes"][..])
        });
        Some((lines.len(), loose.map(|line| (*line).to_owned()).collect()))
    }

    /// How many pages.
    pub fn pages(&self) -> Option<usize> {
        let info = said(program("pdfinfo")?.arg(&self.path));
        info.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok())
    }
}

fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The text without blanks, line breaks and variation selectors, which paper does not hold as characters.
pub fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !domain::text::is_variation_selector(*c) && *c != '\u{c}')
        .collect()
}
