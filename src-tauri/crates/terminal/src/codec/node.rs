//! An element with its children: what XML and JSON have in common.

use crate::redact::redact;

/// An element. Either `children` or `text` matters; blanks between children are not kept.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Node {
    /// Name.
    pub name: String,
    /// Text, blanks included.
    pub text: String,
    /// Children, in their order.
    pub children: Vec<Node>,
}

redact!(Node);

impl Node {
    /// An element that holds elements.
    pub fn group(name: impl Into<String>, children: Vec<Node>) -> Self {
        Self { name: name.into(), text: String::new(), children }
    }

    /// An element that holds text.
    pub fn leaf(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), children: Vec::new() }
    }

    /// The first child with this name.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// This element and all below it, the outermost first.
    pub fn walk(&self) -> impl Iterator<Item = &Node> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let node = open.pop()?;
            open.extend(node.children.iter().rev());
            Some(node)
        })
    }
}
