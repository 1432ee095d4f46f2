//! Objects whose fields are taken one by one. What nobody took is a leftover: nothing can be dropped by
//! forgetting it.

use super::{
    document::{Attachment, Fact, Leftover, Tree},
    index::Index,
    json::{Field, Node},
    words::Words,
};
use domain::finding::{Finding, Rule};

#[derive(Clone, Copy)]
pub(super) enum Step<'n> {
    Name(&'n str),
    Index(usize),
}

/// What a walk through the file has found so far, and where it stands.
pub(super) struct Scan<'n> {
    pub(super) words: &'static Words,
    pub(super) index: Index<'n>,
    /// Resources inside the one that is being read.
    pub(super) contained: Vec<&'n Node<'n>>,
    /// Which entries something points to.
    pub(super) linked: Vec<bool>,
    path: Vec<Step<'n>>,
    pub(super) facts: Vec<Fact>,
    pub(super) technical: Vec<Fact>,
    pub(super) rest: Vec<Leftover>,
    pub(super) findings: Vec<Finding>,
    pub(super) attachments: Vec<Attachment>,
}

impl<'n> Scan<'n> {
    pub(super) fn new(words: &'static Words, index: Index<'n>) -> Self {
        Self {
            words,
            linked: vec![false; index.entries.len()],
            index,
            contained: Vec::new(),
            path: Vec::new(),
            facts: Vec::new(),
            technical: Vec::new(),
            rest: Vec::new(),
            findings: Vec::new(),
            attachments: Vec::new(),
        }
    }

    pub(super) fn at<T>(&mut self, step: Step<'n>, f: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let value = f(self);
        self.path.pop();
        value
    }

    /// Where the walk stands: `entry[3].resource.code`.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.path {
            match step {
                Step::Name(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Step::Index(i) => path.push_str(&format!("[{i}]")),
            }
        }
        path
    }

    pub(super) fn fact(&mut self, label: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.facts.push(Fact::new(label, text));
        }
    }

    pub(super) fn detail(&mut self, label: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.technical.push(Fact::new(label, text));
        }
    }

    pub(super) fn say(&mut self, rule: &'static Rule, args: impl IntoIterator<Item = String>) {
        let path = self.path();
        self.findings.push(Finding::with(rule, path, args));
    }

    /// Keeps a value at this place as it is.
    pub(super) fn keep(&mut self, node: &Node<'_>) {
        let name = match self.path.iter().rev().find(|step| matches!(step, Step::Name(_))) {
            Some(Step::Name(name)) => (*name).to_owned(),
            _ => String::new(),
        };
        let path = self.path();
        self.rest.push(Leftover { place: String::new(), path, tree: tree(name, node) });
    }

    /// Reads an object with `f` and keeps what `f` left; anything but an object is kept whole.
    pub(super) fn object<T>(
        &mut self,
        node: &'n Node<'n>,
        f: impl FnOnce(&mut Fields<'n>, &mut Self) -> T,
    ) -> Option<T> {
        let Node::Object(list) = node else {
            self.keep(node);
            return None;
        };
        let mut fields = Fields { list, taken: 0 };
        let value = f(&mut fields, self);
        for (i, field) in list.iter().enumerate() {
            if !fields.is_taken(i) {
                self.at(Step::Name(&field.name), |scan| scan.keep(&field.value));
            }
        }
        Some(value)
    }
}

/// Names and values as they are.
pub(super) fn tree(name: String, node: &Node<'_>) -> Tree {
    let leaf = |text: &str| (text.to_owned(), Vec::new());
    let (text, branches) = match node {
        Node::Null => leaf("null"),
        Node::Bool(value) => leaf(if *value { "true" } else { "false" }),
        Node::Number(text) | Node::Raw(text) => leaf(text),
        Node::Text(text) => leaf(text),
        Node::List(values) => {
            let branches = values.iter().enumerate().map(|(i, value)| tree((i + 1).to_string(), value));
            (String::new(), branches.collect())
        }
        Node::Object(fields) => {
            let branches = fields.iter().map(|field| tree(field.name.to_string(), &field.value));
            (String::new(), branches.collect())
        }
    };
    Tree { name, text, branches }
}

/// The fields of one object.
pub(super) struct Fields<'n> {
    list: &'n [Field<'n>],
    /// One bit per field; fields beyond the last bit are never taken and therefore kept.
    taken: u128,
}

impl<'n> Fields<'n> {
    fn is_taken(&self, i: usize) -> bool {
        u32::try_from(i).ok().and_then(|i| 1u128.checked_shl(i)).is_some_and(|bit| self.taken & bit != 0)
    }

    fn mark(&mut self, i: usize) {
        if let Some(bit) = u32::try_from(i).ok().and_then(|i| 1u128.checked_shl(i)) {
            self.taken |= bit;
        }
    }

    fn find(&self, name: &str) -> Option<(usize, &'n Field<'n>)> {
        self.list.iter().enumerate().take(128).find(|(i, field)| field.name == name && !self.is_taken(*i))
    }

    /// The field, left where it is.
    pub(super) fn peek(&self, name: &str) -> Option<&'n Node<'n>> {
        self.find(name).map(|(_, field)| &field.value)
    }

    /// What nobody took so far.
    pub(super) fn untaken(&self) -> Vec<&'n Field<'n>> {
        self.list.iter().enumerate().filter(|(i, _)| !self.is_taken(*i)).map(|(_, field)| field).collect()
    }

    /// Takes the field if `understand` makes something of it.
    pub(super) fn take_if<T>(
        &mut self,
        name: &str,
        understand: impl FnOnce(&'n Node<'n>) -> Option<T>,
    ) -> Option<T> {
        let (i, field) = self.find(name)?;
        let value = understand(&field.value)?;
        self.mark(i);
        Some(value)
    }

    /// A text.
    pub(super) fn text(&mut self, name: &str) -> Option<&'n str> {
        self.take_if(name, Node::text)
    }

    /// A text that is understood.
    pub(super) fn word<T>(&mut self, name: &str, understand: impl FnOnce(&'n str) -> Option<T>) -> Option<T> {
        self.take_if(name, |node| understand(node.text()?))
    }

    /// Takes a text that is this one; whether it was.
    pub(super) fn is(&mut self, name: &str, expected: &str) -> bool {
        self.word(name, |text| (text == expected).then_some(())).is_some()
    }

    /// The digits of a number as written, or of a text that stands in its place.
    pub(super) fn digits(&mut self, name: &str) -> Option<&'n str> {
        self.take_if(name, |node| match node {
            Node::Number(text) => Some(*text),
            node => node.text(),
        })
    }

    /// An object. Of a list in its place the first is read and the others are kept.
    pub(super) fn object<T>(
        &mut self,
        scan: &mut Scan<'n>,
        name: &'n str,
        f: impl FnOnce(&mut Fields<'n>, &mut Scan<'n>) -> T,
    ) -> Option<T> {
        let node =
            self.take_if(name, |node| matches!(node, Node::Object(_) | Node::List(_)).then_some(node))?;
        scan.at(Step::Name(name), |scan| match node {
            Node::List(values) => {
                let mut f = Some(f);
                let mut read = None;
                for (i, value) in values.iter().enumerate() {
                    scan.at(Step::Index(i), |scan| {
                        match f.take().filter(|_| matches!(value, Node::Object(_))) {
                            Some(f) => read = scan.object(value, f),
                            None => scan.keep(value),
                        }
                    });
                }
                read
            }
            one => scan.object(one, f),
        })
    }

    /// Every object of a list; one that stands alone counts as a list of one.
    pub(super) fn each(
        &mut self,
        scan: &mut Scan<'n>,
        name: &'n str,
        mut f: impl FnMut(&mut Fields<'n>, &mut Scan<'n>),
    ) {
        self.nodes(scan, name, |node, scan| {
            scan.object(node, &mut f);
        });
    }

    /// Every value of a list; one that stands alone counts as a list of one.
    pub(super) fn nodes(
        &mut self,
        scan: &mut Scan<'n>,
        name: &'n str,
        mut f: impl FnMut(&'n Node<'n>, &mut Scan<'n>),
    ) {
        let Some(node) = self.take_if(name, Some) else { return };
        scan.at(Step::Name(name), |scan| match node {
            Node::List(values) => {
                for (i, value) in values.iter().enumerate() {
                    scan.at(Step::Index(i), |scan| f(value, scan));
                }
            }
            one => f(one, scan),
        });
    }

    /// Takes a field wholesale, to be read by other means.
    pub(super) fn take(&mut self, name: &str) -> Option<&'n Node<'n>> {
        self.take_if(name, Some)
    }
}
