//! Imprints of seals in a file: one dot of ink, stretched over the area, and how much of it there is everywhere as
//! a soft mask. PDF/A-2 allows such masks (ISO 19005-2, 6.2.10) where the file says what its colours mean.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::{
    Error, Imprint,
    flow::{Set, draw::Draw},
};

/// The imprints of a file, and the pages that they are on.
pub(crate) struct Imprints<'a> {
    all: Vec<&'a Imprint>,
    pages: Vec<Vec<usize>>,
}

impl<'a> Imprints<'a> {
    /// Those of `set`, each once.
    pub(crate) fn gather(set: &'a Set) -> Self {
        let mut all: Vec<&Imprint> = Vec::new();
        let mut pages = Vec::with_capacity(set.pages.len());
        for page in &set.pages {
            let mut here = Vec::new();
            for draw in page {
                let Draw::Imprint { imprint, .. } = draw else { continue };
                let at = all.iter().position(|known| *known == imprint).unwrap_or_else(|| {
                    all.push(imprint);
                    all.len() - 1
                });
                here.push(at);
            }
            pages.push(here);
        }
        Self { all, pages }
    }

    /// The name by which a page draws `imprint`.
    pub(crate) fn name(&self, imprint: &Imprint) -> Option<String> {
        self.all.iter().position(|known| *known == imprint).map(name)
    }

    /// Puts them into `file`, where the pages find them.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(crate) fn add_to(&self, file: &mut Document) -> Result<(), Error> {
        let objects: Vec<_> = self.all.iter().map(|imprint| add(file, imprint)).collect();
        let pages: Vec<_> = file.get_pages().into_values().collect();
        for (page, here) in pages.into_iter().zip(&self.pages).filter(|(_, here)| !here.is_empty()) {
            let mut named = Dictionary::new();
            for at in here {
                named.set(name(*at), objects[*at]);
            }
            let resources = file
                .get_dictionary(page)
                .and_then(|page| page.get(b"Resources"))
                .and_then(Object::as_reference)
                .map_err(write)?;
            file.get_object_mut(resources)
                .and_then(Object::as_dict_mut)
                .map_err(write)?
                .set("XObject", named);
        }
        Ok(())
    }
}

fn name(at: usize) -> String {
    format!("Seal{}", at + 1)
}

fn side(dots: usize) -> i64 {
    i64::try_from(dots).unwrap_or(i64::MAX)
}

fn add(file: &mut Document, imprint: &Imprint) -> lopdf::ObjectId {
    let (width, height) = imprint.dots();
    let mask = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => side(width),
        "Height" => side(height),
        "ColorSpace" => "DeviceGray",
        "BitsPerComponent" => 4,
    };
    let mask = file.add_object(Stream::new(mask, imprint.packed()));
    let ink = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => 1,
        "Height" => 1,
        "ColorSpace" => "DeviceRGB",
        "BitsPerComponent" => 8,
        "SMask" => mask,
    };
    file.add_object(Stream::new(ink, imprint.ink().to_vec()))
}

fn write(error: lopdf::Error) -> Error {
    Error::Write(error.to_string())
}
