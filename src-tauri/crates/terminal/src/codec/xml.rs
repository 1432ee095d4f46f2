//! XML ⇄ elements. Document types and entities are refused, depth and number of elements are bounded; attributes,
//! comments and processing instructions mean nothing in this interface and are passed over.

use super::{Node, Unreadable, text};
use crate::catalogue::Encoding;
use domain::finding::Finding;
use quick_xml::{Reader, events::Event};

/// No known layout nests deeper than nine.
const DEEPEST: usize = 32;
/// Far above the largest bulk answer.
const MOST_ELEMENTS: usize = 2_000_000;
/// Longest name of an element, in bytes.
const LONGEST_NAME: usize = 128;

/// Reads XML in any of the interface's encodings.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], limit: u64) -> Result<(Node, Vec<Finding>), Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() as u64 > limit {
        return Err(Unreadable::TooLarge(limit));
    }
    let (text, _, findings) = text::decode(bytes);
    Ok((parse(&text)?, findings))
}

/// Whether the bytes are XML from beginning to end: what is still being written is not.
pub fn is_whole(bytes: &[u8]) -> bool {
    parse(&text::decode(bytes).0).is_ok()
}

fn parse(text: &str) -> Result<Node, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node> = Vec::new();
    let mut root: Option<Node> = None;
    let mut count = 0usize;
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::NotXml(reader.error_position()))?;
        match event {
            Event::Start(tag) => {
                count += 1;
                if open.len() >= DEEPEST || count > MOST_ELEMENTS {
                    return Err(Unreadable::TooIntricate);
                }
                if root.is_some() {
                    return Err(Unreadable::NotXml(reader.buffer_position()));
                }
                open.push(Node { name: name(tag.name().into_inner())?, ..Node::default() });
            }
            Event::Empty(tag) => {
                count += 1;
                if count > MOST_ELEMENTS {
                    return Err(Unreadable::TooIntricate);
                }
                let node = Node { name: name(tag.name().into_inner())?, ..Node::default() };
                place(node, &mut open, &mut root, reader.buffer_position())?;
            }
            Event::End(_) => {
                let mut node = open.pop().ok_or(Unreadable::NotXml(reader.buffer_position()))?;
                if !node.children.is_empty() {
                    node.text.clear();
                }
                place(node, &mut open, &mut root, reader.buffer_position())?;
            }
            Event::Text(text) => add(&text.xml10_content(), &mut open, reader.buffer_position())?,
            Event::CData(text) => add(&text.xml10_content(), &mut open, reader.buffer_position())?,
            Event::GeneralRef(reference) => {
                let c = match &*reference.xml10_content() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => match reference.resolve_char_ref() {
                        Ok(Some(c)) => c,
                        _ => return Err(Unreadable::Entity),
                    },
                };
                add(c.encode_utf8(&mut [0; 4]), &mut open, reader.buffer_position())?;
            }
            Event::DocType(_) => return Err(Unreadable::DocumentType),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
    }
    match root {
        Some(root) if open.is_empty() => Ok(root),
        _ => Err(Unreadable::NotXml(text.len() as u64)),
    }
}

/// The name without a namespace prefix.
fn name(name: &str) -> Result<String, Unreadable> {
    let local = name.rsplit(':').next().unwrap_or(name);
    if local.is_empty() || local.len() > LONGEST_NAME {
        return Err(Unreadable::TooIntricate);
    }
    Ok(local.to_owned())
}

fn place(node: Node, open: &mut [Node], root: &mut Option<Node>, at: u64) -> Result<(), Unreadable> {
    match open.last_mut() {
        Some(parent) => parent.children.push(node),
        None if root.is_none() => *root = Some(node),
        None => return Err(Unreadable::NotXml(at)),
    }
    Ok(())
}

fn add(text: &str, open: &mut [Node], at: u64) -> Result<(), Unreadable> {
    match open.last_mut() {
        Some(node) => node.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(Unreadable::NotXml(at)),
    }
    Ok(())
}

/// Writes one line of XML with a declaration; `None` when the encoding lacks a character.
pub fn write(node: &Node, encoding: Encoding) -> Option<Vec<u8>> {
    let name = match encoding {
        Encoding::ShiftJis => "Shift_JIS",
        Encoding::Utf8 => "UTF-8",
    };
    let mut out = format!("<?xml version=\"1.0\" encoding=\"{name}\" standalone=\"no\"?>\n");
    element(node, &mut out);
    out.push('\n');
    text::encode(&out, encoding)
}

fn element(node: &Node, out: &mut String) {
    out.push('<');
    out.push_str(&node.name);
    out.push('>');
    for child in &node.children {
        element(child, out);
    }
    if node.children.is_empty() {
        out.push_str(&quick_xml::escape::minimal_escape(&*node.text));
    }
    out.push_str("</");
    out.push_str(&node.name);
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIMIT: u64 = 1 << 20;

    fn fault(text: &str) -> Unreadable {
        read(text.as_bytes(), LIMIT).unwrap_err()
    }

    #[test]
    fn blanks_are_tolerated_where_they_occur() {
        let text = "\u{FEFF}<?xml version='1.0'?>\r\n<XmlMsg >\r\n <A > x &amp; &#x9AD9; </A >\n <B/><C></C><!-- c --><D><![CDATA[<x>]]></D></XmlMsg>\n";
        let (node, _) = read(text.as_bytes(), LIMIT).unwrap();
        assert_eq!(node.name, "XmlMsg");
        assert_eq!(node.child("A").unwrap().text, " x & 高 ".replace('高', "\u{9AD9}"));
        assert_eq!(node.child("D").unwrap().text, "<x>");
        assert_eq!(node.children.len(), 4);
        assert!(node.text.is_empty());
    }

    #[test]
    fn what_is_dangerous_is_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>";
        assert_eq!(fault(bomb), Unreadable::DocumentType);
        let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>";
        assert_eq!(fault(outside), Unreadable::DocumentType);
        assert_eq!(fault("<a>&b;</a>"), Unreadable::Entity);
        assert_eq!(fault("<a>&#xD800;</a>"), Unreadable::Entity);
        assert_eq!(fault(&"<a>".repeat(40)), Unreadable::TooIntricate);
        assert_eq!(fault(&format!("<{}/>", "n".repeat(200))), Unreadable::TooIntricate);
        assert_eq!(read(&vec![b'x'; 2 << 20], LIMIT).unwrap_err(), Unreadable::TooLarge(LIMIT));
        assert_eq!(read(b"", LIMIT).unwrap_err(), Unreadable::Empty);
    }

    #[test]
    fn what_is_not_whole_is_seen() {
        let whole = "<?xml version=\"1.0\"?><XmlMsg><A>高橋</A></XmlMsg>";
        for cut in 0..whole.len() {
            assert!(!is_whole(&whole.as_bytes()[..cut]), "{cut}");
        }
        assert!(is_whole(whole.as_bytes()));
        for torn in ["<a></b>", "<a/><b/>", "<a/>x", "x<a/>", "</a>", "<a><b></a></b>"] {
            assert!(!is_whole(torn.as_bytes()), "{torn}");
        }
    }

    fn tree() -> impl Strategy<Value = Node> {
        let leaf = ("[A-Z][a-z]{1,6}", "[ぁ-ん一-龠<>&\"'a-z ]{0,12}")
            .prop_map(|(name, text)| Node::leaf(name, text));
        leaf.prop_recursive(4, 40, 5, |inner| {
            ("[A-Z][a-z]{1,6}", proptest::collection::vec(inner, 1..5))
                .prop_map(|(name, children)| Node::group(name, children))
        })
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = read(&bytes, LIMIT);
        }

        #[test]
        fn almost_xml_never_panics(text in "(<[/!?]?[A-Za-z:]{0,3}[ />]{0,2}|&[#a-z0-9]{0,4};?|[あ高 ]){0,40}") {
            let _ = read(text.as_bytes(), LIMIT);
        }

        #[test]
        fn what_is_written_is_read(node in tree()) {
            let bytes = write(&node, Encoding::Utf8).unwrap();
            prop_assert!(read(&bytes, LIMIT).unwrap().0 == node);
            if let Some(bytes) = write(&node, Encoding::ShiftJis) {
                prop_assert!(read(&bytes, LIMIT).unwrap().0 == node);
            }
        }
    }
}
