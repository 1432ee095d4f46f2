//! Requests to bytes, bytes to answers.

use super::{Answer, MessageKey, Reading, Request};
use crate::{
    catalogue::{Catalogue, Item, Layout, Message, Named, Role},
    codec::{
        self, Node, Unreadable, json,
        unfold::{Content, unfold},
        xml,
    },
};
use domain::{finding::Finding, rule};
use std::sync::Arc;

/// What every request says about its sender.
#[derive(Clone, Debug)]
pub struct Sender {
    /// 医療機関コード, 10 digits.
    pub institution: String,
    /// 任意のファイル識別子: what the answer gives back, at most 50 ASCII characters.
    pub file_identifier: String,
}

/// How a request travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// As an XML file.
    File,
    /// As JSON.
    WebApi,
}

/// A request, complete.
#[derive(Clone)]
pub struct Encoded {
    /// The message's row.
    pub message: Arc<Message>,
    /// Name of the file: `OQSsiquc01req_202610050001.xml`.
    pub name: String,
    /// What pairs it with its answer.
    pub suffix: String,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Warnings; there are no errors among them.
    pub findings: Vec<Finding>,
}

crate::redact::redact!(Encoded);

/// Writes a request.
///
/// # Errors
/// Findings with the elements that keep it from being sent; also [`rule::TERMINAL_UNKNOWN_NAME`] when the catalogue
/// has no such message or the suffix is not plain.
pub fn encode(
    catalogue: &Catalogue,
    request: &Request,
    sender: &Sender,
    suffix: &str,
    wire: Wire,
) -> Result<Encoded, Vec<Finding>> {
    let key = request.key().as_str();
    let unknown = || vec![Finding::new(&rule::TERMINAL_UNKNOWN_NAME, key)];
    let message = catalogue.message(key).ok_or_else(unknown)?;
    let layout = message.request.as_ref().ok_or_else(unknown)?;
    let name = message.request_name(suffix).ok_or_else(unknown)?;
    if catalogue.named(&name).is_none_or(|named| named.suffix != suffix) {
        return Err(unknown());
    }
    let mut sheet = request.sheet(message);
    sheet.set("institution", &sender.institution);
    sheet.set("file_identifier", &sender.file_identifier);
    let (node, mut findings) = codec::write(catalogue, message, layout, &sheet)?;
    let bytes = match wire {
        Wire::WebApi => json::write(&node, &|name| is_many(layout, name)),
        Wire::File => xml::write(&node, message.encoding).ok_or_else(|| {
            findings.push(Finding::new(&rule::TERMINAL_CANNOT_SEND_CHARACTER, key));
            std::mem::take(&mut findings)
        })?,
    };
    Ok(Encoded { message: message.clone(), name, suffix: suffix.to_owned(), bytes, findings })
}

fn is_many(layout: &Layout, name: &str) -> bool {
    fn any(items: &[Item], name: &str) -> bool {
        items.iter().any(|item| (item.many && item.name == name) || any(&item.items, name))
    }
    any(&layout.header, name) || any(&layout.body, name)
}

/// What a file turned out to be. The bytes themselves are the caller's to keep.
#[derive(Clone)]
pub struct Decoded {
    /// What the name says; `None` when it is none of the interface's.
    pub named: Option<Named>,
    /// What could be read.
    pub answer: Option<Answer>,
    /// PDFs that came as the answer or with it.
    pub papers: Vec<Vec<u8>>,
    /// Why the file could not be read, if it could not: it goes into quarantine.
    pub unreadable: Option<Unreadable>,
    /// What was noticed, paths by element name.
    pub findings: Vec<Finding>,
}

crate::redact::redact!(Decoded);

/// Reads a file that came from the terminal. Never fails and never panics.
pub fn decode(catalogue: &Catalogue, name: &str, bytes: &[u8]) -> Decoded {
    let mut decoded = Decoded {
        named: catalogue.named(name),
        answer: None,
        papers: Vec::new(),
        unreadable: None,
        findings: Vec::new(),
    };
    let result = match decoded.named.clone() {
        Some(named) if named.role != Role::Request => MessageKey::parse(&named.message.key)
            .ok_or(Unreadable::UnknownName)
            .and_then(|key| fill(catalogue, &named.message, key, bytes, &mut decoded)),
        _ => Err(Unreadable::UnknownName),
    };
    if let Err(why) = result {
        decoded.findings.push(why.finding(""));
        decoded.unreadable = Some(why);
    }
    decoded
}

fn fill(
    catalogue: &Catalogue,
    message: &Message,
    key: MessageKey,
    bytes: &[u8],
    decoded: &mut Decoded,
) -> Result<(), Unreadable> {
    let mut whole: Option<Node> = None;
    for content in unfold(bytes, message.answer_limit, message.unfolded_limit)? {
        let node = match content {
            Content::Pdf(paper) if message.paper => {
                decoded.papers.push(paper);
                continue;
            }
            Content::Pdf(_) => return Err(Unreadable::OtherKind),
            Content::Xml(bytes) => {
                let (node, findings) = xml::read(&bytes, message.unfolded_limit)?;
                decoded.findings.extend(findings);
                node
            }
            Content::Json(bytes) => {
                let root = message.roots.first().map_or("", String::as_str);
                json::read(&bytes, root, message.unfolded_limit)?
            }
        };
        whole = Some(match whole {
            None => node,
            Some(first) => joined(first, node, &message.body),
        });
    }
    let Some(root) = whole else {
        // A PDF alone is an answer of its own: there is nothing else to say.
        return if decoded.papers.is_empty() { Err(Unreadable::EmptyZip) } else { Ok(()) };
    };
    let (sheet, findings) = codec::read(catalogue, message, &root)?;
    decoded.findings.extend(findings);
    #[cfg(test)]
    super::tests::SEEN.with(|seen| *seen.borrow_mut() = sheet.dump(0));
    if sheet.other_names {
        decoded.findings.push(Finding::new(&rule::TERMINAL_OTHER_PRODUCT, ""));
    }
    let mut reading = Reading { catalogue, message, findings: Vec::new() };
    decoded.answer = Some(Answer::read(key, &sheet, &mut reading));
    decoded.findings.append(&mut reading.findings);
    Ok(())
}

/// A bulk answer may be spread over several files of one zip: the bodies follow each other.
fn joined(mut first: Node, next: Node, body: &str) -> Node {
    if let Some(into) = first.children.iter_mut().find(|child| child.name == body) {
        into.children.extend(
            next.children.into_iter().filter(|child| child.name == body).flat_map(|child| child.children),
        );
        first
    } else {
        next
    }
}
