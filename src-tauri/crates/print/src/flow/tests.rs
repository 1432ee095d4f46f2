//! Nothing is printed over something else, and nothing leaves its place.

use proptest::prelude::*;
use std::sync::LazyLock;

use super::{
    Set,
    draw::{Draw, Run},
    set,
};
use crate::{Area, Block, Columns, Item, Paper, Seal, Span, TextBox, TextLine, support};

fn runs(page: &[Draw]) -> Vec<&Run> {
    page.iter()
        .filter_map(|draw| match draw {
            // The note beside an empty box stands on the line of the box.
            Draw::Text(run) if run.spells.as_deref() != Some("") => Some(run),
            _ => None,
        })
        .collect()
}

fn overlap(a: &Area, b: &Area) -> bool {
    const PLAY: f32 = 0.02;
    a.x + PLAY < b.x + b.w && b.x + PLAY < a.x + a.w && a.y + PLAY < b.y + b.h && b.y + PLAY < a.y + a.h
}

fn overlaps(set: &Set) -> Vec<(String, String)> {
    let words = |run: &Run| run.glyphs.iter().map(|g| g.text.as_str()).collect::<String>();
    let mut found = Vec::new();
    for page in &set.pages {
        let runs = runs(page);
        for (i, a) in runs.iter().enumerate() {
            for b in &runs[i + 1..] {
                if overlap(&a.room, &b.room) {
                    found.push((words(a), words(b)));
                }
            }
        }
    }
    found
}

/// Runs that leave the area, with how far they reach.
fn outside(set: &Set, area: Area) -> Vec<Area> {
    const PLAY: f32 = 0.05;
    let inside = |room: &Area| {
        room.x > area.x - PLAY
            && room.y > area.y - PLAY
            && room.x + room.w < area.x + area.w + PLAY
            && room.y + room.h < area.y + area.h + PLAY
    };
    set.pages.iter().flat_map(|page| runs(page)).map(|run| run.room).filter(|room| !inside(room)).collect()
}

/// The row body of [`support::plain`].
const INNER: Area = Area::new(20.0, 20.0, 170.0, 255.0);

#[test]
fn samples_have_no_overprint() {
    let Some(fonts) = support::fonts() else { return };
    for times in [1, 2, 4, 12, 30] {
        for large in [false, true] {
            let mut paper = support::sample(times);
            if large {
                paper.size = crate::style::LARGE_BODY_SIZE;
            }
            let set = set(&paper, &fonts).unwrap();
            assert_eq!(overlaps(&set), [], "{times} times, large print: {large}");
            assert_eq!(outside(&set, Area::new(20.0, 5.0, 170.0, 285.0)), []);
        }
    }
}

#[test]
fn a_page_is_filled_to_its_foot() {
    let Some(fonts) = support::fonts() else { return };
    let mut paper = support::sample(1);
    paper.body.as_mut().unwrap().rows.truncate(5);
    let set = set(&paper, &fonts).unwrap();
    assert_eq!(set.pages.len(), 1);
    let bottom = set.pages[0].iter().find_map(|draw| match draw {
        Draw::Frame { area, .. } if area.w > 169.0 => Some(area.y + area.h),
        _ => None,
    });
    assert!((bottom.unwrap() - 275.0).abs() < 0.01, "{bottom:?}");
}

/// A heading never ends a page, wherever the page ends.
#[test]
fn headings_stand_over_their_text() {
    let Some(fonts) = support::fonts() else { return };
    let advice =
        "【食事】\n\n塩分は1日6g未満にしましょう。\n■運動について\n30分ほど歩きましょう。".to_owned();
    for lines in 20..70 {
        let text =
            format!("{}{advice}\n{}", "毎日測りましょう。\n".repeat(lines), "続けましょう。\n".repeat(30));
        let set = set(&support::plain(vec![Block::paragraph([Span::new(text)])]), &fonts).unwrap();
        for page in &set.pages {
            let words = |run: &&Run| run.glyphs.iter().map(|g| g.text.as_str()).collect::<String>();
            let said: Vec<String> = runs(page).iter().map(words).collect();
            let last = said.iter().rev().find(|said| !said.contains("続")).unwrap();
            assert!(!last.contains('【') && !last.contains('■'), "{last} ends a page after {lines} lines");
        }
    }
}

#[test]
fn a_box_too_small_squeezes_and_says_so() {
    let Some(fonts) = support::fonts() else { return };
    let area = Area::new(20.0, 20.0, 40.0, 6.0);
    let text = "医療法人社団".repeat(30);
    let item = Item::Text(TextBox::new(area, 9.0, [TextLine::new(12.0, [Span::new(text.clone())])]));
    let paper = Paper { head: vec![item], body: None, ..support::plain(vec![]) };
    let set = set(&paper, &fonts).unwrap();
    assert_eq!(outside(&set, area), []);
    assert_eq!(set.squeezed.len(), 1);
    assert_eq!(set.squeezed[0].text, text);
    assert!(set.squeezed[0].points < 9.0);
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ぁ-んァ-ヶ一-龠]{1,30}",
        2 => "[A-Za-z0-9./%()-]{1,40}",
        2 => "[、。「」（）・ー：；？！％℃㎎～…]{1,4}",
        1 => Just("\n".to_owned()),
        1 => Just("\t".to_owned()),
        1 => Just("葛\u{E0100}城 𠮷田 髙﨑 辻\u{E0101}".to_owned()),
        1 => Just("😀𰻞\u{10FFFD}".to_owned()),
        1 => "[ 　]{1,5}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(200), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_stays_in_its_place(text in texts(), other in texts(), size in 9.0_f32..12.0) {
        let Some(fonts) = support::fonts() else { return Ok(()) };
        let pieces = vec![vec![Block::paragraph([Span::new(other.clone())])], vec![Block::paragraph([Span::bold(text.clone())])]];
        let mut paper = support::plain(vec![
            Block::paragraph([Span::new(text), Span::bold(other)]),
            Block::Columns(Columns { count: 2, pieces }),
        ]);
        paper.size = size;
        let set = set(&paper, &fonts).unwrap();
        prop_assert_eq!(overlaps(&set), []);
        prop_assert_eq!(outside(&set, INNER), []);
    }

    #[test]
    fn a_seal_lies_over_the_end_of_its_line_alone(
        lines in proptest::collection::vec("[ぁ-んァ-ヶ一-龠A-Za-z0-9]{1,40}", 1..5), line in 0_usize..5, longer in 10.0_f32..24.0
    ) {
        let Some(fonts) = support::fonts() else { return Ok(()) };
        let line = line % lines.len();
        static IMPRINT: LazyLock<crate::Imprint> =
            LazyLock::new(|| crate::Imprint::read(support::JPEG_SEAL).unwrap());
        let imprint = IMPRINT.clone();
        let (area, room) = (Area::new(116.0, 34.0, 74.0, 20.0), Area::new(116.0, 30.0, 74.0, 28.0));
        let texts = lines.iter().map(|text| TextLine::new(11.0, [Span::new(text.clone())])).collect::<Vec<_>>();
        let seal = Seal { imprint, longer, line, room };
        let item = Item::Text(TextBox::new(area, 7.0, texts).sealed(seal));
        let paper = Paper { head: vec![item], body: None, ..support::plain(vec![]) };
        let set = set(&paper, &fonts).unwrap();
        let place = set.pages[0].iter().find_map(|draw| match draw {
            Draw::Imprint { area, .. } => Some(*area),
            _ => None,
        }).unwrap();
        prop_assert!((place.w.max(place.h) - longer).abs() < 0.01, "its true size");
        prop_assert!(place.x > room.x - 0.01 && place.x + place.w < room.x + room.w + 0.01);
        prop_assert!(place.y > room.y - 0.01 && place.y + place.h < room.y + room.h + 0.01);
        // No text loses more than the end of a character to it.
        let covered = runs(&set.pages[0]).into_iter().filter(|run| overlap(&run.room, &place));
        let deepest = covered.map(|run| run.room.x + run.room.w - place.x).fold(0.0, f32::max);
        prop_assert!(deepest < crate::style::SEAL_OVERLAP + 0.7, "{deepest} mm of a line are under it");
    }

    #[test]
    fn any_text_fits_a_box(text in texts(), width in 15.0_f32..90.0, height in 5.0_f32..20.0) {
        let Some(fonts) = support::fonts() else { return Ok(()) };
        let area = Area::new(20.0, 20.0, width, height);
        let line = TextLine::new(12.0, [Span::new(text)]);
        let item = Item::Text(TextBox::new(area, 9.0, [line.clone(), line.wrapping()]));
        let paper = Paper { head: vec![item], body: None, ..support::plain(vec![]) };
        let set = set(&paper, &fonts).unwrap();
        prop_assert_eq!(overlaps(&set), []);
        prop_assert_eq!(outside(&set, area), []);
    }
}
