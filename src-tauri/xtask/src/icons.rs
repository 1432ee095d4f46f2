//! The app's icons, drawn from `icons/icon.svg`; the drawn files are checked in.

use std::path::Path;

use anyhow::Result;

use crate::exec::Run;
use crate::house::House;
use crate::install;

/// Sizes in pixels and the names that the bundler expects.
const PNG: &[(&str, &str)] =
    &[("32", "32x32.png"), ("128", "128x128.png"), ("256", "128x128@2x.png"), ("512", "icon.png")];

/// The sizes inside the Windows icon.
const ICO: &[&str] = &["16", "24", "32", "48", "64", "256"];

/// Draws all of them.
pub fn draw(house: &House) -> Result<()> {
    install::system(install::DRAW)?;
    let folder = house.root.join("icons");
    for (size, name) in PNG {
        png(&folder, size, &folder.join(name))?;
    }
    let work = house.cache.join("icons");
    std::fs::create_dir_all(&work)?;
    let mut parts = vec![];
    for size in ICO {
        let part = work.join(format!("{size}.png"));
        png(&folder, size, &part)?;
        parts.push(part);
    }
    // Debian's own name for ImageMagick 6; `convert` alone is also what other programs are called.
    Run::new("convert-im6.q16").args(parts).args([folder.join("icon.ico")]).ok()
}

fn png(folder: &Path, size: &str, to: &Path) -> Result<()> {
    let svg = folder.join("icon.svg");
    Run::new("rsvg-convert").args(["-w", size, "-h", size, "-o"]).args([to, &svg]).ok()
}
