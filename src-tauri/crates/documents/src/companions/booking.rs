//! FAX予約申込書: asks a hospital's desk for a day, with room for its answer. General: hospitals that have a form
//! of their own want that one.

use super::{
    BookingForm,
    sheet::{self, LEFT, WIDTH},
};
use crate::{
    referral_letter::{
        content::Letter,
        paper::{clinical, words},
    },
    sheet::of_patient,
};
use domain::{
    companion::Visited,
    core6::{Entry, condition::Condition},
    date::{self, Date},
    finding::Finding,
    patient::{Branch, Sex},
    rule,
};
use print::{
    Align, Area, Block, Body, Cell, GridRow, Item, Paper, Row, Sheet, Span, TextBox, TextLine, VerticalAlign,
    style,
};

/// Width of the column of labels.
const LABELS: f32 = 30.0;
/// Days of the week from Monday.
const WEEK: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];

pub(super) fn paper(
    letter: &Letter,
    form: &BookingForm,
    today: Date,
    findings: &mut Vec<Finding>,
) -> Option<Paper> {
    let wishes: Vec<String> = form
        .wishes
        .iter()
        .enumerate()
        .map(|(index, typed)| wish(letter, typed, &format!("wishes[{index}]"), today, findings))
        .collect();
    if wishes.iter().all(String::is_empty) {
        findings.push(Finding::new(&rule::BOOKING_WISH_MISSING, "wishes[0]"));
    }
    let department = sheet::typed_line(&form.department, "department", findings);
    let doctor = sheet::typed_line(&form.doctor, "doctor", findings);
    let visited_id = sheet::typed_line(&form.visited_id, "visited_id", findings);
    let contact = sheet::typed_line(&form.contact, "contact", findings);
    let note = sheet::prose(&form.note, "note", findings);
    let mut paper = sheet::blank(letter, "FAX予約申込書", 4, Sheet::A4);
    paper.head = head(letter, &contact, today);
    let row = |label: &str, min_height: f32, blocks: Vec<Block>| Row {
        label: label.to_owned(),
        min_height,
        share: 0.0,
        middle: true,
        blocks,
    };
    let said = |text: String| words::prose(&text);
    let mut visited = vec![];
    for word in Visited::ALL {
        visited.push(Span::choice(word.label(), *word == form.visited));
        visited.push(Span::new("　"));
    }
    if form.visited == Visited::Yes && !visited_id.is_empty() {
        visited.push(Span::new(format!("（診察券番号 {visited_id}）")));
    }
    let wished: Vec<Block> = wishes
        .iter()
        .enumerate()
        .map(|(index, wish)| {
            let wish = if wish.is_empty() { "　　　年　　月　　日" } else { wish };
            Block::paragraph([Span::new(format!("第{}希望　{wish}", index + 1))])
        })
        .collect();
    let diagnosis =
        |row: &Entry<Condition>| format!("{}{}", row.body.display(), clinical::flags(row.body.flags));
    let diagnoses = letter.rows.conditions.iter().map(diagnosis).collect::<Vec<_>>().join("、");
    let diagnoses = words::join("\n", [&*diagnoses, letter.texts.diagnosis.trim_end()]);
    paper.body = Some(Body {
        x: LEFT,
        width: WIDTH,
        top: 80.0,
        continuation_top: 20.0,
        bottom: 246.0,
        label_width: LABELS,
        label_size: print::style::LABEL_SIZE,
        grid: patient(letter),
        rows: vec![
            row("希望診療科\n希望医師", 14.0, said(words::join("　", [&*department, &doctor]))),
            row("受診希望日", 24.0, wished),
            row("貴院の受診歴", 10.0, vec![Block::paragraph(visited)]),
            row("傷病名", 14.0, said(diagnoses)),
            Row { middle: false, ..row("紹介目的", 18.0, said(letter.texts.purpose.clone())) },
            Row { middle: false, ..row("連絡事項", 14.0, said(note)) },
        ],
    });
    paper.foot = answer();
    Some(paper)
}

/// A day with its weekday, and what was written behind it.
fn wish(letter: &Letter, typed: &str, path: &str, today: Date, findings: &mut Vec<Finding>) -> String {
    let typed = sheet::typed_line(typed, path, findings);
    let (day, rest) = typed.trim().split_once(char::is_whitespace).unwrap_or((typed.trim(), ""));
    if day.is_empty() {
        return String::new();
    }
    match date::read(day, today) {
        Ok(day) => {
            if day < today {
                findings.push(Finding::new(&rule::BOOKING_WISH_PAST, path));
            }
            let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
            let weekday = WEEK.get(weekday).copied().unwrap_or_default();
            format!("{}（{weekday}）　{}", words::day(letter, day), rest.trim()).trim_end().to_owned()
        }
        Err(fault) => {
            findings.push(fault.finding(path));
            String::new()
        }
    }
}

fn head(letter: &Letter, contact: &str, today: Date) -> Vec<Item> {
    let to = &letter.addressee;
    let day = sheet::line(10.5, words::day(letter, today)).align(Align::Right);
    let to = TextLine::new(13.0, [Span::new(format!("{}　地域連携室　御中", to.name))]);
    let fax = match letter.addressee.fax.as_str() {
        "" => String::new(),
        number => format!("FAX {number}"),
    };
    let [postal, address, name, numbers] = sheet::sender(letter);
    let doctor = letter.doctor.as_ref().map(|doctor| format!("医師　{}", doctor.name.joined(" ")));
    let contact = if contact.is_empty() { String::new() } else { format!("担当　{contact}") };
    let from = [
        (9.0, postal),
        (9.0, address),
        (11.5, name),
        (9.0, numbers),
        (10.5, doctor.unwrap_or_default()),
        (9.5, contact),
    ];
    vec![
        sheet::title(14.0, "FAX予約申込書"),
        Item::Text(TextBox::new(Area::new(130.0, 28.0, 60.0, 6.0), 9.0, [day])),
        Item::Text(
            TextBox::new(Area::new(LEFT, 36.0, 96.0, 10.0), 9.0, [to])
                .vertical(VerticalAlign::Bottom)
                .underlined(),
        ),
        sheet::lines(Area::new(LEFT, 48.0, 90.0, 6.0), 9.0, [(10.5, fax)]),
        Item::Text(TextBox::new(
            Area::new(LEFT, 60.0, 92.0, 16.0),
            9.0,
            [sheet::line(10.5, "下記の患者さんの診察の予約をお願いいたします。").wrapping()],
        )),
        sheet::lines(Area::new(120.0, 38.0, 70.0, 38.0), 7.0, from),
    ]
}

fn patient(letter: &Letter) -> Vec<GridRow> {
    let patient = &letter.patient;
    let known = |size: f32, text: String| TextLine::new(size, [of_patient(text)]);
    let cell = |width: f32, size: f32, text: String| Cell::text(width, [known(size, text)]);
    let mut name = vec![known(14.0, patient.name.joined(" "))];
    if !patient.kana.is_empty() {
        name.insert(0, known(8.0, patient.kana.joined(" ")));
    }
    let sex = match patient.sex {
        Sex::Male | Sex::Female => TextLine::new(
            style::BODY_SIZE,
            [
                Span::choice(Sex::Male.label(), patient.sex == Sex::Male),
                Span::new("・"),
                Span::choice(Sex::Female.label(), patient.sex == Sex::Female),
            ],
        ),
        other => sheet::line(style::BODY_SIZE, other.label()),
    };
    let address = words::join(" ", [&*crate::sheet::postal(&patient.postal_code), &patient.address]);
    let insurance = patient.insurance.as_ref().map_or(String::new(), |card| {
        let symbol = if card.symbol.is_empty() { String::new() } else { format!("記号 {}", card.symbol) };
        let branch = match &card.branch {
            Branch::Number(branch) => format!("枝番 {branch}"),
            Branch::NonePrinted | Branch::Unchecked => String::new(),
        };
        words::join(
            "　",
            [
                &*format!("保険者番号 {}", card.insurer_number),
                &symbol,
                &format!("番号 {}", card.number),
                &branch,
            ],
        )
    });
    let row = |height: f32, cells: Vec<Cell>| GridRow { height, cells };
    vec![
        row(
            14.0,
            vec![
                Cell::label(LABELS, "患者氏名"),
                Cell::text(90.0, name),
                Cell::label(16.0, "性別"),
                Cell::text(0.0, [sex.align(Align::Center)]),
            ],
        ),
        row(9.0, vec![Cell::label(LABELS, "生年月日"), cell(0.0, style::BODY_SIZE, words::birth(letter))]),
        row(9.0, vec![Cell::label(LABELS, "住所"), cell(0.0, style::BODY_SIZE, address)]),
        row(9.0, vec![Cell::label(LABELS, "電話番号"), cell(0.0, style::BODY_SIZE, patient.phone.clone())]),
        row(9.0, vec![Cell::label(LABELS, "保険"), cell(0.0, style::BODY_SIZE, insurance)]),
    ]
}

/// Room for the hospital's answer.
fn answer() -> Vec<Item> {
    let area = Area::new(LEFT, 252.0, WIDTH, 30.0);
    let mut room = TextBox::new(
        Area::new(area.x + 3.0, area.y + 2.0, area.w - 6.0, area.h - 4.0),
        8.0,
        [
            TextLine::new(10.5, [Span::bold("【貴院ご記入欄】ご記入のうえ、当院へFAXでご返信ください。")]),
            sheet::line(11.0, "予約日時　令和　　年　　月　　日（　　）　午前・午後　　時　　分"),
            sheet::line(11.0, "診療科　　　　　　　　　　担当医　　　　　　　　　　先生"),
            sheet::line(11.0, "備考　　　　　　　　　　　　　　　　　　ご担当者"),
        ],
    );
    room.leading = 1.6;
    vec![Item::Frame { area, weight: style::OUTER_RULE }, Item::Text(room)]
}
