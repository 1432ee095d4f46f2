//! Papers from outside: what is written can be read again, the same input gives the same file, and the file
//! says what it is.

mod support;

use print::*;
use proptest::prelude::*;
use support::Order;

fn squashed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{C}').collect()
}

fn sorted(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = squashed(text).chars().collect();
    chars.sort_unstable();
    chars
}

/// A paper with nothing but `text` in a box.
fn only(text: &str) -> Paper {
    let area = Area::new(20.0, 20.0, 170.0, 40.0);
    let text = TextBox::new(area, 9.0, [TextLine::new(12.0, [Span::new(text)])]);
    Paper { head: vec![Item::Text(text)], body: None, ..support::plain(vec![]) }
}

#[test]
fn names_come_back_as_written() {
    let Some(fonts) = support::fonts() else { return };
    let text = "𠮷田 髙橋 﨑山 葛\u{E0100}城 辻\u{E0100}本 辻\u{E0101}本 辻本 渡邉 渡邊\u{E0108} 神\u{FA19} か\u{3099} ｶﾞ";
    let rendered = render(&only(text), &fonts).unwrap();
    assert_eq!(rendered.missing, []);
    let Some(read) = support::pdftotext(&rendered.pdf, Order::Reading) else { return };
    assert_eq!(squashed(&read), squashed(text));
}

#[test]
fn a_character_without_a_glyph_is_marked_and_reported() {
    let Some(fonts) = support::fonts() else { return };
    let text = "山\u{10FFFD}田 葛\u{E01EF}";
    let rendered = render(&only(text), &fonts).unwrap();
    assert_eq!(
        rendered.missing,
        [
            Missing { text: "\u{10FFFD}".into(), drawn: Drawn::EmptyBox, page: 1 },
            Missing { text: "葛\u{E01EF}".into(), drawn: Drawn::PlainForm, page: 1 },
        ]
    );
    let Some(read) = support::pdftotext(&rendered.pdf, Order::Reading) else { return };
    assert_eq!(squashed(&read), squashed(text));
}

#[test]
fn a_stamp_goes_under_every_page_and_changes_nothing_else() {
    let Some(fonts) = support::fonts() else { return };
    let rendered = render(&support::sample(3), &fonts).unwrap();
    let stamped = print::stamp(&rendered.pdf, "取消", &fonts).unwrap();
    let dark = |pdf: &[u8]| -> Vec<usize> {
        let pages = print::pages::png(pdf, 40.0).unwrap();
        pages.iter().map(|page| page.png.len()).collect()
    };
    let (before, after) = (dark(&rendered.pdf), dark(&stamped));
    assert_eq!(before.len(), usize::try_from(rendered.pages).unwrap());
    assert!(
        before.len() == after.len() && before.iter().zip(&after).all(|(a, b)| b > a),
        "{before:?} {after:?}"
    );
    assert!(print::stamp(b"%PDF-1.7 no file", "取消", &fonts).is_err());
    let Some(read) = support::pdftotext(&stamped, Order::Drawn) else { return };
    assert_eq!(Some(read), support::pdftotext(&rendered.pdf, Order::Drawn));
}

#[test]
fn spread_labels_are_read_as_words() {
    let Some(fonts) = support::fonts() else { return };
    let rendered = render(&support::sample(1), &fonts).unwrap();
    let Some(read) = support::pdftotext(&rendered.pdf, Order::Layout) else { return };
    for words in
        ["診療情報提供書（紹介状）", "患者氏名", "傷病名", "紹介目的", "治療経過", "現在の処方", "― 1/"]
    {
        assert!(read.contains(words), "{words} cannot be found in:\n{read}");
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let Some(fonts) = support::fonts() else { return };
    let first = render(&support::sample(4), &fonts).unwrap();
    assert_eq!(first, render(&support::sample(4), &fonts).unwrap());
    assert_eq!(first.missing, []);
    assert_eq!(first.squeezed, []);
}

#[test]
fn the_file_says_what_it_is() {
    let Some(fonts) = support::fonts() else { return };
    let rendered = render(&support::sample(1), &fonts).unwrap();
    let file = lopdf::Document::load_mem(&rendered.pdf).unwrap();
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"ja-JP");
    assert_eq!(file.version, "1.7");
    let id = file.trailer.get(b"ID").unwrap().as_array().unwrap();
    assert_eq!(id[0].as_str().unwrap(), b"fumibako-sample1");
    let xmp = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let xmp = file.get_object(xmp).unwrap().as_stream().unwrap();
    let xmp = String::from_utf8(xmp.get_plain_content().unwrap()).unwrap();
    assert!(xmp.contains("診療情報提供書（見本）"), "{xmp}");
    assert!(xmp.contains("2026-11-22T09:30:00+09:00"), "{xmp}");
}

#[test]
fn fonts_are_embedded_and_subset() {
    let Some(fonts) = support::fonts() else { return };
    for (times, pages, bytes) in [(1, 1, 75_000), (12, 3, 80_000)] {
        let rendered = render(&support::sample(times), &fonts).unwrap();
        assert_eq!(rendered.pages, pages);
        assert!(rendered.pdf.len() < bytes, "{} bytes", rendered.pdf.len());
        let file = lopdf::Document::load_mem(&rendered.pdf).unwrap();
        let fonts: Vec<_> = file
            .objects
            .values()
            .filter_map(|o| o.as_dict().ok())
            .filter(|d| d.has_type(b"FontDescriptor"))
            .collect();
        assert!(!fonts.is_empty());
        for font in fonts {
            assert!(font.has(b"FontFile2"), "{font:?}");
            assert_eq!(font.get(b"FontName").unwrap().as_name().unwrap()[6], b'+');
        }
    }
}

#[test]
fn an_attached_file_comes_back_as_it_went_in() {
    let Some(fonts) = support::fonts() else { return };
    let bytes = "{\"resourceType\": \"Bundle\", \"言葉\": \"あ\"}".repeat(300).into_bytes();
    let attachment = Attachment {
        name: "文書.json",
        media_type: "application/fhir+json",
        description: "同じ内容のデータ",
        bytes: &bytes,
    };
    let plain = render(&support::sample(1), &fonts).unwrap();
    assert_eq!(attachments(&plain.pdf), Ok(vec![]));
    let with = render_with(&support::sample(1), &fonts, Some(&attachment)).unwrap();
    let found = attachments(&with.pdf).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].name, attachment.name);
    assert_eq!(found[0].media_type, attachment.media_type);
    assert_eq!(found[0].bytes, bytes);
    assert_eq!(pages::png(&plain.pdf, 40.0), pages::png(&with.pdf, 40.0), "the pages are the same");
    assert!(with.pdf.len() < plain.pdf.len() + 2_000, "the file is packed");
    for (rendered, part) in [(&plain, "2"), (&with, "3")] {
        let text = String::from_utf8_lossy(&rendered.pdf);
        assert!(text.contains(&format!("<pdfaid:part>{part}</pdfaid:part>")), "PDF/A-{part} is not said");
    }
    assert_eq!(attachments(b"not a file"), Err(Error::NotAPdf));
}

#[test]
fn a_file_of_nine_megabytes_travels() {
    let Some(fonts) = support::fonts() else { return };
    let mut state = 1_u64;
    let bytes: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    })
    .take(9 * 1024 * 1024)
    .collect();
    let attachment =
        Attachment { name: "a.bin", media_type: "application/octet-stream", description: "", bytes: &bytes };
    let rendered = render_with(&only("文箱"), &fonts, Some(&attachment)).unwrap();
    assert!(rendered.pdf.len() < 10 * 1024 * 1024);
    let found = attachments(&rendered.pdf).unwrap();
    assert!(found.len() == 1 && found[0].bytes == bytes);
}

#[test]
fn damaged_files_give_attachments_or_none() {
    let Some(fonts) = support::fonts() else { return };
    let attachment =
        Attachment { name: "a.json", media_type: "application/json", description: "", bytes: b"{}" };
    let paper = only("文箱");
    let pdf = render_with(&paper, &fonts, Some(&attachment)).unwrap().pdf;
    for at in (0..pdf.len()).step_by(37) {
        let mut damaged = pdf.clone();
        damaged[at] ^= 0x55;
        let _ = attachments(&damaged);
        let _ = attachments(&pdf[..at]);
    }
}

#[test]
fn page_images_have_the_size_of_the_sheet() {
    let Some(fonts) = support::fonts() else { return };
    let rendered = render(&support::sample(4), &fonts).unwrap();
    let images = pages::png(&rendered.pdf, 72.0).unwrap();
    assert_eq!(images.len(), rendered.pages as usize);
    assert_eq!(pages::count(&rendered.pdf), Ok(rendered.pages));
    assert_eq!((images[0].width, images[0].height), (595, 841));
    assert!(images[0].png.starts_with(b"\x89PNG"));
    assert_eq!(pages::png_of(&rendered.pdf, 2, 72.0).unwrap(), images[1]);
    assert_eq!(pages::png_of(&rendered.pdf, 9, 72.0), Err(Error::NoSuchPage(9)));
    assert_eq!(pages::png(&rendered.pdf, 5.0), Err(Error::Resolution));
    assert_eq!(pages::png(b"not a file", 72.0), Err(Error::NotAPdf));
}

#[test]
fn without_fonts_there_is_an_error() {
    struct Nothing;
    impl FontSource for Nothing {
        fn load(&self, _: Face) -> Option<Vec<u8>> {
            None
        }
    }
    let paper = support::plain(vec![]);
    assert_eq!(render(&paper, &Fonts::new(Nothing)), Err(Error::NoFont(Face::Mincho)));
}

#[test]
fn garbage_for_a_font_is_an_error() {
    struct Garbage;
    impl FontSource for Garbage {
        fn load(&self, _: Face) -> Option<Vec<u8>> {
            Some(b"garbage".to_vec())
        }
    }
    let paper = support::plain(vec![]);
    assert_eq!(render(&paper, &Fonts::new(Garbage)), Err(Error::Font(Face::Mincho)));
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ぁ-んァ-ヶ一-龠]{1,20}",
        2 => "[A-Za-z0-9./%()-]{1,30}",
        2 => "[、。「」（）・ー：；？！％℃㎎～…]{1,4}",
        1 => Just("葛\u{E0100}城𠮷田髙﨑辻\u{E0101}本辻本".to_owned()),
        1 => Just("𰻞".to_owned()),
        1 => "[ 　\n]{1,3}",
    ];
    proptest::collection::vec(piece, 1..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(100), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_character_is_lost(text in texts(), cell in texts(), label in "[一-龠]{1,5}") {
        let Some(fonts) = support::fonts() else { return Ok(()) };
        let column = |width, align| TableColumn { heading: String::new(), width, align };
        let mut paper = support::plain(vec![
            Block::paragraph([Span::new(text.clone())]),
            Block::Table(Table {
                columns: vec![column(Width::Content(40.0), Align::Left), column(Width::Share(1.0), Align::Right)],
                rows: vec![vec![TableCell::new(cell.clone()), TableCell::bold(text.clone())]],
                rules: Rules::Horizontal,
                scale: 0.9,
            }),
        ]);
        // One sheet, however long the text, so that no note about further sheets is added.
        paper.sheet.height = 3000.0;
        let body = paper.body.as_mut().unwrap();
        body.bottom = 2990.0;
        body.rows[0].label.clone_from(&label);
        let rendered = render(&paper, &fonts).unwrap();
        prop_assert_eq!(rendered.pages, 1);
        let Some(read) = support::pdftotext(&rendered.pdf, Order::Layout) else { return Ok(()) };
        prop_assert_eq!(sorted(&read), sorted(&format!("{label}{text}{text}{cell}")));
    }
}
