//! 封筒: the addressee with the boxes of the postal code, the sender, 「診療情報提供書在中」 and 「親展」.

use super::{
    EnvelopeForm,
    measures::{DIGIT, DIGIT_GAP, DIGIT_STEP, FOLDS, LONG, SQUARE, WINDOW},
    sheet,
};
use crate::referral_letter::content::Letter;
use domain::{companion::Envelope, finding::Finding, rule, text::is_variation_selector};
use print::{Align, Area, Item, Paper, Sheet, Span, TextBox, TextLine, VerticalAlign};

/// What is inside.
const INSIDE: &str = "診療情報提供書在中";
/// For the addressee's eyes only.
const CONFIDENTIAL: &str = "親展";
pub(super) fn paper(letter: &Letter, form: &EnvelopeForm, findings: &mut Vec<Finding>) -> Option<Paper> {
    if letter.addressee.address.is_empty() {
        findings.push(Finding::new(&rule::ENVELOPE_NO_ADDRESS, "envelope"));
    }
    let (short, long) = LONG;
    let marks: Vec<&str> = std::iter::once(INSIDE).chain(form.confidential.then_some(CONFIDENTIAL)).collect();
    let (sheet, items) = match form.envelope {
        Envelope::LongUpright => (Sheet { width: short, height: long }, upright(letter, &marks)),
        Envelope::LongLying => (Sheet { width: long, height: short }, lying(letter, &marks)),
        Envelope::Square => (SQUARE, square(letter, &marks)),
        Envelope::Window => (Sheet::A4, window(letter, &marks)),
    };
    let mut paper = sheet::blank(letter, &format!("封筒（{}）", form.envelope.label()), 2, sheet);
    paper.head = items;
    Some(paper)
}

/// The digits of a postal code in their boxes, the last box ending at `right`.
fn postal_boxes(code: &str, right: f32, top: f32) -> Vec<Item> {
    let (width, height) = DIGIT;
    let left = right - 6.0 * DIGIT_STEP - DIGIT_GAP - width;
    let mut items = Vec::new();
    let digits: Vec<char> = code.chars().filter(char::is_ascii_digit).collect();
    #[allow(clippy::cast_precision_loss)]
    for index in 0..7 {
        let gap = if index < 3 { 0.0 } else { DIGIT_GAP };
        let area = Area::new(left + index as f32 * DIGIT_STEP + gap, top, width, height);
        items.push(Item::Frame { area, weight: 0.3 });
        if let Some(digit) = digits.get(index).filter(|_| digits.len() == 7) {
            let digit = sheet::line(14.0, digit.to_string()).align(Align::Center);
            items.push(Item::Text(TextBox::new(area, 10.0, [digit]).vertical(VerticalAlign::Middle)));
        }
    }
    items
}

/// Words in a frame, as a rubber stamp would set them.
fn mark(area: Area, words: &str) -> Vec<Item> {
    let line = TextLine::new(12.0, [Span::bold(words)]).align(Align::Center).tracking(0.1);
    vec![
        Item::Frame { area, weight: 0.5 },
        Item::Text(TextBox::new(area, 7.0, [line]).vertical(VerticalAlign::Middle)),
    ]
}

/// Marks beside each other from `x`, at `y`.
fn marks_across(marks: &[&str], x: f32, y: f32) -> Vec<Item> {
    let mut items = Vec::new();
    let mut x = x;
    #[allow(clippy::cast_precision_loss)]
    for words in marks {
        let width = words.chars().count() as f32 * 5.0 + 6.0;
        items.extend(mark(Area::new(x, y, width, 9.0), words));
        x += width + 5.0;
    }
    items
}

/// Address and name of the addressee, name larger.
fn to(letter: &Letter, area: Area, size: f32) -> Item {
    let address = (size * 0.8, letter.addressee.address.clone());
    let names = sheet::addressee(letter).into_iter().map(|name| (size, name));
    let names: Vec<TextLine> = std::iter::once(address)
        .chain(names)
        .filter(|(_, text)| !text.is_empty())
        .map(|(size, text)| sheet::line(size, text))
        .collect();
    let mut to = TextBox::new(area, 9.0, names);
    to.leading = 1.5;
    Item::Text(to)
}

fn from(letter: &Letter, area: Area, size: f32) -> Item {
    let [postal, address, name, numbers] = sheet::sender(letter);
    let lines = [(size, postal), (size, address), (size * 1.2, name), (size, numbers)];
    sheet::lines(area, 7.0, lines)
}

fn lying(letter: &Letter, marks: &[&str]) -> Vec<Item> {
    let mut items = postal_boxes(&letter.addressee.postal_code, 80.0, 14.0);
    items.push(to(letter, Area::new(32.0, 28.0, 150.0, 42.0), 15.0));
    items.extend(marks_across(marks, 24.0, 98.0));
    items.push(from(letter, Area::new(140.0, 84.0, 82.0, 26.0), 9.0));
    items
}

fn square(letter: &Letter, marks: &[&str]) -> Vec<Item> {
    let mut items = postal_boxes(&letter.addressee.postal_code, 226.0, 16.0);
    items.push(to(letter, Area::new(40.0, 70.0, 176.0, 80.0), 22.0));
    items.extend(marks_across(marks, 24.0, 300.0));
    items.push(from(letter, Area::new(120.0, 250.0, 106.0, 36.0), 12.0));
    items
}

/// A sheet that goes on top of the folded letter: the address shows in the window.
fn window(letter: &Letter, marks: &[&str]) -> Vec<Item> {
    let mut items = vec![sheet::lines(
        Area::new(WINDOW.x, WINDOW.y, WINDOW.w, 5.0),
        7.0,
        [(10.0, crate::sheet::postal(&letter.addressee.postal_code))],
    )];
    items.push(to(letter, Area::new(WINDOW.x, WINDOW.y + 5.0, WINDOW.w, WINDOW.h - 16.0), 12.0));
    items.extend(marks_across(marks, WINDOW.x, WINDOW.y + WINDOW.h - 9.0));
    items.push(from(letter, Area::new(124.0, 20.0, 66.0, 26.0), 9.0));
    // Where the sheet is folded.
    for y in FOLDS {
        for x in [3.0, 202.0] {
            items.push(Item::Line { x1: x, y1: y, x2: x + 5.0, y2: y, weight: 0.15 });
        }
    }
    items
}

/// Columns written downwards, from right to left.
fn upright(letter: &Letter, marks: &[&str]) -> Vec<Item> {
    let mut items = postal_boxes(&letter.addressee.postal_code, 112.0, 12.0);
    let names = sheet::addressee(letter);
    items.extend(column(&letter.addressee.address, 94.0, 34.0, 150.0, 13.0));
    let mut right = 66.0;
    for name in &names {
        items.extend(column(name, right, 46.0, 150.0, 18.0));
        right -= 13.0;
    }
    let [postal, address, name, numbers] = sheet::sender(letter);
    let from = [(postal, 8.0), (address, 8.0), (name, 10.0), (numbers, 7.0)];
    let lines = from.into_iter().map(|(text, size)| (size, text));
    items.push(sheet::lines(Area::new(8.0, 198.0, 62.0, 30.0), 6.0, lines));
    items.extend(marks_down(marks));
    items
}

/// Marks written downwards at the left edge.
fn marks_down(marks: &[&str]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut y = 60.0;
    #[allow(clippy::cast_precision_loss)]
    for words in marks {
        let height = words.chars().count() as f32 * 5.4 + 4.0;
        items.push(Item::Frame { area: Area::new(10.0, y, 9.0, height), weight: 0.5 });
        items.extend(column(words, 10.5, y + 2.0, height - 4.0, 12.0));
        y += height + 5.0;
    }
    items
}

/// One text downwards from `top`, at most `room` high and `size` points large; `left` is where its characters
/// begin. Each character is a box of its own, so that the text is read back in its order, and as it was typed.
fn column(text: &str, left: f32, top: f32, room: f32, size: f32) -> Vec<Item> {
    // A narrow blank takes half a character.
    let height = |typed: &str| if typed == " " { 0.5 } else { 1.0 };
    let cells = clusters(text);
    let count = cells.iter().map(|typed| height(typed)).sum::<f32>().max(1.0);
    // Long texts are set closer and smaller, never cut.
    let step = (size * 25.4 / 72.0 * 1.15).min(room / count);
    let size = size.min(step / 1.02 * 72.0 / 25.4);
    let mut items = Vec::new();
    let mut y = top;
    for typed in cells {
        let step = step * height(typed);
        let line = TextLine::new(size.min(step / 25.4 * 72.0), [downwards(typed)]).align(Align::Center);
        let mut one =
            TextBox::new(Area::new(left, y, 8.0, step), 3.0, [line]).vertical(VerticalAlign::Middle);
        one.leading = 1.0;
        items.push(Item::Text(one));
        y += step;
    }
    items
}

/// The characters of `text`, each with the variation selector that belongs to it.
fn clusters(text: &str) -> Vec<&str> {
    let mut cuts: Vec<usize> =
        text.char_indices().filter(|(_, c)| !is_variation_selector(*c)).map(|(at, _)| at).collect();
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

/// A character as it stands in text that runs downwards.
fn downwards(typed: &str) -> Span {
    let drawn = match typed {
        "ー" | "－" | "-" | "‐" | "−" | "―" => "︱",
        "（" | "(" => "︵",
        "）" | ")" => "︶",
        "「" => "﹁",
        "」" => "﹂",
        "、" => "︑",
        "。" => "︒",
        _ => {
            let mut chars = typed.chars();
            return match (chars.next(), chars.next()) {
                (Some(narrow @ '!'..='~'), None) => {
                    let wide = char::from_u32(u32::from(narrow) + 0xFEE0).unwrap_or(narrow);
                    Span::new(wide).said(typed)
                }
                _ => Span::new(typed),
            };
        }
    };
    Span::new(drawn).said(typed)
}
