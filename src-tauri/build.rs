//! Generates the shell's context: the page's permissions, the icons, the embedded UI.

use std::path::Path;

fn main() {
    // Both are made by `cargo xtask run` and are not in the repository.
    for (needed, how) in [
        (
            "../ui/dist/index.html",
            "the UI is not built: `cargo xtask run`, or `npm ci` and `npm run build` in ui/",
        ),
        ("resources/fonts/ipamjm.ttf", "the fonts are not there: `cargo xtask fonts`"),
    ] {
        println!("cargo:rerun-if-changed={needed}");
        if !Path::new(needed).exists() {
            println!("cargo:warning={how}");
        }
    }
    println!("cargo:rerun-if-changed=../ui/dist");
    let commands = tauri_build::AppManifest::new().commands(&["call"]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)) {
        println!("cargo:warning={error:#}");
        std::process::exit(1);
    }
}
