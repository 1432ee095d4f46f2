//! What the core asks of the desktop: opening a PDF in the viewer, and saving a file where the person says.

use std::io;

use fumibako::{Shell, ShellError, Wanted};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

use crate::WINDOW;
use crate::printing::{Tray, write_whole};

/// The desktop as the core sees it.
pub struct Desktop {
    app: AppHandle,
    tray: Tray,
}

impl Desktop {
    /// The desktop around this app.
    pub fn new(app: AppHandle, tray: Tray) -> Desktop {
        Desktop { app, tray }
    }
}

impl Shell for Desktop {
    fn can_print(&self) -> bool {
        true
    }

    fn open_pdf(&self, id: &str, pdf: &[u8]) -> Result<(), ShellError> {
        let path = self.tray.put(id, pdf).map_err(ShellError::Refused)?;
        let opened = self.app.opener().open_path(path.to_string_lossy(), None::<&str>);
        opened.map_err(|error| ShellError::Refused(io::Error::other(error)))
    }

    /// Waits for the person, so it may not be called on the main thread.
    fn save_file(&self, suggested: &str, bytes: &[u8]) -> Result<bool, ShellError> {
        let mut dialog = self.app.dialog().file().set_file_name(suggested);
        if let Some(window) = self.app.get_webview_window(WINDOW) {
            dialog = dialog.set_parent(&window);
        }
        let Some(path) = dialog.blocking_save_file() else { return Ok(false) };
        let path = path.into_path().map_err(|error| ShellError::Refused(io::Error::other(error)))?;
        write_whole(&path, bytes).map_err(ShellError::Refused)?;
        Ok(true)
    }

    /// Waits for the person, so it may not be called on the main thread.
    fn open_file(&self, wanted: Wanted) -> Result<Option<Vec<u8>>, ShellError> {
        let mut dialog = self.app.dialog().file().add_filter(wanted.name, wanted.endings);
        if let Some(window) = self.app.get_webview_window(WINDOW) {
            dialog = dialog.set_parent(&window);
        }
        let Some(path) = dialog.blocking_pick_file() else { return Ok(None) };
        let path = path.into_path().map_err(|error| ShellError::Refused(io::Error::other(error)))?;
        std::fs::read(path).map(Some).map_err(ShellError::Refused)
    }
}
