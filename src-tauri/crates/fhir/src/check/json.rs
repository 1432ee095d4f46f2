//! The bytes as a tree that borrows from them: keeps the order of members and members that occur twice, which
//! `serde_json::Value` would lose.

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::{borrow::Cow, fmt};

/// A value. Nesting is bounded by the parser (128 levels).
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without fraction and exponent.
    Integer(i64),
    /// Any other number.
    Decimal(f64),
    /// A string; borrowed where it holds no escapes.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Self>),
    /// An object.
    Object(Object<'a>),
}

/// The members of an object in their order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Object<'a>(pub Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Object<'a> {
    /// The first member with this name.
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// A string member.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Node::text)
    }

    /// An object member.
    pub fn object(&self, name: &str) -> Option<&Self> {
        self.get(name).and_then(Node::object)
    }

    /// The objects of a list member with their indices; an object that stands without its list counts as one.
    pub fn objects(&self, name: &str) -> impl Iterator<Item = (usize, &Self)> {
        self.get(name)
            .map_or(&[][..], Node::items)
            .iter()
            .enumerate()
            .filter_map(|(i, node)| Some((i, node.object()?)))
    }
}

impl<'a> Node<'a> {
    /// The string, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The object, if it is one.
    pub fn object(&self) -> Option<&Object<'a>> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// The items of a list; anything else is a list of one.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            other => std::slice::from_ref(other),
        }
    }
}

/// Why there is no tree.
#[derive(Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Not JSON from this line and column on, both counted from one.
    Syntax(usize, usize),
    /// Nested more than 128 levels deep.
    TooDeep,
}

/// Reads one JSON value that fills the whole text.
///
/// # Errors
/// See [`ReadError`].
pub fn read(text: &str) -> Result<Node<'_>, ReadError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Tree.deserialize(&mut deserializer).and_then(|tree| deserializer.end().map(|()| tree)).map_err(|error| {
        // serde_json names this case in no other way.
        if error.to_string().starts_with("recursion limit") {
            ReadError::TooDeep
        } else {
            ReadError::Syntax(error.line(), error.column())
        }
    })
}

struct Tree;

impl<'de> DeserializeSeed<'de> for Tree {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'de>, E> {
        Ok(Node::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(i64::try_from(value).map_or(Node::Decimal(0.0), Node::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'de>, E> {
        Ok(Node::Decimal(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Self)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = map.next_key_seed(Self)? {
            let Node::Text(key) = key else { return Err(A::Error::custom("a name")) };
            members.push((key, map.next_value_seed(Self)?));
        }
        Ok(Node::Object(Object(members)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_doubles_are_kept() {
        let tree = read(r#"{"b":1,"a":"x","b":[2.5,null,true,"\u3042"]}"#).expect("JSON");
        let object = tree.object().expect("an object");
        assert_eq!(object.0.iter().map(|(key, _)| &**key).collect::<Vec<_>>(), ["b", "a", "b"]);
        assert_eq!(object.text("a"), Some("x"));
        assert_eq!(object.0[2].1.items()[3].text(), Some("あ"));
        assert_eq!(object.get("b"), Some(&Node::Integer(1)));
    }

    #[test]
    fn faults_have_their_place() {
        assert_eq!(read("{\n \"a\": }"), Err(ReadError::Syntax(2, 7)));
        assert!(matches!(read("{} x"), Err(ReadError::Syntax(1, _))));
        assert!(matches!(read(r#""\ud800""#), Err(ReadError::Syntax(1, _))));
        assert_eq!(read(&"[".repeat(100_000)), Err(ReadError::TooDeep));
    }
}
