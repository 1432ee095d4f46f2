//! Papers against what a person has looked at and found good: their text as `pdftotext -layout` reads it, and
//! small grey images of their pages. `INSTA_UPDATE=always` writes both anew; the PDFs lie in the target's `tmp`.

#![allow(clippy::disallowed_methods, reason = "a test asks how it was called")]

use crate::support::{self, Order};
use print::{Paper, Rendered};
use std::{
    fs::{self, File},
    io::BufWriter,
    path::{Path, PathBuf},
};

/// Dots per inch of the images: enough to see that a line or a box has moved, small enough to keep.
const DPI: f32 = 50.0;
/// A pixel that differs by more than this, of 255, is another pixel.
const PLAY: u8 = 64;
/// So many pixels in a thousand may be others.
const OTHERS: usize = 2;

/// A grey image.
struct Grey {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// Renders `paper` and holds it against its text and its images. `None` without fonts.
pub fn golden(name: &str, paper: &Paper) -> Option<Rendered> {
    let rendered = print::render(paper, &support::fonts()?).expect("a PDF");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paper");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(format!("{name}.pdf")), &rendered.pdf).expect("a file");
    for (index, page) in print::pages::png(&rendered.pdf, DPI).expect("images").iter().enumerate() {
        let found = grey(page.png.as_slice());
        let path = image(name, index + 1);
        if std::env::var_os("INSTA_UPDATE").is_some_and(|how| how == "always") {
            write(&path, &found);
        }
        let Ok(file) = fs::read(&path) else { panic!("{} is not there yet", path.display()) };
        let differing = differ(&grey(file.as_slice()), &found);
        if differing > found.pixels.len() * OTHERS / 1000 {
            let now = folder.join(format!("{name}-{}.png", index + 1));
            write(&now, &found);
            panic!("{differing} pixels differ: {} was, {} is", path.display(), now.display());
        }
    }
    assert!(!image(name, rendered.pages as usize + 1).exists(), "{name} had more pages");
    if let Some(text) = support::pdftotext(&rendered.pdf, Order::Layout) {
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        insta::assert_snapshot!(format!("layout_{name}"), lines.collect::<Vec<_>>().join("\n"));
    }
    Some(rendered)
}

fn image(name: &str, page: usize) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paper/images").join(format!("{name}-{page}.png"))
}

fn grey(png: &[u8]) -> Grey {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a frame");
    let samples = info.color_type.samples();
    let pixels = bytes[..info.buffer_size()]
        .chunks(samples)
        .map(|pixel| match pixel {
            [r, g, b, ..] => ((u16::from(*r) + u16::from(*g) + u16::from(*b)) / 3) as u8,
            [grey, ..] => *grey,
            [] => 255,
        })
        .collect();
    Grey { width: info.width as usize, height: info.height as usize, pixels }
}

fn write(path: &Path, image: &Grey) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let file = BufWriter::new(File::create(path).expect("a file"));
    let mut encoder = png::Encoder::new(file, image.width as u32, image.height as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::High);
    encoder.write_header().and_then(|mut w| w.write_image_data(&image.pixels)).expect("a PNG");
}

fn differ(before: &Grey, now: &Grey) -> usize {
    if (before.width, before.height) != (now.width, now.height) {
        return usize::MAX;
    }
    before.pixels.iter().zip(&now.pixels).filter(|(a, b)| a.abs_diff(**b) > PLAY).count()
}

#[test]
fn a_moved_box_is_seen() {
    let page = |at: usize| {
        let mut pixels = vec![255; 400 * 500];
        for y in 100..130 {
            pixels[y * 400 + at..y * 400 + at + 120].fill(0);
        }
        Grey { width: 400, height: 500, pixels }
    };
    assert_eq!(differ(&page(50), &page(50)), 0);
    assert!(differ(&page(50), &page(60)) > 400 * 500 * OTHERS / 1000);
}
