// Made from the api table: `cargo xtask bindings`. Do not edit.
/* eslint-disable */

/**
 * What is known where no row stands (アレルギー・薬剤禁忌・感染症).
 */
export type Absence = "none" | "unknown" | "unchecked";

/**
 * What is known of a kind without rows.
 */
export type AbsenceSave = { 
/**
 * The patient.
 */
patient_id: string, 
/**
 * `allergy` or `contraindication`.
 */
kind: Core6Kind, 
/**
 * What is known.
 */
state: Absence, 
/**
 * On which day, as typed; empty means today.
 */
on: string, };

/**
 * What is known of a kind without rows.
 */
export type AbsenceShown = { 
/**
 * なし, 不明 or 未確認.
 */
state: Absence, 
/**
 * On which day.
 */
on: DateShown, 
/**
 * Who said so.
 */
staff: string, };

/**
 * What of a record agrees with what was told.
 */
export type AgreementShown = { 
/**
 * 照会番号 is this record's 患者番号.
 */
reference: boolean, 
/**
 * 保険者番号, 記号 and 番号.
 */
card: Agrees, 
/**
 * 枝番.
 */
branch: Agrees, 
/**
 * 生年月日.
 */
birth_date: Agrees, 
/**
 * 氏名 and カナ.
 */
name: Agrees, 
/**
 * 性別.
 */
sex: Agrees, };

/**
 * How two values stand to each other.
 */
export type Agrees = "same" | "differs" | "unsaid";

/**
 * What the patient reacts to.
 */
export type AllergyCategory = "medication" | "food" | "environment" | "other";

/**
 * アレルギー or 薬剤禁忌 as typed.
 */
export type AllergyForm = { 
/**
 * What the patient reacts to.
 */
category: AllergyCategory, 
/**
 * The substance.
 */
text: string, 
/**
 * Codes.
 */
codes: Array<CodeForm>, 
/**
 * The reaction, or the reason of the contraindication.
 */
reaction: string, 
/**
 * 重症度.
 */
criticality: Criticality | null, 
/**
 * Since when, in part or whole.
 */
onset: string, 
/**
 * The day on which it was found to hold no longer.
 */
ended: string, 
/**
 * What every row has.
 */
common: CommonForm, };

/**
 * An allergy or contraindication.
 */
export type AllergyShown = { 
/**
 * As listed.
 */
row: RowShown, 
/**
 * As the form shows it.
 */
form: AllergyForm, };

/**
 * The letter that a 返書 answers, as typed.
 */
export type AnsweredForm = { 
/**
 * Its date, or empty.
 */
date: string, 
/**
 * Its number, or empty.
 */
number: string, };

/**
 * A failed call. Carries no patient data and no wording of its own.
 */
export type ApiError = { 
/**
 * Kind of failure.
 */
code: Code, 
/**
 * Arguments of the code, see there.
 */
args: Array<string>, 
/**
 * What is wrong with the input.
 */
findings: Array<FindingShown>, 
/**
 * The name under which the log knows it.
 */
incident: string | null, };

/**
 * An answer about somebody's insurance.
 */
export type Arrival = { 
/**
 * Id of the eligibility.
 */
id: string, 
/**
 * When.
 */
at: DateShown, 
/**
 * How it came.
 */
source: EligibilitySource, 
/**
 * 資格有効性.
 */
validity: Validity, 
/**
 * The person as told.
 */
told: Told, 
/**
 * The insurance as told.
 */
insurer: Insured, 
/**
 * 被保険者証区分 in words.
 */
card_class: string, 
/**
 * 限度額, 特定疾病, 医療券 …, ready to show.
 */
limits: Array<ViewLine>, 
/**
 * What may be looked at.
 */
consents: Array<ConsentShown>, 
/**
 * What the service said beside it, word for word.
 */
notices: Array<Said>, 
/**
 * What is odd about it.
 */
findings: Array<FindingShown>, 
/**
 * How it stands.
 */
state: ArrivalMatch, 
/**
 * The patient, when matched.
 */
patient: PatientRow | null, 
/**
 * How it was matched.
 */
matched_by: MatchedBy | null, 
/**
 * When.
 */
matched_at: DateShown | null, 
/**
 * By whom; empty when by itself.
 */
matched_who: string, 
/**
 * How many other living records bear the same name.
 */
namesakes: number, 
/**
 * Whether somebody else has the same birth date and the same insurance number: twins.
 */
twin: boolean, 
/**
 * Whom it may be, most likely first.
 */
proposals: Array<Proposal>, 
/**
 * What differs from the matched patient's record.
 */
differences: Array<Difference>, 
/**
 * How the 照会番号 stands.
 */
reference: ReferenceState, };

/**
 * How somebody at reception stands.
 */
export type ArrivalMatch = "matched" | "proposed" | "new" | "dismissed";

/**
 * Something asked that has no answer yet.
 */
export type Asked = { 
/**
 * Id of the request.
 */
id: string, 
/**
 * What was asked, in words.
 */
title: string, 
/**
 * About whom.
 */
patient: PatientRow | null, 
/**
 * How far it is.
 */
state: RequestState, 
/**
 * Since when.
 */
at: DateShown, 
/**
 * What was said when it failed.
 */
said: string, };

/**
 * A file to add to a draft. The form has to name it then.
 */
export type AttachmentAdd = { 
/**
 * The letter.
 */
letter_id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its bytes, base64.
 */
data: string, };

/**
 * A file that goes with the letter.
 */
export type AttachmentForm = { 
/**
 * Its id in the store. Not in an input file.
 */
id: string, 
/**
 * What it is called, on paper too; empty for the name that it came with.
 */
title: string, 
/**
 * The file in base64, in an input file only; what it is, is told by its content.
 */
data: string | null, };

/**
 * What a file is, told by its content.
 */
export type AttachmentKind = "pdf" | "jpeg" | "png" | "bundle";

/**
 * One file of a letter.
 */
export type AttachmentRef = { 
/**
 * The letter.
 */
letter_id: string, 
/**
 * The file.
 */
id: string, };

/**
 * A file that belongs to a letter.
 */
export type AttachmentShown = { 
/**
 * Id, by which the form names it.
 */
id: string, 
/**
 * What it is.
 */
kind: AttachmentKind, 
/**
 * The name that it came with, without its ending.
 */
name: string, 
/**
 * Pages of a PDF.
 */
pages: number | null, 
/**
 * Bytes.
 */
size: number, 
/**
 * Bytes when sent (base64).
 */
sent: number, };

/**
 * A verified copy of the store.
 */
export type BackupShown = { 
/**
 * File name.
 */
name: string, 
/**
 * When it was made.
 */
at: DateShown, 
/**
 * Size in KiB.
 */
size_kib: number, 
/**
 * Why: `daily`, `before-migration`.
 */
why: string, };

/**
 * How many copies stay of a store of this size.
 */
export type BackupsKept = { 
/**
 * Those of so many days.
 */
days: number, 
/**
 * The newest of each of so many weeks.
 */
weeks: number, 
/**
 * The newest of each of so many months.
 */
months: number, };

/**
 * A booking by FAX.
 */
export type BookingForm = { 
/**
 * 第1–第3希望日 as typed; further words (午前 …) may follow a date after a blank.
 */
wishes: [string, string, string], 
/**
 * 希望する診療科, or empty.
 */
department: string, 
/**
 * 希望する医師, or empty.
 */
doctor: string, 
/**
 * 受診歴.
 */
visited: Visited, 
/**
 * The patient's number there, or empty.
 */
visited_id: string, 
/**
 * Who at the clinic is asked back, or empty.
 */
contact: string, 
/**
 * 連絡事項.
 */
note: string, };

/**
 * Several patients at once.
 */
export type BulkAsk = { 
/**
 * Who.
 */
patients: Array<string>, 
/**
 * For which day, as typed.
 */
day: string, };

/**
 * How far a 一括照会 is.
 */
export type BulkRow = { 
/**
 * Id of its request.
 */
id: string, 
/**
 * When it was asked.
 */
at: DateShown, 
/**
 * For which day.
 */
day: DateShown, 
/**
 * How many people.
 */
patients: number, 
/**
 * How many were answered.
 */
answered: number, 
/**
 * How far it is.
 */
state: RequestState, 
/**
 * What was said.
 */
said: string, 
/**
 * When the result is asked for next.
 */
next: DateShown | null, };

/**
 * How data for the national service is written.
 */
export type BundleFormat = { 
/**
 * The version of the guide (JP-CLINS): `1.12.0`.
 */
guide: string, 
/**
 * Whether profile claims carry that version. Without it the receiver takes its newest.
 */
stamp: boolean, 
/**
 * Whether the data of letters travel inside their PDFs where the letter does not say otherwise.
 */
in_pdf: boolean, };

/**
 * The choice and what there is to choose from.
 */
export type BundleFormatShown = { 
/**
 * What was chosen.
 */
format: BundleFormat, 
/**
 * Versions that can be written, newest first.
 */
guides: Array<string>, };

/**
 * An id.
 */
export type ById = { 
/**
 * Id.
 */
id: string, };

/**
 * An id and the version that the front end knows.
 */
export type ByVersion = { 
/**
 * Id.
 */
id: string, 
/**
 * Version.
 */
version: number, };

/**
 * The form of a 患者サマリー（療養計画書）.
 */
export type CarePlanForm = { 
/**
 * 指導日 in any form that people type; empty means today.
 */
date: string, 
/**
 * The doctor who explained it, by id.
 */
doctor_id: string | null, 
/**
 * Who pays for the care.
 */
payment: Payment, 
/**
 * Ids of the 傷病名 that the plan is for; `null` means all that are current and may be shown to the patient.
 */
conditions: Array<string> | null, 
/**
 * 傷病名, beside the chosen rows.
 */
diagnosis: string, 
/**
 * 療養上の計画・アドバイス.
 */
advice: string, 
/**
 * 次回の受診: a date, or words like 4週間後.
 */
next_visit: string, 
/**
 * Whether the paper has a line for the signature of whoever was told.
 */
signature: boolean, 
/**
 * Large print: 15 pt instead of 12 pt.
 */
large_print: boolean, 
/**
 * 明朝 instead of ゴシック.
 */
mincho: boolean, 
/**
 * Civil years instead of 和暦.
 */
civil_years: boolean, };

/**
 * The 6情報 of a patient.
 */
export type Chart = { 
/**
 * The patient.
 */
patient: PatientRow, 
/**
 * 傷病名.
 */
conditions: Array<ConditionShown>, 
/**
 * アレルギー and 薬剤禁忌.
 */
allergies: Array<AllergyShown>, 
/**
 * 感染症.
 */
infections: Array<InfectionShown>, 
/**
 * 検査.
 */
lab_results: Array<LabResultShown>, 
/**
 * 処方.
 */
prescriptions: Array<PrescriptionShown>, 
/**
 * アレルギー without rows.
 */
no_allergy: AbsenceShown | null, 
/**
 * 薬剤禁忌 without rows.
 */
no_contraindication: AbsenceShown | null, 
/**
 * Rows that were taken back and can be put back.
 */
retracted: Array<RowShown>, };

/**
 * Findings alone.
 */
export type Checked = { 
/**
 * Findings.
 */
findings: Array<FindingShown>, };

/**
 * Ids of the rows of the 6情報 that go into the letter.
 */
export type ChosenRows = { 
/**
 * 傷病名.
 */
conditions: Array<string>, 
/**
 * 既往歴.
 */
past_conditions: Array<string>, 
/**
 * 現病歴.
 */
present_conditions: Array<string>, 
/**
 * アレルギー and 薬剤禁忌.
 */
allergies: Array<string>, 
/**
 * 感染症.
 */
infections: Array<string>, 
/**
 * 検査.
 */
lab_results: Array<string>, 
/**
 * 処方.
 */
prescriptions: Array<string>, };

/**
 * The closed list of ways in which a call may fail. A code exists because a front end does something
 * different about it.
 */
export type Code = "Rejected" | "NotFound" | "Stale" | "Denied" | "SignedOut" | "Busy" | "Unavailable" | "KeyNeeded" | "Newer" | "Damaged" | "Bug";

/**
 * A code with its display text.
 */
export type CodeForm = { 
/**
 * System.
 */
system: CodeSystem, 
/**
 * The code.
 */
code: string, 
/**
 * The master's name for it.
 */
display: string, };

/**
 * The code systems that rows may carry (JP-CLINS resource profiles and laboratory coding rules).
 */
export type CodeSystem = "disease-key" | "disease-exchange" | "disease-receipt" | "icd10" | "modifier-key" | "modifier-receipt" | "allergen-food" | "allergen-other" | "allergen-drug-brand" | "allergen-drug-general" | "lab-local" | "lab-core-jlac10" | "lab-core-jlac11" | "lab-infection-jlac10" | "lab-infection-jlac11" | "jlac10" | "drug-yj" | "drug-general" | "drug-hot9" | "usage";

/**
 * What every row has.
 */
export type CommonForm = { 
/**
 * Where it comes from.
 */
source: Source, 
/**
 * 最終確認日 as typed; empty means today for a new row.
 */
last_checked: string, 
/**
 * A note for the chart.
 */
note: string, 
/**
 * Flags.
 */
flags: FlagsForm, };

/**
 * Which paper, with what a person adds to it.
 */
export type Companion = { "paper": "fax_cover" } & FaxCoverForm | { "paper": "envelope" } & EnvelopeForm | { "paper": "labels" } & LabelsForm | { "paper": "booking" } & BookingForm;

/**
 * What became of it.
 */
export type CompanionMade = { 
/**
 * The paper; `null` while warnings wait to be confirmed.
 */
issued: LetterIssued | null, 
/**
 * The warnings.
 */
findings: Array<FindingShown>, };

/**
 * 傷病名 as typed.
 */
export type ConditionForm = { 
/**
 * The disease's name without modifiers.
 */
text: string, 
/**
 * Codes.
 */
codes: Array<CodeForm>, 
/**
 * Modifiers before the name.
 */
prefixes: Array<ModifierForm>, 
/**
 * Modifiers after the name.
 */
suffixes: Array<ModifierForm>, 
/**
 * 疑い.
 */
suspected: boolean, 
/**
 * 主傷病.
 */
principal: boolean, 
/**
 * 発症日・診療開始日 as typed, in part or whole.
 */
onset: string, 
/**
 * 転帰; `null` while it lasts.
 */
outcome: OutcomeKind | null, 
/**
 * 転帰日 as typed.
 */
outcome_on: string, 
/**
 * What every row has.
 */
common: CommonForm, };

/**
 * A condition.
 */
export type ConditionShown = { 
/**
 * As listed.
 */
row: RowShown, 
/**
 * As the form shows it.
 */
form: ConditionForm, };

/**
 * The patient's consent to the letter.
 */
export type ConsentForm = { 
/**
 * Whether it was given.
 */
given: boolean, 
/**
 * When, as typed; empty means the letter's date.
 */
on: string, 
/**
 * How.
 */
way: ConsentWay, };

/**
 * What the person lets us look at.
 */
export type ConsentShown = { 
/**
 * Its stable name.
 */
kind: string, 
/**
 * By which view it is seen, if by one.
 */
view: ViewKind | null, 
/**
 * In words.
 */
label: string, 
/**
 * Whether it was given.
 */
given: boolean, 
/**
 * Until when.
 */
until: DateShown | null, 
/**
 * Given and not over.
 */
open: boolean, };

/**
 * How the patient consented.
 */
export type ConsentWay = "oral" | "written";

/**
 * The six kinds. Drug and other allergies are one record with a category, but two kinds for people.
 */
export type Core6Kind = "condition" | "allergy" | "contraindication" | "infection" | "lab_result" | "prescription";

/**
 * 重症度.
 */
export type Criticality = "high" | "low" | "unable-to-assess";

/**
 * Whether the data of a letter travel inside its PDF.
 */
export type DataInPdf = "usual" | "always" | "never";

/**
 * How a typed date was read.
 */
export type DateReading = { 
/**
 * The date; `null` where there is none.
 */
date: DateShown | null, 
/**
 * Why not.
 */
findings: Array<FindingShown>, };

/**
 * A date in every form that is shown.
 */
export type DateShown = { 
/**
 * `2026-11-22`, `2026-11` or `2026`; with a time `2026-11-22T09:30`.
 */
iso: string, 
/**
 * `令和8年11月22日`.
 */
wareki: string, 
/**
 * `2026年11月22日`.
 */
civil: string, };

/**
 * A date as typed.
 */
export type DateTyped = { 
/**
 * As typed.
 */
text: string, 
/**
 * Whether day or month may be missing.
 */
partial: boolean, 
/**
 * Whether a time of day may follow.
 */
time: boolean, };

/**
 * A field that differs.
 */
export type Difference = { 
/**
 * Path in `PatientForm`: `name`, `insurance.branch` …
 */
field: string, 
/**
 * As told, ready to show.
 */
told: string, 
/**
 * As stored, ready to show.
 */
stored: string, 
/**
 * Whether it may be taken over.
 */
adoptable: boolean, 
/**
 * Why not.
 */
why: string, };

/**
 * A doctor as typed.
 */
export type DoctorForm = { 
/**
 * 氏名.
 */
name: string, 
/**
 * フリガナ.
 */
kana: string, 
/**
 * 診療科.
 */
department: string, 
/**
 * 医籍登録番号.
 */
registration_number: string, };

/**
 * A doctor to save.
 */
export type DoctorSave = { 
/**
 * `null` for a new doctor.
 */
id: string | null, 
/**
 * The version that the form was filled from; 0 for a new doctor.
 */
version: number, 
/**
 * Whether the doctor may be chosen.
 */
active: boolean, 
/**
 * The form.
 */
form: DoctorForm, };

/**
 * A doctor.
 */
export type DoctorShown = { 
/**
 * Id.
 */
id: string, 
/**
 * Version, for saving.
 */
version: number, 
/**
 * Whether the doctor may be chosen.
 */
active: boolean, 
/**
 * As the form shows it.
 */
form: DoctorForm, };

/**
 * The kinds of document that the program writes.
 */
export type DocumentKind = "referral_letter" | "care_plan_summary";

/**
 * A document of any kind, opened.
 */
export type DocumentOpen = LetterOpen | PlanOpen;

/**
 * Where a document stands.
 */
export type DocumentState = "draft" | "final" | "withdrawn";

/**
 * Which door the front end stands at.
 */
export type Door = "setup" | "locked" | "closed" | "choose" | "open";

/**
 * How a drug is used (剤形区分).
 */
export type DosageKind = "internal" | "as_needed" | "external" | "injection";

/**
 * An insurance read off a paper.
 */
export type EligibilityKey = { 
/**
 * 保険者番号.
 */
insurer_number: string, 
/**
 * 記号.
 */
symbol: string, 
/**
 * 番号.
 */
number: string, 
/**
 * 枝番.
 */
branch: string, 
/**
 * Birth date as typed.
 */
birth_date: string, 
/**
 * Also 限度額, with the person's consent.
 */
limits: boolean, };

/**
 * An earlier answer about a patient.
 */
export type EligibilityRow = { 
/**
 * Id.
 */
id: string, 
/**
 * When.
 */
at: DateShown, 
/**
 * How.
 */
source: EligibilitySource, 
/**
 * 資格有効性.
 */
validity: Validity, 
/**
 * The insurance.
 */
insurer: Insured, 
/**
 * How it was matched.
 */
matched_by: MatchedBy | null, 
/**
 * How many fields differ from the record.
 */
differences: number, };

/**
 * How an answer came.
 */
export type EligibilitySource = "face" | "check" | "bulk" | "file";

/**
 * Rows that somebody found still true.
 */
export type EntriesConfirm = { 
/**
 * The patient.
 */
patient_id: string, 
/**
 * Rows.
 */
rows: Array<EntryRef>, };

/**
 * A row that is being typed.
 */
export type EntryCheck = { 
/**
 * The row.
 */
entry: EntryForm, };

/**
 * One row of any kind, as typed.
 */
export type EntryForm = { "type": "condition", "form": ConditionForm } | { "type": "allergy", "form": AllergyForm } | { "type": "infection", "form": InfectionForm } | { "type": "lab_result", "form": LabResultForm } | { "type": "prescription", "form": PrescriptionForm };

/**
 * A row as the front end knows it.
 */
export type EntryRef = { 
/**
 * Id.
 */
id: string, 
/**
 * The version that the front end knows.
 */
version: number, 
/**
 * Its kind.
 */
kind: Core6Kind, };

/**
 * A row to save.
 */
export type EntrySave = { 
/**
 * The patient.
 */
patient_id: string, 
/**
 * `null` for a new row.
 */
id: string | null, 
/**
 * The version that the form was filled from; 0 for a new row.
 */
version: number, 
/**
 * The row.
 */
entry: EntryForm, };

/**
 * A saved row.
 */
export type EntrySaved = { 
/**
 * Id.
 */
id: string, 
/**
 * Version.
 */
version: number, 
/**
 * What was tidied up or should be looked at.
 */
findings: Array<FindingShown>, };

/**
 * An envelope, or what stands in for one.
 */
export type Envelope = "long_upright" | "long_lying" | "square" | "window";

/**
 * An envelope.
 */
export type EnvelopeForm = { 
/**
 * Kind.
 */
envelope: Envelope, 
/**
 * 親展: only the addressee may open it.
 */
confidential: boolean, };

/**
 * An illness of a member of the family, as typed.
 */
export type FamilyForm = { 
/**
 * 続柄; a row without one goes as text.
 */
relation: FamilyRelation | null, 
/**
 * 病名.
 */
text: string, 
/**
 * 病名管理番号, or empty.
 */
code: string, 
/**
 * Age at its beginning, or empty.
 */
age: string, };

/**
 * 続柄 of a family member whose illness is told.
 */
export type FamilyRelation = "father" | "mother" | "brother" | "sister" | "son" | "daughter" | "paternal_grandfather" | "paternal_grandmother" | "maternal_grandfather" | "maternal_grandmother" | "uncle" | "aunt" | "cousin" | "other";

/**
 * What stands on the cover of a FAX beside the letter's own facts.
 */
export type FaxCoverForm = { 
/**
 * Number, as typed.
 */
number: string, 
/**
 * The number again, typed a second time: a wrong digit sends the letter to strangers.
 */
again: string, 
/**
 * Sheets with this one, as typed.
 */
sheets: string, 
/**
 * 連絡事項. No patient is named on the cover.
 */
note: string, };

/**
 * A field of a patient's record that was changed.
 */
export type FieldChange = { 
/**
 * The field, as in the form: `address`, `insurance.symbol`, `public_payers`.
 */
field: string, 
/**
 * What stood there; empty for nothing.
 */
before: string, 
/**
 * What stands there since.
 */
after: string, };

/**
 * How a file beside a received document came.
 */
export type FileOrigin = "around" | "fetched";

/**
 * A finding, ready to be shown beside its field.
 */
export type FindingShown = { 
/**
 * The field: `patient.insurance.symbol`.
 */
path: string, 
/**
 * The rule's stable name.
 */
rule: string, 
/**
 * How grave it is.
 */
severity: Severity, 
/**
 * What is wrong and what to do, in Japanese.
 */
message: string, };

/**
 * Flags of the national service.
 */
export type FlagsForm = { 
/**
 * 未告知.
 */
uninformed: boolean, 
/**
 * 未提供.
 */
undelivered: boolean, 
/**
 * 長期保存.
 */
long_term: boolean, };

/**
 * Everything that the frame of the window needs.
 */
export type Front = { 
/**
 * Where we stand.
 */
door: Door, 
/**
 * Why the store is closed or locked, with the arguments of the code.
 */
trouble: Code | null, 
/**
 * Arguments of `trouble`.
 */
trouble_args: Array<string>, 
/**
 * The clinic's name, once the store is open.
 */
clinic: string, 
/**
 * Who is chosen.
 */
staff: StaffShown | null, 
/**
 * Who may be chosen.
 */
choices: Array<StaffShown>, 
/**
 * Today.
 */
today: DateShown, 
/**
 * The folder of the store.
 */
place: string, 
/**
 * The program's version.
 */
version: string, 
/**
 * Whether this is the demonstration with fictional patients.
 */
demo: boolean, 
/**
 * Whether the key is kept by the computer, so that no passphrase is asked for at start.
 */
key_kept: boolean, 
/**
 * Whether the host can open a PDF in a viewer.
 */
can_print: boolean, 
/**
 * What whoever is chosen may do: the words of `needs` in the table of calls.
 */
may: Array<Permission>, 
/**
 * Size of letters on screen in per cent, as chosen by this person; before anybody is chosen, as last chosen
 * here.
 */
text_size: number, };

/**
 * What happened to a patient's record, newest first.
 */
export type HistoryRow = { 
/**
 * When.
 */
at: DateShown, 
/**
 * Who.
 */
staff: string, 
/**
 * What: the stable name of the action.
 */
action: string, 
/**
 * What the patient's record said before and after, where it was changed.
 */
changes: Array<FieldChange>, };

/**
 * Why a ready item does not go by itself.
 */
export type Hold = "no_insurance" | "eligibility_invalid" | "eligibility_differs" | "branch_unknown" | "no_addressee" | "addressee_not_using" | "provisional" | "not_built";

/**
 * 敬称 (letter practice: 先生 with 御机下 or 御侍史, 御中 for a place, 殿 for an office).
 */
export type Honorific = "auto" | "sensei_kika" | "sensei_jishi" | "sensei_plain_jishi" | "sensei" | "dono" | "sama" | "onchu";

/**
 * 感染症 as typed.
 */
export type InfectionForm = { 
/**
 * The test.
 */
text: string, 
/**
 * Codes.
 */
codes: Array<CodeForm>, 
/**
 * The result in a word.
 */
result: InfectionResult | null, 
/**
 * The result as typed, where it is a number or another wording.
 */
result_text: string, 
/**
 * 材料.
 */
specimen: string, 
/**
 * 採取日時 as typed.
 */
sampled: string, 
/**
 * What every row has.
 */
common: CommonForm, };

/**
 * A qualitative result (JP_PosNegHold_CS).
 */
export type InfectionResult = "positive" | "negative" | "hold";

/**
 * An infection test.
 */
export type InfectionShown = { 
/**
 * As listed.
 */
row: RowShown, 
/**
 * As the form shows it.
 */
form: InfectionForm, };

/**
 * The clinic as typed.
 */
export type InstitutionForm = { 
/**
 * 医療機関番号, ten digits.
 */
code: string, 
/**
 * 名称.
 */
name: string, 
/**
 * 郵便番号.
 */
postal_code: string, 
/**
 * 所在地.
 */
address: string, 
/**
 * 電話番号.
 */
phone: string, 
/**
 * FAX番号.
 */
fax: string, };

/**
 * The clinic, to save.
 */
export type InstitutionSave = { 
/**
 * The version that the form was filled from.
 */
version: number, 
/**
 * The form.
 */
form: InstitutionForm, };

/**
 * The clinic.
 */
export type InstitutionShown = { 
/**
 * Version, for saving.
 */
version: number, 
/**
 * As the form shows it.
 */
form: InstitutionForm, };

/**
 * 医療保険 as typed.
 */
export type InsuranceForm = { 
/**
 * 保険者番号.
 */
insurer_number: string, 
/**
 * 記号.
 */
symbol: string, 
/**
 * 番号.
 */
number: string, 
/**
 * 枝番, two digits; empty with `no_branch` false means that nobody has looked yet.
 */
branch: string, 
/**
 * The card prints no 枝番.
 */
no_branch: boolean, };

/**
 * An insurance as told.
 */
export type Insured = { 
/**
 * 保険者番号 without padding.
 */
insurer_number: string, 
/**
 * 保険者の名称.
 */
insurer_name: string, 
/**
 * 記号.
 */
symbol: string, 
/**
 * 番号.
 */
number: string, 
/**
 * 枝番; empty where none was told.
 */
branch: string, 
/**
 * From when.
 */
valid_from: DateShown | null, 
/**
 * Until when.
 */
valid_until: DateShown | null, };

/**
 * Whether a value lies outside its range.
 */
export type Interpretation = "H" | "L" | "N";

/**
 * One 交付.
 */
export type IssueShown = { 
/**
 * Its place among those of the letter, for taking it back.
 */
place: number, 
/**
 * How.
 */
way: IssueWay, 
/**
 * When.
 */
at: DateShown, 
/**
 * Who.
 */
staff: string, 
/**
 * When it was taken back as noted by mistake.
 */
undone: DateShown | null, };

/**
 * One 交付 of a letter.
 */
export type IssueUndo = { 
/**
 * Id of the letter.
 */
id: string, 
/**
 * Its place.
 */
place: number, };

/**
 * How a finalized document left the clinic (交付). A document may leave more than once.
 */
export type IssueWay = "printed" | "copy" | "handed" | "fax" | "mail" | "saved";

/**
 * One code of a designated item.
 */
export type LabChoice = { 
/**
 * FHIR識別名.
 */
name: string, 
/**
 * The item for people: `白血球数`.
 */
item: string, 
/**
 * Its usual unit, or empty.
 */
unit: string, 
/**
 * 材料, or empty.
 */
specimen: string, 
/**
 * 測定法, or empty.
 */
method: string, 
/**
 * The code for the row.
 */
code: CodeForm, };

/**
 * What was found.
 */
export type LabChoices = { 
/**
 * Codes to choose from.
 */
choices: Array<LabChoice>, 
/**
 * Whether there are more than are shown.
 */
more: boolean, 
/**
 * Whether the whole list of codes was imported; else there is one usual code per item.
 */
imported: boolean, };

/**
 * A list of codes to take in the place of the old one.
 */
export type LabCodesImport = { 
/**
 * The file, base64; `null` lets the host ask for one.
 */
bytes: string | null, };

/**
 * What came of it.
 */
export type LabCodesImported = { 
/**
 * False when the person cancelled.
 */
done: boolean, 
/**
 * How many codes the list has now.
 */
codes: number, 
/**
 * Lines that were passed over, and why.
 */
findings: Array<FindingShown>, };

/**
 * An item to forget.
 */
export type LabItemForget = { 
/**
 * As the laboratory names it.
 */
name: string, 
/**
 * 材料, or empty.
 */
specimen: string, };

/**
 * An item of the laboratory and the codes that somebody gave it.
 */
export type LabItemShown = { 
/**
 * As the laboratory names it.
 */
name: string, 
/**
 * 材料, or empty.
 */
specimen: string, 
/**
 * Its codes.
 */
codes: Array<CodeForm>, };

/**
 * Every item with codes.
 */
export type LabItemsShown = { 
/**
 * Items, by name.
 */
items: Array<LabItemShown>, 
/**
 * How many codes the imported list has; 0 without one.
 */
imported: number, };

/**
 * What is looked for among the designated items.
 */
export type LabQuery = { 
/**
 * Part of a name; empty shows all.
 */
text: string, 
/**
 * 材料 as typed: its codes come first.
 */
specimen: string, 
/**
 * Whether 指定感染症 are meant, else 指定検査.
 */
infection: boolean, };

/**
 * 検査 as typed.
 */
export type LabResultForm = { 
/**
 * The item.
 */
text: string, 
/**
 * Codes.
 */
codes: Array<CodeForm>, 
/**
 * The value.
 */
value: string, 
/**
 * Unit.
 */
unit: string, 
/**
 * Lower limit.
 */
range_low: string, 
/**
 * Upper limit.
 */
range_high: string, 
/**
 * A range that is not two numbers.
 */
range_text: string, 
/**
 * H or L; `null` lets the numbers decide.
 */
interpretation: Interpretation | null, 
/**
 * 材料.
 */
specimen: string, 
/**
 * 採取日時 as typed.
 */
sampled: string, 
/**
 * What every row has.
 */
common: CommonForm, };

/**
 * A laboratory value.
 */
export type LabResultShown = { 
/**
 * As listed.
 */
row: RowShown, 
/**
 * As the form shows it.
 */
form: LabResultForm, };

/**
 * A sheet of labels of A4.
 */
export type LabelSheet = "twelve" | "twenty_four";

/**
 * Address labels.
 */
export type LabelsForm = { 
/**
 * Kind of sheet.
 */
sheet: LabelSheet, 
/**
 * The first label that is still on the sheet, from 1, left to right and down; as typed.
 */
first: string, 
/**
 * How many, as typed.
 */
count: string, };

/**
 * How the terminal is, in a word.
 */
export type Lamp = "connected" | "unreachable" | "off" | "elsewhere";

/**
 * Save the bundle as a file.
 */
export type LetterBundle = { 
/**
 * Id.
 */
id: string, 
/**
 * Version number.
 */
number: number, };

/**
 * A paper that goes with the newest version of a finalized letter.
 */
export type LetterCompanion = { 
/**
 * Id.
 */
id: string, 
/**
 * Which paper, with what a person adds to it.
 */
companion: Companion, 
/**
 * Whether a person has seen the warnings of this same paper.
 */
confirmed: boolean, };

/**
 * A new letter.
 */
export type LetterCreate = { 
/**
 * The patient.
 */
patient_id: string, 
/**
 * Referral, reply or report.
 */
kind: LetterKind, 
/**
 * The letter to copy from; its receiver and texts are taken over, its rows are chosen anew.
 */
from: string | null, 
/**
 * A form to begin with as it is, to bring a discarded draft back.
 */
form: LetterForm | null, };

/**
 * A draft to freeze.
 */
export type LetterFinalize = { 
/**
 * Id.
 */
id: string, 
/**
 * The version that the front end knows.
 */
version: number, 
/**
 * How the patient agrees that the addressee reads it by wire; `null` where it goes on paper only.
 */
consent: ReadConsent | null, };

/**
 * The form of a 診療情報提供書.
 */
export type LetterForm = { 
/**
 * Referral, reply or report.
 */
kind: LetterKind, 
/**
 * 外来 or 退院時.
 */
subtype: LetterSubtype, 
/**
 * The letter's date in any form that people type; empty means today.
 */
date: string, 
/**
 * The doctor who signs, by id.
 */
doctor_id: string | null, 
/**
 * 紹介先.
 */
receiver: ReceiverForm, 
/**
 * Who pays for the care.
 */
payment: Payment, 
/**
 * The patient's consent.
 */
consent: ConsentForm, 
/**
 * 傷病名, beside the chosen rows.
 */
diagnosis: string, 
/**
 * 紹介目的.
 */
purpose: string, 
/**
 * 既往歴.
 */
past_history: string, 
/**
 * 家族歴.
 */
family_history: string, 
/**
 * アレルギー・禁忌, beside the chosen rows.
 */
allergy: string, 
/**
 * 感染症, beside the chosen rows.
 */
infection: string, 
/**
 * 症状経過及び検査結果.
 */
course: string, 
/**
 * 治療経過.
 */
treatment: string, 
/**
 * 現在の処方, beside the chosen rows.
 */
medication: string, 
/**
 * 備考.
 */
remarks: string, 
/**
 * 身体所見.
 */
physical_findings: string, 
/**
 * 社会歴・生活習慣, beside the occupation.
 */
social_history: string, 
/**
 * 予防接種歴.
 */
immunization: string, 
/**
 * 手術.
 */
surgery: string, 
/**
 * 輸血歴.
 */
transfusion: string, 
/**
 * 処置.
 */
procedures: string, 
/**
 * 診療方針指示.
 */
care_plan: string, 
/**
 * 医療機器.
 */
devices: string, 
/**
 * 事前指示.
 */
advance_directive: string, 
/**
 * 臨床研究参加.
 */
research: string, 
/**
 * 家族歴, row by row.
 */
family: Array<FamilyForm>, 
/**
 * Files that go with the letter, in order.
 */
attachments: Array<AttachmentForm>, 
/**
 * Whether the data for the national service carry the letter's own pages as a PDF.
 */
own_pages: boolean, 
/**
 * The chosen rows of the 6情報; `null` means all that are current.
 */
rows: ChosenRows | null, 
/**
 * The letter that a 返書 answers.
 */
answered: AnsweredForm, 
/**
 * 12 pt instead of 10.5 pt.
 */
large_print: boolean, 
/**
 * ゴシック instead of 明朝.
 */
gothic: boolean, 
/**
 * Civil years instead of 和暦.
 */
civil_years: boolean, 
/**
 * Whether the letter's data travel inside its PDF.
 */
data_in_pdf: DataInPdf, };

/**
 * What to do with a finalized version.
 */
export type LetterIssue = { 
/**
 * Id.
 */
id: string, 
/**
 * Version number.
 */
number: number, 
/**
 * How it leaves the clinic. `printed` and `copy` open the viewer, `saved` asks where to, the others are
 * only noted.
 */
way: IssueWay, };

/**
 * What was done.
 */
export type LetterIssued = { 
/**
 * False when the person cancelled.
 */
done: boolean, 
/**
 * The PDF, base64, where the host cannot open or save files itself.
 */
pdf: string | null, 
/**
 * A name for the file: the document's number.
 */
file_name: string, };

/**
 * What a 診療情報提供書 is for; decides its subtitle and opening words.
 */
export type LetterKind = "referral" | "reply" | "report";

/**
 * A 診療情報提供書, opened.
 */
export type LetterOpen = { 
/**
 * As listed.
 */
row: LetterRow, 
/**
 * The draft's version, for saving.
 */
version: number, 
/**
 * The draft; of a finalized document, what the newest version was made of.
 */
form: LetterForm, 
/**
 * Why it is being amended; empty otherwise.
 */
reason: string, 
/**
 * Why it was withdrawn; empty otherwise.
 */
withdrawn_reason: string, 
/**
 * What is missing or should be looked at; of a finalized document, as it was found when it
 * was finalized.
 */
findings: Array<FindingShown>, 
/**
 * How far each section has come with codes.
 */
progress: Array<SectionProgress>, 
/**
 * The 6情報 to choose from.
 */
chart: Chart, 
/**
 * Doctors who may sign.
 */
doctors: Array<DoctorShown>, 
/**
 * The files that belong to it, whether the form names them or not.
 */
attachments: Array<AttachmentShown>, 
/**
 * How many bytes the files may have together when sent.
 */
attachments_limit: number, 
/**
 * How it may leave the clinic.
 */
ways: Array<IssueWay>, 
/**
 * Finalized versions, newest first.
 */
versions: Array<VersionShown>, };

/**
 * Which pages to show.
 */
export type LetterPreview = { 
/**
 * Id.
 */
id: string, 
/**
 * A finalized version; `null` for the draft as last saved.
 */
number: number | null, 
/**
 * The draft as it is on screen, saved or not.
 */
form: LetterForm | null, 
/**
 * Dots per inch, 40–300.
 */
dpi: number, };

/**
 * Which letters to list.
 */
export type LetterQuery = { 
/**
 * Only of this patient.
 */
patient_id: string | null, 
/**
 * Only in this state.
 */
state: DocumentState | null, 
/**
 * Only with this text in the patient's or the receiver's name; empty for all.
 */
text: string, };

/**
 * A document and a reason.
 */
export type LetterReason = { 
/**
 * Id.
 */
id: string, 
/**
 * Reason, for the record.
 */
reason: string, };

/**
 * A document in a list.
 */
export type LetterRow = { 
/**
 * Id.
 */
id: string, 
/**
 * The patient.
 */
patient: PatientRow, 
/**
 * The kind of document.
 */
document: DocumentKind, 
/**
 * Referral, reply or report, of a letter.
 */
kind: LetterKind | null, 
/**
 * Where it stands.
 */
state: DocumentState, 
/**
 * How many versions were finalized.
 */
versions: number, 
/**
 * 紹介先.
 */
receiver: string, 
/**
 * 診療科, doctor and 敬称 of the 紹介先.
 */
receiver_line: string, 
/**
 * When it was last changed.
 */
changed: DateShown, 
/**
 * When the newest version was finalized.
 */
finalized: DateShown | null, 
/**
 * Whether the newest version has a bundle for the national service.
 */
bundle: boolean, 
/**
 * Where the bundle stands on its way.
 */
outbox: OutboxState | null, 
/**
 * How the newest version left the clinic.
 */
issued: Array<IssueWay>, };

/**
 * A draft to save.
 */
export type LetterSave = { 
/**
 * Id.
 */
id: string, 
/**
 * The version that the front end knows.
 */
version: number, 
/**
 * The form.
 */
form: LetterForm, };

/**
 * A saved draft.
 */
export type LetterSaved = { 
/**
 * Version.
 */
version: number, 
/**
 * When.
 */
at: DateShown, 
/**
 * What is missing or should be looked at.
 */
findings: Array<FindingShown>, 
/**
 * How far each section has come.
 */
progress: Array<SectionProgress>, };

/**
 * At what stage of care a 診療情報提供書 is written (the document's subtype of the national service).
 */
export type LetterSubtype = "outpatient" | "discharge";

/**
 * Which requests.
 */
export type LogQuery = { 
/**
 * Only this patient's.
 */
patient_id: string | null, 
/**
 * Only this item's.
 */
outbox_id: string | null, };

/**
 * A request and what became of it.
 */
export type LogRow = { 
/**
 * Id.
 */
id: string, 
/**
 * What was asked, in words.
 */
title: string, 
/**
 * Whom it is about.
 */
patient: PatientRow | null, 
/**
 * Where it stands.
 */
state: RequestState, 
/**
 * How its answer ended.
 */
verdict: RequestVerdict | null, 
/**
 * When it was asked for.
 */
created: DateShown, 
/**
 * When it was posted.
 */
posted: DateShown | null, 
/**
 * When it came to an end.
 */
settled: DateShown | null, 
/**
 * Code of the answer.
 */
code: string, 
/**
 * The answer, word for word.
 */
said: string, 
/**
 * What we know of the code beyond that.
 */
advice: string, };

/**
 * Why an answer counts as that patient's.
 */
export type MatchedBy = "reference" | "insurance" | "asked" | "person" | "registered";

/**
 * A merging that was done.
 */
export type MergeShown = { 
/**
 * Id, for undoing it.
 */
id: string, 
/**
 * The record that stayed.
 */
keep: PatientRow, 
/**
 * The record that was merged into it.
 */
other: PatientRow, 
/**
 * When.
 */
at: DateShown, };

/**
 * A modifier (修飾語).
 */
export type ModifierForm = { 
/**
 * The word.
 */
text: string, 
/**
 * Codes.
 */
codes: Array<CodeForm>, };

/**
 * No argument, or no answer.
 */
export type Nothing = Record<symbol, never>;

/**
 * What an item asks of the service.
 */
export type OutboxAction = "register" | "cancel";

/**
 * How the patient agrees to an item that was not sent yet.
 */
export type OutboxConsent = { 
/**
 * Id.
 */
id: string, 
/**
 * The version that the front end knows.
 */
version: number, 
/**
 * The consent.
 */
consent: ReadConsent, };

/**
 * How many items ask for attention.
 */
export type OutboxCounts = { 
/**
 * Go by themselves.
 */
ready: number, 
/**
 * Wait for a person.
 */
held: number, 
/**
 * Posted.
 */
posted: number, 
/**
 * Turned away.
 */
refused: number, 
/**
 * Without an answer.
 */
unanswered: number, };

/**
 * What a person may do with an item.
 */
export type OutboxDeed = "again" | "withdraw" | "consent" | "status_ask";

/**
 * What an item carries.
 */
export type OutboxKind = "document" | "report";

/**
 * Which items to list; where nothing is given, all that are not over and those that ended lately.
 */
export type OutboxQuery = { 
/**
 * Only in this state.
 */
state: OutboxState | null, 
/**
 * Only about this patient.
 */
patient_id: string | null, 
/**
 * Only of this document.
 */
document_id: string | null, };

/**
 * Something that is sent.
 */
export type OutboxRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Version, for changing it.
 */
version: number, 
/**
 * 登録 or 取消.
 */
action: OutboxAction, 
/**
 * 文書 or 5情報.
 */
kind: OutboxKind, 
/**
 * The patient.
 */
patient: PatientRow, 
/**
 * The document.
 */
document_id: string | null, 
/**
 * Its kind.
 */
document: DocumentKind | null, 
/**
 * Referral, reply or report, of a letter.
 */
letter: LetterKind | null, 
/**
 * Which of its versions.
 */
number: number | null, 
/**
 * 紹介先 with 診療科, doctor and 敬称; empty where there is none.
 */
receiver: string, 
/**
 * The kind of a 報告単位.
 */
report: ReportKind | null, 
/**
 * The day of sampling, of results.
 */
sampled: DateShown | null, 
/**
 * Where it stands.
 */
state: OutboxState, 
/**
 * Why it does not go by itself.
 */
hold: Hold | null, 
/**
 * An earlier item about the same thing has to come to its end first.
 */
waits: boolean, 
/**
 * How the patient agrees that the addressee reads it.
 */
consent: ReadConsent | null, 
/**
 * Code of the service's last answer.
 */
code: string, 
/**
 * Its sentence, word for word.
 */
said: string, 
/**
 * Where in the data the service found a fault.
 */
place: string, 
/**
 * When it was put here.
 */
created: DateShown, 
/**
 * When it was posted last.
 */
posted: DateShown | null, 
/**
 * When its outcome was known.
 */
settled: DateShown | null, 
/**
 * When it is tried next, where it had to wait.
 */
next: DateShown | null, 
/**
 * How many seconds from now that is.
 */
next_in: number | null, 
/**
 * Where the service has it.
 */
service_status: ServiceStatus | null, 
/**
 * As of when.
 */
service_status_at: DateShown | null, 
/**
 * Asked after silence, the service has nothing of it.
 */
absent: boolean, 
/**
 * What may be done with it now.
 */
may: Array<OutboxDeed>, };

/**
 * A finalized document to be sent after all.
 */
export type OutboxSend = { 
/**
 * The document.
 */
document_id: string, 
/**
 * Its newest version.
 */
number: number, 
/**
 * How the patient agrees.
 */
consent: ReadConsent, };

/**
 * Where an outbox item stands. Terminal outcomes are states, not errors.
 */
export type OutboxState = "ready" | "posted" | "accepted" | "refused" | "unanswered" | "withdrawn";

/**
 * 転帰.
 */
export type OutcomeKind = "cured" | "improved" | "stopped" | "transferred" | "died";

/**
 * One page.
 */
export type PageShown = { 
/**
 * Width in pixels.
 */
width: number, 
/**
 * Height in pixels.
 */
height: number, 
/**
 * PNG, base64.
 */
png: string, };

/**
 * The pages of the PDF itself.
 */
export type PagesShown = { 
/**
 * Pages in order.
 */
pages: Array<PageShown>, 
/**
 * What is missing or should be looked at, among it characters without a glyph.
 */
findings: Array<FindingShown>, };

/**
 * A passphrase as typed.
 */
export type Passphrase = { 
/**
 * As typed.
 */
passphrase: string, };

/**
 * A form that is being filled in.
 */
export type PatientCheck = { 
/**
 * `null` for a new patient.
 */
id: string | null, 
/**
 * The form.
 */
form: PatientForm, };

/**
 * A patient with everything.
 */
export type PatientDetail = { 
/**
 * The row.
 */
row: PatientRow, 
/**
 * Everything, as the form shows it.
 */
form: PatientForm, 
/**
 * Others of the same kana.
 */
namesakes: Array<PatientRow>, 
/**
 * Others of the same kana and birth date: perhaps the same person entered twice.
 */
duplicates: Array<PatientRow>, 
/**
 * Mergings of this record that can be undone, newest first.
 */
merges: Array<MergeShown>, };

/**
 * A patient as typed.
 */
export type PatientForm = { 
/**
 * 患者番号.
 */
chart_number: string, 
/**
 * 氏名, 姓 and 名 apart by a blank.
 */
name: string, 
/**
 * フリガナ.
 */
kana: string, 
/**
 * 生年月日, in any form that people type.
 */
birth_date: string, 
/**
 * 性別.
 */
sex: Sex, 
/**
 * 郵便番号.
 */
postal_code: string, 
/**
 * 住所.
 */
address: string, 
/**
 * 電話番号.
 */
phone: string, 
/**
 * 職業.
 */
occupation: string, 
/**
 * 医療保険; all empty means none.
 */
insurance: InsuranceForm, 
/**
 * 公費.
 */
public_payers: Array<PublicPayerForm>, };

/**
 * Two records to merge.
 */
export type PatientMerge = { 
/**
 * The record that stays.
 */
keep: ByVersion, 
/**
 * The record whose rows and documents move over.
 */
other: ByVersion, };

/**
 * What to look for.
 */
export type PatientQuery = { 
/**
 * 氏名, カナ in any writing, ローマ字, 患者番号, 生年月日 or the end of a telephone number; empty for
 * the patients used last.
 */
text: string, };

/**
 * A patient in a list and in the bar on top.
 */
export type PatientRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Version, for saving and merging.
 */
version: number, 
/**
 * 患者番号.
 */
chart_number: string, 
/**
 * 氏名.
 */
name: string, 
/**
 * フリガナ.
 */
kana: string, 
/**
 * 生年月日.
 */
birth_date: DateShown, 
/**
 * 満年齢 today: `81歳`, `1歳3か月`.
 */
age: string, 
/**
 * 性別.
 */
sex: Sex, 
/**
 * 住所.
 */
address: string, 
/**
 * 電話番号.
 */
phone: string, 
/**
 * Whether another patient has the same name or kana.
 */
same_name: boolean, };

/**
 * A patient to save.
 */
export type PatientSave = { 
/**
 * `null` for a new patient.
 */
id: string | null, 
/**
 * The version that the form was filled from; 0 for a new patient.
 */
version: number, 
/**
 * The form.
 */
form: PatientForm, };

/**
 * A saved patient.
 */
export type PatientSaved = { 
/**
 * As it is now.
 */
patient: PatientDetail, 
/**
 * What was tidied up or should be looked at.
 */
findings: Array<FindingShown>, };

/**
 * Who pays for the care that the letter is about. The national service takes insured care only.
 */
export type Payment = "insured" | "public_assistance" | "self_paid" | "workers_compensation" | "automobile_liability";

/**
 * What a call needs of the person who makes it.
 */
export type Permission = "nobody" | "view" | "write" | "sign" | "manage";

/**
 * A new 患者サマリー.
 */
export type PlanCreate = { 
/**
 * The patient.
 */
patient_id: string, 
/**
 * The one to copy from; its texts are taken over, its 傷病名 are chosen anew.
 */
from: string | null, 
/**
 * A form to begin with as it is, to bring a discarded draft back.
 */
form: CarePlanForm | null, };

/**
 * A 患者サマリー, opened.
 */
export type PlanOpen = { 
/**
 * As listed.
 */
row: LetterRow, 
/**
 * The draft's version, for saving.
 */
version: number, 
/**
 * The draft; of a finalized document, what the newest version was made of.
 */
form: CarePlanForm, 
/**
 * Why it is being amended; empty otherwise.
 */
reason: string, 
/**
 * Why it was withdrawn; empty otherwise.
 */
withdrawn_reason: string, 
/**
 * What is missing or should be looked at; of a finalized document, as it was found when it
 * was finalized.
 */
findings: Array<FindingShown>, 
/**
 * How far each section has come with codes.
 */
progress: Array<SectionProgress>, 
/**
 * The 6情報 to choose from.
 */
chart: Chart, 
/**
 * Doctors who may sign.
 */
doctors: Array<DoctorShown>, 
/**
 * How it may leave the clinic.
 */
ways: Array<IssueWay>, 
/**
 * Finalized versions, newest first.
 */
versions: Array<VersionShown>, };

/**
 * Which pages of a 患者サマリー in the making to show.
 */
export type PlanPreview = { 
/**
 * Id.
 */
id: string, 
/**
 * The draft as it is on screen, saved or not.
 */
form: CarePlanForm, 
/**
 * Dots per inch, 40–300.
 */
dpi: number, };

/**
 * A draft of a 患者サマリー to save.
 */
export type PlanSave = { 
/**
 * Id.
 */
id: string, 
/**
 * The version that the front end knows.
 */
version: number, 
/**
 * The form.
 */
form: CarePlanForm, };

/**
 * A template to fill for a 患者サマリー.
 */
export type PlanTemplateFill = { 
/**
 * The template.
 */
template_id: string, 
/**
 * The 患者サマリー.
 */
plan_id: string, 
/**
 * The form as it is on screen.
 */
form: CarePlanForm, };

/**
 * 処方, one drug, as typed.
 */
export type PrescriptionForm = { 
/**
 * RP number, from 1.
 */
rp: number, 
/**
 * Place in the RP, from 1.
 */
order: number, 
/**
 * The drug.
 */
text: string, 
/**
 * Codes.
 */
codes: Array<CodeForm>, 
/**
 * Use.
 */
kind: DosageKind, 
/**
 * Amount per time.
 */
dose: string, 
/**
 * Amount per day.
 */
daily_dose: string, 
/**
 * 不均等: the amounts of a day in the order of taking: `4-2-1`.
 */
doses: string, 
/**
 * 部位 of a drug for external use.
 */
site: string, 
/**
 * Unit of the amounts.
 */
unit: string, 
/**
 * 用法.
 */
usage: string, 
/**
 * 電子処方箋 用法コード.
 */
usage_code: CodeForm | null, 
/**
 * 日数 as typed.
 */
days: string, 
/**
 * 回数 (頓用) as typed.
 */
times: string, 
/**
 * 処方日 as typed; empty means today.
 */
prescribed_on: string, 
/**
 * The day from which it is taken, if not 処方日.
 */
starts_on: string, 
/**
 * The day on which it was stopped.
 */
ended: string, 
/**
 * What every row has.
 */
common: CommonForm, };

/**
 * A drug.
 */
export type PrescriptionShown = { 
/**
 * As listed.
 */
row: RowShown, 
/**
 * As the form shows it.
 */
form: PrescriptionForm, };

/**
 * A 接続診断.
 */
export type Probe = { 
/**
 * When.
 */
at: DateShown, 
/**
 * Its rows.
 */
rows: Array<ProbeRow>, };

/**
 * How one thing stands.
 */
export type ProbeMark = "ok" | "warn" | "bad";

/**
 * One thing that a 接続診断 looked at.
 */
export type ProbeRow = { 
/**
 * What, in words.
 */
what: string, 
/**
 * How it stands.
 */
state: ProbeMark, 
/**
 * What was found, a sentence.
 */
message: string, 
/**
 * What to do; empty where nothing.
 */
next: string, };

/**
 * A patient who may be the person.
 */
export type Proposal = { 
/**
 * The patient.
 */
patient: PatientRow, 
/**
 * What speaks for and against.
 */
agreement: AgreementShown, 
/**
 * What differs from the record.
 */
differences: Array<Difference>, };

/**
 * 公費 as typed.
 */
export type PublicPayerForm = { 
/**
 * 公費負担者番号.
 */
payer_number: string, 
/**
 * 受給者番号.
 */
recipient_number: string, };

/**
 * How the person consents that the addressee reads a document (電子カルテ情報共有サービス, consent when
 * referring).
 */
export type ReadConsent = "oral" | "later";

/**
 * Whom a document is about.
 */
export type ReceivedAttach = { 
/**
 * The document.
 */
id: string, 
/**
 * The version that the front end knows.
 */
version: number, 
/**
 * The patient; `null` lets the document go.
 */
patient_id: string | null, };

/**
 * A file that is kept beside a received document.
 */
export type ReceivedBeside = { 
/**
 * Its place among them, from 1.
 */
place: number, 
/**
 * How it came.
 */
origin: FileOrigin, 
/**
 * The name that it came with, or empty.
 */
name: string, 
/**
 * Media type.
 */
media_type: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * When it was kept.
 */
kept: DateShown, };

/**
 * A file inside a document.
 */
export type ReceivedFile = { 
/**
 * The document.
 */
id: string, 
/**
 * The file's place in the document.
 */
index: number, };

/**
 * A file to take in.
 */
export type ReceivedImport = { 
/**
 * Its bytes, base64; `null` lets the host ask for a file.
 */
bytes: string | null, };

/**
 * What came of taking files in.
 */
export type ReceivedImported = { 
/**
 * The documents: one, or those that lay inside a PDF. Empty when the person cancelled.
 */
documents: Array<ReceivedOne>, };

/**
 * What kind of document came.
 */
export type ReceivedKind = "referral_letter" | "discharge_summary" | "care_plan_summary" | "checkup_report" | "core6" | "other";

/**
 * A document that was taken in.
 */
export type ReceivedOne = { 
/**
 * As listed.
 */
row: ReceivedRow, 
/**
 * The same bytes were there already: nothing was stored twice.
 */
known: boolean, 
/**
 * What is wrong with it or was not understood.
 */
findings: Array<FindingShown>, };

/**
 * A received document, opened.
 */
export type ReceivedOpen = { 
/**
 * As listed.
 */
row: ReceivedRow, 
/**
 * What it says.
 */
view: ReceivedView, 
/**
 * What is wrong with it or was not understood.
 */
findings: Array<FindingShown>, 
/**
 * Whom it may be about, most likely first; empty once a person has said so.
 */
proposals: Array<ReceivedProposal>, 
/**
 * How the rows of the 6情報 stand against the chart.
 */
rows: Array<ReceivedRowState>, 
/**
 * The files beside it, in the order in which they came.
 */
files: Array<ReceivedBeside>, };

/**
 * Which pages to show.
 */
export type ReceivedPreview = { 
/**
 * The document.
 */
id: string, 
/**
 * Dots per inch, 40–300.
 */
dpi: number, };

/**
 * A patient whom a document may be about.
 */
export type ReceivedProposal = { 
/**
 * The patient.
 */
patient: PatientRow, 
/**
 * Name (kanji or kana) is the same.
 */
name: boolean, 
/**
 * Birth date is the same.
 */
birth_date: boolean, 
/**
 * Insurer's number, 記号 and 番号 are the same.
 */
insurance: boolean, 
/**
 * The document has this clinic's own 患者番号.
 */
chart_number: boolean, };

/**
 * Which received documents to list.
 */
export type ReceivedQuery = { 
/**
 * Only those about this patient.
 */
patient_id: string | null, 
/**
 * Only those that nobody has attached to a patient yet.
 */
loose: boolean, 
/**
 * Only those with this text in title, number, sender or the patient's name; empty for all.
 */
text: string, };

/**
 * A received document in a list.
 */
export type ReceivedRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Version, for attaching.
 */
version: number, 
/**
 * Kind.
 */
kind: ReceivedKind, 
/**
 * Title as written.
 */
title: string, 
/**
 * The day on which it was issued.
 */
dated: DateShown | null, 
/**
 * The institution that it comes from.
 */
sender: string, 
/**
 * The patient's name as the document writes it.
 */
person: string, 
/**
 * The document's number.
 */
number: string, 
/**
 * When it came.
 */
received: DateShown, 
/**
 * Who took it in.
 */
staff: string, 
/**
 * The patient whom a person found it to be about.
 */
patient: PatientRow | null, };

/**
 * How a row of a document stands against the chart.
 */
export type ReceivedRowState = { 
/**
 * The row's place in the document.
 */
item: number, 
/**
 * Who took it over and when; empty when nobody did (or it was taken back since).
 */
taken: string, 
/**
 * The chart has the same row already.
 */
known: boolean, };

/**
 * What of a received document to save.
 */
export type ReceivedSave = { 
/**
 * The document.
 */
id: string, 
/**
 * The place of a file beside it; `null` means the document itself.
 */
place: number | null, };

/**
 * Rows to take over into the chart.
 */
export type ReceivedTake = { 
/**
 * The document.
 */
id: string, 
/**
 * Their places in the document.
 */
items: Array<number>, };

/**
 * Rows that were taken over.
 */
export type ReceivedTaken = { 
/**
 * The new rows of the chart, for taking them back.
 */
entries: Array<EntryRef>, };

/**
 * A received document.
 */
export type ReceivedView = { 
/**
 * Kind.
 */
kind: ReceivedKind, 
/**
 * Title as written, else the kind's name.
 */
title: string, 
/**
 * When, by whom, to whom, which number.
 */
head: Array<ViewLine>, 
/**
 * The patient as the document names them.
 */
patient: Array<ViewLine>, 
/**
 * Sections in the order in which a reader wants them.
 */
parts: Array<ViewPart>, 
/**
 * What was not understood, as it is.
 */
rest: Array<RestLine>, 
/**
 * How many more lines of it there are.
 */
rest_more: number, 
/**
 * Ids, profiles, systems.
 */
technical: Array<ViewLine>, };

/**
 * 紹介先 as typed.
 */
export type ReceiverForm = { 
/**
 * The remembered receiver that this was filled from, by id.
 */
id: string | null, 
/**
 * Kind of place.
 */
kind: ReceiverKind, 
/**
 * Ten-digit institution number, or empty.
 */
code: string, 
/**
 * 紹介先医療機関等名.
 */
name: string, 
/**
 * 郵便番号.
 */
postal_code: string, 
/**
 * 所在地.
 */
address: string, 
/**
 * 電話番号.
 */
phone: string, 
/**
 * FAX番号.
 */
fax: string, 
/**
 * 診療科.
 */
department: string, 
/**
 * 担当医の氏名.
 */
doctor: string, 
/**
 * 敬称.
 */
honorific: Honorific, };

/**
 * What kind of place a letter goes to. Only 医科 and 歯科 institutions take part in the national service.
 */
export type ReceiverKind = "medical" | "dental" | "pharmacy" | "municipality" | "health_center" | "care" | "school" | "other";

/**
 * A receiver to save.
 */
export type ReceiverSave = { 
/**
 * `null` for a new one.
 */
id: string | null, 
/**
 * The version that the form was filled from; 0 for a new one.
 */
version: number, 
/**
 * The form.
 */
form: ReceiverForm, };

/**
 * A remembered receiver.
 */
export type ReceiverShown = { 
/**
 * Id.
 */
id: string, 
/**
 * Version, for saving.
 */
version: number, 
/**
 * As the letter's form takes it.
 */
form: ReceiverForm, };

/**
 * Takes told values over into the matched patient's record.
 */
export type ReceptionAdopt = { 
/**
 * The eligibility.
 */
eligibility_id: string, 
/**
 * Paths of `Difference`.
 */
fields: Array<string>, };

/**
 * The record after taking over.
 */
export type ReceptionAdopted = { 
/**
 * The patient now.
 */
patient: PatientDetail, 
/**
 * The form before, for taking it back.
 */
before: PatientForm, };

/**
 * A day at reception.
 */
export type ReceptionDay = { 
/**
 * The day.
 */
day: DateShown, 
/**
 * Whether that is today.
 */
today: boolean, 
/**
 * Who was told about, newest first.
 */
arrivals: Array<Arrival>, 
/**
 * What people asked of the terminal and what has no answer yet.
 */
asked: Array<Asked>, };

/**
 * Puts a row aside, or back.
 */
export type ReceptionDismiss = { 
/**
 * The eligibility.
 */
eligibility_id: string, 
/**
 * Aside.
 */
dismissed: boolean, };

/**
 * Says who it is.
 */
export type ReceptionMatch = { 
/**
 * The eligibility.
 */
eligibility_id: string, 
/**
 * The patient.
 */
patient_id: string, };

/**
 * Which day of reception.
 */
export type ReceptionQuery = { 
/**
 * The day, ISO; `null` for today.
 */
day: string | null, };

/**
 * Registers whoever was told about.
 */
export type ReceptionRegister = { 
/**
 * The eligibility.
 */
eligibility_id: string, 
/**
 * What to save; `null` for what `reception_form` gives.
 */
form: PatientForm | null, };

/**
 * The recovery sheet. The passphrase is shown once; it cannot be asked for again.
 */
export type RecoverySheet = { 
/**
 * The passphrase in groups.
 */
passphrase: string, 
/**
 * The clinic.
 */
clinic: string, 
/**
 * The day on which the sheet was made.
 */
made_on: DateShown, };

/**
 * How the 照会番号 of a matched patient stands.
 */
export type ReferenceState = { 
/**
 * The card told it already.
 */
registered: boolean, 
/**
 * Asked for, without an answer yet.
 */
waiting: boolean, 
/**
 * What the service said about the last try.
 */
said: string, };

/**
 * The kinds of 報告単位.
 */
export type ReportKind = "conditions" | "allergies" | "results";

/**
 * One 報告単位 as it would be sent today.
 */
export type ReportShown = { 
/**
 * Its kind.
 */
kind: ReportKind, 
/**
 * The day of sampling, of results.
 */
sampled: DateShown | null, 
/**
 * New, changed, unchanged or emptied.
 */
state: ReportState, 
/**
 * How many rows it has.
 */
rows: number, 
/**
 * Whether its data can be written.
 */
ready: boolean, 
/**
 * What there is to say about it.
 */
findings: Array<FindingShown>, };

/**
 * What would be sent of a 報告単位 today.
 */
export type ReportState = "new" | "changed" | "unchanged" | "emptied";

/**
 * What would be sent for a patient today.
 */
export type ReportsShown = { 
/**
 * Units.
 */
reports: Array<ReportShown>, 
/**
 * What there is to say about the patient and single rows.
 */
findings: Array<FindingShown>, };

/**
 * A patient whose 5情報 changed and were not sent.
 */
export type ReportsUnsent = { 
/**
 * Who.
 */
patient: PatientRow, 
/**
 * How many 報告単位 can be sent.
 */
units: number, 
/**
 * How many cannot, for what they lack.
 */
blocked: number, };

/**
 * Where a request stands.
 */
export type RequestState = "planned" | "intended" | "posted" | "answered" | "unanswered" | "withdrawn" | "failed";

/**
 * How an answer ended, before any business result.
 */
export type RequestVerdict = "done" | "processing" | "failed" | "refused" | "unsaid";

/**
 * One line of what was not understood.
 */
export type RestLine = { 
/**
 * The section or resource that it comes from; only on the first line of each.
 */
place: string, 
/**
 * Where it stands in the file; only on the first line of each.
 */
path: string, 
/**
 * How deep it is nested.
 */
depth: number, 
/**
 * Name of the field.
 */
name: string, 
/**
 * Value.
 */
text: string, };

/**
 * The trade of a member of staff (職種).
 */
export type Role = "doctor" | "nurse" | "clerk" | "manager";

/**
 * What every shown row has.
 */
export type RowShown = { 
/**
 * Id.
 */
id: string, 
/**
 * Version, for saving.
 */
version: number, 
/**
 * The kind for people.
 */
kind: Core6Kind, 
/**
 * The main words: `左前腕骨折（疑い）`, `アムロジピン錠5mg`.
 */
title: string, 
/**
 * The rest in one line: `1日1回朝食後 14日分`.
 */
detail: string, 
/**
 * The day that matters: onset, sampling, prescription.
 */
on: DateShown | null, 
/**
 * Whether it has ended.
 */
ended: boolean, 
/**
 * Where it comes from.
 */
source: Source, 
/**
 * Who confirmed it, and when; empty when nobody did.
 */
confirmed: string, 
/**
 * 最終確認日.
 */
last_checked: DateShown | null, 
/**
 * Whether it would go to the national service as a coded entry.
 */
coded: boolean, 
/**
 * Whether the row is registered with the national service, and if not, why.
 */
standing: Standing, 
/**
 * What the patient sees of it there.
 */
patient_sees: Sight, 
/**
 * What other institutions see of it there.
 */
others_see: Sight, };

/**
 * Rows of one kind.
 */
export type RowTable = { 
/**
 * Kind.
 */
kind: Core6Kind, 
/**
 * Headings.
 */
heads: Array<string>, 
/**
 * Rows.
 */
rows: Array<ViewRow>, 
/**
 * What every one of several rows says alike, told once.
 */
common: Array<ViewLine>, };

/**
 * What a service said.
 */
export type Said = { 
/**
 * Code; may be empty.
 */
code: string, 
/**
 * Sentence, word for word.
 */
message: string, };

/**
 * Something saved, with what was tidied up.
 */
export type Saved = { 
/**
 * Id.
 */
id: string, 
/**
 * Version.
 */
version: number, 
/**
 * What was tidied up or should be looked at.
 */
findings: Array<FindingShown>, };

/**
 * Whose seal.
 */
export type SealRef = { 
/**
 * The doctor whose 個人印 it is; `null` for the 職印 of the clinic.
 */
doctor_id: string | null, };

/**
 * A seal to set.
 */
export type SealSave = { 
/**
 * The doctor whose 個人印 it is; `null` for the 職印 of the clinic.
 */
doctor_id: string | null, 
/**
 * Its longer side in tenths of a millimetre.
 */
size: number, 
/**
 * A PNG or JPEG of it, base64; `null` keeps the imprint that is set.
 */
data: string | null, };

/**
 * A seal, ready to be printed.
 */
export type SealShown = { 
/**
 * The doctor whose 個人印 it is; `null` for the 職印 of the clinic.
 */
doctor_id: string | null, 
/**
 * Its longer side in tenths of a millimetre.
 */
size: number, 
/**
 * Its imprint: a PNG with a transparent ground, base64.
 */
png: string, };

/**
 * Whether finalized letters bear the seals.
 */
export type SealsPrinted = { 
/**
 * They do.
 */
printed: boolean, };

/**
 * The seals and how they are printed.
 */
export type SealsShown = { 
/**
 * Whether finalized letters bear them.
 */
printed: boolean, 
/**
 * All that are set.
 */
seals: Array<SealShown>, 
/**
 * The sizes of a 職印 to choose from, in tenths of a millimetre, the usual one first.
 */
clinic_sizes: Array<number>, 
/**
 * The same of a 個人印.
 */
doctor_sizes: Array<number>, };

/**
 * How far a section has come: coded rows of all rows.
 */
export type SectionProgress = { 
/**
 * The section's field: `diagnosis`, `allergy`, `infection`, `course`, `medication`.
 */
field: string, 
/**
 * Name for people.
 */
label: string, 
/**
 * Rows that go as coded entries.
 */
coded: number, 
/**
 * All rows.
 */
rows: number, 
/**
 * Whether text stands beside them.
 */
text: boolean, };

/**
 * Where the service has a document.
 */
export type ServiceStatus = "withheld" | "readable" | "taken" | "cancelled";

/**
 * A file that was set aside.
 */
export type SetAsideRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Where it lay.
 */
folder: string, 
/**
 * Its name there.
 */
name: string, 
/**
 * When it came.
 */
arrived: DateShown, 
/**
 * How many bytes.
 */
size: number, 
/**
 * Why, a sentence.
 */
reason: string, };

/**
 * First run.
 */
export type Setup = { 
/**
 * The clinic.
 */
institution: InstitutionForm, 
/**
 * The first doctor.
 */
doctor: DoctorForm, };

/**
 * How grave a finding is.
 */
export type Severity = "info" | "warning" | "error";

/**
 * Sex as the insurer registers it.
 */
export type Sex = "male" | "female" | "other" | "unknown";

/**
 * What somebody sees of a row through the national service.
 */
export type Sight = "hidden" | "seen" | "marked";

/**
 * Where a row comes from. Only the clinic's own rows, and imported ones that a doctor confirmed, are ever
 * sent as coded entries; reported ones stand as text.
 */
export type Source = "own" | "reported" | "other" | "imported";

/**
 * A member of staff to save.
 */
export type StaffSave = { 
/**
 * `null` for a new person.
 */
id: string | null, 
/**
 * The version that the form was filled from; 0 for a new person.
 */
version: number, 
/**
 * Name.
 */
name: string, 
/**
 * Trade.
 */
role: Role, 
/**
 * Whether the person may be chosen.
 */
active: boolean, };

/**
 * A member of staff.
 */
export type StaffShown = { 
/**
 * Id.
 */
id: string, 
/**
 * Version, for saving.
 */
version: number, 
/**
 * Name.
 */
name: string, 
/**
 * Trade.
 */
role: Role, 
/**
 * Whether the person may be chosen.
 */
active: boolean, };

/**
 * Whether a row is registered with the national service as one of the 5情報, and if not, why.
 */
export type Standing = "registered" | "reported" | "elsewhere" | "unconfirmed" | "letters_only" | "expired" | "no_onset" | "no_sampled";

/**
 * Where the data lies and how it is.
 */
export type StoreShown = { 
/**
 * The folder.
 */
place: string, 
/**
 * Size of the database in KiB.
 */
size_kib: number, 
/**
 * Copies, newest first.
 */
backups: Array<BackupShown>, 
/**
 * How many of them stay.
 */
keep: BackupsKept, 
/**
 * Whether the computer keeps the key, so that no passphrase is asked for at start.
 */
key_kept: boolean, 
/**
 * The program's version.
 */
version: string, };

/**
 * A template to fill for a letter.
 */
export type TemplateFill = { 
/**
 * The template.
 */
template_id: string, 
/**
 * The letter.
 */
letter_id: string, 
/**
 * The form as it is on screen.
 */
form: LetterForm, };

/**
 * A filled text.
 */
export type TemplateFilled = { 
/**
 * Text; placeholders that could not be filled are left as they are.
 */
text: string, };

/**
 * A template to save.
 */
export type TemplateSave = { 
/**
 * `null` for a new one.
 */
id: string | null, 
/**
 * The version that the form was filled from; 0 for a new one.
 */
version: number, 
/**
 * What it is called.
 */
title: string, 
/**
 * The field that it is for.
 */
field: string, 
/**
 * Text with placeholders.
 */
text: string, };

/**
 * A template (定型文).
 */
export type TemplateShown = { 
/**
 * Id.
 */
id: string, 
/**
 * Version, for saving.
 */
version: number, 
/**
 * What it is called.
 */
title: string, 
/**
 * The field of the form that it is for: `purpose`, `course`, `treatment`, `remarks`, `diagnosis`,
 * `past_history`, `medication` of a letter (or empty for any of them), `advice` of a 患者サマリー.
 */
field: string, 
/**
 * Text with placeholders such as `{患者氏名}`.
 */
text: string, };

/**
 * Folders of their own for one family of messages.
 */
export type TerminalFamily = { 
/**
 * `OQS`, `VIEW` or `CIS`.
 */
family: string, 
/**
 * Requests.
 */
req: string, 
/**
 * Answers.
 */
res: string, };

/**
 * The settings as typed.
 */
export type TerminalForm = { 
/**
 * Switched on.
 */
on: boolean, 
/**
 * By which way.
 */
way: TerminalWay, 
/**
 * Requests.
 */
req: string, 
/**
 * Answers.
 */
res: string, 
/**
 * What the card reader pushes.
 */
face: string, 
/**
 * Folders of their own.
 */
families: Array<TerminalFamily>, 
/**
 * Remove our answers once they are stored.
 */
remove_answers: boolean, 
/**
 * Remove what the card reader pushed once it is stored.
 */
remove_faces: boolean, 
/**
 * Send provisional messages to a real terminal too.
 */
allow_provisional: boolean, 
/**
 * Seconds between two looks.
 */
sweep_seconds: string, 
/**
 * First number of a day in the names of our files.
 */
suffix_base: string, 
/**
 * Days for which our own answers may lie in the folder.
 */
keep_days: string, 
/**
 * The Web API.
 */
web: TerminalWebForm, };

/**
 * How things stand with the terminal.
 */
export type TerminalState = { 
/**
 * Switched on.
 */
on: boolean, 
/**
 * In a word.
 */
lamp: Lamp, 
/**
 * Who talks to it; empty for nobody.
 */
holder: string, 
/**
 * Whether that is this program.
 */
here: boolean, 
/**
 * When the folders were last looked into.
 */
last_sweep: DateShown | null, 
/**
 * When an answer last came.
 */
last_answer: DateShown | null, 
/**
 * When a card was last told of.
 */
last_face: DateShown | null, 
/**
 * How many requests have no answer yet.
 */
waiting: number, 
/**
 * How many files were set aside.
 */
set_aside: number, 
/**
 * Whether it is a simulated one.
 */
simulator: boolean, };

/**
 * How to talk to it.
 */
export type TerminalWay = "folder" | "web_api";

/**
 * What the Web API needs to be told, as whoever installs it knows it.
 */
export type TerminalWebForm = { 
/**
 * Base URL.
 */
base_url: string, 
/**
 * Path of a message, with `{prefix}`.
 */
path: string, 
/**
 * Header of the token.
 */
header: string, 
/**
 * Its value, with `{token}`.
 */
header_value: string, 
/**
 * Path of the sign-in; empty where the certificate is enough.
 */
sign_in_path: string, 
/**
 * Fields of the sign-in, one `name=value` a line. Never given back.
 */
sign_in_fields: string, 
/**
 * JSON pointer to the token.
 */
token: string, 
/**
 * Path of the renewal; empty to sign in again.
 */
refresh_path: string, 
/**
 * JSON pointer to the refresh token.
 */
refresh_token: string, 
/**
 * Field in which it is sent.
 */
refresh_field: string, 
/**
 * Seconds that a token lives.
 */
token_seconds: string, 
/**
 * The certificate with its key (PKCS#12) in Base64. Never given back.
 */
identity: string, 
/**
 * Whether one is stored.
 */
identity_there: boolean, 
/**
 * Its passphrase. Never given back.
 */
passphrase: string, 
/**
 * Root certificates (PEM).
 */
roots: string, };

/**
 * Text to look for.
 */
export type TextQuery = { 
/**
 * Text; empty for all.
 */
text: string, };

/**
 * A size of letters on screen.
 */
export type TextSize = { 
/**
 * Per cent, 100–200.
 */
percent: number, };

/**
 * A person as told.
 */
export type Told = { 
/**
 * Name; `●` where the insurers could not write a character.
 */
name: string, 
/**
 * Kana, full width.
 */
kana: string, 
/**
 * Birth date.
 */
birth_date: DateShown | null, 
/**
 * Age in words.
 */
age: string, 
/**
 * Sex.
 */
sex: Sex, 
/**
 * Postal code.
 */
postal_code: string, 
/**
 * Address.
 */
address: string, 
/**
 * Whether the name has a `●`.
 */
marked: boolean, };

/**
 * 資格有効性 (OQSCD006).
 */
export type Validity = "valid" | "invalid" | "replaced" | "none" | "several" | "valid_unregistered" | "other";

/**
 * A finalized version.
 */
export type VersionShown = { 
/**
 * Number, from 1.
 */
number: number, 
/**
 * When.
 */
at: DateShown, 
/**
 * Who finalized it.
 */
staff: string, 
/**
 * Why it replaced the one before; empty for the first.
 */
reason: string, 
/**
 * Whether it has a bundle.
 */
bundle: boolean, 
/**
 * How it left the clinic.
 */
issues: Array<IssueShown>, 
/**
 * What was found in it when it was finalized, among it why there is no bundle.
 */
findings: Array<FindingShown>, };

/**
 * What to view.
 */
export type ViewAsk = { 
/**
 * Of whom.
 */
patient_id: string, 
/**
 * What.
 */
kind: ViewKind, 
/**
 * First month as typed; empty for the usual span.
 */
from: string, 
/**
 * Last month; empty for this one.
 */
to: string, 
/**
 * As pages instead of rows.
 */
paper: boolean, };

/**
 * A file in the document.
 */
export type ViewAttachment = { 
/**
 * Its place in the document.
 */
index: number, 
/**
 * Title.
 */
title: string, 
/**
 * `pdf`, `jpg`, `png`, `json` (another document), `txt`, `bin`; empty where the bytes are elsewhere.
 */
media: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * The text of a text; empty otherwise, and where it repeats its section's text.
 */
text: string, 
/**
 * The place outside of the document.
 */
url: string, };

/**
 * Anything that is no row of the 6情報.
 */
export type ViewItem = { 
/**
 * What it is: `手術・処置`.
 */
label: string, 
/**
 * Its main words.
 */
title: string, 
/**
 * What it says.
 */
lines: Array<ViewLine>, 
/**
 * Files.
 */
attachments: Array<ViewAttachment>, 
/**
 * Codes, ids.
 */
technical: Array<ViewLine>, };

/**
 * What is viewed by one request.
 */
export type ViewKind = "drugs" | "checkup" | "core6";

/**
 * A name and what it says.
 */
export type ViewLine = { 
/**
 * What it is called.
 */
label: string, 
/**
 * What it says.
 */
text: string, };

/**
 * A section.
 */
export type ViewPart = { 
/**
 * Title.
 */
title: string, 
/**
 * Text for people, with line ends.
 */
text: string, 
/**
 * Facts about the section itself.
 */
lines: Array<ViewLine>, 
/**
 * Rows of the 6情報, one table per kind.
 */
tables: Array<RowTable>, 
/**
 * Everything else.
 */
items: Array<ViewItem>, };

/**
 * A row of the 6情報.
 */
export type ViewRow = { 
/**
 * Its place in the document, for taking it over.
 */
item: number, 
/**
 * Cells under the headings.
 */
cells: Array<string>, 
/**
 * A value outside of its range.
 */
outside: boolean, 
/**
 * Marked as wrong or refuted: not to be taken over.
 */
void: boolean, 
/**
 * What it says beside its cells.
 */
lines: Array<ViewLine>, 
/**
 * Codes, ids.
 */
technical: Array<ViewLine>, };

/**
 * A row of a view.
 */
export type ViewRowShown = { 
/**
 * Its place.
 */
item: number, 
/**
 * What stands under the heads.
 */
cells: Array<string>, 
/**
 * The chart has the same row.
 */
known: boolean, };

/**
 * A view.
 */
export type ViewShown = { 
/**
 * Id of the request.
 */
id: string, 
/**
 * What.
 */
kind: ViewKind, 
/**
 * When it was asked for.
 */
asked: DateShown, 
/**
 * First month in words; empty where it has none.
 */
from: string, 
/**
 * Last month.
 */
to: string, 
/**
 * Pages instead of rows.
 */
paper: boolean, 
/**
 * How far it is.
 */
state: RequestState, 
/**
 * Whether it brought what was asked for.
 */
there: boolean, 
/**
 * What the service said, word for word.
 */
said: string, 
/**
 * Heads of the columns.
 */
heads: Array<string>, 
/**
 * Its rows, each once, the newest first.
 */
rows: Array<ViewRowShown>, 
/**
 * What is odd about it.
 */
findings: Array<FindingShown>, };

/**
 * Rows to take over into the chart.
 */
export type ViewTake = { 
/**
 * The view.
 */
id: string, 
/**
 * Their places.
 */
items: Array<number>, };

/**
 * Whether the patient has been at the hospital before.
 */
export type Visited = "unknown" | "no" | "yes";

export type Topic = "front" | "patients" | "chart" | "documents" | "outbox" | "terminal" | "reception" | "received" | "receivers" | "templates" | "settings" | "staff" | "backups";

export interface Api {
  /** Where the front end stands, and who is there. */
  front_state: { arg: Nothing; ok: Front };
  /** First run, first half: checks the clinic and doctor and gives the recovery sheet, to be shown and put on paper before anything is made. */
  front_sheet: { arg: Setup; ok: RecoverySheet };
  /** First run, second half: makes the store under the sheet that was shown last, with the clinic and its first doctor. */
  front_setup: { arg: Setup; ok: Front };
  /** Opens the store with the recovery passphrase. */
  front_unlock: { arg: Passphrase; ok: Front };
  /** Tries to open the store once more, after what was missing is back. */
  front_retry: { arg: Nothing; ok: Front };
  /** Chooses who sits here. */
  staff_choose: { arg: ById; ok: Front };
  /** Leaves the seat. */
  staff_leave: { arg: Nothing; ok: Front };
  /** Prints the recovery sheet with the passphrase that is on screen. */
  recovery_print: { arg: Passphrase; ok: LetterIssued };
  /** Saves how the terminal is reached; the relay begins anew by it. */
  terminal_save: { arg: TerminalForm; ok: TerminalForm };
  /** Reads a date as people type it. */
  date_read: { arg: DateTyped; ok: DateReading };
  /** Patients by name, kana, romaji, number, birth date or telephone; the last used ones for an empty text. */
  patient_search: { arg: PatientQuery; ok: Array<PatientRow> };
  /** One patient with everything. */
  patient_get: { arg: ById; ok: PatientDetail };
  /** What is wrong with a form that is being filled in. */
  patient_check: { arg: PatientCheck; ok: Checked };
  /** Saves a patient. */
  patient_save: { arg: PatientSave; ok: PatientSaved };
  /** Merges one record into another. */
  patient_merge: { arg: PatientMerge; ok: MergeShown };
  /** Undoes a merging. */
  patient_unmerge: { arg: ById; ok: Nothing };
  /** What happened to a patient's record. */
  patient_history: { arg: ById; ok: Array<HistoryRow> };
  /** The 6情報 of a patient. */
  chart_get: { arg: ById; ok: Chart };
  /** What is wrong with a row that is being typed. */
  entry_check: { arg: EntryCheck; ok: Checked };
  /** Saves a row. */
  entry_save: { arg: EntrySave; ok: EntrySaved };
  /** Takes a row back as entered by mistake. */
  entry_retract: { arg: EntryRef; ok: Nothing };
  /** Puts a row back. */
  entry_restore: { arg: EntryRef; ok: Nothing };
  /** Notes that these rows are still true today, and who says so. */
  entries_confirm: { arg: EntriesConfirm; ok: Nothing };
  /** Notes なし, 不明 or 未確認 for a kind without rows. */
  absence_save: { arg: AbsenceSave; ok: Nothing };
  /** Who was told about on a day, who that is here, and what differs. */
  reception_today: { arg: ReceptionQuery; ok: ReceptionDay };
  /** The form that registers whoever was told about. */
  reception_form: { arg: ById; ok: PatientForm };
  /** Makes a patient of whoever was told about. */
  reception_register: { arg: ReceptionRegister; ok: PatientSaved };
  /** Says whose an answer is. */
  reception_match: { arg: ReceptionMatch; ok: Nothing };
  /** Says that it is not known whose an answer is. */
  reception_unmatch: { arg: ById; ok: Nothing };
  /** Takes told values over into the patient's record. */
  reception_adopt: { arg: ReceptionAdopt; ok: ReceptionAdopted };
  /** Puts an answer away from the list of the day, or back. */
  reception_dismiss: { arg: ReceptionDismiss; ok: Nothing };
  /** Every answer about a patient's insurance. */
  eligibility_history: { arg: ById; ok: Array<EligibilityRow> };
  /** Asks whether a patient's insurance is valid today. */
  eligibility_ask: { arg: ById; ok: Nothing };
  /** Asks about an insurance that was read off a paper. */
  eligibility_ask_key: { arg: EligibilityKey; ok: Nothing };
  /** Registers the 患者番号 with the insurers. */
  reference_number_ask: { arg: ById; ok: Nothing };
  /** Asks about the insurances of several patients who are to come. */
  bulk_ask: { arg: BulkAsk; ok: Nothing };
  /** How far every 一括照会 is. */
  bulk_list: { arg: Nothing; ok: Array<BulkRow> };
  /** What a patient lets us look at now. */
  view_may: { arg: ById; ok: Array<ConsentShown> };
  /** Asks for what a patient lets us look at. */
  view_ask: { arg: ViewAsk; ok: Nothing };
  /** What was viewed of a patient. */
  views_of: { arg: ById; ok: Array<ViewShown> };
  /** Opens the pages of a view. */
  view_open: { arg: ById; ok: LetterIssued };
  /** Takes rows of a view over into the chart. */
  view_take: { arg: ViewTake; ok: ReceivedTaken };
  /** What would be registered with the national service for this patient today. */
  reports_today: { arg: ById; ok: ReportsShown };
  /** The patients whose 5情報 changed lately and are neither at the national service nor on their way. */
  reports_unsent: { arg: Nothing; ok: Array<ReportsUnsent> };
  /** Puts a patient's 5情報 into the 送信箱. */
  reports_send: { arg: ById; ok: Nothing };
  /** Puts everybody's 5情報 into the 送信箱. */
  reports_send_all: { arg: Nothing; ok: Nothing };
  /** What goes to the national service, newest first, with what may be done about it. */
  outbox_list: { arg: OutboxQuery; ok: Array<OutboxRow> };
  /** How many items ask for attention. */
  outbox_counts: { arg: Nothing; ok: OutboxCounts };
  /** Sends an item again that was turned away, is not there after silence, or was held. */
  outbox_again: { arg: ByVersion; ok: Nothing };
  /** Takes an item down before the service has it. */
  outbox_withdraw: { arg: ByVersion; ok: Nothing };
  /** Changes how the patient agrees to an item that was not sent. */
  outbox_consent: { arg: OutboxConsent; ok: Nothing };
  /** Asks the service where it has a document that was sent. */
  outbox_status_ask: { arg: ById; ok: Nothing };
  /** Sends a finalized document that was to go on paper only. */
  outbox_send: { arg: OutboxSend; ok: Nothing };
  /** Codes of designated laboratory items to choose from. */
  lab_code_search: { arg: LabQuery; ok: LabChoices };
  /** The laboratory's items and the codes that they were once given. */
  lab_item_list: { arg: Nothing; ok: LabItemsShown };
  /** Takes a list of codes of designated laboratory items in the place of the old one. */
  lab_codes_import: { arg: LabCodesImport; ok: LabCodesImported };
  /** Forgets the codes of an item. */
  lab_item_forget: { arg: LabItemForget; ok: Nothing };
  /** Remembers the codes of an item that were forgotten by mistake. */
  lab_item_restore: { arg: LabItemShown; ok: Nothing };
  /** Documents of every kind, newest first. */
  letter_list: { arg: LetterQuery; ok: Array<LetterRow> };
  /** A new letter, prefilled. */
  letter_create: { arg: LetterCreate; ok: LetterOpen };
  /** A letter with everything. */
  letter_open: { arg: ById; ok: LetterOpen };
  /** Saves a draft. */
  letter_save: { arg: LetterSave; ok: LetterSaved };
  /** The pages of a letter in the making; without a form, those of a draft as last saved or of a finalized version, of any kind of document. */
  letter_preview: { arg: LetterPreview; ok: PagesShown };
  /** A new 患者サマリー, prefilled. */
  plan_create: { arg: PlanCreate; ok: PlanOpen };
  /** A 患者サマリー with everything. */
  plan_open: { arg: ById; ok: PlanOpen };
  /** Saves a draft. */
  plan_save: { arg: PlanSave; ok: LetterSaved };
  /** The pages of a 患者サマリー in the making. */
  plan_preview: { arg: PlanPreview; ok: PagesShown };
  /** Freezes the draft of a document of any kind as a version. */
  letter_finalize: { arg: LetterFinalize; ok: DocumentOpen };
  /** Opens a new draft over the newest version of a document of any kind. */
  letter_amend: { arg: LetterReason; ok: DocumentOpen };
  /** Throws a draft of any kind away; of an amended document, only the new draft. */
  letter_discard: { arg: ByVersion; ok: Nothing };
  /** Takes a finalized document of any kind back. */
  letter_withdraw: { arg: LetterReason; ok: DocumentOpen };
  /** Looks at a file and adds it to a draft. */
  letter_attach: { arg: AttachmentAdd; ok: AttachmentShown };
  /** Saves a file of a letter as a file. */
  letter_attachment_save: { arg: AttachmentRef; ok: LetterIssued };
  /** Prints, saves or notes the 交付 of a version of a document of any kind. */
  letter_issue: { arg: LetterIssue; ok: LetterIssued };
  /** Takes a 交付 back that was noted by mistake; the record says so. */
  letter_issue_undo: { arg: IssueUndo; ok: DocumentOpen };
  /** Prints a paper that goes with a finalized letter: FAX cover, envelope, labels, booking. */
  letter_companion: { arg: LetterCompanion; ok: CompanionMade };
  /** Saves the bundle of a version of a document of any kind as a file. */
  letter_bundle_save: { arg: LetterBundle; ok: LetterIssued };
  /** Received documents, newest first. */
  received_list: { arg: ReceivedQuery; ok: Array<ReceivedRow> };
  /** Takes a document in from a file; the same file twice is told and not stored twice. */
  received_import: { arg: ReceivedImport; ok: ReceivedImported };
  /** A received document with everything. */
  received_open: { arg: ById; ok: ReceivedOpen };
  /** Says whom a received document is about. */
  received_attach: { arg: ReceivedAttach; ok: ReceivedOpen };
  /** Takes rows of a received document over into the chart, as 他院. */
  received_take: { arg: ReceivedTake; ok: ReceivedTaken };
  /** Opens a PDF inside a received document, or saves any other file. */
  received_file: { arg: ReceivedFile; ok: LetterIssued };
  /** Takes in a document that lies inside a received document. */
  received_file_import: { arg: ReceivedFile; ok: ReceivedImported };
  /** Saves a received document, or a file beside it, as it came. */
  received_save: { arg: ReceivedSave; ok: LetterIssued };
  /** The pages of a received document in our own layout. */
  received_preview: { arg: ReceivedPreview; ok: PagesShown };
  /** Opens those pages as a PDF. */
  received_print: { arg: ById; ok: LetterIssued };
  /** Begins a 返書 to whoever sent a received document. */
  received_reply: { arg: ById; ok: LetterOpen };
  /** How things stand with the terminal. */
  terminal_state: { arg: Nothing; ok: TerminalState };
  /** How it is reached. */
  terminal_get: { arg: Nothing; ok: TerminalForm };
  /** 接続診断 with settings as typed, before they are saved. */
  terminal_try: { arg: TerminalForm; ok: Probe };
  /** 接続診断. */
  terminal_probe: { arg: Nothing; ok: Probe };
  /** What was asked of the terminal, the newest first. */
  terminal_log: { arg: LogQuery; ok: Array<LogRow> };
  /** What came and was set aside, the newest first. */
  arrivals_set_aside: { arg: Nothing; ok: Array<SetAsideRow> };
  /** Saves a file that was set aside as it came. */
  arrival_save: { arg: ById; ok: LetterIssued };
  /** Remembered receivers. */
  receiver_search: { arg: TextQuery; ok: Array<ReceiverShown> };
  /** Saves a receiver. */
  receiver_save: { arg: ReceiverSave; ok: Saved };
  /** Forgets a receiver. */
  receiver_forget: { arg: ById; ok: Nothing };
  /** Templates. */
  template_list: { arg: Nothing; ok: Array<TemplateShown> };
  /** Saves a template. */
  template_save: { arg: TemplateSave; ok: Saved };
  /** Removes a template. */
  template_remove: { arg: ById; ok: Nothing };
  /** Fills a template for a letter. */
  template_fill: { arg: TemplateFill; ok: TemplateFilled };
  /** Fills a template for a 患者サマリー. */
  plan_template_fill: { arg: PlanTemplateFill; ok: TemplateFilled };
  /** Chooses the size of letters on screen, for this person. */
  text_size_set: { arg: TextSize; ok: Nothing };
  /** The clinic. */
  institution_get: { arg: Nothing; ok: InstitutionShown };
  /** Saves the clinic. */
  institution_save: { arg: InstitutionSave; ok: Saved };
  /** How data for the national service is written. */
  bundle_format_get: { arg: Nothing; ok: BundleFormatShown };
  /** Chooses how data for the national service is written. */
  bundle_format_save: { arg: BundleFormat; ok: BundleFormatShown };
  /** Doctors. */
  doctor_list: { arg: Nothing; ok: Array<DoctorShown> };
  /** Saves a doctor. */
  doctor_save: { arg: DoctorSave; ok: Saved };
  /** 職印 and 個人印. */
  seal_list: { arg: Nothing; ok: SealsShown };
  /** Sets a 職印 or 個人印 from a picture, or its size. */
  seal_save: { arg: SealSave; ok: SealsShown };
  /** Removes a 職印 or 個人印; what was printed with it stays. */
  seal_remove: { arg: SealRef; ok: SealsShown };
  /** Chooses whether finalized letters bear the seals. */
  seals_printed_save: { arg: SealsPrinted; ok: SealsShown };
  /** Staff. */
  staff_list: { arg: Nothing; ok: Array<StaffShown> };
  /** Saves a member of staff. */
  staff_save: { arg: StaffSave; ok: Saved };
  /** Where the data lies and which copies there are. */
  store_info: { arg: Nothing; ok: StoreShown };
  /** Makes the verified copy of the day, if something changed and it is not there yet. */
  backup_make: { arg: Nothing; ok: StoreShown };
  /** Makes a new recovery sheet; the old one opens nothing from then on. */
  recovery_renew: { arg: Nothing; ok: RecoverySheet };
}

/** What each call needs of the person, which topics its answer shows and which it makes stale. */
export const CALLS: { readonly [K in keyof Api]: { needs: string; reads: readonly Topic[]; writes: readonly Topic[] } } = {
  front_state: { needs: "nobody", reads: ["front", "staff"], writes: [] },
  front_sheet: { needs: "nobody", reads: [], writes: [] },
  front_setup: { needs: "nobody", reads: [], writes: ["front", "staff", "settings"] },
  front_unlock: { needs: "nobody", reads: [], writes: ["front", "staff"] },
  front_retry: { needs: "nobody", reads: [], writes: ["front", "staff"] },
  staff_choose: { needs: "nobody", reads: [], writes: ["front"] },
  staff_leave: { needs: "nobody", reads: [], writes: ["front"] },
  recovery_print: { needs: "nobody", reads: [], writes: [] },
  terminal_save: { needs: "nobody", reads: [], writes: ["terminal", "settings"] },
  date_read: { needs: "nobody", reads: [], writes: [] },
  patient_search: { needs: "view", reads: ["patients"], writes: [] },
  patient_get: { needs: "view", reads: ["patients"], writes: [] },
  patient_check: { needs: "view", reads: [], writes: [] },
  patient_save: { needs: "write", reads: [], writes: ["patients"] },
  patient_merge: { needs: "write", reads: [], writes: ["patients", "chart", "documents"] },
  patient_unmerge: { needs: "write", reads: [], writes: ["patients", "chart", "documents"] },
  patient_history: { needs: "view", reads: ["patients", "chart", "documents"], writes: [] },
  chart_get: { needs: "view", reads: ["chart", "patients"], writes: [] },
  entry_check: { needs: "view", reads: [], writes: [] },
  entry_save: { needs: "write", reads: [], writes: ["chart"] },
  entry_retract: { needs: "write", reads: [], writes: ["chart"] },
  entry_restore: { needs: "write", reads: [], writes: ["chart"] },
  entries_confirm: { needs: "write", reads: [], writes: ["chart"] },
  absence_save: { needs: "write", reads: [], writes: ["chart"] },
  reception_today: { needs: "view", reads: ["reception", "patients", "terminal"], writes: [] },
  reception_form: { needs: "view", reads: ["reception", "patients"], writes: [] },
  reception_register: { needs: "write", reads: [], writes: ["reception", "patients"] },
  reception_match: { needs: "write", reads: [], writes: ["reception", "outbox"] },
  reception_unmatch: { needs: "write", reads: [], writes: ["reception"] },
  reception_adopt: { needs: "write", reads: [], writes: ["reception", "patients", "outbox"] },
  reception_dismiss: { needs: "write", reads: [], writes: ["reception"] },
  eligibility_history: { needs: "view", reads: ["reception", "patients"], writes: [] },
  eligibility_ask: { needs: "write", reads: [], writes: ["terminal"] },
  eligibility_ask_key: { needs: "write", reads: [], writes: ["terminal"] },
  reference_number_ask: { needs: "write", reads: [], writes: ["terminal"] },
  bulk_ask: { needs: "write", reads: [], writes: ["terminal"] },
  bulk_list: { needs: "view", reads: ["terminal", "reception"], writes: [] },
  view_may: { needs: "view", reads: ["reception", "patients"], writes: [] },
  view_ask: { needs: "write", reads: [], writes: ["terminal"] },
  views_of: { needs: "view", reads: ["terminal", "chart", "patients"], writes: [] },
  view_open: { needs: "view", reads: [], writes: [] },
  view_take: { needs: "write", reads: [], writes: ["chart"] },
  reports_today: { needs: "view", reads: ["chart", "patients", "settings", "outbox"], writes: [] },
  reports_unsent: { needs: "view", reads: ["chart", "patients", "settings", "outbox"], writes: [] },
  reports_send: { needs: "write", reads: [], writes: ["outbox"] },
  reports_send_all: { needs: "write", reads: [], writes: ["outbox"] },
  outbox_list: { needs: "view", reads: ["outbox", "documents", "patients"], writes: [] },
  outbox_counts: { needs: "view", reads: ["outbox"], writes: [] },
  outbox_again: { needs: "write", reads: [], writes: ["outbox"] },
  outbox_withdraw: { needs: "write", reads: [], writes: ["outbox"] },
  outbox_consent: { needs: "write", reads: [], writes: ["outbox"] },
  outbox_status_ask: { needs: "write", reads: [], writes: ["terminal"] },
  outbox_send: { needs: "write", reads: [], writes: ["outbox", "documents"] },
  lab_code_search: { needs: "view", reads: [], writes: [] },
  lab_item_list: { needs: "view", reads: ["chart"], writes: [] },
  lab_codes_import: { needs: "manage", reads: [], writes: ["chart"] },
  lab_item_forget: { needs: "write", reads: [], writes: ["chart"] },
  lab_item_restore: { needs: "write", reads: [], writes: ["chart"] },
  letter_list: { needs: "view", reads: ["documents", "outbox", "patients"], writes: [] },
  letter_create: { needs: "write", reads: [], writes: ["documents"] },
  letter_open: { needs: "view", reads: ["documents", "outbox", "chart", "patients", "settings"], writes: [] },
  letter_save: { needs: "write", reads: [], writes: ["documents"] },
  letter_preview: { needs: "view", reads: [], writes: [] },
  plan_create: { needs: "write", reads: [], writes: ["documents"] },
  plan_open: { needs: "view", reads: ["documents", "outbox", "chart", "patients", "settings"], writes: [] },
  plan_save: { needs: "write", reads: [], writes: ["documents"] },
  plan_preview: { needs: "view", reads: [], writes: [] },
  letter_finalize: { needs: "sign", reads: [], writes: ["documents", "outbox"] },
  letter_amend: { needs: "sign", reads: [], writes: ["documents"] },
  letter_discard: { needs: "write", reads: [], writes: ["documents"] },
  letter_withdraw: { needs: "sign", reads: [], writes: ["documents", "outbox"] },
  letter_attach: { needs: "write", reads: [], writes: ["documents"] },
  letter_attachment_save: { needs: "view", reads: [], writes: [] },
  letter_issue: { needs: "write", reads: [], writes: ["documents"] },
  letter_issue_undo: { needs: "write", reads: [], writes: ["documents"] },
  letter_companion: { needs: "write", reads: [], writes: [] },
  letter_bundle_save: { needs: "view", reads: [], writes: [] },
  received_list: { needs: "view", reads: ["received", "patients"], writes: [] },
  received_import: { needs: "write", reads: [], writes: ["received"] },
  received_open: { needs: "view", reads: ["received", "patients", "chart"], writes: [] },
  received_attach: { needs: "write", reads: [], writes: ["received"] },
  received_take: { needs: "write", reads: [], writes: ["received", "chart"] },
  received_file: { needs: "view", reads: [], writes: [] },
  received_file_import: { needs: "write", reads: [], writes: ["received"] },
  received_save: { needs: "view", reads: [], writes: [] },
  received_preview: { needs: "view", reads: [], writes: [] },
  received_print: { needs: "view", reads: [], writes: [] },
  received_reply: { needs: "write", reads: [], writes: ["documents"] },
  terminal_state: { needs: "view", reads: ["terminal"], writes: [] },
  terminal_get: { needs: "view", reads: ["settings"], writes: [] },
  terminal_try: { needs: "manage", reads: [], writes: [] },
  terminal_probe: { needs: "view", reads: [], writes: [] },
  terminal_log: { needs: "view", reads: ["terminal", "patients"], writes: [] },
  arrivals_set_aside: { needs: "view", reads: ["terminal"], writes: [] },
  arrival_save: { needs: "view", reads: [], writes: [] },
  receiver_search: { needs: "view", reads: ["receivers"], writes: [] },
  receiver_save: { needs: "write", reads: [], writes: ["receivers"] },
  receiver_forget: { needs: "write", reads: [], writes: ["receivers"] },
  template_list: { needs: "view", reads: ["templates"], writes: [] },
  template_save: { needs: "write", reads: [], writes: ["templates"] },
  template_remove: { needs: "write", reads: [], writes: ["templates"] },
  template_fill: { needs: "view", reads: [], writes: [] },
  plan_template_fill: { needs: "view", reads: [], writes: [] },
  text_size_set: { needs: "view", reads: [], writes: ["front"] },
  institution_get: { needs: "view", reads: ["settings"], writes: [] },
  institution_save: { needs: "manage", reads: [], writes: ["settings", "front"] },
  bundle_format_get: { needs: "view", reads: ["settings"], writes: [] },
  bundle_format_save: { needs: "manage", reads: [], writes: ["settings"] },
  doctor_list: { needs: "view", reads: ["settings"], writes: [] },
  doctor_save: { needs: "manage", reads: [], writes: ["settings"] },
  seal_list: { needs: "view", reads: ["settings"], writes: [] },
  seal_save: { needs: "manage", reads: [], writes: ["settings"] },
  seal_remove: { needs: "manage", reads: [], writes: ["settings"] },
  seals_printed_save: { needs: "manage", reads: [], writes: ["settings"] },
  staff_list: { needs: "view", reads: ["staff"], writes: [] },
  staff_save: { needs: "manage", reads: [], writes: ["staff", "front"] },
  store_info: { needs: "view", reads: ["backups"], writes: [] },
  backup_make: { needs: "write", reads: [], writes: ["backups"] },
  recovery_renew: { needs: "manage", reads: [], writes: [] },
};
