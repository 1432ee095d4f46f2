//! What printpdf leaves open: version, language, title, times and identity, all from the caller, so that
//! the same paper gives the same bytes; the marks of PDF/A; the attached file.

use lopdf::{Dictionary, Document, Object, SaveOptions, Stream, StringFormat, dictionary};

use crate::{
    Attachment, Error, Meta, Written,
    pdf::{colour, utf16},
};

/// The program that wrote the file.
const PRODUCER: &str = "Fumibako";

/// Completes `file` as PDF/A-2b, or as PDF/A-3b with an attachment, and gives its bytes.
///
/// # Errors
/// [`Error::Write`].
pub(crate) fn finish(
    mut file: Document,
    meta: &Meta,
    attachment: Option<&Attachment<'_>>,
) -> Result<Vec<u8>, Error> {
    "1.7".clone_into(&mut file.version);
    let part = if attachment.is_some() { 3 } else { 2 };
    // Left as it is, so that programs that know nothing of PDF find it too.
    let xmp =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(meta, part).into_bytes());
    let xmp = file.add_object(xmp.with_compression(false));
    let intent = output_intent(&mut file);
    let attached = attachment.map(|attachment| attach(&mut file, meta, attachment));
    let catalog = file.catalog_mut().map_err(write)?;
    catalog.set("Lang", Object::string_literal("ja-JP"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None" });
    catalog.set("Metadata", xmp);
    catalog.set("OutputIntents", vec![intent]);
    if let (Some(id), Some(attachment)) = (attached, attachment) {
        let names = vec![text(attachment.name), id.into()];
        catalog.set("AF", vec![id.into()]);
        catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    }
    let info = file.add_object(info(meta));
    let before = file.trailer.get(b"Info").and_then(Object::as_reference).ok();
    file.trailer.set("Info", info);
    if let Some(before) = before {
        file.objects.remove(&before);
    }
    let id = || Object::String(meta.id.to_vec(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id(), id()]);
    file.compress();
    let mut bytes = Vec::new();
    file.save_with_options(&mut bytes, packed()).map_err(|e| Error::Write(e.to_string()))?;
    Ok(bytes)
}

/// The colours that the greys of the pages are meant in (ISO 19005-2, 6.2.3).
fn output_intent(file: &mut Document) -> Object {
    let profile = Stream::new(dictionary! { "N" => 3 }, colour::srgb());
    let profile = file.add_object(profile);
    let name = || Object::string_literal("sRGB IEC61966-2.1");
    Object::Dictionary(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => name(),
        "Info" => name(),
        "DestOutputProfile" => profile,
    })
}

/// Puts the file in and gives its specification (ISO 19005-3, 6.8).
fn attach(file: &mut Document, meta: &Meta, attachment: &Attachment<'_>) -> lopdf::ObjectId {
    let size = i64::try_from(attachment.bytes.len()).unwrap_or(i64::MAX);
    let time = || Object::string_literal(pdf_time(meta.written));
    let params = dictionary! { "Size" => size, "CreationDate" => time(), "ModDate" => time() };
    let embedded = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(attachment.media_type.as_bytes().to_vec()),
        "Params" => params,
    };
    let embedded = file.add_object(Stream::new(embedded, attachment.bytes.to_vec()));
    file.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text(attachment.name),
        "UF" => text(attachment.name),
        "Desc" => text(attachment.description),
        "AFRelationship" => "Alternative",
        "EF" => dictionary! { "F" => embedded, "UF" => embedded },
    })
}

fn text(text: &str) -> Object {
    Object::String(utf16(text), StringFormat::Hexadecimal)
}

/// Small objects go together into compressed streams, which PDF knows since 1.5.
fn packed() -> SaveOptions {
    SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(9)
        .build()
}

fn write(error: lopdf::Error) -> Error {
    Error::Write(error.to_string())
}

fn info(meta: &Meta) -> Dictionary {
    let time = || Object::string_literal(pdf_time(meta.written));
    dictionary! {
        "Title" => text(&meta.title),
        "Author" => text(&meta.author),
        "Producer" => Object::string_literal(PRODUCER),
        "CreationDate" => time(),
        "ModDate" => time(),
    }
}

fn pdf_time(w: Written) -> String {
    let (sign, hours, minutes) = offset(w);
    format!(
        "D:{:04}{:02}{:02}{:02}{:02}{:02}{sign}{hours:02}'{minutes:02}'",
        w.year, w.month, w.day, w.hour, w.minute, w.second
    )
}

fn xmp_time(w: Written) -> String {
    let (sign, hours, minutes) = offset(w);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{hours:02}:{minutes:02}",
        w.year, w.month, w.day, w.hour, w.minute, w.second
    )
}

fn offset(w: Written) -> (char, u16, u16) {
    let minutes = w.offset_minutes.unsigned_abs();
    (if w.offset_minutes < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}

/// The same facts as in the information dictionary, for readers of XMP, and the part of ISO 19005.
fn xmp(meta: &Meta, part: u8) -> String {
    let time = xmp_time(meta.written);
    let id: String = meta.id.iter().map(|byte| format!("{byte:02x}")).collect();
    let (title, author) = (escaped(&meta.title), escaped(&meta.author));
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>{time}</xmp:CreateDate>
<xmp:ModifyDate>{time}</xmp:ModifyDate>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{FEFF}'
    )
}

fn escaped(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            c => c.to_string(),
        })
        .collect()
}
