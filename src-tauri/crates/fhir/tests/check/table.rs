//! The list: name, good bundle, place of the edit, edit, rule that finds it, and where (if not at that place).

/// What is done to the good bundle.
#[derive(Clone, Copy)]
pub enum Edit {
    /// Takes it away.
    Remove,
    /// Puts this JSON in its place.
    Set(&'static str),
    /// Adds this JSON to the list there.
    Push(&'static str),
    /// Adds the item once more to its list.
    Again,
    /// Changes a part of the text.
    Replace(&'static str, &'static str),
    /// Swaps the item with another of its list.
    Swap(usize),
}

/// A single fault.
pub struct Fault {
    pub name: &'static str,
    pub bundle: &'static str,
    pub place: &'static str,
    pub edit: Edit,
    pub rule: &'static str,
    /// Where it is found; empty for the place of the edit.
    pub found: &'static str,
}

const fn f(
    name: &'static str,
    bundle: &'static str,
    place: &'static str,
    edit: Edit,
    rule: &'static str,
    found: &'static str,
) -> Fault {
    Fault { name, bundle, place, edit, rule, found }
}

use Edit::{Again, Push, Remove, Replace, Set, Swap};

const L: &str = "bundle_fully_coded";
const T: &str = "bundle_text_only";
const P: &str = "bundle_public_assistance";
const C: &str = "collection_0_conditions";
const A: &str = "collection_1_allergies";
const O: &str = "collection_2_results";
const D: &str = "discharge";
const PLAN: &str = "plan";

#[rustfmt::skip]
pub const FAULTS: &[Fault] = &[
    // Elements
    f("an empty string", L, "Patient.name[0].text", Set("\"\""), "element.empty", ""),
    f("an empty object", L, "Patient.name[0]", Set("{}"), "element.empty", ""),
    f("an empty list", L, "Patient.telecom", Set("[]"), "element.empty", ""),
    f("a null", L, "Patient.birthDate", Set("null"), "element.empty", ""),
    f("only an id", L, "Condition.subject", Set("{\"id\":\"a\"}"), "element.empty", ""),
    f("an element that R4 does not have", L, "Patient.nickname", Set("\"x\""), "element.unknown", ""),
    f("a misspelt element", L, "Condition.code.codings", Set("[{}]"), "element.unknown", ""),
    f("an extension of an element that is no primitive", L, "Patient._name", Set("{\"id\":\"a\"}"), "element.unknown", ""),
    f("no status", L, "Composition.status", Remove, "element.missing", ""),
    f("no medication", L, "MedicationRequest.medicationCodeableConcept", Remove, "element.missing", ""),
    f("no name of the organization", L, "Organization.name", Remove, "element.missing", ""),
    f("no text of the name", L, "Patient.name[0].text", Remove, "element.missing", ""),
    f("no lastUpdated", L, "Condition.meta.lastUpdated", Remove, "element.missing", ""),
    f("no text of the code", L, "Condition.code.text", Remove, "element.missing", ""),
    f("no verificationStatus", L, "Condition.verificationStatus", Remove, "element.missing", ""),
    f("no text of the manifestation", L, "AllergyIntolerance.reaction[0].manifestation[0].text", Set("null"), "element.empty", ""),
    f("no start of use", L, "MedicationRequest.dosageInstruction[0].extension[0].valuePeriod.start", Remove, "element.missing", ""),
    f("no text of the dosage", L, "MedicationRequest.dosageInstruction[0].text", Remove, "element.missing", ""),
    f("no time of sampling", L, "Observation.effectiveDateTime", Remove, "element.missing", ""),
    f("no timestamp", L, "Bundle.timestamp", Remove, "element.missing", ""),
    f("no fullUrl", T, "Bundle.entry[4].fullUrl", Remove, "element.missing", ""),
    f("no 版数", L, "Composition.extension", Remove, "element.missing", ""),
    f("two titles of the plan", PLAN, "Composition.section[0]", Again, "element.too-many", "Composition.section[1]"),
    f("a fourth author", L, "Composition.author", Set("[{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000003\"},{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000004\"},{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000004\"},{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000003\"}]"), "element.too-many", "Composition.author[3]"),
    f("two categories", L, "Condition.category[0]", Again, "element.too-many", "Condition.category[1]"),
    f("a custodian of the plan", PLAN, "Composition.custodian", Set("{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000004\"}"), "element.prohibited", ""),
    f("a coded event", L, "Composition.event[0].code[0].coding", Set("[{\"code\":\"x\"}]"), "element.prohibited", ""),
    f("a period of sampling", L, "Observation.effectivePeriod", Set("{\"start\":\"2026-11-01\"}"), "element.choice", ""),
    f("an author of the plan", PLAN, "CarePlan.author", Set("{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000003\"}"), "element.prohibited", ""),
    f("two values", L, "Observation{HBs}.valueString", Set("\"陰性\""), "element.choice", ""),
    f("a list that is none", L, "Patient.address", Set("{\"text\":\"東京都\"}"), "element.not-list", ""),
    f("a list that must not be one", L, "Condition.code", Set("[{\"text\":\"x\"}]"), "element.list", ""),
    f("a number as text", L, "MedicationRequest.dispenseRequest.quantity.value", Set("\"18\""), "element.type", ""),
    f("a text as number", L, "Patient.gender", Set("1"), "element.type", ""),
    f("an object as text", L, "Condition.subject", Set("\"urn:uuid:00000000-0000-4000-8000-000000000002\""), "element.type", ""),
    f("a boolean as text", L, "MedicationRequest{頭痛時}.dosageInstruction[0].asNeededBoolean", Set("\"true\""), "element.type", ""),
    f("a gender of our own", L, "Patient.gender", Set("\"女\""), "element.code", ""),
    f("a blank in a URL", L, "Patient.meta.profile[0]", Replace("JP_Patient", "JP_ Patient"), "element.form", ""),
    f("an id with a blank", L, "Condition.id", Set("\"a b\""), "element.form", ""),
    f("another status of the document", L, "Composition.status", Set("\"preliminary\""), "value.fixed", ""),
    f("another title", L, "Composition.title", Set("\"紹介状\""), "value.fixed", ""),
    f("another document type", L, "Composition.type.coding[0].code", Set("\"18842-5\""), "value.fixed", ""),
    f("another system of the bundle's number", L, "Bundle.identifier.system", Set("\"http://jpfhir.jp/fhir/core/IdSystem/resourceInstance-identifier\""), "value.fixed", ""),
    f("an order that is none", L, "MedicationRequest.intent", Set("\"plan\""), "value.fixed", ""),
    f("a visit that is not finished", PLAN, "Encounter.status", Set("\"planned\""), "value.fixed", ""),
    f("another title of the plan", PLAN, "CarePlan.title", Set("\"計画\""), "value.fixed", ""),
    f("a resource of R5", L, "Practitioner.resourceType", Set("\"Transport\""), "resource.unknown", ""),

    // Characters
    f("a control character", L, "Condition.code.text", Set("\"左\\u0007前腕骨折\""), "characters.control", ""),
    f("a line break in a display", L, "Condition.code.coding[0].display", Set("\"前腕\\n骨折\""), "characters.control", ""),
    f("a private-use character", L, "Patient.name[0].family", Set("\"見\\uE000\""), "characters.control", ""),
    f("half-width katakana", L, "Condition.code.text", Set("\"ｱﾚﾙｷﾞｰ\""), "characters.half-width-kana", ""),
    f("half-width katakana in a name", L, "Patient.name[1].text", Set("\"ﾐﾎﾝ ﾊﾅｺ\""), "characters.half-width-kana", ""),
    f("a full-width blank in a name", L, "Patient.name[0].text", Set("\"見本　花子\""), "characters.full-width-space", ""),
    f("a full-width blank in a display", L, "Condition.code.coding[0].display", Set("\"前腕　骨折\""), "characters.full-width-space", ""),
    f("full-width letters in an item's name", L, "Observation{HBs}.code.text", Set("\"ＨＢｓ抗原\""), "characters.full-width-ascii", ""),
    f("a circled digit", L, "Condition.code.text", Set("\"①骨折\""), "characters.vendor", ""),
    f("blanks around a text", L, "Organization.name", Set("\"見本診療所 \""), "characters.blank-ends", ""),

    // Times
    f("a date with slashes", L, "Patient.birthDate", Set("\"1951/03/01\""), "time.form", ""),
    f("a time in a date", L, "Patient.birthDate", Set("\"1951-03-01T00:00:00+09:00\""), "time.form", ""),
    f("a day that is none", L, "Patient.birthDate", Set("\"1951-02-30\""), "time.no-such-day", ""),
    f("a time without zone", L, "Composition.date", Set("\"2026-11-22T10:02:03\""), "time.zone", ""),
    f("twenty-four o'clock", L, "Composition.date", Set("\"2026-11-22T24:00:00+09:00\""), "time.twenty-four", ""),
    f("a timestamp of seconds", L, "Bundle.timestamp", Set("\"2026-11-22T10:02:03+09:00\""), "time.precision", ""),
    f("a document of a day", L, "Composition.date", Set("\"2026-11-22\""), "time.precision", ""),
    f("a stay that ends before it begins", D, "Encounter.period.end", Set("\"2026-10-01\""), "time.period-order", "Encounter.period"),

    // The bundle
    f("a bundle of no kind", L, "Bundle.meta.profile[0]", Set("\"http://jpfhir.jp/fhir/clins/StructureDefinition/JP_Bundle\""), "collection.kind", "Bundle.meta.profile"),
    f("a document that is a collection", L, "Bundle.type", Set("\"collection\""), "collection.type", ""),
    f("5情報 as a document", C, "Bundle.type", Set("\"document\""), "collection.type", ""),
    f("a number with hyphens", L, "Bundle.identifier.value", Replace("^2026^", "-2026-"), "collection.identifier", ""),
    f("a number of another century", L, "Bundle.identifier.value", Replace("^2026^", "^1926^"), "collection.identifier", ""),
    f("a request in an entry", C, "Bundle.entry[1].request", Set("{\"method\":\"POST\",\"url\":\"Condition\"}"), "collection.prohibited", ""),
    f("a link of the bundle", L, "Bundle.link", Set("[{\"relation\":\"self\",\"url\":\"http://example.org\"}]"), "collection.prohibited", ""),
    f("too few entries", PLAN, "@Condition", Remove, "collection.too-few", "Bundle.entry"),
    f("no organization", D, "@Organization", Remove, "collection.resource-missing", "Bundle.entry"),
    f("two visits of a plan", PLAN, "Bundle.entry[4]", Again, "collection.resource-too-many", "Bundle.entry"),
    f("a fullUrl without urn", L, "Bundle.entry[3].fullUrl", Set("\"00000000-0000-4000-8000-000000000004\""), "entry.full-url-form", ""),
    f("a fullUrl in capitals", L, "Bundle.entry[3].fullUrl", Set("\"urn:uuid:ABCDEF00-0000-4000-8000-000000000004\""), "entry.full-url-form", ""),
    f("the same fullUrl", L, "Bundle.entry[4].fullUrl", Set("\"urn:uuid:00000000-0000-4000-8000-000000000004\""), "entry.full-url-twice", ""),
    f("an entry without resource", T, "Bundle.entry[4].resource", Remove, "entry.no-resource", "Bundle.entry[4]"),
    f("the same resource identifier", C, "Bundle.entry[2].resource.identifier[0].value", Set("\"1319999991-01a2008d-7400-7000-8000-000000001001\""), "entry.identifier-twice", ""),
    f("a prefecture that is none", L, "Organization.identifier[0].value", Set("\"9919999991\""), "institution.number", ""),
    f("another institution's extension", L, "Condition.extension[InstitutionNumber].valueIdentifier.value", Set("\"1319999982\""), "institution.differs", ""),
    f("another institution's document", L, "Composition.identifier.value", Replace("1319999991", "1319999982"), "institution.differs", ""),
    f("a prefecture beside the number", L, "Organization.extension", Push("{\"url\":\"http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_PrefectureNo\",\"valueCoding\":{\"system\":\"http://jpfhir.jp/fhir/core/mhlw/CodeSystem/PrefectureNo-2digits\",\"code\":\"14\"}}"), "institution.parts", "Organization.extension[PrefectureNo]"),
    f("another institution's chart number", L, "Patient.identifier[20.3.51].system", Set("\"urn:oid:1.2.392.100495.20.3.51.11319999982\""), "institution.oid", ""),

    // References
    f("a reference to nothing", L, "Condition.subject.reference", Set("\"urn:uuid:00000000-0000-4000-8000-0000000000ff\""), "reference.unresolved", ""),
    f("a contained id that is not there", L, "Condition.encounter.reference", Set("\"#visit\""), "reference.unresolved", ""),
    f("a relative reference", L, "Condition.subject.reference", Set("\"Patient/1\""), "reference.style", ""),
    f("a reference by name alone", L, "Condition.asserter", Set("{\"display\":\"試験 一郎\"}"), "reference.style", ""),
    f("a logical reference", L, "Condition.subject", Set("{\"identifier\":{\"value\":\"1\"}}"), "reference.logical", ""),
    f("a visit that is a doctor", L, "Condition.encounter.reference", Set("\"#doctor\""), "reference.type", ""),
    f("another type than named", L, "Condition.subject.type", Set("\"Group\""), "reference.type", ""),
    f("a subject that is no patient", L, "Composition.subject.reference", Set("\"urn:uuid:00000000-0000-4000-8000-000000000003\""), "reference.type", ""),
    f("one row of 5情報 at another", C, "Bundle.entry[2].resource.evidence", Set("[{\"detail\":[{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000002\"}]}]"), "reference.in-set", "Bundle.entry[2].resource.evidence[0].detail[0].reference"),
    f("a contained resource without id", L, "Condition.contained[0].id", Remove, "contained.id", ""),
    f("two of one id", L, "Condition.contained[1].id", Set("\"encounter\""), "contained.id", ""),
    f("a nested contained resource", L, "Condition.contained[0].contained", Set("[{\"resourceType\":\"Practitioner\",\"id\":\"x\"}]"), "contained.nested", ""),
    f("a contained resource that nobody uses", L, "Condition.recorder", Remove, "contained.unused", "Condition.contained[1]"),
    f("a version of a contained resource", L, "Condition.contained[0].meta.versionId", Set("\"1\""), "contained.meta", ""),
    f("a contained profile with version", L, "Condition.contained[0].meta.profile[0]", Set("\"http://jpfhir.jp/fhir/core/StructureDefinition/JP_Encounter|1.1.2\""), "contained.profile", "Condition.contained[0].meta.profile"),
    f("a contained resource without profile", O, "Observation.contained[1].meta", Remove, "contained.profile", ""),

    // meta
    f("no profile", L, "Patient.meta.profile", Remove, "meta.profile-missing", ""),
    f("no profile of the organization", L, "Organization.meta.profile", Remove, "meta.profile-missing", ""),
    f("another type's profile", L, "Condition.meta.profile[0]", Set("\"http://jpfhir.jp/fhir/eCS/StructureDefinition/JP_Patient_eCS\""), "meta.profile-unknown", ""),
    f("a misspelt profile", L, "Condition.meta.profile[0]", Set("\"http://jpfhir.jp/fhir/ecs/StructureDefinition/JP_Condition_eCS\""), "meta.profile-unknown", ""),
    f("two versions", L, "Patient.meta.profile", Set("[\"http://jpfhir.jp/fhir/eCS/StructureDefinition/JP_Patient_eCS|1.12.0\",\"http://jpfhir.jp/fhir/eCS/StructureDefinition/JP_Patient_eCS|1.10.0\"]"), "meta.profile-mixed", "Bundle.meta.profile"),
    f("two kinds at once", L, "Bundle.meta.profile", Push("\"http://jpfhir.jp/fhir/clins/StructureDefinition/JP_Bundle_CLINS\""), "collection.kind", ""),
    f("未告知 of an allergy", L, "AllergyIntolerance.meta.tag[0].code", Set("\"UNINFORMED\""), "meta.flag", ""),
    f("長期保存 of an ordinary result", L, "Observation{mm/h}.meta.tag", Set("[{\"system\":\"http://jpfhir.jp/fhir/clins/CodeSystem/JP_ehrshrs_indication\",\"code\":\"LTS\"}]"), "meta.flag", "Observation{mm/h}.meta.tag[0].code"),
    f("長期保存 of a prescription", L, "MedicationRequest.meta.tag", Set("[{\"system\":\"http://jpfhir.jp/fhir/clins/CodeSystem/JP_ehrshrs_indication\",\"code\":\"LTS\"}]"), "meta.flag", "MedicationRequest.meta.tag[0].code"),

    // Codes
    f("a misspelt system", L, "Condition.code.coding[keyNumber].system", Replace("keyNumber", "keynumber"), "coding.system-unknown", ""),
    f("an OID", L, "Condition.code.coding[masterB].system", Set("\"urn:oid:1.2.392.200119.4.101.6\""), "coding.system-outdated", ""),
    f("a system of nobody", L, "Condition.code.coding[masterB].system", Set("\"http://example.org/codes\""), "coding.system-other", ""),
    f("no display", L, "Condition.code.coding[0].display", Remove, "coding.parts", ""),
    f("no display of the status", L, "Condition.clinicalStatus.coding[0].display", Remove, "coding.parts", ""),
    f("a blank behind a code", L, "Condition.code.coding[ICD10].code", Set("\"S529 \""), "coding.form", ""),
    f("a misspelt extension", L, "Condition.extension[Department].url", Replace("eCS/Extension", "clins/Extension"), "extension.unknown", ""),
    f("an extension without value", L, "Condition.extension[Department].valueCodeableConcept", Remove, "extension.value", "Condition.extension[Department]"),
    f("a value of another type", L, "Composition.extension[0]", Set("{\"url\":\"http://hl7.org/fhir/StructureDefinition/composition-clinicaldocument-versionNumber\",\"valueInteger\":1}"), "extension.value", "Composition.extension[0].valueInteger"),
    f("a unit without system", L, "Observation{mm/h}.valueQuantity.system", Remove, "quantity.code", "Observation{mm/h}.valueQuantity"),

    // Documents
    f("a Composition behind the Patient", T, "Bundle.entry[0]", Swap(1), "document.first", "Bundle.entry[1]"),
    f("a Patient at the end", T, "Bundle.entry[1]", Swap(3), "document.second", "Bundle.entry[3]"),
    f("two Patients", PLAN, "@Patient", Again, "document.second", "Bundle.entry[7]"),
    f("an entry that nobody names", L, "Section(510).entry[0]", Remove, "document.unreachable", "@AllergyIntolerance"),
    f("a document's number with hyphens", L, "Composition.identifier.value", Replace("^2026^", "-2026-"), "document.number", ""),
    f("only persons as authors", L, "Composition.author[1].reference", Set("\"urn:uuid:00000000-0000-4000-8000-000000000003\""), "document.author", "Composition.author"),
    f("another day of issue", L, "Composition.event[0].period.start", Set("\"2026-11-21\""), "document.event-date", ""),
    f("a 版数 in words", L, "Composition.extension[0].valueString", Set("\"第2版\""), "document.version", ""),
    f("a category that is none", L, "Composition.category[0].coding[0].code", Set("\"REFERRAL\""), "document.category", ""),

    // Sections
    f("a section of another document", L, "Section(370).code.coding[0].code", Set("\"312\""), "section.code", "Section(312).code"),
    f("an inner section at the top", L, "Section(220).code.coding[0].code", Set("\"370\""), "section.code", "Composition.section[3].code"),
    f("another title of a section", L, "Section(340).title", Set("\"傷病名\""), "section.title", ""),
    f("a display that is the title", L, "Section(340).code.coding[0].display", Set("\"傷病名・主訴\""), "section.display", ""),
    f("no 紹介目的", L, "Section(950)", Remove, "section.missing", "Section(300).section"),
    f("no 紹介先", L, "Section(910)", Remove, "section.missing", "Composition.section"),
    f("two 現病歴", L, "Section(360)", Again, "section.twice", "Section(300).section"),
    f("neither 200 nor 300", T, "Section(300)", Remove, "section.cda-or-structured", "Composition.section"),
    f("too few sections of a stay", D, "Section(352)", Remove, "section.too-few", "Section(300).section"),
    f("a text of 300", L, "Section(300).text", Set("{\"status\":\"additional\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"}"), "section.text", ""),
    f("a text of the plan", PLAN, "Section(422).text", Set("{\"status\":\"additional\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"}"), "section.text", ""),
    f("a generated text", L, "Section(340).text.status", Set("\"generated\""), "section.text-status", ""),
    f("a section of nothing", T, "Section(360).text", Remove, "section.content", "Section(360)"),
    f("no reason of emptiness", T, "Section(360).emptyReason", Remove, "section.empty-reason", ""),
    f("a reason of emptiness beside entries", L, "Section(370).emptyReason", Set("{\"text\":\"x\"}"), "section.invariant", ""),
    f("a text among the diagnoses", D, "Section(344).entry[0].reference", Set("\"urn:uuid:00000000-0000-4000-9000-00000000000e\""), "section.entry", "Section(344).entry[0]"),
    f("no organization in 紹介元", L, "Section(920).entry[0]", Remove, "section.entry-count", "Section(920).entry"),
    f("two plans", PLAN, "Section(422).entry[0]", Again, "section.entry-count", "Section(422).entry"),
    f("a name of the section's code", L, "Section(340).code.text", Set("\"傷病名\""), "section.form", ""),
    f("a mode of a section", L, "Section(340).mode", Set("\"working\""), "section.form", ""),
    f("another system of sections", L, "Section(340).code.coding[0].system", Set("\"http://jpfhir.jp/fhir/eReferral/CodeSystem/document-section\""), "coding.system-outdated", ""),
    f("only a PDF", T, "Composition.section", Set("[{\"title\":\"PDF\",\"code\":{\"coding\":[{\"system\":\"http://jpfhir.jp/fhir/clins/CodeSystem/document-section\",\"code\":\"230\",\"display\":\"PDFセクション\"}]},\"entry\":[{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000004\"}]}]"), "section.pdf-only", ""),
    f("a tag that is not closed", L, "Section(360).text.div", Replace("<br/>", "<br>"), "narrative.form", ""),
    f("a bare ampersand", L, "Section(360).text.div", Replace("&amp;", "&"), "narrative.form", ""),
    f("a div without namespace", L, "Section(360).text.div", Replace(" xmlns=\"http://www.w3.org/1999/xhtml\"", ""), "narrative.namespace", ""),
    f("a script", L, "Section(360).text.div", Replace("<br/>", "<script>x</script>"), "narrative.active", ""),
    f("a text without letters", T, "Section(220).text.div", Set("\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"> </div>\""), "narrative.empty", ""),
    f("no type of the attachment", D, "DocumentReference.content[0].attachment.contentType", Remove, "attachment.type", ""),
    f("broken base64", D, "DocumentReference.content[0].attachment.data", Set("\"5YWl6Zmi5Lit44Gu57WM6YG\""), "attachment.data", ""),
    f("a link in place of the attachment", D, "DocumentReference.content[0].attachment", Set("{\"contentType\":\"application/pdf\",\"url\":\"http://example.org/a.pdf\"}"), "attachment.url", "DocumentReference.content[0].attachment.url"),
    f("a stay without period", D, "Encounter.period", Remove, "encounter.period", ""),

    // 患者, 医療機関, 医師
    f("no insurance", L, "Patient.identifier[memberID]", Remove, "person.insurance-missing", "Patient.identifier"),
    f("a branch of one digit", L, "Patient.identifier[memberID].value", Replace(":01", ":1"), "person.insurance-form", ""),
    f("no last colon", L, "Patient.identifier[memberID].value", Replace(":01", ""), "person.insurance-form", ""),
    f("an insurer of six digits", L, "Patient.identifier[memberID].value", Replace("00138057", "138057"), "person.insurance-form", ""),
    f("a recipient of six digits", P, "Patient.identifier[PublicPayer].value", Set("\"12131234::123456:\""), "person.assistance-form", ""),
    f("mixed widths", L, "Patient.identifier[memberID].value", Replace("１２３", "１2３"), "person.insurance-width", ""),
    f("branch 00", L, "Patient.identifier[memberID].value", Replace(":01", ":00"), "person.branch-zero", ""),
    f("a symbol of the old", L, "Patient.identifier[memberID].value", Replace("00138057", "39138057"), "person.elderly-symbol", ""),
    f("a chart number of nobody", L, "Patient.identifier[20.3.51].system", Set("\"urn:oid:1.2.392.100495.20.3.51.1\""), "person.chart-number", ""),
    f("no written name", L, "Patient.name[0]", Remove, "person.name", "Patient.name"),
    f("no given name", L, "Patient.name[0].given", Remove, "person.name-parts", ""),
    f("no kana", L, "Patient.name[1]", Remove, "person.kana", "Patient.name"),
    f("kana in hiragana", L, "Patient.name[1].text", Set("\"みほん はなこ\""), "person.kana", ""),
    f("a birth month", L, "Patient.birthDate", Set("\"1951-03\""), "person.birth-date", ""),
    f("no birth date", L, "Patient.birthDate", Remove, "person.birth-date", ""),
    f("no address", L, "Patient.address", Remove, "person.address", ""),
    f("two addresses", L, "Patient.address[0]", Again, "person.address", "Patient.address[1]"),
    f("no sex", L, "Patient.gender", Remove, "person.sex", ""),
    f("no number of the organization", L, "Organization.identifier[0].system", Set("\"http://jpfhir.jp/fhir/core/mhlw/IdSystem/MedicalOrganizationID\""), "organization.number", "Organization.identifier"),
    f("an address in pieces", L, "Organization.address[0].text", Remove, "organization.address", ""),
    f("a doctor's number of nobody", L, "Practitioner.identifier[0].system", Set("\"urn:oid:1.2.392.100495.20.3.41.2\""), "practitioner.number", ""),

    // 6情報
    f("no resource identifier", C, "Condition.identifier[0].system", Set("\"http://example.org/id\""), "row.identifier", "Condition.identifier"),
    f("a row about a doctor", L, "Condition.subject.reference", Set("\"urn:uuid:00000000-0000-4000-8000-000000000003\""), "row.subject", ""),
    f("no institution in 5情報", A, "AllergyIntolerance.extension[InstitutionNumber]", Remove, "row.institution", "AllergyIntolerance.extension"),
    f("no department in 5情報", C, "Condition.extension[Department]", Remove, "row.department", "Condition.extension"),
    f("a department without text", C, "Condition.extension[Department].valueCodeableConcept", Set("{\"coding\":[{\"system\":\"http://jami.jp/SS-MIX2/CodeSystem/ClinicalDepartment\",\"code\":\"01\"}]}"), "row.department", "Condition.extension[Department]"),
    f("the patient at the end of 5情報", C, "Bundle.entry[0]", Swap(1), "set.first", "Bundle.entry[0]"),
    f("no tag", C, "Bundle.meta.tag", Remove, "set.tag", ""),
    f("a tag of prescriptions", C, "Bundle.meta.tag[0].code", Set("\"MedicationRequest\""), "set.tag", ""),
    f("another tag", C, "Bundle.meta.tag[0].code", Set("\"Observation\""), "set.types", "Condition.resourceType"),
    f("nothing but the patient", C, "Bundle.entry", Set("[{\"fullUrl\":\"urn:uuid:00000000-0000-4000-8000-000000000001\",\"resource\":{\"resourceType\":\"Patient\"}}]"), "set.empty", ""),
    f("no visit of a condition", C, "Condition.contained", Remove, "set.encounter", ""),
    f("no visit of a result", O, "Observation.encounter", Remove, "set.encounter", ""),
    f("no beginning", C, "Condition.onsetDateTime", Remove, "set.onset", ""),
    f("no ordering doctor", O, "Observation.performer", Remove, "set.performer", ""),
    f("a bundle of results", O, "Observation.hasMember", Set("[{\"reference\":\"#encounter\"}]"), "set.member", ""),

    // 傷病名
    f("no 病名管理番号", L, "Condition.code.coding[keyNumber]", Remove, "condition.key", "Condition.code.coding"),
    f("a 病名管理番号 of seven digits", L, "Condition.code.coding[keyNumber].code", Set("\"2008042\""), "condition.key", ""),
    f("an uncoded disease by its own name", C, "Condition{20084317}.code.coding[keyNumber].display", Set("\"倦怠感\""), "condition.uncoded", ""),
    f("no clinical status", L, "Condition.clinicalStatus", Remove, "condition.clinical-status", ""),
    f("a relapse", L, "Condition.clinicalStatus.coding[0].code", Set("\"relapse\""), "condition.clinical-status", "Condition.clinicalStatus"),
    f("疑い of our own", L, "Condition.verificationStatus.coding[0].code", Set("\"suspected\""), "condition.verification-status", "Condition.verificationStatus"),
    f("a cancelled condition that is active", L, "Condition.verificationStatus.coding[0].code", Set("\"entered-in-error\""), "condition.cancelled-status", "Condition.clinicalStatus"),
    f("an active condition that ended", L, "Condition.abatementDateTime", Set("\"2026-11-01\""), "condition.ended-status", "Condition.clinicalStatus"),
    f("a modifier without key", L, "Condition.code.extension[0].valueCodeableConcept.coding[modKeyNumber]", Remove, "condition.modifier", "Condition.code.extension[0].valueCodeableConcept"),
    f("a main disease of our own", L, "Condition.extension[DiagnosisType].valueCodeableConcept.coding[0].code", Set("\"main\""), "condition.diagnosis-type", "Condition.extension[DiagnosisType]"),

    // アレルギー
    f("a food code of ten characters", L, "AllergyIntolerance.code.coding[0].code", Set("\"J9FC113100\""), "allergy.code", ""),
    f("a food code under drugs", L, "AllergyIntolerance{GCM}.code.coding[0].code", Set("\"J9FC11310000\""), "allergy.code", ""),
    f("a food that is a drug", L, "AllergyIntolerance.category[0]", Set("\"medication\""), "allergy.category", "AllergyIntolerance.category"),
    f("no status of an allergy", L, "AllergyIntolerance.clinicalStatus", Remove, "allergy.clinical-status", ""),
    f("a status that is none", L, "AllergyIntolerance.verificationStatus.coding[0].code", Set("\"sure\""), "allergy.verification-status", "AllergyIntolerance.verificationStatus"),
    f("a cancelled allergy that is active", L, "AllergyIntolerance.verificationStatus.coding[0].code", Set("\"entered-in-error\""), "allergy.cancelled-status", "AllergyIntolerance.clinicalStatus"),

    // 検査・感染症
    f("no local code", L, "Observation.code.coding[LocalCode]", Remove, "lab.local-code", "Observation.code.coding"),
    f("a local code with a dot", L, "Observation.code.coding[LocalCode].code", Set("\"A.1\""), "lab.local-code", ""),
    f("a blank in the local name", L, "Observation.code.coding[LocalCode].display", Set("\"HBs 抗原\""), "lab.local-name", ""),
    f("no standard code", L, "Observation{HBs}.code.coding[InfectionLabo]", Remove, "lab.standard-code", "Observation{HBs}.code.coding"),
    f("a JLAC of sixteen characters", L, "Observation{HBs}.code.coding[InfectionLabo].code", Set("\"5F01614100230631\""), "lab.code-form", ""),
    f("full-width parentheses in a name", L, "Observation{HBs}.code.coding[InfectionLabo].display", Set("\"HBs抗原（定性）\""), "lab.name", ""),
    f("two items", L, "Observation{HBs}.code.coding", Push("{\"system\":\"http://jpfhir.jp/fhir/clins/CodeSystem/JLAC10/JP_CLINS_ObsLabResult_CoreLabo_CS\",\"code\":\"3B035000002327201\",\"display\":\"AST\"}"), "lab.mixed", "Observation{HBs}.code.coding[CoreLabo]"),
    f("uncoded by another name", L, "Observation{HBs}.code.coding[InfectionLabo]", Set("{\"system\":\"http://jpfhir.jp/fhir/clins/CodeSystem/JP_CLINS_ObsLabResult_Uncoded_CS\",\"code\":\"99999999999999999\",\"display\":\"未標準化\"}"), "lab.uncoded", "Observation{Uncoded}.code.coding[Uncoded].display"),
    f("another name than the local one", L, "Observation{HBs}.code.text", Set("\"HBs\""), "lab.text", ""),
    f("no name of the specimen", L, "Observation{HBs}.specimen", Set("{\"type\":\"Specimen\"}"), "lab.specimen", ""),
    f("HL7's category", L, "Observation.category[0].coding[0].system", Set("\"http://terminology.hl7.org/CodeSystem/observation-category\""), "lab.category", "Observation.category[0]"),
    f("an amended result", L, "Observation.status", Set("\"amended\""), "lab.status", ""),
    f("a registered result", L, "Observation.status", Set("\"registered\""), "lab.status", ""),
    f("no result", L, "Observation{HBs}.valueCodeableConcept", Remove, "lab.no-result", "Observation{HBs}"),
    f("a result and none", L, "Observation{mm/h}.dataAbsentReason", Set("{\"text\":\"未実施\"}"), "lab.result-and-reason", "Observation{mm/h}.valueQuantity"),
    f("a component of the same code", L, "Observation{mm/h}.component", Set("[{\"code\":{\"coding\":[{\"code\":\"2Z010000001992001\"}]}}]"), "lab.component", "Observation{mm/h}.component[0]"),
    f("陽性 with the code of 陰性", L, "Observation{HBs}.valueCodeableConcept.coding[0].display", Set("\"陽性\""), "lab.result-code", ""),
    f("another unit of the range", L, "Observation{referenceRange}.referenceRange[0].high.unit", Set("\"g/L\""), "lab.range-unit", ""),
    f("a range of nothing", L, "Observation{mm/h}.referenceRange", Set("[{\"type\":{\"text\":\"x\"}}]"), "lab.range-empty", "Observation{mm/h}.referenceRange[0]"),
    f("a withdrawn name", L, "Observation{HBs}.code.coding[InfectionLabo]", Set("{\"system\":\"http://jpfhir.jp/fhir/clins/CodeSystem/JLAC10/JP_CLINS_ObsLabResult_InfectionLabo_CS\",\"code\":\"5F016141002302331\",\"display\":\"HBs抗原(コントロール比)\"}"), "lab.withdrawn", "Observation{HBs}.code.coding[InfectionLabo].display"),

    // 処方
    f("an RP of zero", L, "MedicationRequest.identifier[RPGroup].value", Set("\"0\""), "drug.number", ""),
    f("no order in the RP", L, "MedicationRequest.identifier[AdministrationIndex]", Set("{\"system\":\"http://jpfhir.jp/fhir/core/IdSystem/resourceInstance-identifier\",\"value\":\"x\"}"), "drug.number", "MedicationRequest.identifier"),
    f("the same RP and order", L, "MedicationRequest{院内調剤散}.identifier[AdministrationIndex].value", Set("\"1\""), "drug.number-twice", ""),
    f("a YJ code of eleven characters", L, "MedicationRequest.medicationCodeableConcept.coding[YJ-code].code", Set("\"2316009F102\""), "drug.code", ""),
    f("no code of the drug that counts", L, "MedicationRequest.medicationCodeableConcept.coding[YJ-code].system", Set("\"http://medis.or.jp/CodeSystem/master-HOT9\""), "drug.code", "MedicationRequest.medicationCodeableConcept.coding"),
    f("標準コードなし by another name", L, "MedicationRequest{院内調剤散}.medicationCodeableConcept.coding[0].display", Set("\"なし\""), "drug.code", ""),
    f("both usage codes", L, "MedicationRequest.dosageInstruction[0].timing.code.coding", Push("{\"system\":\"http://jpfhir.jp/fhir/clins/CodeSystem/JP_CLINS_MedicationUsage_Uncoded_CS\",\"code\":\"0X0XXXXXXXXX0000\",\"display\":\"ダミー用法コード\"}"), "drug.usage", ""),
    f("a usage code of ten characters", L, "MedicationRequest.dosageInstruction[0].timing.code.coding[0].code", Set("\"1013044400\""), "drug.usage-form", ""),
    f("a dummy by another name", L, "MedicationRequest{院内調剤散}.dosageInstruction[0].timing.code.coding[0].display", Set("\"ダミー\""), "drug.usage-form", ""),
    f("a unit of our own", L, "MedicationRequest.dosageInstruction[0].doseAndRate[0].doseQuantity.code", Set("\"JO\""), "drug.unit", ""),
    f("a unit of UCUM", L, "MedicationRequest.dispenseRequest.quantity.system", Set("\"http://unitsofmeasure.org\""), "drug.unit", ""),
    f("another name of a unit", L, "MedicationRequest.dispenseRequest.quantity.unit", Set("\"個\""), "drug.unit-name", ""),
    f("weeks of treatment", L, "MedicationRequest.dispenseRequest.expectedSupplyDuration.code", Set("\"wk\""), "drug.duration", ""),
    f("an amount per week", L, "MedicationRequest.dosageInstruction[0].doseAndRate[0].rateRatio.denominator.value", Set("7"), "drug.rate", ""),
    f("a strength that is none", L, "MedicationRequest.dosageInstruction[0].doseAndRate[0].type.coding[0].code", Set("\"3\""), "drug.strength", ""),
    f("no department of a prescription", L, "MedicationRequest.extension[Department]", Remove, "drug.setting", "MedicationRequest"),
];
