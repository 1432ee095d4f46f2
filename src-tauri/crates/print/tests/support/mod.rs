//! Fonts of the machine and a full sample paper, for tests and benches.

#![allow(dead_code)]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests find the fonts of this machine and say why they skip"
)]

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use print::*;

/// Fonts found under the system's font folder.
pub struct SystemFonts(HashMap<String, PathBuf>);

impl SystemFonts {
    pub fn find() -> Self {
        let mut found = HashMap::new();
        walk(Path::new("/usr/share/fonts"), &mut found);
        Self(found)
    }

    fn path(&self, face: Face) -> Option<&PathBuf> {
        self.0.get(match face {
            Face::Mincho => "BIZUDMincho-Regular.ttf",
            Face::Gothic => "BIZUDGothic-Regular.ttf",
            Face::GothicBold => "BIZUDGothic-Bold.ttf",
            Face::Wide => "ipamjm.ttf",
        })
    }
}

fn walk(folder: &Path, found: &mut HashMap<String, PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, found);
        } else if let Some(name) = path.file_name() {
            found.insert(name.to_string_lossy().into_owned(), path);
        }
    }
}

impl FontSource for SystemFonts {
    fn load(&self, face: Face) -> Option<Vec<u8>> {
        std::fs::read(self.path(face)?).ok()
    }
}

/// Says why a test is skipped. With `FUMIBAKO_DEMAND=1` it fails instead.
fn skip(why: &str) {
    let demanded = std::env::var_os("FUMIBAKO_DEMAND").is_some_and(|v| v == "1");
    assert!(!demanded, "{why}, and FUMIBAKO_DEMAND is set");
    println!("skipped: {why}");
}

/// The fonts of this machine, or `None` with a reason printed. With `FUMIBAKO_DEMAND=1` their absence fails.
pub fn fonts() -> Option<Fonts> {
    static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
    FONTS
        .get_or_init(|| {
            let system = SystemFonts::find();
            let missing: Vec<Face> = [Face::Mincho, Face::Gothic, Face::GothicBold, Face::Wide]
                .into_iter()
                .filter(|face| system.path(*face).is_none())
                .collect();
            if missing.is_empty() {
                return Some(Fonts::new(system));
            }
            skip(&format!("fonts missing under /usr/share/fonts: {missing:?}"));
            None
        })
        .clone()
}

/// So many cases of a property, or ten thousand with `FUMIBAKO_LONG=1`.
pub fn cases(ordinary: u32) -> u32 {
    if std::env::var_os("FUMIBAKO_LONG").is_some_and(|v| v == "1") { 10_000 } else { ordinary }
}

pub fn meta() -> Meta {
    Meta {
        title: "診療情報提供書（見本）".into(),
        author: "文箱内科医院".into(),
        id: *b"fumibako-sample1",
        written: Written {
            year: 2026,
            month: 11,
            day: 22,
            hour: 9,
            minute: 30,
            second: 0,
            offset_minutes: 540,
        },
    }
}

pub fn labelled(label: &str, min_height: f32, share: f32, blocks: Vec<Block>) -> Row {
    Row { label: label.into(), min_height, share, middle: false, blocks }
}

/// A paper with only a body of one row.
pub fn plain(blocks: Vec<Block>) -> Paper {
    Paper {
        meta: meta(),
        sheet: Sheet::A4,
        typeface: Typeface::Mincho,
        size: style::BODY_SIZE,
        head: vec![],
        continuation: vec![],
        foot: vec![],
        marks: vec![],
        body: Some(Body {
            x: 20.0,
            width: 170.0,
            top: 20.0,
            continuation_top: 20.0,
            bottom: 275.0,
            label_width: 24.0,
            label_size: print::style::LABEL_SIZE,
            grid: vec![],
            rows: vec![labelled("経過", 20.0, 1.0, blocks)],
        }),
    }
}

fn lab(item: &str, value: &str, unit: &str, flag: &str, range: &str, date: &str) -> TableRow {
    let value = if flag.is_empty() { TableCell::new(value) } else { TableCell::bold(value) };
    let flag = if flag.is_empty() { TableCell::default() } else { TableCell::bold(flag) };
    vec![TableCell::new(item), value, flag, TableCell::new(unit), TableCell::new(range), TableCell::new(date)]
}

fn lab_table(times: usize) -> Block {
    let column = |heading: &str, width, align| TableColumn { heading: heading.into(), width, align };
    let rows = [
        lab("HbA1c (NGSP)", "7.8", "%", "H", "4.9–6.0", "R8.11.16"),
        lab("空腹時血糖", "148", "mg/dL", "H", "73–109", "R8.11.16"),
        lab("LDLコレステロール", "152", "mg/dL", "H", "65–163", "R8.11.16"),
        lab("クレアチニン", "0.92", "mg/dL", "", "0.65–1.07", "R8.11.16"),
        lab("eGFR", "62.4", "mL/min/1.73m²", "", "", "R8.11.16"),
        lab("ヘモグロビン", "10.9", "g/dL", "L", "13.7–16.8", "R8.11.16"),
        lab("NT-proBNP", "412", "pg/mL", "H", "0–125", "R8.11.16"),
        lab("尿中アルブミン", "85.3", "mg/gCr", "H", "0–30", "R8.10.5"),
    ];
    Block::Table(Table {
        columns: vec![
            column("検査項目", Width::Share(1.0), Align::Left),
            column("結果", Width::Content(30.0), Align::Right),
            column("", Width::Content(5.0), Align::Left),
            column("単位", Width::Content(30.0), Align::Left),
            column("基準値", Width::Content(26.0), Align::Left),
            column("採取日", Width::Content(22.0), Align::Right),
        ],
        rows: rows.iter().cycle().take(rows.len() * times).cloned().collect(),
        rules: Rules::Horizontal,
        scale: 0.9,
    })
}

/// A letter in the manner of 別紙様式11; the course of the illness is said `times` times.
pub fn sample(times: usize) -> Paper {
    let line = |size: f32, text: &str| TextLine::new(size, [Span::new(text)]);
    let course = "数年前より高血圧症・2型糖尿病にて当院通院中です。本年9月頃より坂道や階段で胸部の圧迫感を自覚し、安静にて\
        3～5分程度で軽快するとのことでした。11月16日の外来では血圧148/86mmHg、脈拍78/分・整、心雑音なし、下腿浮腫なし。\
        心電図ではⅡ・Ⅲ・aVFで軽度のST低下を認めます（安静時）。「労作性狭心症」を疑い、ご紹介申し上げます。";
    let drug = |text: &str, usage: &str| Block::paragraph([Span::new(format!("{text}\n　{usage}"))]);
    Paper {
        meta: meta(),
        sheet: Sheet::A4,
        typeface: Typeface::Mincho,
        size: style::BODY_SIZE,
        head: vec![
            Item::Text(TextBox::new(
                Area::new(20.0, 14.0, 170.0, 10.0),
                12.0,
                [TextLine::new(16.0, [Span::bold("診療情報提供書（紹介状）")])
                    .align(Align::Center)
                    .tracking(0.2)],
            )),
            Item::Text(TextBox::new(
                Area::new(140.0, 26.0, 50.0, 6.0),
                9.0,
                [line(10.5, "令和8年11月22日").align(Align::Right)],
            )),
            Item::Text(
                TextBox::new(
                    Area::new(20.0, 34.0, 92.0, 7.0),
                    9.0,
                    [line(12.0, "地域総合病院機構 南海中央医療センター")],
                )
                .vertical(VerticalAlign::Bottom)
                .underlined(),
            ),
            Item::Text(
                TextBox::new(
                    Area::new(20.0, 43.0, 92.0, 7.0),
                    9.0,
                    [line(11.0, "循環器内科　髙﨑 𠮷郎 先生　御机下")],
                )
                .vertical(VerticalAlign::Bottom)
                .underlined(),
            ),
            Item::Text(TextBox::new(
                Area::new(118.0, 34.0, 72.0, 24.0),
                7.0,
                [
                    line(9.0, "〒100-0001"),
                    line(9.0, "東京都千代田区千代田1丁目1番1号 文箱ビル2階"),
                    line(11.0, "医療法人社団 文箱内科医院"),
                    line(9.0, "TEL 03-0000-0000　FAX 03-0000-0001"),
                ],
            )),
            Item::Text(
                TextBox::new(
                    Area::new(118.0, 57.0, 58.0, 8.0),
                    9.0,
                    [TextLine::new(13.0, [Span::new("医師氏名　").scaled(0.7), Span::new("文箱 太郎")])],
                )
                .vertical(VerticalAlign::Middle),
            ),
            Item::Seal(Area::new(178.0, 55.0, 12.0, 12.0)),
        ],
        continuation: vec![
            Item::Text(TextBox::new(
                Area::new(20.0, 14.0, 60.0, 6.0),
                9.0,
                [line(11.0, "診療情報提供書　続紙")],
            )),
            Item::Text(TextBox::new(
                Area::new(80.0, 14.0, 110.0, 6.0),
                7.0,
                [TextLine::new(
                    9.0,
                    [
                        Span::new("山田 花子　昭和20年3月1日生　令和8年11月22日　"),
                        Span::page(),
                        Span::new("/"),
                        Span::pages(),
                        Span::new("頁"),
                    ],
                )
                .align(Align::Right)],
            )),
        ],
        foot: vec![
            Item::Text(TextBox::new(
                Area::new(20.0, 279.0, 60.0, 4.0),
                6.0,
                [line(7.0, "文書番号 R8-000123　第1版")],
            )),
            Item::Text(TextBox::new(
                Area::new(80.0, 279.0, 50.0, 4.0),
                6.0,
                [TextLine::new(
                    8.0,
                    [Span::new("― "), Span::page(), Span::new("/"), Span::pages(), Span::new(" ―")],
                )
                .align(Align::Center)],
            )),
            Item::Text(TextBox::new(
                Area::new(130.0, 279.0, 60.0, 4.0),
                6.0,
                [line(7.0, "印刷 令和8年11月22日 9時30分").align(Align::Right)],
            )),
        ],
        marks: vec![],
        body: Some(Body {
            x: 20.0,
            width: 170.0,
            top: 70.0,
            continuation_top: 24.0,
            bottom: 275.0,
            label_width: 24.0,
            label_size: print::style::LABEL_SIZE,
            grid: vec![
                GridRow {
                    height: 10.0,
                    cells: vec![
                        Cell::label(24.0, "患者氏名"),
                        Cell::text(76.0, [line(7.0, "ヤマダ　ハナコ"), line(13.0, "山田　花子")]),
                        Cell::label(14.0, "性別"),
                        Cell::text(
                            20.0,
                            [TextLine::new(
                                10.5,
                                [Span::choice("男", false), Span::new(" ・ "), Span::choice("女", true)],
                            )
                            .align(Align::Center)],
                        ),
                        Cell::label(16.0, "患者ID"),
                        Cell::text(20.0, [line(10.0, "001234")]),
                    ],
                },
                GridRow {
                    height: 8.0,
                    cells: vec![
                        Cell::label(24.0, "生年月日"),
                        Cell::text(76.0, [line(10.5, "昭和20年3月1日（1945年）　81歳")]),
                        Cell::label(14.0, "職業"),
                        Cell::text(56.0, [line(10.5, "無職")]),
                    ],
                },
                GridRow {
                    height: 8.0,
                    cells: vec![
                        Cell::label(24.0, "患者住所"),
                        Cell::text(
                            76.0,
                            [line(10.0, "〒100-0002 東京都千代田区皇居外苑1-1-1 ハイツ文箱203号室")],
                        ),
                        Cell::label(14.0, "電話"),
                        Cell::text(56.0, [line(10.5, "03-0000-1234")]),
                    ],
                },
            ],
            rows: vec![
                labelled(
                    "傷病名",
                    22.0,
                    0.0,
                    vec![Block::Columns(Columns {
                        count: 2,
                        pieces: [
                            "① 労作性狭心症（疑い）【主】",
                            "② 高血圧症（H20.4～）",
                            "③ 2型糖尿病（H25.6～）",
                        ]
                        .iter()
                        .map(|t| vec![Block::paragraph([Span::new(*t)])])
                        .collect(),
                    })],
                ),
                labelled(
                    "紹介目的",
                    16.0,
                    0.0,
                    vec![Block::paragraph([Span::new(
                        "狭心症の精査・加療をお願いいたします。ご高診のほど何卒よろしくお願い申し上げます。",
                    )])],
                ),
                labelled(
                    "既往歴及び\n家族歴",
                    20.0,
                    0.0,
                    vec![
                        Block::paragraph([Span::new(
                            "40歳 虫垂炎（手術）。父：脳梗塞（75歳）、母：2型糖尿病。",
                        )]),
                        Block::paragraph([Span::bold(
                            "アレルギー：ペニシリン系（皮疹、H10頃・患者申告）　禁忌薬：なし",
                        )]),
                    ],
                ),
                labelled(
                    "症状経過及び\n検査結果",
                    52.0,
                    1.0,
                    vec![
                        Block::paragraph([Span::new(vec![course; times].join("\n"))]),
                        lab_table(times.div_ceil(3)),
                    ],
                ),
                labelled(
                    "治療経過",
                    20.0,
                    1.0,
                    vec![Block::paragraph([Span::new(
                        "内服加療と食事・運動療法を継続し、血圧は家庭で130/80mmHg前後で推移していました。",
                    )])],
                ),
                labelled(
                    "現在の処方",
                    30.0,
                    1.0,
                    vec![
                        Block::Columns(Columns {
                            count: 2,
                            pieces: (0..5)
                                .map(|i| {
                                    vec![drug(
                                        &format!("RP{} アムロジピンOD錠5mg「文箱」 1錠", i + 1),
                                        "1日1回 朝食後 28日分",
                                    )]
                                })
                                .collect(),
                        }),
                        Block::Paragraph(
                            Paragraph::new([Span::new("（令和8年11月16日 自院処方より）")])
                                .align(Align::Right)
                                .scaled(0.85),
                        ),
                    ],
                ),
                labelled(
                    "備考",
                    18.0,
                    0.0,
                    vec![Block::paragraph([Span::new(
                        "画像CD 1枚（胸部X線 令和8年11月16日撮影）を添付します。お手数ですが結果をご一報いただけますと幸いです。",
                    )])],
                ),
            ],
        }),
    }
}

/// The order in which text is read from a page.
#[derive(Debug, Clone, Copy)]
pub enum Order {
    /// As people read.
    Reading,
    /// As it stands on the page, side by side.
    Layout,
    /// As it was drawn.
    Drawn,
}

/// What `pdftotext` reads from `pdf`, or `None` with a reason printed where the tool is missing; with
/// `FUMIBAKO_DEMAND=1` its absence fails. A PDF that it cannot read fails.
pub fn pdftotext(pdf: &[u8], order: Order) -> Option<String> {
    use std::io::Write as _;
    let mut command = std::process::Command::new("pdftotext");
    match order {
        Order::Reading => {}
        Order::Layout => {
            command.arg("-layout");
        }
        Order::Drawn => {
            command.arg("-raw");
        }
    }
    let started = command
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) => {
            skip(&format!("pdftotext (poppler-utils) cannot be run: {error}"));
            return None;
        }
    };
    let mut stdin = child.stdin.take().expect("its input is ours");
    let bytes = pdf.to_vec();
    let feeding = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = child.wait_with_output().expect("it ends");
    feeding.join().expect("no panic").expect("it takes the whole file");
    assert!(output.status.success(), "pdftotext cannot read the PDF");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A seal as a small photograph.
pub const JPEG_SEAL: &[u8] = include_bytes!("seal.jpg");

/// A red ring of this size with a cross in it, on a ground of the given colour and opacity with a margin.
pub fn seal(size: usize, margin: usize, ground: [u8; 4]) -> Vec<[u8; 4]> {
    let all = size + 2 * margin;
    let middle = (size as f32) / 2.0;
    let mut dots = Vec::with_capacity(all * all);
    for y in 0..all {
        for x in 0..all {
            let (dx, dy) = (x as f32 + 0.5 - margin as f32 - middle, y as f32 + 0.5 - margin as f32 - middle);
            let far = dx.hypot(dy) / middle;
            let ring = far <= 1.0 && far > 0.9;
            let cross = far < 0.75 && (dx.abs() < middle / 10.0 || dy.abs() < middle / 10.0);
            dots.push(if ring || cross { [205, 45, 40, 255] } else { ground });
        }
    }
    dots
}

/// A PNG of these dots.
pub fn png(width: u32, height: u32, dots: &[[u8; 4]]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&dots.concat()).expect("a picture");
    writer.finish().expect("an end");
    file
}
