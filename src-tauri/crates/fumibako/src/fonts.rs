//! The fonts of paper, read from folders: the app's resources first, then where the operating system keeps
//! them.

use print::{Face, FontSource};
use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// Finds font files by name below some folders.
pub struct FontFolders {
    folders: Vec<PathBuf>,
    files: OnceLock<Vec<PathBuf>>,
}

impl FontFolders {
    /// Looks in these folders, in order, and below them.
    pub fn new(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { folders: folders.into_iter().collect(), files: OnceLock::new() }
    }

    /// Where the operating system keeps fonts.
    pub fn system() -> Vec<PathBuf> {
        if cfg!(windows) {
            vec![PathBuf::from(r"C:\Windows\Fonts")]
        } else {
            vec![PathBuf::from("/usr/share/fonts"), PathBuf::from("/usr/local/share/fonts")]
        }
    }

    fn files(&self) -> &[PathBuf] {
        self.files.get_or_init(|| {
            let mut files = Vec::new();
            for folder in &self.folders {
                walk(folder, 4, &mut files);
            }
            files
        })
    }
}

fn walk(folder: &Path, depth: u8, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            if depth > 0 {
                walk(&path, depth - 1, files);
            }
        } else {
            files.push(path);
        }
    }
}

/// File names of each face, best first.
fn names(face: Face) -> &'static [&'static str] {
    match face {
        Face::Mincho => &["BIZUDMincho-Regular.ttf", "BIZ-UDMinchoM.ttc"],
        Face::Gothic => &["BIZUDGothic-Regular.ttf", "BIZ-UDGothicR.ttc"],
        Face::GothicBold => &["BIZUDGothic-Bold.ttf", "BIZ-UDGothicB.ttc"],
        Face::Wide => &["ipamjm.ttf"],
    }
}

impl FontSource for FontFolders {
    fn load(&self, face: Face) -> Option<Vec<u8>> {
        let file = names(face).iter().find_map(|name| {
            self.files()
                .iter()
                .find(|path| path.file_name().is_some_and(|file| file.eq_ignore_ascii_case(name)))
        })?;
        std::fs::read(file).ok()
    }
}
