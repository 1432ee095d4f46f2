//! FAX送付状: where to, from whom, how many sheets, what to do when it reached the wrong place. It names no
//! patient: a cover lies open at the machine.

use super::{
    FaxCoverForm,
    sheet::{self, LEFT, WIDTH},
};
use crate::referral_letter::{content::Letter, paper::words};
use domain::{date::Date, finding::Finding, patient::read_phone, rule};
use print::{
    Align, Area, Block, Body, Item, Paper, Paragraph, Row, Sheet, Span, TextBox, TextLine, VerticalAlign,
};

/// No FAX of a letter has more sheets.
const MOST_SHEETS: u16 = 200;
/// What a stranger who gets it is asked to do.
const MISDIRECTED: &str = "このFAXには個人の診療に関する情報が含まれています。万一、宛先でない方に届いた場合は、お手数ですが、\
    内容を見たり写しを取ったりなさらず、ただちに上記の発信者へお電話でお知らせのうえ、用紙を破棄してくださいますようお願いいたします。";

pub(super) fn paper(
    letter: &Letter,
    form: &FaxCoverForm,
    today: Date,
    findings: &mut Vec<Finding>,
) -> Option<Paper> {
    let number = number(letter, form, findings);
    let sheets = sheet::whole(&form.sheets).filter(|sheets| (1..=MOST_SHEETS).contains(sheets));
    if sheets.is_none() {
        findings.push(Finding::new(&rule::FAX_SHEETS, "sheets"));
    }
    let note = sheet::prose(&form.note, "note", findings);
    let (number, sheets) = (number?, sheets?);
    let mut paper = sheet::blank(letter, "FAX送付状", 1, Sheet::A4);
    let day = sheet::line(10.5, words::day(letter, today)).align(Align::Right);
    let notice = TextLine::new(18.0, [Span::bold("個人情報在中")]).align(Align::Center).tracking(0.4);
    let area = Area::new(60.0, 214.0, 90.0, 14.0);
    paper.head = vec![
        sheet::title(22.0, "FAX送付状"),
        Item::Text(TextBox::new(Area::new(130.0, 40.0, 60.0, 6.0), 9.0, [day])),
        Item::Frame { area, weight: 0.6 },
        Item::Text(TextBox::new(area, 12.0, [notice]).vertical(VerticalAlign::Middle)),
        Item::Text(TextBox::new(
            Area::new(LEFT, 236.0, WIDTH, 34.0),
            9.0,
            [sheet::line(10.5, MISDIRECTED).wrapping()],
        )),
    ];
    let row = |label: &str, min_height: f32, blocks: Vec<Block>| Row {
        label: label.to_owned(),
        min_height,
        share: 0.0,
        middle: true,
        blocks,
    };
    let said = |text: String, scale: f32| {
        Block::Paragraph(Paragraph::new([Span::new(text)]).align(Align::Left).scaled(scale))
    };
    let [postal, address, name, numbers] = sheet::sender(letter);
    let from = [words::join(" ", [&*postal, &address]), name, numbers];
    let person = letter.doctor.as_ref().map(|doctor| format!("医師　{}", doctor.name.joined(" ")));
    let from = from.into_iter().chain(person).filter(|text| !text.is_empty()).map(|text| said(text, 1.0));
    paper.body = Some(Body {
        x: LEFT,
        width: WIDTH,
        top: 52.0,
        continuation_top: 20.0,
        bottom: 206.0,
        label_width: 30.0,
        label_size: print::style::LABEL_SIZE,
        grid: Vec::new(),
        rows: vec![
            row("宛先", 26.0, sheet::addressee(letter).into_iter().map(|text| said(text, 1.25)).collect()),
            row(
                "FAX番号",
                16.0,
                vec![Block::Paragraph(Paragraph::new([Span::bold(number)]).align(Align::Left).scaled(2.0))],
            ),
            row("発信者", 32.0, from.collect()),
            row("件名", 12.0, vec![said(words::title(letter), 1.15)]),
            row("枚数", 12.0, vec![said(format!("{sheets}枚（この送付状を含む）"), 1.15)]),
            Row { middle: false, ..row("連絡事項", 40.0, words::prose(&note)) },
        ],
    });
    Some(paper)
}

/// The number, when both times it is the same.
fn number(letter: &Letter, form: &FaxCoverForm, findings: &mut Vec<Finding>) -> Option<String> {
    let (number, more) = read_phone(&form.number, "number");
    findings.extend(more);
    let (again, _) = read_phone(&form.again, "again");
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(&number).is_empty() || digits(&again).is_empty() {
        findings.push(Finding::new(&rule::FAX_NUMBER_MISSING, "number"));
        return None;
    }
    if digits(&number) != digits(&again) {
        findings.push(Finding::new(&rule::FAX_NUMBERS_DIFFER, "again"));
        return None;
    }
    let known = &letter.addressee.fax;
    if !known.is_empty() && digits(known) != digits(&number) {
        findings.push(Finding::with(&rule::FAX_NUMBER_OTHER, "number", [known.clone()]));
    }
    Some(number)
}
