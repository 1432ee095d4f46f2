//! How long a paper takes once the fonts are warm: one page (target 30 ms), three pages (60 ms), and the image
//! of a page for the preview.

#[path = "../tests/support/mod.rs"]
mod support;

fn main() {
    divan::main();
}

#[divan::bench]
fn one_page(bencher: divan::Bencher<'_, '_>) {
    pages(bencher, 1, 1);
}

#[divan::bench]
fn three_pages(bencher: divan::Bencher<'_, '_>) {
    pages(bencher, 12, 3);
}

#[divan::bench]
fn page_image(bencher: divan::Bencher<'_, '_>) {
    let Some(fonts) = support::fonts() else { return };
    let Ok(rendered) = print::render(&support::sample(1), &fonts) else { return };
    bencher.bench(|| print::pages::png_of(&rendered.pdf, 1, 110.0));
}

fn pages(bencher: divan::Bencher<'_, '_>, times: usize, pages: u32) {
    let Some(fonts) = support::fonts() else { return };
    let paper = support::sample(times);
    let rendered = print::render(&paper, &fonts);
    assert_eq!(rendered.map(|r| r.pages), Ok(pages), "the sample has another length");
    bencher.bench(|| print::render(&paper, &fonts));
}
