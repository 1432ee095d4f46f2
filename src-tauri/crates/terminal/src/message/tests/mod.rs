//! Golden files: every answer of `tests/fixtures/terminal`, every request that can be made.

mod answers;
mod hostile;
mod requests;

use crate::{
    catalogue::Catalogue,
    message::{Decoded, decode},
};
use std::{cell::RefCell, fs, path::PathBuf};

thread_local! {
    /// The sheet that was read last; records do not print themselves.
    pub(super) static SEEN: RefCell<String> = const { RefCell::new(String::new()) };
}

pub(super) fn catalogue() -> &'static Catalogue {
    Catalogue::built_in().unwrap()
}

pub(super) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/terminal")
}

pub(super) fn fixture(name: &str) -> Decoded {
    let bytes = fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    decode(catalogue(), name, &bytes)
}

pub(super) fn fixtures() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())
        })
        .collect();
    files.sort();
    assert!(files.len() >= 30);
    files
}
