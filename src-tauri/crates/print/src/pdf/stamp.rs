//! A mark put under the pages of a finished PDF.

use lopdf::{Dictionary, Document, Object, Stream};

use crate::Error;

/// Puts the drawing of the first page of `mark` under every page of `pdf`. The drawing may hold lines and shapes
/// only: it brings no fonts along.
///
/// # Errors
/// [`Error::Write`] when one of the files cannot be read or put together.
pub(crate) fn under(pdf: &[u8], mark: &[u8]) -> Result<Vec<u8>, Error> {
    let mark = Document::load_mem(mark).map_err(write)?;
    let page = mark.get_pages().into_values().next().ok_or_else(|| Error::Write("no page".to_owned()))?;
    let drawing = [b"q\n".as_slice(), &mark.get_page_content(page), b"\nQ\n"].concat();
    let mut file = Document::load_mem(pdf).map_err(write)?;
    let stamp = file.add_object(Stream::new(Dictionary::new(), drawing));
    for page in file.get_pages().into_values() {
        let before = file.get_page_contents(page).into_iter().map(Object::Reference);
        let contents = [Object::Reference(stamp)].into_iter().chain(before).collect();
        let page = file.get_object_mut(page).and_then(Object::as_dict_mut).map_err(write)?;
        page.set("Contents", Object::Array(contents));
    }
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| Error::Write(error.to_string()))?;
    Ok(bytes)
}

fn write(error: lopdf::Error) -> Error {
    Error::Write(error.to_string())
}
