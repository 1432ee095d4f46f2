//! 診療情報提供書 among the kinds.

use super::{
    fill,
    kind::{Kind, Listed, ReferralLetter},
    make::{self, Given},
    show::Parts,
};
use crate::{
    Error, Session,
    api::letters::{LetterCreate, LetterOpen},
    input, patients,
};
use documents::{
    progress::Progress,
    referral_letter::{
        compose,
        content::Letter,
        form::{AttachmentForm, LetterForm},
        paper, progress,
        resolve::{self, bundle_obstacles},
    },
    service, sheet,
};
use domain::{
    core6::Core6,
    date::{self, Date},
    document::DocumentKind,
    finding::Finding,
    id::{PatientId, ReceiverId},
    institution::{Receiver, address_line, read_institution_code},
    letter::LetterKind,
};
use fhir::profile::GuideVersion;
use store::document::Summary;
use uuid::Uuid;

impl Kind for ReferralLetter {
    const KIND: DocumentKind = DocumentKind::ReferralLetter;
    type Form = LetterForm;
    type Content = Letter;
    type Opened = LetterOpen;

    fn resolve(form: &LetterForm, given: &Given<'_>) -> (Letter, Vec<Finding>) {
        let facts = resolve::Facts {
            document: given.document,
            version: given.version,
            now: given.now,
            today: given.today,
            institution: given.institution,
            doctors: given.doctors,
            patient: given.patient,
            core6: given.core6,
            same_month: given.same_month,
            guide: given.guide,
            data_in_pdf: given.data_in_pdf,
            attachments: given.attachments,
            seals: given.seals,
        };
        resolve::resolve(form, &facts)
    }

    fn summary(form: &LetterForm, today: Date) -> Summary {
        Summary {
            dated: Some(date::read(&form.date, today).unwrap_or(today)),
            receiver_code: read_institution_code(&form.receiver.code, "").0,
            receiver_name: form.receiver.name.trim().to_owned(),
        }
    }

    fn listed(form: &LetterForm) -> Listed {
        let to = &form.receiver;
        let line = address_line(to.kind, to.department.trim(), to.doctor.trim(), to.honorific);
        Listed { letter: Some(form.kind), receiver_line: line }
    }

    fn date(letter: &Letter) -> Date {
        letter.date
    }

    fn paper(letter: &Letter, options: sheet::Options) -> print::Paper {
        paper::paper(letter, options)
    }

    fn obstacles(letter: &Letter, guide: GuideVersion) -> Vec<Finding> {
        bundle_obstacles(letter, guide)
    }

    fn compose(
        letter: &Letter,
        ids: &mut dyn FnMut() -> Uuid,
        options: &service::Options,
    ) -> (Option<Vec<u8>>, Vec<Finding>) {
        compose::compose(letter, letter.made_at, ids, options)
    }

    fn attached<'a>(
        form: &LetterForm,
        letter: &Letter,
        bundle: &'a [u8],
        options: &service::Options,
    ) -> Option<print::Attachment<'a>> {
        resolve::data_travel(form, letter, options.in_pdf).then_some(print::Attachment {
            name: "JP_Bundle_eReferral.json",
            media_type: "application/fhir+json",
            description: "診療情報提供書のデータ（FHIR）",
            bytes: bundle,
        })
    }

    fn progress(letter: &Letter) -> Vec<Progress> {
        progress::progress(letter)
    }

    fn value(letter: &Letter, _: &Core6, name: &str) -> Option<String> {
        let person = fill::Person { patient: &letter.patient, on: letter.date };
        let rows = &letter.rows;
        match name {
            "傷病名主" => Some(rows.conditions.first()?.body.display()),
            "傷病名" => Some(fill::names(&rows.conditions)),
            "処方一覧" => Some(fill::drugs(&rows.prescriptions)),
            "紹介先" => Some(letter.addressee.name.clone()),
            "紹介先科" => Some(letter.addressee.department.clone()),
            "紹介先医師" => Some(letter.addressee.doctor.clone()),
            "自院名" => Some(letter.institution.name.clone()),
            "医師名" => Some(letter.doctor.as_ref()?.name.joined(" ")),
            _ => match name.strip_prefix("直近検査:") {
                Some(item) => fill::newest(&rows.lab_results, item),
                None => person.value(name),
            },
        }
    }

    fn receiver(session: &Session, form: &LetterForm) -> Option<Receiver> {
        let id = ReceiverId::new(session.clock());
        Some(crate::settings::receiver_from(&form.receiver, id, 0).0)
    }

    fn files(form: &LetterForm) -> &[AttachmentForm] {
        &form.attachments
    }

    fn name_files(form: &mut LetterForm, files: Vec<AttachmentForm>) {
        form.attachments = files;
    }

    fn sends_pages(letter: &Letter) -> bool {
        letter.own_pages
    }

    fn take_pages(letter: &mut Letter, pages: Vec<u8>) {
        letter.pages = Some(pages.into());
    }

    fn opened(parts: Parts, form: LetterForm) -> LetterOpen {
        LetterOpen::new(parts, form)
    }
}

/// A new letter, prefilled.
pub fn create(session: &Session, create: LetterCreate) -> Result<LetterOpen, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &create.patient_id)?)?;
    let mut form = match (&create.form, &create.from) {
        (Some(form), _) => form.clone(),
        (None, Some(from)) => {
            let from = super::of::<ReferralLetter>(session, from)?;
            let before = make::form_of::<ReferralLetter>(session, &from)?;
            LetterForm {
                date: String::new(),
                rows: None,
                consent: Default::default(),
                attachments: Vec::new(),
                ..before
            }
        }
        (None, None) => LetterForm::default(),
    };
    if create.form.is_none() {
        form.kind = create.kind;
        form.payment = make::payment_of(&patient);
        let core6 = session.store().read(|r| r.core6(patient.id))?.live();
        form.rows = Some(resolve::chosen(&resolve::current(&core6)));
        form.date = date::wareki(session.clock().today());
        form.doctor_id = make::usual_doctor(session, form.doctor_id.as_deref())?;
        if create.kind == LetterKind::Reply && create.from.is_some() {
            form.answered = Default::default();
        }
    }
    super::begin::<ReferralLetter>(session, patient.id, form)
}
