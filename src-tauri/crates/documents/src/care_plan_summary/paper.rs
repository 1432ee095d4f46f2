//! The 患者サマリー on paper: A4 in type that the patient reads at home, with 続紙 when it overflows.
//!
//! What the plan says stands on it once. Codes, flags and 主傷病 marks are not for the patient and stay away.

pub use crate::sheet::Options;

use super::content::CarePlanSummary;
use crate::{
    calendar,
    sheet::{self, LEFT, Named, WIDTH, of_patient},
};
use domain::core6::Source;
use print::{
    Align, Area, Block, Body, Cell, Columns, GridRow, Item, Paper, Paragraph, Row, Sheet, Span, TextBox,
    TextLine, Typeface, VerticalAlign, style,
};

/// Top of the ruled part on the first page.
const TOP: f32 = 74.0;
/// Top of the ruled part on 続紙.
const CONTINUATION_TOP: f32 = 26.0;
/// Bottom of the ruled part.
const BOTTOM: f32 = 276.0;
/// Top of the foot.
const FOOT: f32 = 280.0;
/// Width of the column of labels.
const LABELS: f32 = 34.0;
/// Where the clinic's block begins.
const CLINIC_LEFT: f32 = 108.0;
/// Width of the short labels in the patient's cells.
const SHORT_LABEL: f32 = 24.0;
/// Room for a signature.
const SIGNATURE: f32 = 18.0;
/// Diagnoses stand below each other up to so many, more side by side.
const ONE_COLUMN: usize = 4;

/// Lays `plan` out on A4.
pub fn paper(plan: &CarePlanSummary, options: Options) -> Paper {
    let size = if plan.style.large_print { style::PATIENT_LARGE_SIZE } else { style::PATIENT_SIZE };
    let named = Named {
        title: TITLE.to_owned(),
        patient: &plan.patient,
        date: plan.date,
        document: plan.document,
        version: plan.version,
        made_at: plan.made_at,
        civil_years: plan.style.civil_years,
    };
    Paper {
        meta: named.meta(&plan.institution.name),
        sheet: Sheet::A4,
        typeface: if plan.style.gothic { Typeface::Gothic } else { Typeface::Mincho },
        size,
        head: head(plan),
        continuation: named.continuation(),
        foot: named.foot(FOOT),
        marks: sheet::marks(options),
        body: Some(Body {
            x: LEFT,
            width: WIDTH,
            top: TOP,
            continuation_top: CONTINUATION_TOP,
            bottom: BOTTOM,
            label_width: LABELS,
            label_size: size - 1.0,
            grid: patient(plan, size),
            rows: rows(plan),
        }),
    }
}

/// What the paper is called.
const TITLE: &str = "患者サマリー（療養計画書）";

fn line(size: f32, text: impl Into<String>) -> TextLine {
    TextLine::new(size, [Span::new(text)])
}

/// Title, 指導日, whom it is for, and the clinic.
fn head(plan: &CarePlanSummary) -> Vec<Item> {
    let title = TextLine::new(18.0, [Span::bold(TITLE)]).align(Align::Center);
    let day = format!("指導日　{}", calendar::day(plan.style.civil_years, plan.date));
    let patient = &plan.patient;
    let mut name = Vec::new();
    if !patient.kana.is_empty() {
        name.push(TextLine::new(9.0, [of_patient(patient.kana.joined(" "))]));
    }
    let mut called = vec![of_patient(patient.name.joined(" "))];
    called.push(Span::new("　様").scaled(0.8));
    name.push(TextLine::new(18.0, called));
    let clinic = &plan.institution;
    let labelled = |label: &str, value: &str| match value {
        "" => String::new(),
        value => format!("{label} {value}"),
    };
    let mut from = vec![
        line(12.0, clinic.name.clone()),
        line(9.5, sheet::postal(&clinic.postal_code)),
        line(9.5, clinic.address.clone()),
        TextLine::new(12.0, [Span::bold(labelled("電話", &clinic.phone))]),
    ];
    from.retain(|line| line.spans.iter().any(|span| span.words != print::Words::Given(String::new())));
    let mut doctor = vec![Span::new("説明した医師　").scaled(0.75)];
    if let Some(who) = &plan.doctor {
        if !who.department.is_empty() {
            doctor.push(Span::new(format!("{}　", who.department)).scaled(0.85));
        }
        doctor.push(Span::new(who.name.joined(" ")));
    }
    let width = LEFT + WIDTH - CLINIC_LEFT;
    vec![
        Item::Text(TextBox::new(Area::new(LEFT, 15.0, WIDTH, 10.0), 12.0, [title])),
        Item::Text(TextBox::new(
            Area::new(CLINIC_LEFT, 28.0, width, 6.0),
            9.0,
            [line(11.0, day).align(Align::Right)],
        )),
        Item::Text(
            TextBox::new(Area::new(LEFT, 36.0, CLINIC_LEFT - LEFT - 6.0, 18.0), 8.0, name)
                .vertical(VerticalAlign::Bottom)
                .underlined(),
        ),
        Item::Text(TextBox::new(Area::new(CLINIC_LEFT, 36.0, width, 24.0), 7.0, from)),
        Item::Text(
            TextBox::new(Area::new(CLINIC_LEFT, 61.5, width, 9.0), 9.0, [TextLine::new(13.0, doctor)])
                .vertical(VerticalAlign::Middle),
        ),
    ]
}

/// What tells the patient from another of the same name.
fn patient(plan: &CarePlanSummary, size: f32) -> Vec<GridRow> {
    let patient = &plan.patient;
    let label = |width: f32, text: &str| {
        let mut cell = Cell::label(width, text);
        for line in &mut cell.lines {
            line.size = size - 2.0;
        }
        cell
    };
    let text = |width: f32, text: String| Cell::text(width, [line(size, text)]);
    let birth = calendar::birth(plan.style.civil_years, patient.birth_date, plan.date);
    vec![GridRow {
        height: 9.0,
        cells: vec![
            label(LABELS, "生年月日"),
            text(WIDTH - LABELS - SHORT_LABEL - 32.0, birth),
            label(SHORT_LABEL, "患者番号"),
            Cell { floor: style::SMALL_PRINT, ..text(0.0, patient.chart_number.clone()) },
        ],
    }]
}

fn rows(plan: &CarePlanSummary) -> Vec<Row> {
    let row = |label: &str, min_height: f32, share: f32, blocks: Vec<Block>| Row {
        label: label.to_owned(),
        min_height,
        share,
        middle: false,
        blocks,
    };
    let mut rows = vec![
        row("病名", 20.0, 0.0, diagnoses(plan)),
        row("これからの\n療養の計画と\nアドバイス", 100.0, 1.0, prose(&plan.advice)),
    ];
    let next = plan.next_visit.display(plan.style.civil_years);
    if !next.is_empty() {
        let next = Paragraph::new([Span::bold(next)]);
        rows.push(row("次回の受診", 14.0, 0.0, vec![Block::Paragraph(next)]));
    }
    if plan.signature {
        let told = Paragraph::new([Span::new("この計画の説明を受けました。")]).scaled(0.85);
        let date = Paragraph::new([Span::new("　　　年　　　月　　　日")]).align(Align::Right).scaled(0.85);
        rows.push(row(
            "説明を\n受けた方の\n署名",
            SIGNATURE,
            0.0,
            vec![Block::Paragraph(told), Block::Gap(SIGNATURE / 2.0), Block::Paragraph(date)],
        ));
    }
    rows
}

/// The names of the diseases, with where they come from unless it is the clinic itself.
fn diagnoses(plan: &CarePlanSummary) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !plan.conditions.is_empty() {
        let pieces: Vec<Vec<Block>> = plan
            .conditions
            .iter()
            .map(|row| {
                let source = match row.provenance.source {
                    Source::Own => String::new(),
                    source => format!("【{}】", source.label()),
                };
                let words = format!("・{}{source}", row.body.display());
                vec![Block::Paragraph(Paragraph::new([Span::new(words)]).hanging(1.0))]
            })
            .collect();
        let count = if pieces.len() > ONE_COLUMN { 2 } else { 1 };
        blocks.push(Block::Columns(Columns { count, pieces }));
    }
    blocks.extend(prose(&plan.diagnosis));
    blocks
}

/// Running text, or nothing.
fn prose(text: &str) -> Vec<Block> {
    match text.trim_end() {
        "" => Vec::new(),
        text => vec![Block::paragraph([Span::new(text)])],
    }
}
