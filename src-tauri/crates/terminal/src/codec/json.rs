//! JSON ⇄ elements, as the Web API carries the same messages: objects are elements, repeated elements are arrays.

use super::{Node, Unreadable};
use serde_json::{Map, Value};

const DEEPEST: usize = 32;

/// Reads JSON. A single outer object whose only member is `root` becomes that element; otherwise the members are
/// taken to be what `root` holds.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], root: &str, limit: u64) -> Result<Node, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() as u64 > limit {
        return Err(Unreadable::TooLarge(limit));
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let Ok(Value::Object(mut object)) = serde_json::from_slice(bytes) else {
        return Err(Unreadable::NotJson);
    };
    let inner = match object.remove(root) {
        Some(Value::Object(inner)) => inner,
        Some(_) => return Err(Unreadable::NotJson),
        None => object,
    };
    Ok(Node::group(root, children(inner, 1)?))
}

fn children(object: Map<String, Value>, depth: usize) -> Result<Vec<Node>, Unreadable> {
    if depth > DEEPEST {
        return Err(Unreadable::TooIntricate);
    }
    let mut nodes = Vec::with_capacity(object.len());
    for (name, value) in object {
        let values = match value {
            Value::Array(values) => values,
            value => vec![value],
        };
        for value in values {
            match value {
                Value::Null => {}
                Value::Object(inner) => nodes.push(Node::group(name.clone(), children(inner, depth + 1)?)),
                Value::String(text) => nodes.push(Node::leaf(name.clone(), text)),
                Value::Bool(_) | Value::Number(_) => nodes.push(Node::leaf(name.clone(), value.to_string())),
                Value::Array(_) => return Err(Unreadable::NotJson),
            }
        }
    }
    Ok(nodes)
}

/// Writes what the element holds: `{"MessageHeader":{…},"MessageBody":{…}}`. Elements in `many` are arrays even
/// when they stand alone.
pub fn write(node: &Node, many: &dyn Fn(&str) -> bool) -> Vec<u8> {
    value(node, many).to_string().into_bytes()
}

fn value(node: &Node, many: &dyn Fn(&str) -> bool) -> Value {
    if node.children.is_empty() {
        return Value::String(node.text.clone());
    }
    let mut object = Map::new();
    for child in &node.children {
        let made = value(child, many);
        match object.get_mut(&child.name) {
            Some(Value::Array(values)) => values.push(made),
            Some(first) => {
                let first = first.take();
                object.insert(child.name.clone(), Value::Array(vec![first, made]));
            }
            None if many(&child.name) => {
                object.insert(child.name.clone(), Value::Array(vec![made]));
            }
            None => {
                object.insert(child.name.clone(), made);
            }
        }
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        let node = Node::group(
            "XmlMsg",
            vec![
                Node::group("MessageHeader", vec![Node::leaf("MedicalInstitutionCode", "1319999991")]),
                Node::group(
                    "MessageBody",
                    vec![
                        Node::group("S", vec![Node::leaf("N", "  990011")]),
                        Node::group("S", vec![Node::leaf("N", "2")]),
                    ],
                ),
            ],
        );
        let bytes = write(&node, &|_| false);
        assert_eq!(
            String::from_utf8(bytes.clone()).unwrap(),
            r#"{"MessageBody":{"S":[{"N":"  990011"},{"N":"2"}]},"MessageHeader":{"MedicalInstitutionCode":"1319999991"}}"#
        );
        let read_back = read(&bytes, "XmlMsg", 1 << 20).unwrap();
        assert!(read_back.child("MessageBody") == node.child("MessageBody"));
        let wrapped = [b"{\"XmlMsg\":".as_slice(), &bytes, b"}"].concat();
        assert!(read(&wrapped, "XmlMsg", 1 << 20).unwrap() == read_back);
    }

    #[test]
    fn what_is_no_message() {
        for text in ["", "[]", "3", "{\"XmlMsg\":[]}", "{\"a\":[[1]]}", "{"] {
            assert!(read(text.as_bytes(), "XmlMsg", 1 << 20).is_err(), "{text}");
        }
        let deep = format!("{}1{}", "{\"a\":".repeat(60), "}".repeat(60));
        assert_eq!(read(deep.as_bytes(), "XmlMsg", 1 << 20).unwrap_err(), Unreadable::TooIntricate);
    }
}
