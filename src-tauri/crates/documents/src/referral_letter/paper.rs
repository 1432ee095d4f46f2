//! The letter on paper: the boxes of 別紙様式11 in their order, on A4, with 続紙 when they overflow.
//!
//! Every row and every text of the letter stands on the paper once. Where the letter says nothing, its box
//! stays empty, except for アレルギー and 薬剤禁忌, where silence could be read as なし.

pub(crate) mod clinical;
mod drugs;
mod head;
mod history;
mod labs;
pub(crate) mod words;

pub use crate::sheet::{Options, Stage, WITHDRAWN};

use super::content::Letter;
use crate::sheet::{self, LEFT, Named, WIDTH};
use print::{Block, Body, Paper, Row, Sheet, Typeface, style};

/// Top of the ruled part on the first page.
const TOP: f32 = 70.0;
/// Top of the ruled part on 続紙.
const CONTINUATION_TOP: f32 = 26.0;
/// Bottom of the ruled part.
const BOTTOM: f32 = 275.0;
/// Width of the column of labels.
const LABELS: f32 = 24.0;
/// Top of the foot.
const FOOT: f32 = 285.0;

/// Lays `letter` out on A4.
pub fn paper(letter: &Letter, options: Options) -> Paper {
    let size = if letter.style.large_print { style::LARGE_BODY_SIZE } else { style::BODY_SIZE };
    let named = named(letter);
    Paper {
        meta: named.meta(&letter.institution.name),
        sheet: Sheet::A4,
        typeface: if letter.style.gothic { Typeface::Gothic } else { Typeface::Mincho },
        size,
        head: head::first_page(letter, options.stage),
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
            label_size: style::LABEL_SIZE,
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
        middle: false,
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
    remarks.extend(words::labelled("添付書類：", &letter.enclosed()));
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

/// The letter as its sheets name it.
fn named(letter: &Letter) -> Named<'_> {
    Named {
        title: words::title(letter),
        patient: &letter.patient,
        date: letter.date,
        document: letter.document,
        version: letter.version,
        made_at: letter.made_at,
        civil_years: letter.style.civil_years,
    }
}
