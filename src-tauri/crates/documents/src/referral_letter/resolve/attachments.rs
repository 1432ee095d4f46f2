//! Files that go with the letter: the form names them, the store has them.

use crate::{
    attachment::Attachment,
    referral_letter::form::{AttachmentForm, limit},
};
use domain::{
    finding::Finding,
    rule,
    text::{Form, tidy},
};

/// The named files in the order of the form, under their titles.
pub(super) fn read(
    typed: &[AttachmentForm],
    files: &[Attachment],
    findings: &mut Vec<Finding>,
) -> Vec<Attachment> {
    let mut read: Vec<Attachment> = Vec::new();
    for (i, row) in typed.iter().enumerate() {
        let Some(file) = files.iter().find(|file| file.id.to_string() == row.id) else {
            findings.push(Finding::new(&rule::ATTACHMENT_GONE, format!("attachments[{i}]")));
            continue;
        };
        let (title, more) = tidy(&row.title, Form::Line, limit::LINE, &format!("attachments[{i}].title"));
        findings.extend(more);
        if read.iter().all(|one| one.id != file.id) {
            let title = if title.is_empty() { file.title.clone() } else { title };
            read.push(Attachment { title, ..file.clone() });
        }
    }
    read
}
