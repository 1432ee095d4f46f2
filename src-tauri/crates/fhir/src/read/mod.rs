//! From any bundle of the guide, of this or an older version, to a [`Document`] that a person can read.
//!
//! Reading never fails and never drops anything silently. What is known becomes typed ([`document::Row`],
//! [`document::Person`] …) or a labelled fact; every field that nobody took is a [`document::Leftover`], shown as it
//! is with the place that it comes from. Hostile input is bounded in size, depth and number of values; the work is
//! linear in the length of the bytes. Whether a document keeps the rules of the guide is not the reader's business.

mod attachment;
pub mod document;
mod elements;
mod fields;
mod head;
mod index;
mod item;
pub(crate) mod json;
mod people;
mod rows;
mod words;
mod xhtml;

use self::{
    document::{Document, Fact, Leftover, Section},
    fields::{Scan, Step},
    head::Roles,
    index::Index,
    json::Node,
    words::Words,
};
use domain::{finding::Finding, received::ReceivedKind, rule};
use std::borrow::Cow;

/// The largest file that is read, in bytes: three times what the service transmits at once.
pub const LARGEST: usize = 32_000_000;

/// Reads a document; the findings say what is wrong with it or could not be understood.
pub fn read(bytes: &[u8]) -> (Document, Vec<Finding>) {
    let mut findings = Vec::new();
    if bytes.len() > LARGEST {
        findings.push(Finding::with(&rule::READ_TOO_LARGE, "", [(LARGEST / 1_000_000).to_string()]));
        return (Document::default(), findings);
    }
    let Ok(words) = Words::get() else {
        findings.push(Finding::new(&rule::READ_NO_RESOURCE, ""));
        return (Document::default(), findings);
    };
    let text = decoded(bytes, &mut findings);
    let parsed = json::parse(&text);
    let mut document = Document::default();
    if let Some(fault) = &parsed.fault {
        if matches!(parsed.root, Node::Null) {
            findings.push(Finding::new(&rule::READ_NOT_JSON, ""));
        } else {
            let place = [fault.line.to_string(), fault.column.to_string()];
            findings.push(Finding::with(&rule::READ_BROKEN, "", place));
        }
        if !fault.remainder.is_empty() {
            let tree = fields::tree("壊れたところから後".to_owned(), &Node::Raw(fault.remainder));
            document.rest.push(Leftover { place: String::new(), path: String::new(), tree });
        }
    }
    if parsed.bounded {
        findings.push(Finding::new(&rule::READ_BOUNDED, ""));
    }
    let mut scan = Scan::new(words, Index::over(&parsed.root));
    whole(&parsed.root, &mut scan, &mut document);
    findings.append(&mut scan.findings);
    judge(&document, &parsed.root, &mut findings);
    (document, findings)
}

/// The text of the bytes; UTF-8 with or without its mark, UTF-16 by its mark.
fn decoded<'b>(bytes: &'b [u8], findings: &mut Vec<Finding>) -> Cow<'b, str> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return decoded(rest, findings),
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(wide(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(wide(rest, u16::from_be_bytes)),
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => return Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(bytes),
        },
    };
    findings.push(Finding::new(&rule::READ_ENCODING, ""));
    text
}

/// Reads the bundle: its envelope, its head, then every other entry in order.
fn whole<'n>(root: &'n Node<'n>, scan: &mut Scan<'n>, document: &mut Document) {
    let bundled =
        root.field("resourceType").and_then(Node::text) == Some("Bundle") || root.field("entry").is_some();
    let count = scan.index.entries.len();
    let composition = scan.index.first("Composition");
    let mut building = Building { document, roles: Roles::default(), composition, places: vec![None; count] };
    if bundled {
        scan.object(root, |fields, scan| {
            head::bundle(fields, scan, building.document);
            // The head first: it says in which section an entry stands.
            let order = composition.into_iter().chain((0..count).filter(|place| Some(*place) != composition));
            let Some(list) = fields.take("entry") else { return };
            scan.at(Step::Name("entry"), |scan| {
                for place in order {
                    let Some(node) = list.elements().get(place) else { continue };
                    scan.at(Step::Index(place), |scan| building.entry(node, scan, place));
                }
            });
        });
    } else if matches!(root, Node::Object(_)) {
        building.entry(root, scan, 0);
    } else if *root != Node::Null {
        scan.keep(root);
    }
    let items = |entries: &[usize]| building.items(entries);
    let (authors, patient) =
        (items(&building.roles.authors), scan.index.patient().map(|entry| items(&[entry])));
    for (entry, item) in building.places.iter().enumerate() {
        let item = item.and_then(|item| building.document.items.get_mut(item));
        if let Some(item) = item {
            item.linked = scan.linked.get(entry).copied().unwrap_or_default();
        }
    }
    let Building { document, places, .. } = building;
    remap(&mut document.sections, &places);
    document.attachments = std::mem::take(&mut scan.attachments);
    document.facts.append(&mut scan.facts);
    document.technical.append(&mut scan.technical);
    document.rest.append(&mut scan.rest);
    document.patient =
        patient.and_then(|items| document.items.get(*items.first()?)?.person.as_deref().cloned());
    let named =
        |code: &str| document.section(&[code]).map(|section| section.items.clone()).unwrap_or_default();
    let (sender, receiver) = (named("920"), named("910"));
    document.sender = head::party(document, if sender.is_empty() { &authors } else { &sender });
    document.receiver = head::party(document, &receiver);
}

/// Sections name entries; what they show are items.
fn remap(sections: &mut [Section], places: &[Option<usize>]) {
    for section in sections {
        section.items =
            section.items.iter().filter_map(|entry| places.get(*entry).copied().flatten()).collect();
        remap(&mut section.sections, places);
    }
}

/// What is being put together.
struct Building<'d> {
    document: &'d mut Document,
    roles: Roles,
    /// The entry that is the document's head.
    composition: Option<usize>,
    /// The item that each entry became.
    places: Vec<Option<usize>>,
}

impl Building<'_> {
    /// Reads one entry: the document's head, or an item.
    fn entry<'n>(&mut self, node: &'n Node<'n>, scan: &mut Scan<'n>, place: usize) {
        if node.field("resource").is_none() {
            self.resource(node, scan, place);
            return;
        }
        scan.object(node, |fields, scan| {
            let url = fields.text("fullUrl").unwrap_or_default();
            let Some(resource) = fields.take("resource") else { return };
            let item = scan.at(Step::Name("resource"), |scan| self.resource(resource, scan, place));
            match item.and_then(|item| self.document.items.get_mut(item)) {
                Some(item) if !url.is_empty() => item.technical.push(Fact::new("バンドル内の名前", url)),
                _ => scan.detail("バンドル内の名前", url),
            }
        });
    }

    /// The item that the resource became.
    fn resource<'n>(&mut self, resource: &'n Node<'n>, scan: &mut Scan<'n>, place: usize) -> Option<usize> {
        if Some(place) == self.composition {
            scan.object(resource, |fields, scan| {
                head::composition(fields, scan, self.document, &mut self.roles)
            });
            return None;
        }
        if !matches!(resource, Node::Object(_)) {
            scan.keep(resource);
            return None;
        }
        let section = self.roles.sections.get(&place).map(String::as_str);
        let item = item::item(resource, scan, section);
        let here = self.document.items.len();
        self.document.items.push(item);
        if let Some(slot) = self.places.get_mut(place) {
            *slot = Some(here);
        }
        Some(here)
    }

    /// The items that entries became.
    fn items(&self, entries: &[usize]) -> Vec<usize> {
        entries.iter().filter_map(|entry| self.places.get(*entry).copied().flatten()).collect()
    }
}

/// What there is to say about the document as a whole.
fn judge(document: &Document, root: &Node<'_>, findings: &mut Vec<Finding>) {
    let mut say = |rule, args: Vec<String>| findings.push(Finding::with(rule, "", args));
    if document.items.is_empty() && document.sections.is_empty() {
        if *root != Node::Null {
            say(&rule::READ_NO_RESOURCE, Vec::new());
        }
    } else {
        if document.kind == ReceivedKind::Other {
            say(&rule::READ_KIND_UNKNOWN, Vec::new());
        }
        let patients = document.items.iter().filter(|item| item.resource == "Patient").count();
        match patients {
            0 => say(&rule::READ_NO_PATIENT, Vec::new()),
            1 => {}
            several => say(&rule::READ_SEVERAL_PATIENTS, vec![several.to_string()]),
        }
    }
    let leftovers = document.leftovers().count();
    if leftovers > 0 {
        say(&rule::READ_LEFTOVERS, vec![leftovers.to_string()]);
    }
}
