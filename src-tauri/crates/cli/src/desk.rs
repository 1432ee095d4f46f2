//! Where the store lies and where its key comes from.

use anyhow::{Context, bail};
use clap::Args;
use fumibako::{
    Desk, Fonts, KeyFile, KeyRing, MemoryKeyRing, Options, OsKeyRing, Place, SecretKey, Shell, ShellError,
    SystemClock, fonts::FontFolders,
};
use std::{path::PathBuf, sync::Arc};

/// The key itself, for tests and servers that keep it elsewhere.
const KEY: &str = "FUMIBAKO_KEY";
/// A folder with the fonts of paper.
const FONTS: &str = "FUMIBAKO_FONTS";

#[derive(Args)]
pub struct Where {
    /// The data folder; without it, the person's own
    #[arg(long, global = true, value_name = "DIR")]
    place: Option<PathBuf>,
    /// A file with the key (64 hex digits) in place of the credential store; made with a new store
    #[arg(long, global = true, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

impl Where {
    /// The data folder.
    pub fn place(&self) -> anyhow::Result<PathBuf> {
        match &self.place {
            Some(dir) => Ok(std::path::absolute(dir)?),
            None => directories::ProjectDirs::from("", "", "fumibako")
                .map(|dirs| dirs.data_local_dir().to_path_buf())
                .context("the system does not say where a person's data belongs; use --place"),
        }
    }

    /// Whether a data folder was named.
    pub fn is_named(&self) -> bool {
        self.place.is_some()
    }

    /// Where the key comes from, in words.
    pub fn key_source(&self) -> &'static str {
        match (&self.key_file, std::env::var_os(KEY)) {
            (Some(_), _) => "key file",
            (None, Some(_)) => "environment",
            (None, None) => "credential store",
        }
    }

    fn keys(&self) -> anyhow::Result<Arc<dyn KeyRing>> {
        if let Some(file) = &self.key_file {
            return Ok(Arc::new(KeyFile::new(file)));
        }
        match std::env::var(KEY) {
            Ok(hex) => match SecretKey::from_hex(hex.trim()) {
                Ok(key) => Ok(Arc::new(MemoryKeyRing::with(key))),
                Err(_) => bail!("{KEY} does not hold 64 hex digits"),
            },
            Err(_) => Ok(Arc::new(OsKeyRing)),
        }
    }

    /// The desk over this place.
    pub fn desk(&self, demo: bool) -> anyhow::Result<Desk> {
        let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("fonts")));
        let given = std::env::var_os(FONTS).map(PathBuf::from);
        let folders = given.into_iter().chain(beside).chain(FontFolders::system());
        Ok(Desk::new(Options {
            place: Place::new(self.place()?),
            keys: self.keys()?,
            clock: Arc::new(SystemClock),
            shell: Arc::new(NoShell),
            fonts: Fonts::new(FontFolders::new(folders)),
            demo,
        }))
    }
}

/// No viewer and no dialogs: the front end gets the bytes and does it itself.
struct NoShell;

impl Shell for NoShell {
    fn can_print(&self) -> bool {
        false
    }

    fn open_pdf(&self, _: &str, _: &[u8]) -> Result<(), ShellError> {
        Err(ShellError::NotHere)
    }

    fn save_file(&self, _: &str, _: &[u8]) -> Result<bool, ShellError> {
        Err(ShellError::NotHere)
    }
}
