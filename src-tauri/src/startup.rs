//! What is settled before there is a window: where the data lies, whether a window can be shown at all, and
//! where the log goes. What goes wrong here is told in a message box of the system, never by a blank window.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Parser;
use directories::ProjectDirs;
use fumibako::fonts::FontFolders;
use fumibako::{Desk, KeyFile, OsKeyRing, Place, Shell, SystemClock};
use rfd::{MessageDialog, MessageLevel};
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

/// Daily log files that are kept.
const LOGS_KEPT: usize = 14;

/// Our own crates; only they write to the log, since only they promise to name no patient there.
const LOGGED: &[&str] = &["fumibako", "store", "documents", "fhir", "print", "domain"];

/// Tells a fresh process image which attempt it is.
const ATTEMPT: &str = "FUMIBAKO_ATTEMPT";

/// Attempts at a window before the person is told that there will be none.
const ATTEMPTS: u32 = 10;

/// Between two attempts.
#[cfg(unix)]
const PAUSE: std::time::Duration = std::time::Duration::from_millis(300);

/// The command line of the window.
#[derive(Debug, Parser)]
#[command(name = "fumibako-desktop", version, about = "文箱")]
pub struct Options {
    /// Keep the data in this folder instead of the person's own
    #[arg(long, value_name = "DIR")]
    pub place: Option<PathBuf>,
    /// Take the key from this file (64 hex digits) instead of the system's credential store
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// Say on every screen that this is the demonstration with fictional patients; needs --place
    #[arg(long, requires = "place")]
    pub demo: bool,
}

/// Why there can be no window.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// No screen to show it on (Linux).
    #[error("there is no display")]
    NoDisplay,
    /// The system's part that draws the page is missing (WebView2 on Windows, WebKitGTK on Linux).
    #[error("the system's web view is missing")]
    NoWebview,
    /// The system does not say where a person's data belongs.
    #[error("the person's data folder is not known")]
    NoHome,
    /// The data folder cannot be made or written to.
    #[error("{0:?} cannot be written to: {1}")]
    Place(PathBuf, std::io::Error),
    /// The window itself could not be made; the log says why.
    #[error("the window cannot be made")]
    Window,
}

impl Trouble {
    /// What the person reads: what happened, what is safe, what to do.
    fn sentence(&self) -> String {
        match self {
            Trouble::NoDisplay => "画面がないため、文箱を表示できません。".to_owned(),
            Trouble::NoWebview => "画面を表示するための部品（WebView2）が、このパソコンにありません。\n\n\
                保存されている診療の記録には影響ありません。\n\
                文箱をもう一度インストールし、パソコンを再起動してから開いてください。"
                .to_owned(),
            Trouble::NoHome => "データを保存する場所が見つかりません。\n\n\
                このパソコンのユーザーの設定を、管理している方に確認してもらってください。"
                .to_owned(),
            Trouble::Place(dir, _) => format!(
                "データを保存する場所に書き込めません。\n{}\n\n\
                 保存されている記録は消えていません。\n\
                 空き容量と、この場所に書き込む許可があるかを確かめてから、もう一度開いてください。",
                dir.display()
            ),
            Trouble::Window => "文箱の画面を開けませんでした。\n\n\
                保存されている診療の記録には影響ありません。\n\
                パソコンを再起動してから、もう一度開いてください。"
                .to_owned(),
        }
    }
}

/// Which attempt at a window this is, from 0; [`Trouble::Window`] after the last one.
pub fn attempt() -> Result<u32, Trouble> {
    let attempt = std::env::var(ATTEMPT).ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    if attempt < ATTEMPTS { Ok(attempt) } else { Err(Trouble::Window) }
}

/// Begins again in a fresh process image after the window could not be made. A window that was closed a moment
/// ago may still be leaving and answer no more; and once GTK runs here, no message box can be shown here.
#[cfg(unix)]
pub fn start_over(attempt: u32, error: &tauri::Error) -> Trouble {
    use std::os::unix::process::CommandExt;
    tracing::warn!(attempt, %error, "the window cannot be made yet");
    std::thread::sleep(PAUSE);
    let error = std::env::current_exe().map(|program| {
        let arguments = std::env::args_os().skip(1);
        std::process::Command::new(program).args(arguments).env(ATTEMPT, (attempt + 1).to_string()).exec()
    });
    tracing::error!(?error, "no second attempt");
    Trouble::Window
}

/// Windows needs no second attempt: there a leaving window answers until it is gone.
#[cfg(not(unix))]
pub fn start_over(attempt: u32, error: &tauri::Error) -> Trouble {
    tracing::error!(attempt, %error, "the window cannot be made");
    Trouble::Window
}

/// Makes sure that a window can be shown.
pub fn check_window() -> Result<(), Trouble> {
    let shown = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    if cfg!(target_os = "linux") && !shown("DISPLAY") && !shown("WAYLAND_DISPLAY") {
        return Err(Trouble::NoDisplay);
    }
    tauri::webview_version().map(drop).map_err(|_| Trouble::NoWebview)
}

/// The data folder: the one asked for, or the person's own; it exists afterwards and can be written to.
pub fn place(options: &Options) -> Result<PathBuf, Trouble> {
    let dir = match &options.place {
        Some(dir) => std::path::absolute(dir).map_err(|e| Trouble::Place(dir.clone(), e))?,
        None => own().ok_or(Trouble::NoHome)?.data_local_dir().to_path_buf(),
    };
    let trouble = |e| Trouble::Place(dir.clone(), e);
    make_private(&dir).map_err(trouble)?;
    tempfile::tempfile_in(&dir).map_err(trouble)?;
    Ok(dir)
}

/// The folder for PDFs on their way to the viewer: gone at logout where the system has such a place.
pub fn tray(identifier: &str) -> Result<PathBuf, Trouble> {
    let own = own().ok_or(Trouble::NoHome)?;
    Ok(own.runtime_dir().unwrap_or_else(|| own.cache_dir()).join(identifier).join("print"))
}

/// The folder where the web view keeps what it must keep; no page of ours stores anything there.
pub fn scratch(identifier: &str) -> Result<PathBuf, Trouble> {
    Ok(own().ok_or(Trouble::NoHome)?.cache_dir().join(identifier).join("view"))
}

/// The core over this place. The fonts are those shipped with the app, then the system's.
pub fn desk(options: &Options, place: PathBuf, resources: Option<PathBuf>, shell: Arc<dyn Shell>) -> Desk {
    let folders = resources.map(|dir| dir.join("fonts")).into_iter().chain(FontFolders::system());
    Desk::new(fumibako::Options {
        place: Place::new(place),
        keys: match &options.key_file {
            Some(file) => Arc::new(KeyFile::new(file)),
            None => Arc::new(OsKeyRing),
        },
        clock: Arc::new(SystemClock),
        shell,
        fonts: fumibako::Fonts::new(FontFolders::new(folders)),
        demo: options.demo,
    })
}

/// The app's name towards the system. Windows on other data folders are other apps: they neither focus this
/// one nor share its window's place on the screen.
pub fn identifier(base: &str, options: &Options) -> String {
    let Some(dir) = &options.place else { return base.to_owned() };
    let mut hasher = DefaultHasher::new();
    std::path::absolute(dir).unwrap_or_else(|_| dir.clone()).hash(&mut hasher);
    format!("{base}.place-{:016x}", hasher.finish())
}

/// Writes the log into the data folder, one file a day. Without a file, it goes to standard error.
///
/// Of a panic only the place in the code is written: its message may quote what a person typed.
pub fn log(place: &Path) {
    let targets = Targets::new().with_targets(LOGGED.iter().map(|name| (*name, LevelFilter::INFO)));
    let folder = place.join("logs");
    let file = make_private(&folder).ok().and_then(|()| {
        RollingFileAppender::builder()
            .rotation(Rotation::DAILY)
            .filename_prefix("fumibako")
            .filename_suffix("log")
            .max_log_files(LOGS_KEPT)
            .build(&folder)
            .ok()
    });
    let layer = tracing_subscriber::fmt::layer().with_ansi(false);
    match file {
        Some(file) => {
            tracing_subscriber::registry().with(layer.with_writer(file).with_filter(targets)).init()
        }
        None => {
            tracing_subscriber::registry()
                .with(layer.with_writer(std::io::stderr).with_filter(targets))
                .init();
        }
    }
}

/// Tells the person, in a message box where there is a screen.
#[allow(clippy::print_stderr, reason = "without a screen there is nowhere else to say it")]
pub fn tell(trouble: &Trouble) {
    tracing::error!(%trouble, "the window does not open");
    let sentence = trouble.sentence();
    eprintln!("{sentence}");
    if !matches!(trouble, Trouble::NoDisplay) {
        MessageDialog::new()
            .set_title("文箱")
            .set_description(sentence)
            .set_level(MessageLevel::Error)
            .show();
    }
}

fn own() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "fumibako")
}

#[cfg(unix)]
fn make_private(dir: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

/// On Windows the folder lies in the person's profile, which is theirs alone.
#[cfg(not(unix))]
fn make_private(dir: &Path) -> std::io::Result<()> {
    fs::create_dir_all(dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(place: Option<PathBuf>) -> Options {
        Options { place, key_file: None, demo: false }
    }

    #[test]
    fn another_place_is_another_app() {
        let own = identifier("jp.fumibako.desktop", &options(None));
        let a = identifier("jp.fumibako.desktop", &options(Some("/tmp/a".into())));
        let b = identifier("jp.fumibako.desktop", &options(Some("/tmp/b".into())));
        assert_eq!(own, "jp.fumibako.desktop");
        assert!(own != a && a != b);
        assert_eq!(a, identifier("jp.fumibako.desktop", &options(Some("/tmp/a".into()))));
        // A D-Bus name is made of it: no element may start with a digit.
        assert!(a.split('.').all(|part| part.starts_with(|c: char| c.is_ascii_alphabetic())), "{a}");
    }

    #[test]
    fn a_place_that_is_a_file_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "x").unwrap();
        let trouble = place(&options(Some(file.clone()))).unwrap_err();
        assert!(matches!(&trouble, Trouble::Place(at, _) if *at == file), "{trouble:?}");
        assert!(trouble.sentence().contains(&file.display().to_string()));
        assert_eq!(fs::read_to_string(&file).unwrap(), "x");
    }

    #[test]
    fn a_place_is_made_where_none_was() {
        let dir = tempfile::tempdir().unwrap();
        let new = dir.path().join("a").join("b");
        assert_eq!(place(&options(Some(new.clone()))).unwrap(), new);
        assert!(fs::read_dir(&new).unwrap().next().is_none(), "nothing is left by the check");
    }
}
