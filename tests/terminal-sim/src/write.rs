//! Writing answers: keyed trees become XML by the catalogue's names, in the order in which they were built or in one
//! of chance.

use crate::rng::Rng;
use terminal::catalogue::{Item, Message};

/// A keyed tree.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    /// Key and text.
    Leaf(&'static str, String),
    /// Key and what it holds.
    Group(&'static str, Vec<Tree>),
    /// An element by its name, whatever the catalogue says.
    Raw(&'static str, String),
}

/// A text; nothing when it is empty.
pub(crate) fn leaf(key: &'static str, text: impl Into<String>) -> Option<Tree> {
    let text = text.into();
    (!text.is_empty()).then_some(Tree::Leaf(key, text))
}

pub(crate) fn group(key: &'static str, items: Vec<Tree>) -> Tree {
    Tree::Group(key, items)
}

/// An answer before it is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    pub(crate) header: Vec<Tree>,
    pub(crate) body: Vec<Tree>,
    /// The answer is this PDF instead.
    pub(crate) paper: Option<Vec<u8>>,
    /// The answer comes in a zip.
    pub(crate) zipped: bool,
}

/// How it is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    pub(crate) sjis: bool,
    pub(crate) bom: bool,
    /// Declares the other encoding.
    pub(crate) lying: bool,
    pub(crate) indented: bool,
    /// Elements in an order of chance.
    pub(crate) shuffled: bool,
    /// The names of other products.
    pub(crate) foreign: bool,
}

pub(crate) fn xml(message: &Message, answer: &Body, style: Style, rng: &mut Rng) -> Vec<u8> {
    let says_sjis = style.sjis != style.lying;
    let name = if says_sjis { "Shift_JIS" } else { "UTF-8" };
    let mut out = format!("<?xml version=\"1.0\" encoding=\"{name}\" standalone=\"no\"?>");
    let root = message.roots.first().map_or("XmlMsg", String::as_str);
    let end = if style.indented { "\r\n" } else { "" };
    out.push_str(&format!("{end}<{root}>"));
    for (name, trees, items) in [
        (&message.header, &answer.header, &message.answer.header),
        (&message.body, &answer.body, &message.answer.body),
    ] {
        out.push_str(&format!("{end}<{name}>"));
        children(trees, items, style, rng, (1, ""), &mut out);
        out.push_str(&format!("{end}</{name}>"));
    }
    out.push_str(&format!("{end}</{root}>{end}"));
    if style.sjis {
        encoding_rs::SHIFT_JIS.encode(&out).0.into_owned()
    } else {
        let mark: &[u8] = if style.bom { &[0xEF, 0xBB, 0xBF] } else { &[] };
        [mark, out.as_bytes()].concat()
    }
}

/// The last but one says how deep, and how the names begin there: of the three trees of a drug history each has its own.
fn children(
    trees: &[Tree],
    items: &[Item],
    style: Style,
    rng: &mut Rng,
    (depth, begins): (usize, &str),
    out: &mut String,
) {
    let mut order: Vec<&Tree> = trees.iter().collect();
    if style.shuffled {
        for at in (1..order.len()).rev() {
            order.swap(at, rng.below(at + 1));
        }
    }
    let pad = if style.indented { format!("\r\n{}", "  ".repeat(depth)) } else { String::new() };
    for tree in order {
        match tree {
            Tree::Raw(name, text) => out.push_str(&format!("{pad}<{name}>{}</{name}>", escaped(text))),
            Tree::Leaf(key, text) => {
                let item = items.iter().find(|item| &*item.key == *key);
                let Some(name) = item.map(|item| named(item, style, begins)) else { continue };
                // A blank inside the tag now and then, as has been seen.
                let blank = if style.indented && depth == 1 { " " } else { "" };
                out.push_str(&format!("{pad}<{name}{blank}>{}</{name}{blank}>", escaped(text)));
            }
            Tree::Group(key, inner) => {
                let Some(item) = items.iter().find(|item| &*item.key == *key) else { continue };
                let name = named(item, style, begins);
                let begins = TREES.iter().find(|tree| name.starts_with(**tree)).copied().unwrap_or(begins);
                out.push_str(&format!("{pad}<{name}>"));
                children(inner, &item.items, style, rng, (depth + 1, begins), out);
                out.push_str(&format!("{pad}</{name}>"));
            }
        }
    }
}

/// How the names of prescriptions and dispensings begin.
const TREES: [&str; 2] = ["Sh", "Cz"];

fn named<'a>(item: &'a Item, style: Style, begins: &str) -> &'a str {
    let of_tree = item.also.iter().find(|name| !begins.is_empty() && name.starts_with(begins));
    item.foreign.first().filter(|_| style.foreign).or(of_tree).unwrap_or(&item.name)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
