//! The letter on paper: the boxes of 別紙様式11 in their order, on A4, with 続紙 when they overflow.
//!
//! Every row and every text of the letter stands on the paper once. Where the letter says nothing, its box
//! stays empty, except for アレルギー and 薬剤禁忌, where silence could be read as なし.

mod clinical;
mod drugs;
mod head;
mod history;
mod labs;
mod words;

use super::content::Letter;
use print::{Block, Body, Mark, Meta, Paper, Row, Sheet, Typeface, Written, style};

/// What kind of copy is printed. The default is the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Options {
    /// How far the letter has come.
    pub stage: Stage,
    /// 控え: the copy that stays with the chart.
    pub office_copy: bool,
    /// 再発行.
    pub reissued: bool,
}

/// How far a letter has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Stage {
    /// 下書き.
    Draft,
    /// 確定.
    #[default]
    Final,
    /// 取消.
    Withdrawn,
}

/// What stands across a letter that was taken back.
pub const WITHDRAWN: &str = "取消";

/// Left edge of everything, in millimetres.
const LEFT: f32 = 20.0;
/// Width of everything.
const WIDTH: f32 = 170.0;
/// Top of the ruled part on the first page.
const TOP: f32 = 70.0;
/// Top of the ruled part on 続紙.
const CONTINUATION_TOP: f32 = 26.0;
/// Bottom of the ruled part.
const BOTTOM: f32 = 275.0;
/// Width of the column of labels.
const LABELS: f32 = 24.0;
/// Japan is nine hours east of UTC.
const JAPAN: jiff::tz::Offset = jiff::tz::Offset::constant(9);

/// Lays `letter` out on A4.
pub fn paper(letter: &Letter, options: Options) -> Paper {
    let size = if letter.style.large_print { style::LARGE_BODY_SIZE } else { style::BODY_SIZE };
    let title = words::title(letter);
    Paper {
        meta: Meta {
            // Viewers show the title in their window, so it names no patient.
            title: format!("{title} 第{}版", letter.version),
            author: letter.institution.name.clone(),
            id: uuid::Uuid::try_parse(&letter.document.simple()).unwrap_or_default().into_bytes(),
            written: written(letter),
        },
        sheet: Sheet::A4,
        typeface: if letter.style.gothic { Typeface::Gothic } else { Typeface::Mincho },
        size,
        head: head::first_page(letter),
        continuation: head::continuation(letter),
        foot: head::foot(letter),
        marks: marks(options),
        body: Some(Body {
            x: LEFT,
            width: WIDTH,
            top: TOP,
            continuation_top: CONTINUATION_TOP,
            bottom: BOTTOM,
            label_width: LABELS,
            grid: head::patient(letter, size / style::BODY_SIZE),
            rows: rows(letter),
        }),
    }
}

/// The ruled rows of the form with the heights of its printed original in millimetres.
fn rows(letter: &Letter) -> Vec<Row> {
    let texts = &letter.texts;
    let row = |label: &str, min_height: f32, share: f32, blocks: Vec<Block>| Row {
        label: label.to_owned(),
        min_height,
        share,
        blocks,
    };
    let mut course: Vec<Block> = clinical::present(letter).into_iter().collect();
    course.extend(words::prose(&texts.course));
    course.extend(words::labelled("身体所見：", &texts.physical_findings));
    course.extend(labs::blocks(letter));
    let mut treatment = words::prose(&texts.treatment);
    treatment.extend(words::labelled("処置：", &texts.procedures));
    treatment.extend(words::labelled("医療機器：", &texts.devices));
    treatment.extend(words::labelled("診療方針：", &texts.care_plan));
    let mut remarks = words::prose(&texts.remarks);
    remarks.extend(words::labelled("事前指示：", &texts.advance_directive));
    remarks.extend(words::labelled("臨床研究への参加：", &texts.research));
    vec![
        row("傷病名", 22.0, 0.0, clinical::diagnoses(letter)),
        row("紹介目的", 16.0, 0.0, clinical::purpose(letter)),
        row("既往歴及び\n家族歴", 20.0, 0.0, history::blocks(letter)),
        row("症状経過及び\n検査結果", 52.0, 1.0, course),
        row("治療経過", 20.0, 1.0, treatment),
        row("現在の処方", 30.0, 1.0, drugs::blocks(letter)),
        row("備考", 18.0, 0.0, remarks),
    ]
}

fn marks(options: Options) -> Vec<Mark> {
    let across = match options.stage {
        Stage::Draft => Some(Mark::Across("下書き".to_owned())),
        Stage::Final => None,
        Stage::Withdrawn => Some(Mark::Across(WITHDRAWN.to_owned())),
    };
    let corner = [(options.office_copy, "控え"), (options.reissued, "再発行")];
    let corner =
        corner.iter().filter(|(wanted, _)| *wanted).map(|(_, words)| Mark::Corner((*words).to_owned()));
    across.into_iter().chain(corner).collect()
}

fn written(letter: &Letter) -> Written {
    let at = JAPAN.to_datetime(letter.made_at);
    Written {
        year: at.year(),
        month: at.month().unsigned_abs(),
        day: at.day().unsigned_abs(),
        hour: at.hour().unsigned_abs(),
        minute: at.minute().unsigned_abs(),
        second: at.second().unsigned_abs(),
        offset_minutes: 540,
    }
}
