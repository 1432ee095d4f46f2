//! The head of a document (Composition) with its sections, and the envelope of the bundle.

use super::{
    document::{Document, Party, Section},
    elements::{concept, moment, narrative, shape},
    fields::{Fields, Scan},
    index::Target,
    item::{describe, envelope},
    json::Node,
    people::extensions,
};
use domain::received::ReceivedKind;
use std::collections::HashMap;

/// Which entries the head names, and in which roles.
#[derive(Default)]
pub(super) struct Roles {
    /// Entries by the code of the first section that names them.
    pub(super) sections: HashMap<usize, String>,
    /// Authors.
    pub(super) authors: Vec<usize>,
}

/// Reads the bundle's own fields, all but its entries.
pub(super) fn bundle<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, document: &mut Document) {
    fields.is("resourceType", "Bundle");
    if let Some(claims) = fields.peek("meta").and_then(|meta| meta.field("profile")) {
        for claim in claims.elements().iter().filter_map(Node::text) {
            if document.kind == ReceivedKind::Other {
                document.kind = scan.words.claimed(claim).unwrap_or_default();
            }
            if let Some((_, version)) = claim.split_once('|').filter(|_| document.guide.is_empty()) {
                document.guide = version.to_owned();
            }
        }
    }
    fields.each(scan, "identifier", |identifier, scan| {
        let Some(value) = identifier.digits("value") else { return };
        scan.detail("番号の体系", identifier.text("system").unwrap_or_default());
        if document.number.is_empty() {
            document.number = value.to_owned();
        } else {
            scan.fact("番号", value);
        }
    });
    for (name, label) in [("type", "バンドルの種類"), ("timestamp", "バンドルの作成日時"), ("total", "件数")]
    {
        scan.detail(label, fields.digits(name).unwrap_or_default());
    }
    envelope(fields, scan);
}

/// Reads the Composition.
pub(super) fn composition<'n>(
    fields: &mut Fields<'n>,
    scan: &mut Scan<'n>,
    document: &mut Document,
    roles: &mut Roles,
) {
    let guide = scan.words.guide;
    fields.is("resourceType", "Composition");
    extensions(fields, scan, |url, extension, _| {
        if url != guide.extensions.document_version || !document.edition.is_empty() {
            return false;
        }
        let edition = extension.digits("valueString");
        document.edition = edition.unwrap_or_default().to_owned();
        edition.is_some()
    });
    fields.each(scan, "identifier", |identifier, scan| {
        let Some(value) = identifier.digits("value") else { return };
        scan.detail("番号の体系", identifier.text("system").unwrap_or_default());
        if document.number.is_empty() {
            document.number = value.to_owned();
        } else if document.number != value {
            scan.fact("文書番号（文書の頭）", value);
        }
    });
    fields.object(scan, "type", |kind, scan| {
        let kind = concept(kind, scan);
        let known = kind.codings.iter().find_map(|[_, code, _]| scan.words.kind(code));
        document.kind = known.unwrap_or(document.kind);
        if known.is_none() {
            scan.fact("文書の種類", kind.words());
        }
        scan.detail("文書の種類", kind.text);
    });
    document.title = fields.text("title").unwrap_or_default().to_owned();
    if let Some((text, (at, exact))) = fields.word("date", |text| Some((text, moment(text)?))) {
        document.issued = Some(at);
        if !exact {
            scan.detail("作成日時（原文）", text);
        }
    }
    if !fields.is("status", "final") {
        let status = fields.word("status", |status| match status {
            "preliminary" => Some("作成中"),
            "amended" => Some("訂正"),
            "entered-in-error" => Some("誤って作られた文書"),
            _ => None,
        });
        scan.fact("状態", status.unwrap_or_default());
    }
    let mut authors = Vec::new();
    references(fields, scan, "author", &mut authors);
    roles.authors = authors;
    references(fields, scan, "custodian", &mut Vec::new());
    references(fields, scan, "subject", &mut Vec::new());
    envelope(fields, scan);
    let words = narrative(fields, scan, "text");
    scan.fact("説明文", words);
    fields.each(scan, "section", |fields, scan| {
        let read = section(fields, scan, roles);
        document.sections.push(read);
    });
    describe(fields, scan, "");
}

fn section<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, roles: &mut Roles) -> Section {
    let outer = std::mem::take(&mut scan.facts);
    let mut read = Section::default();
    fields.object(scan, "code", |code, scan| {
        let kind = concept(code, scan);
        read.code = kind.codings.first().map(|[_, code, _]| (*code).to_owned()).unwrap_or_default();
        read.title = kind.words().to_owned();
    });
    let known = scan.words.section(&read.code);
    read.order = known.map_or(59, |words| words.order);
    match (fields.text("title"), known) {
        (Some(title), _) if !title.is_empty() => {
            if !read.title.starts_with(title) {
                scan.detail("セクションの名前", read.title.as_str());
            }
            read.title = title.to_owned();
        }
        (_, Some(words)) => read.title.clone_from(&words.title),
        _ => {}
    }
    read.text = narrative(fields, scan, "text");
    let mut entries = Vec::new();
    references(fields, scan, "entry", &mut entries);
    for entry in entries {
        roles.sections.entry(entry).or_insert_with(|| read.code.clone());
        read.items.push(entry);
    }
    fields.object(scan, "emptyReason", |reason, scan| {
        let reason = concept(reason, scan);
        if !reason.has(&scan.words.guide.fixed.empty_section) {
            scan.fact("記載のない理由", reason.words());
        }
    });
    fields.each(scan, "section", |fields, scan| {
        let inner = section(fields, scan, roles);
        read.sections.push(inner);
    });
    describe(fields, scan, "");
    read.facts = std::mem::replace(&mut scan.facts, outer);
    read
}

/// References to entries. Those that lead to none, or only name something, become facts.
fn references<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, name: &'n str, found: &mut Vec<usize>) {
    let label = match name {
        "author" => "作成者",
        "custodian" => "管理",
        "subject" => "患者",
        _ => "記載",
    };
    fields.nodes(scan, name, |node, scan| {
        let target = scan.resolve(node);
        let before = scan.technical.len();
        match (shape(node, scan), target) {
            (Some(_), Some(Target::Entry(entry))) => {
                found.push(entry);
                scan.technical.truncate(before);
                let part = |name: &str| node.field(name).and_then(Node::text).unwrap_or_default();
                scan.detail("参照", format!("{} {}", part("type"), part("display")).trim());
                let identifier = node.field("identifier").and_then(|identifier| shape(identifier, scan));
                scan.detail("参照", identifier.unwrap_or_default());
            }
            (Some(words), _) if matches!(node, Node::Object(_)) => scan.fact(label, words),
            _ => {
                if let Some(Target::Entry(entry)) = target {
                    found.push(entry);
                }
                scan.keep(node);
            }
        }
    });
}

/// Institution and doctor among these items.
pub(super) fn party(document: &Document, items: &[usize]) -> Party {
    let items = || items.iter().filter_map(|item| document.items.get(*item));
    Party {
        place: items().find_map(|item| item.place.as_deref().cloned()),
        person: items()
            .filter(|item| item.resource != "Patient")
            .find_map(|item| item.person.as_deref().cloned()),
    }
}
