//! What stands above the rows: title, date, 紹介先, 紹介元, the patient's cells.

use super::{LABELS, LEFT, WIDTH, words};
use crate::{
    referral_letter::content::Letter,
    seal::Seal,
    sheet::{Stage, of_patient},
};
use domain::patient::Sex;
use print::{Align, Area, Cell, GridRow, Item, Span, TextBox, TextLine, VerticalAlign, style};

/// Where the right half of the head begins.
const SENDER_LEFT: f32 = 116.0;
/// Width of the left part of the patient's cells, label included.
const PATIENT_LEFT: f32 = 104.0;
/// Width of the short labels.
const SHORT_LABEL: f32 = 12.0;

/// The notes below the frame of 別紙様式11, (1) to (3): for whoever writes the letter.
const NOTES: [&str; 3] = [
    "（1）必要がある場合は続紙に記載して添付すること。",
    "（2）必要がある場合は画像診断のフィルム、検査の記録を添付すること。",
    "（3）紹介先が保険医療機関以外である場合は、紹介先医療機関等名の欄に紹介先保険薬局、市町村、保健所名等を記入すること。\
     また、患者住所及び電話番号を必ず記入すること。",
];

fn line(size: f32, text: impl Into<String>) -> TextLine {
    TextLine::new(size, [Span::new(text)])
}

/// The placed boxes of the first page.
pub(super) fn first_page(letter: &Letter, stage: Stage) -> Vec<Item> {
    let title = TextLine::new(16.0, [Span::bold(words::title(letter))]).align(Align::Center).tracking(0.2);
    let date = line(10.5, words::day(letter, letter.date)).align(Align::Right);
    let mut items = vec![
        Item::Text(TextBox::new(
            Area::new(150.0, 9.0, 40.0, 4.0),
            6.0,
            [line(8.0, "（別紙様式11）").align(Align::Right)],
        )),
        Item::Text(TextBox::new(Area::new(LEFT, 15.0, WIDTH, 9.0), 12.0, [title])),
        Item::Text(TextBox::new(Area::new(130.0, 26.0, 60.0, 6.0), 9.0, [date])),
    ];
    items.extend(addressee(letter));
    let notes = NOTES.map(|note| line(6.0, note));
    items.push(Item::Text(TextBox::new(Area::new(LEFT, super::BOTTOM + 0.7, WIDTH, 8.3), 5.0, notes)));
    items.extend(sender(letter, stage));
    items
}

fn addressee(letter: &Letter) -> Vec<Item> {
    let to = &letter.addressee;
    let mut items = receiver_address(letter);
    let second = to.line();
    let whole = to.department.is_empty() && to.doctor.is_empty() && !second.contains("担当医");
    let field = |y: f32, height: f32, text: TextLine| {
        let area = Area::new(LEFT, y, 90.0, height);
        Item::Text(TextBox::new(area, 9.0, [text]).vertical(VerticalAlign::Bottom).underlined())
    };
    if whole && !to.name.is_empty() {
        // Without a person or a department the 敬称 belongs to the institution.
        items.push(field(34.0, 10.0, line(12.0, format!("{}　{second}", to.name))));
        return items;
    }
    items.extend([field(34.0, 10.0, line(12.0, to.name.clone())), field(46.0, 8.0, line(11.5, second))]);
    items
}

/// The postal address of the 紹介先, where it is known: small, above its name.
fn receiver_address(letter: &Letter) -> Vec<Item> {
    let to = &letter.addressee;
    let address = words::join(" ", [&*words::postal(&to.postal_code), &to.address]);
    if address.is_empty() {
        return Vec::new();
    }
    let area = Area::new(LEFT, 27.5, 90.0, 6.5);
    vec![Item::Text(TextBox::new(area, 6.0, [line(8.5, address).wrapping()]).vertical(VerticalAlign::Bottom))]
}

fn sender(letter: &Letter, stage: Stage) -> Vec<Item> {
    let from = &letter.institution;
    let label = |text: &str, value: &str| {
        if value.is_empty() { String::new() } else { format!("{text} {value}") }
    };
    let numbers = words::join("　", [&*label("TEL", &from.phone), &label("FAX", &from.fax)]);
    let texts = [
        (9.0, words::postal(&from.postal_code)),
        (9.0, from.address.clone()),
        (11.5, from.name.clone()),
        (9.0, numbers),
    ];
    let before_name = texts[..2].iter().filter(|(_, text)| !text.is_empty()).count();
    let lines: Vec<TextLine> =
        texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(size, text)| line(size, text)).collect();
    let width = LEFT + WIDTH - SENDER_LEFT;
    let mut doctor = vec![Span::new("医師氏名　").scaled(0.7)];
    if let Some(who) = &letter.doctor {
        if !who.department.is_empty() {
            doctor.push(Span::new(format!("{}　", who.department)).scaled(0.75));
        }
        doctor.push(Span::new(who.name.joined(" ")));
    }
    // Drafts and previews bear no seals, whoever may print them.
    let printed = |seal: &Option<Seal>| seal.clone().filter(|_| stage == Stage::Final);
    let mut from = TextBox::new(Area::new(SENDER_LEFT, 34.0, width, 20.0), 7.0, lines);
    from.seal = printed(&letter.clinic_seal).map(|seal| print::Seal {
        longer: seal.longer(),
        imprint: seal.imprint,
        line: before_name,
        room: Area::new(SENDER_LEFT, 31.0, width, 24.2),
    });
    let area = Area::new(LEFT + WIDTH - 12.0, 55.5, 12.0, 12.0);
    let personal = match printed(&letter.doctor_seal) {
        Some(seal) => Item::Imprint { area, longer: seal.longer(), imprint: seal.imprint },
        None => Item::Seal(area),
    };
    vec![
        Item::Text(from),
        Item::Text(
            TextBox::new(
                Area::new(SENDER_LEFT, 56.0, width - 15.0, 11.0),
                9.0,
                [TextLine::new(13.0, doctor)],
            )
            .vertical(VerticalAlign::Middle),
        ),
        personal,
    ]
}

/// The patient's cells; `scale` is the size of the running text over the ordinary one.
pub(super) fn patient(letter: &Letter, scale: f32) -> Vec<GridRow> {
    let patient = &letter.patient;
    let size = style::BODY_SIZE * scale;
    let left = |text: &str| (Cell::label(LABELS, text), PATIENT_LEFT - LABELS);
    let small = |text: &str| Cell::label(SHORT_LABEL, text);
    let text = |width: f32, size: f32, text: String| Cell::text(width, [line(size, text)]);
    // A narrow blank: over a wider one, readers of the PDF's text take the two halves of a name for two columns.
    let mut name = vec![TextLine::new(13.0 * scale, [of_patient(patient.name.joined(" "))])];
    if !patient.kana.is_empty() {
        name.insert(0, TextLine::new(style::SMALL_PRINT, [of_patient(patient.kana.joined(" "))]));
    }
    let address = words::join(" ", [&*words::postal(&patient.postal_code), &patient.address]);
    let address = TextLine::new(size, [of_patient(address)]);
    let (name_label, wide) = left("患者氏名");
    vec![
        GridRow {
            height: 10.0,
            cells: vec![
                name_label,
                Cell::text(wide, name),
                small("性別"),
                Cell::text(15.0, sex(patient.sex, size)),
                Cell::label(17.0, "患者番号"),
                Cell { floor: style::SMALL_PRINT, ..text(0.0, size, patient.chart_number.clone()) },
            ],
        },
        GridRow {
            height: 8.0,
            cells: vec![
                left("生年月日").0,
                text(wide, size, words::birth(letter)),
                small("職業"),
                text(0.0, size, patient.occupation.clone()),
            ],
        },
        GridRow {
            height: 8.0,
            cells: vec![
                left("患者住所").0,
                Cell::text(wide, [address]),
                small("電話"),
                text(0.0, size, patient.phone.clone()),
            ],
        },
    ]
}

/// 男・女 with a circle round the one that holds; another word stands below.
fn sex(sex: Sex, size: f32) -> Vec<TextLine> {
    let spans = [
        Span::choice(Sex::Male.label(), sex == Sex::Male),
        Span::new("・"),
        Span::choice(Sex::Female.label(), sex == Sex::Female),
    ];
    let mut lines = vec![TextLine::new(size, spans).align(Align::Center)];
    if matches!(sex, Sex::Other | Sex::Unknown) {
        lines.push(line(style::SMALL_PRINT, format!("（{}）", sex.label())).align(Align::Center));
    }
    lines
}
