//! The window of Fumibako (文箱): it carries calls between the page and the core, and nothing more.
//!
//! Here live the plugins, the window, one command `call` and one event `changed`. Rules, storage and wording
//! may not live here: they are in the core and in the UI. No other crate may name tauri.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
#![allow(clippy::disallowed_methods, reason = "an edge: here the environment is read")]

mod printing;
mod shell;
mod startup;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, LazyLock, RwLock};
use std::time::Duration;

use clap::Parser;
use fumibako::api::ApiError;
use fumibako::{Desk, Error};
use serde_json::Value;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Emitter, Manager, RunEvent, State, WebviewUrl, WebviewWindowBuilder};

use crate::printing::Tray;
use crate::shell::Desktop;
use crate::startup::{Options, Trouble};

/// The label of the only window; `capabilities/main.json` names it too.
const WINDOW: &str = "main";

/// How long the end of the app waits for calls that are under way: this often, and this long each time.
const REST_TRIES: u32 = 50;
const REST_PAUSE: Duration = Duration::from_millis(100);

fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            startup::tell(&trouble);
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<(), Trouble> {
    let attempt = startup::attempt()?;
    startup::check_window()?;
    let place = startup::place(&options)?;
    startup::log(&place);
    let mut context = tauri::generate_context!();
    let identifier = startup::identifier(&context.config().identifier, &options);
    let tray = Tray::new(startup::tray(&identifier)?);
    let scratch = startup::scratch(&identifier)?;
    context.config_mut().identifier = identifier;

    // A second window ends in `build`, after it has told the first one to come forward.
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| come_forward(app)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(tauri::generate_handler![call])
        .build(context)
        .map_err(|error| startup::start_over(attempt, &error))?;
    tray.empty();

    // Opening the store may wait for the disk or for a key ring that asks; the window does not.
    let core =
        Arc::new(Core { desk: late_desk(options, place, &app, tray.clone()), working: RwLock::default() });
    app.manage(Arc::clone(&core));
    let early = Arc::clone(&core);
    tauri::async_runtime::spawn_blocking(move || {
        LazyLock::force(&early.desk);
    });
    open(&app, scratch).map_err(|error| startup::start_over(attempt, &error))?;
    app.run(move |_, event| {
        if let RunEvent::Exit = event {
            core.rest();
            tray.empty();
        }
    });
    Ok(())
}

/// The core as the window's commands share it.
struct Core {
    desk: LateDesk,
    /// Held for reading by every call that is under way.
    working: RwLock<()>,
}

impl Core {
    /// Lets what is under way come to its end: the process takes the cipher down with it, under the feet of a
    /// call that still writes. A call that waits for a person, in a file dialog, is not waited for.
    fn rest(&self) {
        for _ in 0..REST_TRIES {
            if let Ok(_nobody) = self.working.try_write() {
                self.desk.rest();
                return;
            }
            std::thread::sleep(REST_PAUSE);
        }
        tracing::warn!("the app ends while a call is under way");
    }
}

/// A desk that opens when it is first needed; whoever comes meanwhile waits for it.
type LateDesk = LazyLock<Desk, Box<dyn FnOnce() -> Desk + Send>>;

fn late_desk(options: Options, place: PathBuf, app: &App, tray: Tray) -> LateDesk {
    let app = app.handle().clone();
    LazyLock::new(Box::new(move || {
        let shell = Arc::new(Desktop::new(app.clone(), tray));
        let desk = startup::desk(&options, place, app.path().resource_dir().ok(), shell);
        desk.on_changed(move |topics| {
            let topics: Vec<&str> = topics.iter().map(|topic| topic.as_str()).collect();
            // A window that is just closing need not hear it.
            let _ = app.emit_to(WINDOW, "changed", topics);
        });
        desk.run_relay("文箱の画面");
        desk
    }))
}

/// The one door between the page and the core. The core may wait for the disk, so it runs off the main thread.
#[tauri::command]
async fn call(core: State<'_, Arc<Core>>, name: String, arg: Value) -> Result<Value, ApiError> {
    let core = Arc::clone(&core);
    let answer = tauri::async_runtime::spawn_blocking(move || {
        let _working = core.working.read();
        core.desk.call(&name, arg)
    });
    answer.await.unwrap_or_else(|panic| Err(Error::bug(panic).shown()))
}

/// Opens the window. Nothing of the page is kept on disk, and it can go nowhere else.
fn open(app: &App, scratch: PathBuf) -> tauri::Result<()> {
    // WebDriver reaches only pages that are not private; it sets this for the apps that it starts.
    let driven = std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::default())
        .title("文箱")
        .inner_size(1280.0, 860.0)
        .min_inner_size(480.0, 360.0)
        .data_directory(scratch)
        .incognito(!driven)
        .general_autofill_enabled(false)
        .zoom_hotkeys_enabled(true)
        .disable_drag_drop_handler()
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    Ok(())
}

/// Brings the window to the front, wherever it is.
fn come_forward(app: &AppHandle) {
    let Some(window) = app.get_webview_window(WINDOW) else { return };
    for result in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = result {
            tracing::warn!(%error, "the window does not come forward");
        }
    }
}
