//! What the papers have in common: their file's facts, the addressee's and the sender's lines, plain boxes.

use crate::{
    referral_letter::{content::Letter, paper::words},
    sheet::{Named, postal},
};
use domain::text::{Form, fold_width};
use print::{Align, Area, Item, Meta, Paper, Sheet, Span, TextBox, TextLine, Typeface, style};

pub(super) use crate::sheet::{LEFT, WIDTH};

/// An empty paper of this title, which names no patient. Papers of one letter differ in the last byte of their
/// identity.
pub(super) fn blank(letter: &Letter, title: &str, number: u8, sheet: Sheet) -> Paper {
    let named = Named {
        title: title.to_owned(),
        patient: &letter.patient,
        date: letter.date,
        document: letter.document,
        version: letter.version,
        made_at: letter.made_at,
        civil_years: letter.style.civil_years,
    };
    let mut meta = Meta { title: title.to_owned(), ..named.meta(&letter.institution.name) };
    meta.id[15] = meta.id[15].wrapping_add(number);
    Paper {
        meta,
        sheet,
        typeface: if letter.style.gothic { Typeface::Gothic } else { Typeface::Mincho },
        size: if letter.style.large_print { style::LARGE_BODY_SIZE } else { style::BODY_SIZE },
        head: Vec::new(),
        continuation: Vec::new(),
        foot: Vec::new(),
        marks: Vec::new(),
        body: None,
    }
}

/// A line.
pub(super) fn line(size: f32, text: impl Into<String>) -> TextLine {
    TextLine::new(size, [Span::new(text)])
}

/// Lines in an area, those without text left out.
pub(super) fn lines(area: Area, floor: f32, lines: impl IntoIterator<Item = (f32, String)>) -> Item {
    let lines: Vec<TextLine> =
        lines.into_iter().filter(|(_, text)| !text.is_empty()).map(|(size, text)| line(size, text)).collect();
    Item::Text(TextBox::new(area, floor, lines))
}

/// A title over the width of A4.
pub(super) fn title(y: f32, text: &str) -> Item {
    let line = TextLine::new(20.0, [Span::bold(text)]).align(Align::Center).tracking(0.3);
    Item::Text(TextBox::new(Area::new(LEFT, y, WIDTH, 12.0), 14.0, [line]))
}

/// Name of the place, then department and person with 敬称; one line where the 敬称 belongs to the place.
pub(super) fn addressee(letter: &Letter) -> Vec<String> {
    let to = &letter.addressee;
    let second = to.line();
    if to.department.is_empty() && to.doctor.is_empty() && !second.contains("担当医") {
        return vec![format!("{}　{second}", to.name)];
    }
    vec![to.name.clone(), second]
}

/// 紹介元: postal code and address, name, telephone and FAX.
pub(super) fn sender(letter: &Letter) -> [String; 4] {
    let from = &letter.institution;
    let number = |label: &str, number: &str| {
        if number.is_empty() { String::new() } else { format!("{label} {number}") }
    };
    [
        postal(&from.postal_code),
        from.address.clone(),
        from.name.clone(),
        words::join("　", [&*number("TEL", &from.phone), &number("FAX", &from.fax)]),
    ]
}

/// A whole number as typed, in either width.
pub(super) fn whole(typed: &str) -> Option<u16> {
    fold_width(typed).trim().parse().ok()
}

/// Running text as typed, without what cannot be printed.
pub(super) fn prose(typed: &str, path: &str, findings: &mut Vec<domain::finding::Finding>) -> String {
    let (text, more) = domain::text::tidy(typed, Form::Prose, 2000, path);
    findings.extend(more);
    text
}

/// One line as typed, without what cannot be printed.
pub(super) fn typed_line(typed: &str, path: &str, findings: &mut Vec<domain::finding::Finding>) -> String {
    let (text, more) = domain::text::tidy(typed, Form::Line, 100, path);
    findings.extend(more);
    text
}
