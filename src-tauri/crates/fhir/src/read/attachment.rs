//! Files that a document carries: their bytes out of base64, their type by their content.

use super::{
    document::{Attachment, Media},
    fields::{Fields, Scan},
    json::Node,
};
use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use domain::rule;
use std::borrow::Cow;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Whether a value is an Attachment (or a list of them) with bytes or a place.
pub(super) fn is_attachment(node: &Node<'_>) -> bool {
    let carries = |node: &Node<'_>| {
        node.field("contentType").is_some() && (node.field("data").is_some() || node.field("url").is_some())
    };
    let elements = node.elements();
    !elements.is_empty() && elements.iter().all(carries)
}

/// The contents of a DocumentReference.
pub(super) fn reference<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) {
    let first = scan.attachments.len();
    fields.each(scan, "content", |content, scan| {
        content.object(scan, "attachment", attachment);
        super::item::describe(content, scan, "添付");
    });
    let description = fields.text("description").unwrap_or_default();
    let mut told = description.is_empty();
    for attachment in scan.attachments.iter_mut().skip(first) {
        if attachment.title.is_empty() {
            attachment.title = description.to_owned();
            told = true;
        }
    }
    if !told {
        scan.fact("説明", description);
    }
    fields.is("status", "current");
}

/// An Attachment.
pub(super) fn attachment<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) {
    let title = fields.text("title").unwrap_or_default();
    let declared = fields.text("contentType").unwrap_or_default();
    for (name, label) in
        [("language", "言語"), ("size", "大きさ"), ("hash", "ハッシュ"), ("creation", "作成日時")]
    {
        scan.detail(label, fields.digits(name).unwrap_or_default());
    }
    add(fields, scan, title, declared);
}

/// A Binary resource.
pub(super) fn binary<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) {
    let declared = fields.text("contentType").unwrap_or_default();
    add(fields, scan, "", declared);
}

fn add<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, title: &str, declared: &str) {
    let url = fields.text("url").unwrap_or_default();
    let data = fields.peek("data").and_then(Node::text);
    let bytes = data.and_then(decode);
    if data.is_some() {
        match bytes {
            Some(_) => drop(fields.take("data")),
            None => scan.say(&rule::READ_ATTACHMENT_BROKEN, []),
        }
    } else if !url.is_empty() {
        scan.say(&rule::READ_ATTACHMENT_OUTSIDE, []);
    }
    let bytes = bytes.unwrap_or_default();
    let media = Media::of(&bytes);
    let attachment = Attachment {
        title: title.to_owned(),
        declared: declared.to_owned(),
        media,
        bytes,
        url: url.to_owned(),
    };
    scan.attachments.push(attachment);
}

/// base64 with or without padding; blanks and line ends in it do not count.
fn decode(text: &str) -> Option<Vec<u8>> {
    let blank = |byte: u8| byte.is_ascii_whitespace();
    let text: Cow<'_, [u8]> = if text.bytes().any(blank) {
        text.bytes().filter(|byte| !blank(*byte)).collect::<Vec<_>>().into()
    } else {
        text.as_bytes().into()
    };
    BASE64.decode(text).ok()
}

/// A whole document inside the document: it is kept as a file of its own, every digit as written.
pub(super) fn bundle<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) {
    let mut json = String::from("{\"resourceType\":\"Bundle\"");
    for field in fields.untaken() {
        let name: &'n str = &field.name;
        if let Some(value) = fields.take(name) {
            json.push(',');
            Node::Text(name.into()).write(&mut json);
            json.push(':');
            value.write(&mut json);
        }
    }
    json.push('}');
    scan.attachments.push(Attachment {
        title: "添付の文書".to_owned(),
        declared: "application/fhir+json".to_owned(),
        media: Media::Bundle,
        bytes: json.into_bytes(),
        url: String::new(),
    });
}
