//! The table itself.

use super::{
    chart::*,
    clinic::*,
    common::{ApiError, ById, ByVersion, DateReading, DateTyped, Nothing},
    front::*,
    labs::*,
    letters::*,
    outbox::*,
    patients::*,
    received::*,
    reception::*,
    reports::*,
    seals::*,
    service::*,
    terminal::*,
    viewing::*,
};
use crate::{
    Desk, Error, Session, backups, chart, front, labs, life, outbox, patients, received, reception, reports,
    seals, service, settings, terminal, topic::Topic, viewing,
};
use domain::staff::Permission;
use serde_json::Value;

/// What is known of a call without making it.
pub struct CallInfo {
    /// Name.
    pub name: &'static str,
    /// What it does, for developers.
    pub doc: &'static str,
    /// What the person who calls must be allowed.
    pub needs: Permission,
    /// Topics that its answer shows.
    pub reads: &'static [Topic],
    /// Topics that it may make stale.
    pub writes: &'static [Topic],
    /// The TypeScript names of its argument and answer.
    pub types: fn(&ts_rs::Config) -> (String, String),
    /// Shows its types to a visitor.
    pub visit: fn(&mut super::bindings::Collector),
}

macro_rules! api {
    (
        desk { $( $(#[doc = $ddoc:literal])+ $dname:ident: $darg:ty => $dok:ty = $df:path, reads [$($dr:ident),*], writes [$($dw:ident),*]; )* }
        session { $( $(#[doc = $doc:literal])+ $name:ident: $arg:ty => $ok:ty = $f:path, needs $need:ident, reads [$($r:ident),*], writes [$($w:ident),*]; )* }
    ) => {
        /// Every call, in the order of the table.
        pub static CALLS: &[CallInfo] = &[
            $( CallInfo {
                name: stringify!($dname),
                doc: concat!($($ddoc),+),
                needs: Permission::Nobody,
                reads: &[$(Topic::$dr),*],
                writes: &[$(Topic::$dw),*],
                types: |cfg| (<$darg as ts_rs::TS>::name(cfg), <$dok as ts_rs::TS>::name(cfg)),
                visit: |collector| { collector.see::<$darg>(); collector.see::<$dok>(); },
            }, )*
            $( CallInfo {
                name: stringify!($name),
                doc: concat!($($doc),+),
                needs: Permission::$need,
                reads: &[$(Topic::$r),*],
                writes: &[$(Topic::$w),*],
                types: |cfg| (<$arg as ts_rs::TS>::name(cfg), <$ok as ts_rs::TS>::name(cfg)),
                visit: |collector| { collector.see::<$arg>(); collector.see::<$ok>(); },
            }, )*
        ];

        /// Makes the call `name` with a JSON argument: reads the argument, checks the permission, runs it.
        pub fn dispatch(desk: &Desk, name: &str, arg: Value) -> Result<Value, ApiError> {
            match name {
                $( stringify!($dname) => {
                    let call: fn(&Desk, $darg) -> Result<$dok, Error> = $df;
                    let arg: $darg = read(arg)?;
                    answer(desk, call(desk, arg))
                } )*
                $( stringify!($name) => {
                    let call: fn(&Session, $arg) -> Result<$ok, Error> = $f;
                    let arg: $arg = read(arg)?;
                    let result = desk.session(Permission::$need).and_then(|session| call(&session, arg));
                    answer(desk, result)
                } )*
                _ => Err(Error::not_found().shown()),
            }
        }
    };
}

api! {
    desk {
        /// Where the front end stands, and who is there.
        front_state: Nothing => Front = front::state, reads [Front, Staff], writes [];
        /// First run, first half: checks the clinic and doctor and gives the recovery sheet, to be shown and put on paper before anything is made.
        front_sheet: Setup => RecoverySheet = front::sheet, reads [], writes [];
        /// First run, second half: makes the store under the sheet that was shown last, with the clinic and its first doctor.
        front_setup: Setup => Front = front::setup, reads [], writes [Front, Staff, Settings];
        /// Opens the store with the recovery passphrase.
        front_unlock: Passphrase => Front = front::unlock, reads [], writes [Front, Staff];
        /// Tries to open the store once more, after what was missing is back.
        front_retry: Nothing => Front = front::retry, reads [], writes [Front, Staff];
        /// Chooses who sits here.
        staff_choose: ById => Front = front::choose, reads [], writes [Front];
        /// Leaves the seat.
        staff_leave: Nothing => Front = front::leave, reads [], writes [Front];
        /// Prints the recovery sheet with the passphrase that is on screen.
        recovery_print: Passphrase => LetterIssued = front::print_sheet, reads [], writes [];
        /// Saves how the terminal is reached; the relay begins anew by it.
        terminal_save: TerminalForm => TerminalForm = terminal::save, reads [], writes [Terminal, Settings];
        /// Reads a date as people type it.
        date_read: DateTyped => DateReading = front::read_date, reads [], writes [];
    }
    session {
        /// Patients by name, kana, romaji, number, birth date or telephone; the last used ones for an empty text.
        patient_search: PatientQuery => Vec<PatientRow> = patients::search, needs View, reads [Patients], writes [];
        /// One patient with everything.
        patient_get: ById => PatientDetail = patients::get, needs View, reads [Patients], writes [];
        /// What is wrong with a form that is being filled in.
        patient_check: PatientCheck => Checked = patients::check, needs View, reads [], writes [];
        /// Saves a patient.
        patient_save: PatientSave => PatientSaved = patients::save, needs Write, reads [], writes [Patients];
        /// Merges one record into another.
        patient_merge: PatientMerge => MergeShown = patients::merge, needs Write, reads [], writes [Patients, Chart, Documents];
        /// Undoes a merging.
        patient_unmerge: ById => Nothing = patients::unmerge, needs Write, reads [], writes [Patients, Chart, Documents];
        /// What happened to a patient's record.
        patient_history: ById => Vec<HistoryRow> = patients::history, needs View, reads [Patients, Chart, Documents], writes [];

        /// The 6情報 of a patient.
        chart_get: ById => Chart = chart::get, needs View, reads [Chart, Patients], writes [];
        /// What is wrong with a row that is being typed.
        entry_check: EntryCheck => Checked = chart::check, needs View, reads [], writes [];
        /// Saves a row.
        entry_save: EntrySave => EntrySaved = chart::save, needs Write, reads [], writes [Chart];
        /// Takes a row back as entered by mistake.
        entry_retract: EntryRef => Nothing = chart::retract, needs Write, reads [], writes [Chart];
        /// Puts a row back.
        entry_restore: EntryRef => Nothing = chart::restore, needs Write, reads [], writes [Chart];
        /// Notes that these rows are still true today, and who says so.
        entries_confirm: EntriesConfirm => Nothing = chart::confirm, needs Write, reads [], writes [Chart];
        /// Notes なし, 不明 or 未確認 for a kind without rows.
        absence_save: AbsenceSave => Nothing = chart::save_absence, needs Write, reads [], writes [Chart];

        /// Who was told about on a day, who that is here, and what differs.
        reception_today: ReceptionQuery => ReceptionDay = reception::today, needs View, reads [Reception, Patients, Terminal], writes [];
        /// The form that registers whoever was told about.
        reception_form: ById => PatientForm = reception::form_of, needs View, reads [Reception, Patients], writes [];
        /// Makes a patient of whoever was told about.
        reception_register: ReceptionRegister => PatientSaved = reception::register, needs Write, reads [], writes [Reception, Patients];
        /// Says whose an answer is.
        reception_match: ReceptionMatch => Nothing = reception::is_somebody, needs Write, reads [], writes [Reception, Outbox];
        /// Says that it is not known whose an answer is.
        reception_unmatch: ById => Nothing = reception::release, needs Write, reads [], writes [Reception];
        /// Takes told values over into the patient's record.
        reception_adopt: ReceptionAdopt => ReceptionAdopted = reception::adopt, needs Write, reads [], writes [Reception, Patients, Outbox];
        /// Puts an answer away from the list of the day, or back.
        reception_dismiss: ReceptionDismiss => Nothing = reception::dismiss, needs Write, reads [], writes [Reception];
        /// Every answer about a patient's insurance.
        eligibility_history: ById => Vec<EligibilityRow> = reception::history, needs View, reads [Reception, Patients], writes [];
        /// Asks whether a patient's insurance is valid today.
        eligibility_ask: ById => Nothing = reception::ask_eligibility, needs Write, reads [], writes [Terminal];
        /// Asks about an insurance that was read off a paper.
        eligibility_ask_key: EligibilityKey => Nothing = reception::ask_key, needs Write, reads [], writes [Terminal];
        /// Registers the 患者番号 with the insurers.
        reference_number_ask: ById => Nothing = reception::ask_reference_number, needs Write, reads [], writes [Terminal];
        /// Asks about the insurances of several patients who are to come.
        bulk_ask: BulkAsk => Nothing = reception::ask_bulk, needs Write, reads [], writes [Terminal];
        /// How far every 一括照会 is.
        bulk_list: Nothing => Vec<BulkRow> = reception::bulk, needs View, reads [Terminal, Reception], writes [];
        /// What a patient lets us look at now.
        view_may: ById => Vec<ConsentShown> = reception::may_view, needs View, reads [Reception, Patients], writes [];
        /// Asks for what a patient lets us look at.
        view_ask: ViewAsk => Nothing = viewing::ask, needs Write, reads [], writes [Terminal];
        /// What was viewed of a patient.
        views_of: ById => Vec<ViewShown> = viewing::list, needs View, reads [Terminal, Chart, Patients], writes [];
        /// Opens the pages of a view.
        view_open: ById => LetterIssued = viewing::open, needs View, reads [], writes [];
        /// Takes rows of a view over into the chart.
        view_take: ViewTake => ReceivedTaken = viewing::take, needs Write, reads [], writes [Chart];

        /// What would be registered with the national service for this patient today.
        reports_today: ById => ReportsShown = reports::shown, needs View, reads [Chart, Patients, Settings, Outbox], writes [];
        /// The patients whose 5情報 changed lately and are neither at the national service nor on their way.
        reports_unsent: Nothing => Vec<ReportsUnsent> = outbox::unsent, needs View, reads [Chart, Patients, Settings, Outbox], writes [];
        /// Puts a patient's 5情報 into the 送信箱.
        reports_send: ById => Nothing = outbox::send_reports, needs Write, reads [], writes [Outbox];
        /// Puts everybody's 5情報 into the 送信箱.
        reports_send_all: Nothing => Nothing = outbox::send_all_reports, needs Write, reads [], writes [Outbox];
        /// What goes to the national service, newest first, with what may be done about it.
        outbox_list: OutboxQuery => Vec<OutboxRow> = outbox::list, needs View, reads [Outbox, Documents, Patients], writes [];
        /// How many items ask for attention.
        outbox_counts: Nothing => OutboxCounts = outbox::counts, needs View, reads [Outbox], writes [];
        /// Sends an item again that was turned away, is not there after silence, or was held.
        outbox_again: ByVersion => Nothing = outbox::again, needs Write, reads [], writes [Outbox];
        /// Takes an item down before the service has it.
        outbox_withdraw: ByVersion => Nothing = outbox::withdraw, needs Write, reads [], writes [Outbox];
        /// Changes how the patient agrees to an item that was not sent.
        outbox_consent: OutboxConsent => Nothing = outbox::consent, needs Write, reads [], writes [Outbox];
        /// Asks the service where it has a document that was sent.
        outbox_status_ask: ById => Nothing = outbox::ask_status, needs Write, reads [], writes [Terminal];
        /// Sends a finalized document that was to go on paper only.
        outbox_send: OutboxSend => Nothing = outbox::send, needs Write, reads [], writes [Outbox, Documents];
        /// Codes of designated laboratory items to choose from.
        lab_code_search: LabQuery => LabChoices = labs::search, needs View, reads [], writes [];
        /// The laboratory's items and the codes that they were once given.
        lab_item_list: Nothing => LabItemsShown = labs::items, needs View, reads [Chart], writes [];
        /// Takes a list of codes of designated laboratory items in the place of the old one.
        lab_codes_import: LabCodesImport => LabCodesImported = labs::import_file, needs Manage, reads [], writes [Chart];
        /// Forgets the codes of an item.
        lab_item_forget: LabItemForget => Nothing = labs::forget, needs Write, reads [], writes [Chart];
        /// Remembers the codes of an item that were forgotten by mistake.
        lab_item_restore: LabItemShown => Nothing = labs::restore, needs Write, reads [], writes [Chart];

        /// Documents of every kind, newest first.
        letter_list: LetterQuery => Vec<LetterRow> = life::list, needs View, reads [Documents, Outbox, Patients], writes [];
        /// A new letter, prefilled.
        letter_create: LetterCreate => LetterOpen = life::create_letter, needs Write, reads [], writes [Documents];
        /// A letter with everything.
        letter_open: ById => LetterOpen = life::open_letter, needs View, reads [Documents, Outbox, Chart, Patients, Settings], writes [];
        /// Saves a draft.
        letter_save: LetterSave => LetterSaved = life::save_letter, needs Write, reads [], writes [Documents];
        /// The pages of a letter in the making; without a form, those of a draft as last saved or of a finalized version, of any kind of document.
        letter_preview: LetterPreview => PagesShown = life::preview_letter, needs View, reads [], writes [];
        /// A new 患者サマリー, prefilled.
        plan_create: PlanCreate => PlanOpen = life::create_plan, needs Write, reads [], writes [Documents];
        /// A 患者サマリー with everything.
        plan_open: ById => PlanOpen = life::open_plan, needs View, reads [Documents, Outbox, Chart, Patients, Settings], writes [];
        /// Saves a draft.
        plan_save: PlanSave => LetterSaved = life::save_plan, needs Write, reads [], writes [Documents];
        /// The pages of a 患者サマリー in the making.
        plan_preview: PlanPreview => PagesShown = life::preview_plan, needs View, reads [], writes [];
        /// Freezes the draft of a document of any kind as a version.
        letter_finalize: LetterFinalize => DocumentOpen = life::finalize, needs Sign, reads [], writes [Documents, Outbox];
        /// Opens a new draft over the newest version of a document of any kind.
        letter_amend: LetterReason => DocumentOpen = life::amend, needs Sign, reads [], writes [Documents];
        /// Throws a draft of any kind away; of an amended document, only the new draft.
        letter_discard: ByVersion => Nothing = life::discard, needs Write, reads [], writes [Documents];
        /// Takes a finalized document of any kind back.
        letter_withdraw: LetterReason => DocumentOpen = life::withdraw, needs Sign, reads [], writes [Documents, Outbox];
        /// Looks at a file and adds it to a draft.
        letter_attach: AttachmentAdd => AttachmentShown = life::attach, needs Write, reads [], writes [Documents];
        /// Saves a file of a letter as a file.
        letter_attachment_save: AttachmentRef => LetterIssued = life::save_attachment, needs View, reads [], writes [];
        /// Prints, saves or notes the 交付 of a version of a document of any kind.
        letter_issue: LetterIssue => LetterIssued = life::issue, needs Write, reads [], writes [Documents];
        /// Takes a 交付 back that was noted by mistake; the record says so.
        letter_issue_undo: IssueUndo => DocumentOpen = life::undo_issue, needs Write, reads [], writes [Documents];
        /// Prints a paper that goes with a finalized letter: FAX cover, envelope, labels, booking.
        letter_companion: LetterCompanion => CompanionMade = life::companion, needs Write, reads [], writes [];
        /// Saves the bundle of a version of a document of any kind as a file.
        letter_bundle_save: LetterBundle => LetterIssued = life::save_bundle, needs View, reads [], writes [];

        /// Received documents, newest first.
        received_list: ReceivedQuery => Vec<ReceivedRow> = received::list, needs View, reads [Received, Patients], writes [];
        /// Takes a document in from a file; the same file twice is told and not stored twice.
        received_import: ReceivedImport => ReceivedImported = received::import, needs Write, reads [], writes [Received];
        /// A received document with everything.
        received_open: ById => ReceivedOpen = received::open, needs View, reads [Received, Patients, Chart], writes [];
        /// Says whom a received document is about.
        received_attach: ReceivedAttach => ReceivedOpen = received::attach, needs Write, reads [], writes [Received];
        /// Takes rows of a received document over into the chart, as 他院.
        received_take: ReceivedTake => ReceivedTaken = received::take, needs Write, reads [], writes [Received, Chart];
        /// Opens a PDF inside a received document, or saves any other file.
        received_file: ReceivedFile => LetterIssued = received::open_file, needs View, reads [], writes [];
        /// Takes in a document that lies inside a received document.
        received_file_import: ReceivedFile => ReceivedImported = received::import_file, needs Write, reads [], writes [Received];
        /// Saves a received document, or a file beside it, as it came.
        received_save: ReceivedSave => LetterIssued = received::save, needs View, reads [], writes [];
        /// The pages of a received document in our own layout.
        received_preview: ReceivedPreview => PagesShown = received::preview, needs View, reads [], writes [];
        /// Opens those pages as a PDF.
        received_print: ById => LetterIssued = received::print, needs View, reads [], writes [];
        /// Begins a 返書 to whoever sent a received document.
        received_reply: ById => LetterOpen = received::reply, needs Write, reads [], writes [Documents];

        /// How things stand with the terminal.
        terminal_state: Nothing => TerminalState = terminal::state, needs View, reads [Terminal], writes [];
        /// How it is reached.
        terminal_get: Nothing => TerminalForm = terminal::get, needs View, reads [Settings], writes [];
        /// 接続診断 with settings as typed, before they are saved.
        terminal_try: TerminalForm => Probe = terminal::try_out, needs Manage, reads [], writes [];
        /// 接続診断.
        terminal_probe: Nothing => Probe = terminal::probe_now, needs View, reads [], writes [];
        /// What was asked of the terminal, the newest first.
        terminal_log: LogQuery => Vec<LogRow> = terminal::log, needs View, reads [Terminal, Patients], writes [];
        /// What came and was set aside, the newest first.
        arrivals_set_aside: Nothing => Vec<SetAsideRow> = terminal::set_aside, needs View, reads [Terminal], writes [];
        /// Saves a file that was set aside as it came.
        arrival_save: ById => LetterIssued = terminal::save_set_aside, needs View, reads [], writes [];

        /// Remembered receivers.
        receiver_search: TextQuery => Vec<ReceiverShown> = settings::search_receivers, needs View, reads [Receivers], writes [];
        /// Saves a receiver.
        receiver_save: ReceiverSave => Saved = settings::save_receiver, needs Write, reads [], writes [Receivers];
        /// Forgets a receiver.
        receiver_forget: ById => Nothing = settings::forget_receiver, needs Write, reads [], writes [Receivers];
        /// Templates.
        template_list: Nothing => Vec<TemplateShown> = settings::templates, needs View, reads [Templates], writes [];
        /// Saves a template.
        template_save: TemplateSave => Saved = settings::save_template, needs Write, reads [], writes [Templates];
        /// Removes a template.
        template_remove: ById => Nothing = settings::remove_template, needs Write, reads [], writes [Templates];
        /// Fills a template for a letter.
        template_fill: TemplateFill => TemplateFilled = life::fill_letter, needs View, reads [], writes [];
        /// Fills a template for a 患者サマリー.
        plan_template_fill: PlanTemplateFill => TemplateFilled = life::fill_plan, needs View, reads [], writes [];

        /// Chooses the size of letters on screen, for this person.
        text_size_set: TextSize => Nothing = front::set_text_size, needs View, reads [], writes [Front];
        /// The clinic.
        institution_get: Nothing => InstitutionShown = settings::institution, needs View, reads [Settings], writes [];
        /// Saves the clinic.
        institution_save: InstitutionSave => Saved = settings::save_institution, needs Manage, reads [], writes [Settings, Front];
        /// How data for the national service is written.
        bundle_format_get: Nothing => BundleFormatShown = service::format, needs View, reads [Settings], writes [];
        /// Chooses how data for the national service is written.
        bundle_format_save: BundleFormat => BundleFormatShown = service::save_format, needs Manage, reads [], writes [Settings];
        /// Doctors.
        doctor_list: Nothing => Vec<DoctorShown> = settings::doctors, needs View, reads [Settings], writes [];
        /// Saves a doctor.
        doctor_save: DoctorSave => Saved = settings::save_doctor, needs Manage, reads [], writes [Settings];
        /// 職印 and 個人印.
        seal_list: Nothing => SealsShown = seals::list, needs View, reads [Settings], writes [];
        /// Sets a 職印 or 個人印 from a picture, or its size.
        seal_save: SealSave => SealsShown = seals::save, needs Manage, reads [], writes [Settings];
        /// Removes a 職印 or 個人印; what was printed with it stays.
        seal_remove: SealRef => SealsShown = seals::remove, needs Manage, reads [], writes [Settings];
        /// Chooses whether finalized letters bear the seals.
        seals_printed_save: SealsPrinted => SealsShown = seals::save_printed, needs Manage, reads [], writes [Settings];
        /// Staff.
        staff_list: Nothing => Vec<StaffShown> = settings::staff, needs View, reads [Staff], writes [];
        /// Saves a member of staff.
        staff_save: StaffSave => Saved = settings::save_staff, needs Manage, reads [], writes [Staff, Front];
        /// Where the data lies and which copies there are.
        store_info: Nothing => StoreShown = backups::info, needs View, reads [Backups], writes [];
        /// Makes the verified copy of the day, if something changed and it is not there yet.
        backup_make: Nothing => StoreShown = backups::make, needs Write, reads [], writes [Backups];
        /// Makes a new recovery sheet; the old one opens nothing from then on.
        recovery_renew: Nothing => RecoverySheet = backups::renew_sheet, needs Manage, reads [], writes [];
    }
}

fn read<T: serde::de::DeserializeOwned>(arg: Value) -> Result<T, ApiError> {
    // `null` stands for "no argument", which the wire type of no argument takes as an empty object.
    let arg = if arg.is_null() { Value::Object(serde_json::Map::new()) } else { arg };
    crate::input::read_value(arg).map_err(|finding| Error::rejected(vec![finding]).shown())
}

fn answer<T: serde::Serialize>(desk: &Desk, result: Result<T, Error>) -> Result<Value, ApiError> {
    let value = result.map_err(|error| desk.report(error))?;
    serde_json::to_value(value).map_err(|error| desk.report(Error::bug(error)))
}
