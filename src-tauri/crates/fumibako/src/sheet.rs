//! The recovery sheet on paper: what it is, the passphrase in large groups, and where to keep it.

use domain::{clock::in_japan, date::wareki};
use jiff::Timestamp;
use print::{Align, Area, Item, Meta, Paper, Sheet, Span, TextBox, TextLine, Typeface, Written};

const LEFT: f32 = 25.0;
const WIDTH: f32 = 160.0;

/// The sheet. `clinic` may still be empty at the first run.
pub fn paper(clinic: &str, passphrase: &str, now: Timestamp) -> Paper {
    let local = in_japan(now);
    let text = |y: f32, h: f32, lines: Vec<TextLine>| {
        Item::Text(TextBox::new(Area::new(LEFT, y, WIDTH, h), 7.0, lines))
    };
    let line = |size: f32, words: &str| TextLine::new(size, [Span::new(words)]).wrapping();
    let bold = |size: f32, words: &str| TextLine::new(size, [Span::bold(words)]).wrapping();
    let head = vec![
        text(25.0, 14.0, vec![bold(20.0, "文箱 復旧シート").align(Align::Center)]),
        text(45.0, 8.0, vec![line(12.0, clinic)]),
        text(53.0, 8.0, vec![line(10.5, &format!("作成日　{}", wareki(local.date())))]),
        Item::Frame { area: Area::new(LEFT, 66.0, WIDTH, 42.0), weight: 0.5 },
        text(70.0, 8.0, vec![line(10.5, "復旧の合言葉").align(Align::Center)]),
        text(80.0, 24.0, grouped(passphrase)),
        text(
            118.0,
            120.0,
            vec![
                bold(12.0, "この紙の使い方"),
                line(11.0, "・パソコンの入れ替えや故障で文箱が開かなくなったとき、この合言葉で開けます。"),
                line(11.0, "・大文字と小文字、空白とハイフンの違いは気にせず入力できます。"),
                line(11.0, "・合言葉がないと、文箱の中身はだれにも（作った人にも）開けません。"),
                line(11.0, " "),
                bold(12.0, "しまい方"),
                line(
                    11.0,
                    "・封筒に入れ、鍵のかかる場所にしまってください。パソコンのそばに貼らないでください。",
                ),
                line(11.0, "・写真に撮ったり、メールで送ったりしないでください。"),
                line(11.0, "・新しい復旧シートを作ると、この紙は使えなくなります。"),
            ],
        ),
    ];
    Paper {
        meta: Meta {
            title: "文箱 復旧シート".to_owned(),
            author: clinic.to_owned(),
            id: *uuid::Uuid::new_v4().as_bytes(),
            written: Written {
                year: local.year(),
                month: local.month().unsigned_abs(),
                day: local.day().unsigned_abs(),
                hour: local.hour().unsigned_abs(),
                minute: local.minute().unsigned_abs(),
                second: local.second().unsigned_abs(),
                offset_minutes: 540,
            },
        },
        sheet: Sheet::A4,
        typeface: Typeface::Gothic,
        size: 10.5,
        head,
        continuation: Vec::new(),
        foot: Vec::new(),
        marks: Vec::new(),
        body: None,
    }
}

/// The groups of the passphrase in lines that can be read aloud.
fn grouped(passphrase: &str) -> Vec<TextLine> {
    let groups: Vec<&str> = passphrase.split('-').collect();
    groups
        .chunks(groups.len().div_ceil(2).max(1))
        .map(|chunk| TextLine::new(22.0, [Span::bold(chunk.join("  -  "))]).align(Align::Center))
        .collect()
}
