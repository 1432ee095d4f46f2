//! The fonts that the app ships: taken from Debian's packages at build time, never committed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::exec::Run;
use crate::house::House;
use crate::install;

/// The packages that hold the fonts.
pub const PACKAGES: &[&str] =
    &["fonts-ipamj-mincho", "fonts-morisawa-bizud-gothic", "fonts-morisawa-bizud-mincho"];

/// What is taken: the file in its package, and its name in the app's resources.
const FILES: &[(&str, &str)] = &[
    ("/usr/share/fonts/truetype/bizud-mincho/BIZUDMincho-Regular.ttf", "BIZUDMincho-Regular.ttf"),
    ("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf", "BIZUDGothic-Regular.ttf"),
    ("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Bold.ttf", "BIZUDGothic-Bold.ttf"),
    ("/usr/share/fonts/truetype/ipamj/ipamjm.ttf", "ipamjm.ttf"),
    ("/usr/share/doc/fonts-morisawa-bizud-mincho/copyright", "BIZUDMincho-licence.txt"),
    ("/usr/share/doc/fonts-morisawa-bizud-gothic/copyright", "BIZUDGothic-licence.txt"),
    ("/usr/share/doc/fonts-ipamj-mincho/IPA_Font_License_Agreement_v1.0.txt.gz", "ipamjm-licence.txt"),
];

/// Puts the fonts and their licence texts into `src-tauri/resources/fonts`.
pub fn collect(house: &House) -> Result<()> {
    let folder = house.root.join("src-tauri").join("resources").join("fonts");
    if FILES.iter().all(|(_, name)| folder.join(name).exists()) {
        return Ok(());
    }
    if !Path::new("/usr/bin/dpkg-query").exists() {
        bail!(
            "the fonts come from Debian's packages {}, and this system is not Debian. Copy these files into \
             {} from a Debian machine where `cargo xtask fonts` has run: {}",
            PACKAGES.join(", "),
            folder.display(),
            FILES.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
        );
    }
    install::system(PACKAGES)?;
    fs::create_dir_all(&folder)?;
    for (from, name) in FILES {
        let bytes = read(from)?;
        // Written beside and renamed, so that an interrupted run leaves no half font behind.
        let beside = folder.join(format!("{name}.part"));
        fs::write(&beside, bytes)?;
        fs::rename(&beside, folder.join(name))?;
    }
    eprintln!("xtask: fonts are in {}", folder.display());
    Ok(())
}

fn read(from: &str) -> Result<Vec<u8>> {
    if from.ends_with(".gz") {
        return Run::new("gzip").args(["-dc", from]).output();
    }
    fs::read(from).with_context(|| format!("{from}: is its font package installed whole?"))
}
