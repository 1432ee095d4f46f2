//! Files that travel inside a PDF: put in by [`crate::render_with`], found again by [`attachments`].

use lopdf::{Dictionary, Document, LoadOptions, Object};

use crate::Error;

/// No stream of a received file may grow beyond this when it is unpacked, in bytes.
const LARGEST_STREAM: usize = 32 * 1024 * 1024;
/// A tree of names is not followed deeper than this.
const DEEPEST: usize = 16;

/// A file that goes into a PDF as an associated file (ISO 19005-3, PDF/A-3): the same content in another form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attachment<'a> {
    /// File name with its ending.
    pub name: &'a str,
    /// Media type.
    pub media_type: &'a str,
    /// What it is, for people.
    pub description: &'a str,
    /// The file.
    pub bytes: &'a [u8],
}

/// A file that was found in a PDF.
#[derive(Clone, PartialEq, Eq)]
pub struct Attached {
    /// File name, as the PDF says.
    pub name: String,
    /// Media type, or empty where the PDF says none.
    pub media_type: String,
    /// The file, unpacked.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Attached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Attached({}, {} bytes)", self.media_type, self.bytes.len())
    }
}

/// The files inside `pdf`: those associated with the document first, then any other that its names list.
/// An encrypted PDF, and a file inside that is damaged or unpacks to more than 32 MiB, gives none.
///
/// # Errors
/// [`Error::NotAPdf`].
pub fn attachments(pdf: &[u8]) -> Result<Vec<Attached>, Error> {
    let options = LoadOptions { max_decompressed_size: Some(LARGEST_STREAM), ..LoadOptions::default() };
    let file = Document::load_mem_with_options(pdf, options).map_err(|_| Error::NotAPdf)?;
    let catalog = file.catalog().map_err(|_| Error::NotAPdf)?;
    let mut found: Vec<&Dictionary> = Vec::new();
    if let Some(associated) = get(&file, catalog, b"AF").and_then(|o| o.as_array().ok()) {
        found.extend(associated.iter().filter_map(|one| dictionary(&file, one)));
    }
    let names = get(&file, catalog, b"Names").and_then(|names| names.as_dict().ok());
    if let Some(tree) = names.and_then(|names| get(&file, names, b"EmbeddedFiles")?.as_dict().ok()) {
        walk(&file, tree, DEEPEST, &mut found);
    }
    let mut files: Vec<Attached> = Vec::new();
    for one in found {
        if let Some(one) = read(&file, one)
            && !files.contains(&one)
        {
            files.push(one);
        }
    }
    Ok(files)
}

fn get<'a>(file: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    of.get_deref(key, file).ok()
}

fn dictionary<'a>(file: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    file.dereference(object).ok()?.1.as_dict().ok()
}

/// Collects the files of a name tree.
fn walk<'a>(file: &'a Document, node: &'a Dictionary, depth: usize, found: &mut Vec<&'a Dictionary>) {
    if let Some(names) = get(file, node, b"Names").and_then(|names| names.as_array().ok()) {
        found.extend(names.chunks(2).filter_map(|pair| dictionary(file, pair.get(1)?)));
    }
    if depth == 0 {
        return;
    }
    let kids = get(file, node, b"Kids").and_then(|kids| kids.as_array().ok());
    for kid in kids.into_iter().flatten().filter_map(|kid| dictionary(file, kid)) {
        walk(file, kid, depth - 1, found);
    }
}

fn read(file: &Document, specification: &Dictionary) -> Option<Attached> {
    let embedded = get(file, specification, b"EF")?.as_dict().ok()?;
    let stream = get(file, embedded, b"UF").or_else(|| get(file, embedded, b"F"))?.as_stream().ok()?;
    let name = get(file, specification, b"UF").or_else(|| get(file, specification, b"F"));
    Some(Attached {
        name: name.and_then(|name| name.as_str().ok()).map(text).unwrap_or_default(),
        media_type: get(file, &stream.dict, b"Subtype")
            .and_then(|kind| kind.as_name().ok())
            .map(|kind| String::from_utf8_lossy(kind).into_owned())
            .unwrap_or_default(),
        bytes: stream.get_plain_content_with_limit(LARGEST_STREAM).ok()?,
    })
}

/// A text string: UTF-16 with a mark before it, UTF-8 with a mark, or plain letters.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        plain => plain.iter().map(|byte| char::from(*byte)).collect(),
    }
}
