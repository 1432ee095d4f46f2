//! Wire types of documents: 紹介状 and 患者サマリー. `Letter…` without a form stand for documents of any kind.

use super::{
    chart::Chart,
    clinic::DoctorShown,
    common::{DateShown, FindingShown},
    patients::PatientRow,
    wire,
};
use crate::life::Parts;
use documents::{
    care_plan_summary::form::CarePlanForm, companions::Companion, referral_letter::form::LetterForm,
};
use domain::{
    attachment::AttachmentKind,
    document::{DocumentKind, DocumentState, IssueWay},
    letter::LetterKind,
    outbox::{OutboxState, ReadConsent},
};

wire! {
    /// Which letters to list.
    pub struct LetterQuery {
        /// Only of this patient.
        pub patient_id: Option<String>,
        /// Only in this state.
        pub state: Option<DocumentState>,
        /// Only with this text in the patient's or the receiver's name; empty for all.
        pub text: String,
    }

    /// A draft to freeze.
    pub struct LetterFinalize {
        /// Id.
        pub id: String,
        /// The version that the front end knows.
        pub version: i32,
        /// How the patient agrees that the addressee reads it by wire; `null` where it goes on paper only.
        #[serde(default)]
        pub consent: Option<ReadConsent>,
    }

    /// A document in a list.
    pub struct LetterRow {
        /// Id.
        pub id: String,
        /// The patient.
        pub patient: PatientRow,
        /// The kind of document.
        pub document: DocumentKind,
        /// Referral, reply or report, of a letter.
        pub kind: Option<LetterKind>,
        /// Where it stands.
        pub state: DocumentState,
        /// How many versions were finalized.
        pub versions: i32,
        /// 紹介先.
        pub receiver: String,
        /// 診療科, doctor and 敬称 of the 紹介先.
        pub receiver_line: String,
        /// When it was last changed.
        pub changed: DateShown,
        /// When the newest version was finalized.
        pub finalized: Option<DateShown>,
        /// Whether the newest version has a bundle for the national service.
        pub bundle: bool,
        /// Where the bundle stands on its way.
        pub outbox: Option<OutboxState>,
        /// How the newest version left the clinic.
        pub issued: Vec<IssueWay>,
    }

    /// A finalized version.
    pub struct VersionShown {
        /// Number, from 1.
        pub number: i32,
        /// When.
        pub at: DateShown,
        /// Who finalized it.
        pub staff: String,
        /// Why it replaced the one before; empty for the first.
        pub reason: String,
        /// Whether it has a bundle.
        pub bundle: bool,
        /// How it left the clinic.
        pub issues: Vec<IssueShown>,
        /// What was found in it when it was finalized, among it why there is no bundle.
        pub findings: Vec<FindingShown>,
    }

    /// One 交付.
    pub struct IssueShown {
        /// Its place among those of the letter, for taking it back.
        pub place: i32,
        /// How.
        pub way: IssueWay,
        /// When.
        pub at: DateShown,
        /// Who.
        pub staff: String,
        /// When it was taken back as noted by mistake.
        pub undone: Option<DateShown>,
    }

    /// One 交付 of a letter.
    pub struct IssueUndo {
        /// Id of the letter.
        pub id: String,
        /// Its place.
        pub place: i32,
    }

    /// A file that belongs to a letter.
    pub struct AttachmentShown {
        /// Id, by which the form names it.
        pub id: String,
        /// What it is.
        pub kind: AttachmentKind,
        /// The name that it came with, without its ending.
        pub name: String,
        /// Pages of a PDF.
        pub pages: Option<i32>,
        /// Bytes.
        pub size: i32,
        /// Bytes when sent (base64).
        pub sent: i32,
    }

    /// A file to add to a draft. The form has to name it then.
    pub struct AttachmentAdd {
        /// The letter.
        pub letter_id: String,
        /// Its name.
        pub name: String,
        /// Its bytes, base64.
        pub data: String,
    }

    /// One file of a letter.
    pub struct AttachmentRef {
        /// The letter.
        pub letter_id: String,
        /// The file.
        pub id: String,
    }

    /// How far a section has come: coded rows of all rows.
    pub struct SectionProgress {
        /// The section's field: `diagnosis`, `allergy`, `infection`, `course`, `medication`.
        pub field: String,
        /// Name for people.
        pub label: String,
        /// Rows that go as coded entries.
        pub coded: i32,
        /// All rows.
        pub rows: i32,
        /// Whether text stands beside them.
        pub text: bool,
    }

    /// A new letter.
    pub struct LetterCreate {
        /// The patient.
        pub patient_id: String,
        /// Referral, reply or report.
        pub kind: LetterKind,
        /// The letter to copy from; its receiver and texts are taken over, its rows are chosen anew.
        pub from: Option<String>,
        /// A form to begin with as it is, to bring a discarded draft back.
        pub form: Option<LetterForm>,
    }

    /// A draft to save.
    pub struct LetterSave {
        /// Id.
        pub id: String,
        /// The version that the front end knows.
        pub version: i32,
        /// The form.
        pub form: LetterForm,
    }

    /// A saved draft.
    pub struct LetterSaved {
        /// Version.
        pub version: i32,
        /// When.
        pub at: DateShown,
        /// What is missing or should be looked at.
        pub findings: Vec<FindingShown>,
        /// How far each section has come.
        pub progress: Vec<SectionProgress>,
    }

    /// A new 患者サマリー.
    pub struct PlanCreate {
        /// The patient.
        pub patient_id: String,
        /// The one to copy from; its texts are taken over, its 傷病名 are chosen anew.
        pub from: Option<String>,
        /// A form to begin with as it is, to bring a discarded draft back.
        pub form: Option<CarePlanForm>,
    }

    /// A draft of a 患者サマリー to save.
    pub struct PlanSave {
        /// Id.
        pub id: String,
        /// The version that the front end knows.
        pub version: i32,
        /// The form.
        pub form: CarePlanForm,
    }

    /// A document and a reason.
    pub struct LetterReason {
        /// Id.
        pub id: String,
        /// Reason, for the record.
        pub reason: String,
    }

    /// Which pages to show.
    pub struct LetterPreview {
        /// Id.
        pub id: String,
        /// A finalized version; `null` for the draft as last saved.
        pub number: Option<i32>,
        /// The draft as it is on screen, saved or not.
        pub form: Option<LetterForm>,
        /// Dots per inch, 40–300.
        pub dpi: i32,
    }

    /// Which pages of a 患者サマリー in the making to show.
    pub struct PlanPreview {
        /// Id.
        pub id: String,
        /// The draft as it is on screen, saved or not.
        pub form: CarePlanForm,
        /// Dots per inch, 40–300.
        pub dpi: i32,
    }

    /// The pages of the PDF itself.
    pub struct PagesShown {
        /// Pages in order.
        pub pages: Vec<PageShown>,
        /// What is missing or should be looked at, among it characters without a glyph.
        pub findings: Vec<FindingShown>,
    }

    /// One page.
    pub struct PageShown {
        /// Width in pixels.
        pub width: i32,
        /// Height in pixels.
        pub height: i32,
        /// PNG, base64.
        pub png: String,
    }

    /// What to do with a finalized version.
    pub struct LetterIssue {
        /// Id.
        pub id: String,
        /// Version number.
        pub number: i32,
        /// How it leaves the clinic. `printed` and `copy` open the viewer, `saved` asks where to, the others are
        /// only noted.
        pub way: IssueWay,
    }

    /// What was done.
    pub struct LetterIssued {
        /// False when the person cancelled.
        pub done: bool,
        /// The PDF, base64, where the host cannot open or save files itself.
        pub pdf: Option<String>,
        /// A name for the file: the document's number.
        pub file_name: String,
    }

    /// A paper that goes with the newest version of a finalized letter.
    pub struct LetterCompanion {
        /// Id.
        pub id: String,
        /// Which paper, with what a person adds to it.
        pub companion: Companion,
        /// Whether a person has seen the warnings of this same paper.
        pub confirmed: bool,
    }

    /// What became of it.
    pub struct CompanionMade {
        /// The paper; `null` while warnings wait to be confirmed.
        pub issued: Option<LetterIssued>,
        /// The warnings.
        pub findings: Vec<FindingShown>,
    }

    /// Save the bundle as a file.
    pub struct LetterBundle {
        /// Id.
        pub id: String,
        /// Version number.
        pub number: i32,
    }

    /// A template to fill for a letter.
    pub struct TemplateFill {
        /// The template.
        pub template_id: String,
        /// The letter.
        pub letter_id: String,
        /// The form as it is on screen.
        pub form: LetterForm,
    }

    /// A template to fill for a 患者サマリー.
    pub struct PlanTemplateFill {
        /// The template.
        pub template_id: String,
        /// The 患者サマリー.
        pub plan_id: String,
        /// The form as it is on screen.
        pub form: CarePlanForm,
    }

    /// A filled text.
    pub struct TemplateFilled {
        /// Text; placeholders that could not be filled are left as they are.
        pub text: String,
    }
}

macro_rules! opened {
    ($(
        $(#[$doc:meta])* $kind:ident = $name:ident with $form:ty {
            $( $(#[$of:meta])* $own:ident: $type:ty, )*
        }
    )+) => {
        wire! {
            $(
                $(#[$doc])*
                pub struct $name {
                    /// As listed.
                    pub row: LetterRow,
                    /// The draft's version, for saving.
                    pub version: i32,
                    /// The draft; of a finalized document, what the newest version was made of.
                    pub form: $form,
                    /// Why it is being amended; empty otherwise.
                    pub reason: String,
                    /// Why it was withdrawn; empty otherwise.
                    pub withdrawn_reason: String,
                    /// What is missing or should be looked at; of a finalized document, as it was found when it
                    /// was finalized.
                    pub findings: Vec<FindingShown>,
                    /// How far each section has come with codes.
                    pub progress: Vec<SectionProgress>,
                    /// The 6情報 to choose from.
                    pub chart: Chart,
                    /// Doctors who may sign.
                    pub doctors: Vec<DoctorShown>,
                    $( $(#[$of])* pub $own: $type, )*
                    /// How it may leave the clinic.
                    pub ways: Vec<IssueWay>,
                    /// Finalized versions, newest first.
                    pub versions: Vec<VersionShown>,
                }
            )+

            /// A document of any kind, opened.
            #[serde(untagged)]
            pub enum DocumentOpen {
                $( $(#[$doc])* $kind(Box<$name>), )+
            }
        }

        $(
            impl $name {
                /// Puts the parts that all kinds share and the form together.
                pub(crate) fn new(parts: Parts, form: $form) -> Self {
                    let Parts {
                        row, version, reason, withdrawn_reason, findings, progress, chart, doctors, ways, versions,
                        $( $own, )* ..
                    } = parts;
                    Self {
                        row, version, form, reason, withdrawn_reason, findings, progress, chart, doctors, ways, versions,
                        $( $own, )*
                    }
                }
            }

            impl From<$name> for DocumentOpen {
                fn from(opened: $name) -> Self {
                    Self::$kind(Box::new(opened))
                }
            }
        )+
    };
}

opened! {
    /// A 診療情報提供書, opened.
    ReferralLetter = LetterOpen with LetterForm {
        /// The files that belong to it, whether the form names them or not.
        attachments: Vec<AttachmentShown>,
        /// How many bytes the files may have together when sent.
        attachments_limit: i32,
    }
    /// A 患者サマリー, opened.
    CarePlanSummary = PlanOpen with CarePlanForm {}
}
