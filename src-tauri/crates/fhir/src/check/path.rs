//! Where a fault is, as a chain on the stack: nothing is written until something is found.

use std::fmt;

/// A place in the tree: `Bundle.entry[3].resource.code`.
#[derive(Clone, Copy)]
pub struct At<'p> {
    up: Option<&'p At<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Field(&'p str),
    Index(usize),
}

impl<'p> At<'p> {
    /// Where the tree begins.
    pub const fn root(name: &'p str) -> Self {
        Self { up: None, step: Step::Field(name) }
    }

    /// An element of this one.
    pub fn field<'s>(&'s self, name: &'s str) -> At<'s>
    where
        'p: 's,
    {
        At { up: Some(self), step: Step::Field(name) }
    }

    /// An item of this list.
    pub fn index<'s>(&'s self, index: usize) -> At<'s>
    where
        'p: 's,
    {
        At { up: Some(self), step: Step::Index(index) }
    }

    /// The name of the nearest element: `code` for `code[0]`.
    pub fn name(&self) -> &str {
        match self.step {
            Step::Field(name) => name,
            Step::Index(_) => self.up.map_or("", At::name),
        }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(up) = self.up {
            up.fmt(f)?;
        }
        match self.step {
            Step::Field(name) if self.up.is_none() => f.write_str(&shown(name)),
            Step::Field(name) => write!(f, ".{}", shown(name)),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

/// Names of elements as they stand; anything else (a hostile key, or text in the wrong place) is cut and masked,
/// so that a path carries no content.
fn shown(name: &str) -> String {
    let short = name.len() <= 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if short { name.to_owned() } else { "?".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_like_fhirpath() {
        let root = At::root("Bundle");
        let (entry, code) = (root.field("entry"), "code");
        let third = entry.index(3);
        let resource = third.field("resource");
        let place = resource.field(code);
        assert_eq!(place.to_string(), "Bundle.entry[3].resource.code");
        assert_eq!(third.name(), "entry");
        assert_eq!(root.field("山田 太郎").to_string(), "Bundle.?");
    }
}
