//! A bundle with faults, which no form is known to make, keeps out of what is frozen.

use super::*;
use crate::life::{Parts, kind::Listed};
use crate::{Fonts, KeyFile, Options, Place, Shell, ShellError, SystemClock, fonts::FontFolders};
use documents::{progress::Progress, referral_letter::content::Letter, sheet};
use domain::{date::Date, document::DocumentKind, institution::Receiver};
use fhir::profile::GuideVersion;
use std::{path::Path, sync::Arc};
use store::document::Summary;
use uuid::Uuid;

/// A letter whose bundle comes out with two 病名管理番号 cut short.
enum Faulty {}

const CUT: [&str; 2] = ["\"20061593\"", "\"20058527\""];

impl Kind for Faulty {
    const KIND: DocumentKind = ReferralLetter::KIND;
    type Form = LetterForm;
    type Content = Letter;
    type Opened = <ReferralLetter as Kind>::Opened;

    fn compose(
        letter: &Letter,
        ids: &mut dyn FnMut() -> Uuid,
        options: &documents::service::Options,
    ) -> (Option<Vec<u8>>, Vec<Finding>) {
        let (bundle, findings) = ReferralLetter::compose(letter, ids, options);
        let mut text = String::from_utf8(bundle.expect("a bundle")).expect("UTF-8");
        for key in CUT {
            assert!(text.contains(key), "{key} is not in the bundle");
            text = text.replace(key, "\"2006\"");
        }
        (Some(text.into_bytes()), findings)
    }

    fn resolve(form: &LetterForm, given: &Given<'_>) -> (Letter, Vec<Finding>) {
        ReferralLetter::resolve(form, given)
    }
    fn summary(form: &LetterForm, today: Date) -> Summary {
        ReferralLetter::summary(form, today)
    }
    fn listed(form: &LetterForm) -> Listed {
        ReferralLetter::listed(form)
    }
    fn date(letter: &Letter) -> Date {
        ReferralLetter::date(letter)
    }
    fn paper(letter: &Letter, options: sheet::Options) -> print::Paper {
        ReferralLetter::paper(letter, options)
    }
    fn obstacles(letter: &Letter, guide: GuideVersion) -> Vec<Finding> {
        ReferralLetter::obstacles(letter, guide)
    }
    fn attached<'a>(
        form: &LetterForm,
        letter: &Letter,
        bundle: &'a [u8],
        options: &documents::service::Options,
    ) -> Option<print::Attachment<'a>> {
        ReferralLetter::attached(form, letter, bundle, options)
    }
    fn progress(letter: &Letter) -> Vec<Progress> {
        ReferralLetter::progress(letter)
    }
    fn value(letter: &Letter, core6: &Core6, name: &str) -> Option<String> {
        ReferralLetter::value(letter, core6, name)
    }
    fn receiver(session: &crate::Session, form: &LetterForm) -> Option<Receiver> {
        ReferralLetter::receiver(session, form)
    }
    fn opened(parts: Parts, form: LetterForm) -> Self::Opened {
        ReferralLetter::opened(parts, form)
    }
}

impl InFile for Faulty {
    type File = LetterFile;
    const PART: &'static str = "letter";

    fn taken(file: LetterFile) -> Taken<LetterForm> {
        ReferralLetter::taken(file)
    }
    fn not_here(form: &LetterForm) -> Vec<&'static str> {
        ReferralLetter::not_here(form)
    }
    fn complete(form: &LetterForm, doctor: DoctorId, rows: &ChosenRows) -> LetterForm {
        ReferralLetter::complete(form, doctor, rows)
    }
}

struct NoShell;

impl Shell for NoShell {
    fn can_print(&self) -> bool {
        false
    }
    fn open_pdf(&self, _: &str, _: &[u8]) -> Result<(), ShellError> {
        Err(ShellError::NotHere)
    }
    fn save_file(&self, _: &str, _: &[u8]) -> Result<bool, ShellError> {
        Err(ShellError::NotHere)
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "tests read how much is wanted")]
fn a_faulty_bundle_is_dropped_and_the_paper_stands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let fonts =
        FontFolders::new([root.join("src-tauri/resources/fonts")].into_iter().chain(FontFolders::system()));
    if print::FontSource::load(&fonts, print::Face::Mincho).is_none() {
        assert!(std::env::var_os("FUMIBAKO_DEMAND").is_none(), "the fonts of paper are absent");
        eprintln!("skipped: the fonts of paper are absent");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk::new(Options {
        place: Place::new(folder.path().join("place")),
        keys: Arc::new(KeyFile::new(folder.path().join("key"))),
        clock: Arc::new(SystemClock),
        shell: Arc::new(NoShell),
        fonts: Fonts::new(fonts),
        demo: false,
    });
    let json = std::fs::read(root.join("tests/fixtures/letters/fully-coded.json")).expect("the sample");
    let Ok(done) = run_kind::<Faulty>(&desk, &json, &|_| ()) else { panic!("the letter was turned away") };

    assert_eq!(done.bundle, None);
    let faults: Vec<_> =
        done.findings.iter().filter(|finding| finding.rule.id == rule::BUNDLE_FAULT.id).collect();
    let places: Vec<&str> = faults.iter().map(|fault| fault.path.as_str()).collect();
    assert_eq!(places, ["letter.rows.conditions[1]", "letter.rows.past_conditions[0]"]);
    assert!(faults.iter().all(|fault| fault.sentence().contains("病名管理番号")));
    assert!(done.pdf.starts_with(b"%PDF"));
    assert!(print::attachments(&done.pdf).expect("a PDF").is_empty(), "the faulty data travels on paper");

    // What the store keeps says the same.
    let session = open(&desk).expect("a session");
    let id = DocumentId::parse(&done.number).expect("a number");
    let (version, document) =
        session.store().read(|r| Ok((r.document_version(id, 1)?, r.document(id)?))).expect("a document");
    let (version, document) = (version.expect("a version"), document.expect("a document"));
    assert_eq!((version.profile, document.versions), (None, 1));
    assert!(version.findings.is_some_and(|kept| kept.contains("letter.rows.conditions[1]")));
}
