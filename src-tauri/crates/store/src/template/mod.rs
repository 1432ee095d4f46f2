//! 定型文: texts with placeholders for the fields of a document.

use crate::{Read, Result, Topic, Write, row::Row};
use domain::{
    document::DocumentKind,
    id::{DoctorId, TemplateId},
};

const ALL: &str = include_str!("all.sql");
const GET: &str = include_str!("get.sql");
const INSERT: &str = include_str!("insert.sql");
const UPDATE: &str = include_str!("update.sql");
const DELETE: &str = include_str!("delete.sql");

/// A 定型文.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Id.
    pub id: TemplateId,
    /// Raised by one at every change; 0 before it was saved.
    pub version: u32,
    /// The kind of document that it is for.
    pub kind: DocumentKind,
    /// The field of the form that it fills.
    pub field: String,
    /// Whose it is; `None` for the whole clinic.
    pub doctor: Option<DoctorId>,
    /// What people choose it by.
    pub title: String,
    /// The text, with placeholders as typed.
    pub body: String,
}

impl Read<'_> {
    /// The templates of a kind of document, by field and title.
    pub fn templates(&self, kind: DocumentKind) -> Result<Vec<Template>> {
        self.all("template", ALL, (kind.as_str(),), read)
    }

    /// One template.
    pub fn template(&self, id: TemplateId) -> Result<Option<Template>> {
        self.one("template", GET, (id.to_string(),), read)
    }
}

impl Write<'_> {
    /// Saves a template and returns the new version; version 0 is a new one.
    pub fn template_save(&self, template: &Template) -> Result<u32> {
        self.touch(Topic::Templates);
        let exists = || Ok(self.template(template.id)?.is_some());
        self.save(
            template.version,
            INSERT,
            UPDATE,
            exists,
            rusqlite::params![
                template.id.to_string(),
                template.version,
                template.kind.as_str(),
                template.field,
                template.doctor.map(|id| id.to_string()),
                template.title,
                template.body,
            ],
        )
    }

    /// Removes a template. [`crate::Error::NotFound`] when there is none.
    pub fn template_delete(&self, id: TemplateId) -> Result<()> {
        self.touch(Topic::Templates);
        if self.run(DELETE, (id.to_string(),))? == 1 { Ok(()) } else { Err(crate::Error::NotFound) }
    }
}

fn read(row: &Row<'_>) -> Result<Template> {
    Ok(Template {
        id: row.parsed("id", TemplateId::parse)?,
        version: row.get("version")?,
        kind: row.parsed("kind", DocumentKind::parse)?,
        field: row.get("field")?,
        doctor: row.maybe("doctor_id", DoctorId::parse)?,
        title: row.get("title")?,
        body: row.get("body")?,
    })
}
