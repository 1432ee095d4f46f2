//! 宛名ラベル: the addressee on sheets of labels, from the first label that is left.

use super::{
    LabelsForm,
    measures::{LABEL_PAD as PAD, Layout, layout},
    sheet,
};
use crate::referral_letter::content::Letter;
use domain::{finding::Finding, rule};
use print::{Area, Item, Paper, Sheet, Span, TextBox, TextLine, VerticalAlign, Words};

pub(super) fn paper(letter: &Letter, form: &LabelsForm, findings: &mut Vec<Finding>) -> Option<Paper> {
    if letter.addressee.address.is_empty() {
        findings.push(Finding::new(&rule::ENVELOPE_NO_ADDRESS, "sheet"));
    }
    let labels = u16::from(form.sheet.labels());
    let first = sheet::whole(&form.first).filter(|first| (1..=labels).contains(first));
    let Some(first) = first else {
        findings.push(Finding::with(&rule::LABEL_PLACE, "first", [labels.to_string()]));
        return None;
    };
    let left = labels - first + 1;
    let count = sheet::whole(&form.count).filter(|count| (1..=left).contains(count));
    let Some(count) = count else {
        findings.push(Finding::with(&rule::LABEL_COUNT, "count", [left.to_string()]));
        return None;
    };
    let mut paper = sheet::blank(letter, &format!("宛名ラベル（{}）", form.sheet.label()), 3, Sheet::A4);
    let layout = layout(form.sheet);
    for place in first - 1..first - 1 + count {
        paper.head.push(label(letter, &layout, place));
    }
    Some(paper)
}

fn said_nothing(span: &Span) -> bool {
    matches!(&span.words, Words::Given(text) if text.is_empty())
}

fn label(letter: &Letter, layout: &Layout, place: u16) -> Item {
    let columns = u16::from(layout.columns);
    let (column, row) = (f32::from(place % columns), f32::from(place / columns));
    let (width, height) = layout.label;
    let area = Area::new(
        layout.corner.0 + column * width + PAD,
        layout.corner.1 + row * height + PAD,
        width - 2.0 * PAD,
        height - 2.0 * PAD,
    );
    let (small, large) = layout.sizes;
    let to = &letter.addressee;
    let address = [(small, crate::sheet::postal(&to.postal_code)), (small, to.address.clone())];
    let address = address.into_iter().map(|(size, text)| sheet::line(size, text).wrapping());
    // A name gets smaller before it is broken.
    let names = sheet::addressee(letter).into_iter().map(|name| sheet::line(large, name));
    let lines: Vec<TextLine> =
        address.chain(names).filter(|line| !line.spans.iter().all(said_nothing)).collect();
    Item::Text(TextBox::new(area, 6.0, lines).vertical(VerticalAlign::Middle))
}
