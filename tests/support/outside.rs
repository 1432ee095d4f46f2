//! What lies outside this repository: shared tools, fonts, programs. A test that needs what is absent says so
//! and skips, unless `FUMIBAKO_DEMAND` is set: then the absence is its failure.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
};

/// The checkout.
pub fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Whether everything must be there.
pub fn demanded() -> bool {
    env::var_os("FUMIBAKO_DEMAND").is_some_and(|value| !value.is_empty())
}

/// Whether the long runs were asked for.
pub fn long() -> bool {
    env::var_os("FUMIBAKO_LONG").is_some_and(|value| !value.is_empty())
}

/// Says why a test does not run; fails where everything must be there.
pub fn skip(why: &str) {
    assert!(!demanded(), "{why}, and FUMIBAKO_DEMAND is set");
    eprintln!("skipped: {why}");
}

/// A folder or file below the shared folder (`FUMIBAKO_SHARED`, or `../shared` beside the checkout).
pub fn shared(inside: &str) -> Option<PathBuf> {
    let root = env::var_os("FUMIBAKO_SHARED").map_or_else(|| house().join("../shared"), PathBuf::from);
    let path = root.join(inside);
    if !path.exists() {
        skip(&format!("the shared {inside} is absent"));
        return None;
    }
    Some(path)
}

/// A command of the system, if it is there.
pub fn program(name: &str) -> Option<Command> {
    let found =
        env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|dir| dir.join(name).is_file()));
    if !found {
        skip(&format!("the program {name} is absent"));
        return None;
    }
    Some(Command::new(name))
}

/// Folders with the fonts of paper, in the order in which they are searched.
pub fn fonts() -> Vec<PathBuf> {
    let given = env::var_os("FUMIBAKO_FONTS").map(PathBuf::from);
    given
        .into_iter()
        .chain([house().join("src-tauri/resources/fonts")])
        .chain(fumibako::fonts::FontFolders::system())
        .collect()
}

/// Whether the fonts of paper are there.
pub fn fonts_are_there() -> bool {
    use print::{Face, FontSource};
    let folders = fumibako::fonts::FontFolders::new(fonts());
    let there = [Face::Mincho, Face::Gothic, Face::GothicBold, Face::Wide]
        .iter()
        .all(|face| folders.load(*face).is_some());
    if !there {
        skip("the fonts of paper (BIZ UD, IPAmj) are absent");
    }
    there
}

/// The headless program as it was built beside these tests.
pub fn cli() -> Option<Command> {
    let name = format!("fumibako{}", env::consts::EXE_SUFFIX);
    let beside = || env::current_exe().ok().and_then(|exe| Some(exe.parent()?.parent()?.join(&name)));
    let Some(path) =
        env::var_os("FUMIBAKO_CLI").map(PathBuf::from).or_else(beside).filter(|path| path.is_file())
    else {
        skip("the program fumibako is not built (cargo build -p fumibako-cli)");
        return None;
    };
    let mut command = Command::new(path);
    let first = fonts().into_iter().find(|folder| folder.exists());
    command
        .env("FUMIBAKO_FONTS", first.as_deref().map_or(OsStr::new(""), Path::as_os_str))
        .env_remove("FUMIBAKO_KEY");
    Some(command)
}
