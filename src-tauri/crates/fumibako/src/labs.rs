//! 検査 codes: the imported list of designated items, and the codes that the laboratory's items were once given.

use crate::{
    Desk, Error, Session, Wanted,
    api::{
        Nothing,
        chart::CodeForm,
        common::FindingShown,
        labs::{
            LabChoice, LabChoices, LabCodesImport, LabCodesImported, LabItemForget, LabItemShown,
            LabItemsShown, LabQuery,
        },
    },
    chart,
    input::{self, small},
    letter_file,
};
use domain::{
    core6::{
        Body, Core6, Entry,
        code::{Code, CodeSystem, find},
        lab_item::{self, LabItem, LabList},
    },
    finding::{Finding, Rule, any_error},
    rule,
    text::search_key,
};
use fhir::check::LabMaster;
use std::{collections::HashMap, io::Read as _};
use store::{Read, lab::LabCode};

/// The four systems of designated items.
const DESIGNATED: [CodeSystem; 4] = [
    CodeSystem::LabCoreJlac10,
    CodeSystem::LabCoreJlac11,
    CodeSystem::LabInfectionJlac10,
    CodeSystem::LabInfectionJlac11,
];

/// The files that are asked for.
const LISTS: Wanted = Wanted { name: "TSV", endings: &["tsv", "xz"] };
/// How many choices a list shows at most.
const CHOICES: usize = 60;
/// How large an unpacked list may be, in bytes; the whole list has about one megabyte.
const UNPACKED: u64 = 64_000_000;
/// How many findings about single lines are kept.
const TOLD: usize = 50;

/// Brings the laboratory codes of a chart into the form of the imported list: a general JLAC10 code of a designated
/// item gets the item's own code beside it, a designated code takes the exact FHIR識別名 of the list, and one that is
/// not on the list goes. Without an imported list nothing changes, and the bundles err on the safe side.
pub(crate) fn designated(session: &Session, mut core6: Core6) -> Result<Core6, Error> {
    session.store().read(|r| {
        if r.lab_codes_count()? == 0 {
            return Ok(());
        }
        for row in &mut core6.lab_results {
            row.body.codes = listed(r, std::mem::take(&mut row.body.codes))?;
        }
        for row in &mut core6.infections {
            row.body.codes = listed(r, std::mem::take(&mut row.body.codes))?;
        }
        Ok(())
    })?;
    Ok(core6)
}

fn listed(r: &Read<'_>, codes: Vec<Code>) -> store::Result<Vec<Code>> {
    let mut kept = Vec::with_capacity(codes.len() + 1);
    for mut code in codes {
        if DESIGNATED.contains(&code.system) {
            match r.lab_code(code.system, &code.code)? {
                Some(known) => code.display = known.name,
                None => continue,
            }
        }
        kept.push(code);
    }
    let general = find(&kept, CodeSystem::Jlac10).map(|code| code.code.clone());
    if let (None, Some(general)) = (lab_item::of_codes(&kept), general) {
        for system in [CodeSystem::LabCoreJlac10, CodeSystem::LabInfectionJlac10] {
            if let Some(known) = r.lab_code(system, &general)? {
                kept.push(Code::new(system, known.code, known.name));
                break;
            }
        }
    }
    Ok(kept)
}

/// The imported list for the checker.
struct Listed<'r>(&'r Read<'r>);

impl LabMaster for Listed<'_> {
    fn lists(&self, system: CodeSystem, code: &str, name: &str) -> Option<bool> {
        // A store that cannot be read knows nothing; whoever needs it next is told.
        if let Some(known) = self.0.lab_code(system, code).ok()? {
            return Some(known.name == name);
        }
        // A list that has no code of this item in this system is silent about it.
        let codes = self.0.lab_codes_of(name).ok()?;
        codes.iter().any(|known| known.system == system).then_some(false)
    }
}

/// Does something with the imported list; without a store or before the first import there is none.
pub(crate) fn with_list<T>(
    session: Option<&Session>,
    run: impl FnOnce(Option<&dyn LabMaster>) -> T,
) -> Result<T, Error> {
    let Some(session) = session else { return Ok(run(None)) };
    Ok(session.store().read(|r| {
        let imported = r.lab_codes_count()? > 0;
        let list = Listed(r);
        Ok(run(imported.then_some(&list as &dyn LabMaster)))
    })?)
}

/// The row with the codes that its item was once given, where it has none itself.
pub(crate) fn filled(session: &Session, mut entry: Entry<Body>) -> Result<Entry<Body>, Error> {
    let (text, specimen, codes) = match &mut entry.body {
        Body::LabResult(body) => (&body.text, &body.specimen, &mut body.codes),
        Body::Infection(body) => (&body.text, &body.specimen, &mut body.codes),
        _ => return Ok(entry),
    };
    if codes.is_empty() {
        *codes = session.store().read(|r| r.lab_item_codes(text, specimen))?;
    }
    Ok(entry)
}

/// What is to be remembered of a row that is saved: its item's name, specimen and codes.
pub(crate) fn to_remember(body: &Body) -> Option<(&str, &str, &[Code])> {
    match body {
        Body::LabResult(body) if !body.codes.is_empty() => Some((&body.text, &body.specimen, &body.codes)),
        Body::Infection(body) if !body.codes.is_empty() => Some((&body.text, &body.specimen, &body.codes)),
        _ => None,
    }
}

/// What an import did.
pub struct Imported {
    /// Codes that the list has now.
    pub codes: usize,
    /// Lines that were passed over, and why.
    pub findings: Vec<Finding>,
}

/// Takes a list of JLAC codes of designated items in the place of the old one: tab-separated UTF-8 with a line of
/// column names (`kind`, `fhir_display`, `jlac`, `code`, `specimen`, `method`; others are ignored), plain or packed
/// with xz. `progress` hears of lines read and lines in all. The same file twice gives the same list; a line that
/// cannot be used is named and passed over; a file without a usable line changes nothing.
///
/// # Errors
/// `Rejected` when the file is no such table.
pub fn import(
    session: &Session,
    bytes: &[u8],
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Imported, Error> {
    let reject = |rule: &'static Rule| Error::rejected(vec![Finding::new(rule, "file")]);
    let text = unpacked(bytes).ok_or_else(|| reject(&rule::LAB_CODES_UNREADABLE))?;
    let text = text.trim_start_matches('\u{FEFF}');
    let header = text.lines().next().unwrap_or_default();
    let columns = Columns::of(header).ok_or_else(|| reject(&rule::LAB_CODES_HEADER))?;
    let (codes, findings) = read_codes(text, &columns, progress);
    if codes.is_empty() {
        let mut findings = findings;
        findings.insert(0, Finding::new(&rule::LAB_CODES_EMPTY, "file"));
        return Err(Error::rejected(findings));
    }
    let audit = session.audit("lab_codes_import").detail(codes.len().to_string());
    session.store().write(&audit, |w| w.lab_codes_replace(&codes))?;
    Ok(Imported { codes: codes.len(), findings })
}

/// The same for front ends without a window.
pub fn import_at(
    desk: &Desk,
    bytes: &[u8],
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Imported, Error> {
    import(&letter_file::open(desk)?, bytes, progress)
}

/// The same for the window.
pub fn import_file(session: &Session, import: LabCodesImport) -> Result<LabCodesImported, Error> {
    let bytes = input::file(session, import.bytes.as_deref(), LISTS, &rule::LAB_CODES_UNREADABLE)?;
    let Some(bytes) = bytes else {
        return Ok(LabCodesImported { done: false, codes: 0, findings: Vec::new() });
    };
    let Imported { codes, findings } = self::import(session, &bytes, &mut |_, _| ())?;
    Ok(LabCodesImported {
        done: true,
        codes: i32::try_from(codes).unwrap_or(i32::MAX),
        findings: FindingShown::all(&findings),
    })
}

/// The text of a plain or packed file; `None` when it is neither.
fn unpacked(bytes: &[u8]) -> Option<String> {
    if !bytes.starts_with(&[0xFD, b'7', b'z', b'X', b'Z', 0]) {
        return String::from_utf8(bytes.to_vec()).ok();
    }
    let mut text = String::new();
    let mut unpacked = lzma_rust2::XzReader::new(bytes, true).take(UNPACKED + 1);
    unpacked.read_to_string(&mut text).ok()?;
    (text.len() as u64 <= UNPACKED).then_some(text)
}

/// Where the columns stand.
struct Columns {
    kind: usize,
    name: usize,
    jlac: usize,
    code: usize,
    specimen: usize,
    method: usize,
}

impl Columns {
    fn of(header: &str) -> Option<Self> {
        let names: Vec<&str> = header.split('\t').map(str::trim).collect();
        let at = |wanted: &str| names.iter().position(|name| *name == wanted);
        Some(Self {
            kind: at("kind")?,
            name: at("fhir_display")?,
            jlac: at("jlac")?,
            code: at("code")?,
            specimen: at("specimen")?,
            method: at("method")?,
        })
    }

    /// One line as a code, or the rule that it breaks.
    fn read(&self, line: &str) -> Result<LabCode, &'static Rule> {
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |at: usize| fields.get(at).map(|field| field.trim()).ok_or(&rule::LAB_CODES_LINE);
        let (kind, name, jlac, code) =
            (field(self.kind)?, field(self.name)?, field(self.jlac)?, field(self.code)?);
        let (specimen, method) = (field(self.specimen)?.to_owned(), field(self.method)?.to_owned());
        let item = lab_item::by_name(name).ok_or(&rule::LAB_CODES_NAME)?;
        let list = if kind.starts_with("infection") { LabList::Infection } else { LabList::Core };
        if item.list != list {
            return Err(&rule::LAB_CODES_NAME);
        }
        let system = match (list, jlac) {
            (LabList::Core, "JLAC10") => CodeSystem::LabCoreJlac10,
            (LabList::Core, "JLAC11") => CodeSystem::LabCoreJlac11,
            (LabList::Infection, "JLAC10") => CodeSystem::LabInfectionJlac10,
            (LabList::Infection, "JLAC11") => CodeSystem::LabInfectionJlac11,
            _ => return Err(&rule::LAB_CODES_CODE),
        };
        let form = code.len() == 17 && code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if !form {
            return Err(&rule::LAB_CODES_CODE);
        }
        Ok(LabCode { system, code: code.to_owned(), name: item.name.to_owned(), specimen, method })
    }
}

fn read_codes(
    text: &str,
    columns: &Columns,
    progress: &mut dyn FnMut(usize, usize),
) -> (Vec<LabCode>, Vec<Finding>) {
    let all = text.lines().count().saturating_sub(1);
    let mut codes: Vec<LabCode> = Vec::with_capacity(all);
    let mut known: HashMap<(CodeSystem, String), String> = HashMap::with_capacity(all);
    let mut findings = Vec::new();
    for (read, (number, line)) in (2..).zip(text.lines().skip(1)).enumerate() {
        if read % 1_000 == 0 {
            progress(read, all);
        }
        if line.trim().is_empty() {
            continue;
        }
        let broken = match columns.read(line) {
            Ok(code) => match known.get(&(code.system, code.code.clone())) {
                Some(name) if *name == code.name => continue,
                Some(_) => &rule::LAB_CODES_TWICE,
                None => {
                    known.insert((code.system, code.code.clone()), code.name.clone());
                    codes.push(code);
                    continue;
                }
            },
            Err(broken) => broken,
        };
        if findings.len() < TOLD {
            findings.push(Finding::with(broken, format!("file.lines[{number}]"), [number.to_string()]));
        }
    }
    progress(all, all);
    (codes, findings)
}

/// Designated items whose names hold what was typed, with codes to choose from: those of the imported list, else one
/// usual code per item.
pub fn search(session: &Session, query: LabQuery) -> Result<LabChoices, Error> {
    let wanted = search_key(&query.text);
    let specimen = search_key(&query.specimen);
    let guide = crate::service::chosen(session.store())?.guide;
    let fits = |item: &&LabItem| {
        item.stands_in(guide.as_str())
            && (item.list == LabList::Infection) == query.infection
            && (wanted.is_empty()
                || [item.name, item.item, item.group].iter().any(|text| search_key(text).contains(&wanted)))
    };
    session
        .store()
        .read(|r| {
            let imported = r.lab_codes_count()? > 0;
            let mut choices = Vec::new();
            for item in lab_item::all().iter().filter(fits) {
                let mut codes = r.lab_codes_of(item.name)?;
                if codes.is_empty() && !imported {
                    codes.push(LabCode {
                        system: item.jlac10_system(),
                        code: item.sample.to_owned(),
                        name: item.name.to_owned(),
                        specimen: String::new(),
                        method: String::new(),
                    });
                }
                // The usual code first, then JLAC10 of the typed specimen: methods are rarely known.
                codes.sort_by_key(|code| {
                    let other = !specimen.is_empty() && !search_key(&code.specimen).contains(&specimen);
                    let jlac10 =
                        matches!(code.system, CodeSystem::LabCoreJlac10 | CodeSystem::LabInfectionJlac10);
                    (code.code != item.sample || other, !jlac10, other)
                });
                choices.extend(codes.into_iter().map(|code| LabChoice {
                    name: item.name.to_owned(),
                    item: item.item.to_owned(),
                    unit: item.unit.to_owned(),
                    specimen: code.specimen,
                    method: code.method,
                    code: CodeForm { system: code.system, code: code.code, display: code.name },
                }));
            }
            let more = choices.len() > CHOICES;
            choices.truncate(CHOICES);
            Ok(LabChoices { choices, more, imported })
        })
        .map_err(Error::from)
}

/// Every item that was once given codes.
pub fn items(session: &Session, _: Nothing) -> Result<LabItemsShown, Error> {
    let (items, codes) = session.store().read(|r| Ok((r.lab_items()?, r.lab_codes_count()?)))?;
    Ok(LabItemsShown {
        imported: small(codes),
        items: items
            .into_iter()
            .map(|item| LabItemShown {
                name: item.name,
                specimen: item.specimen,
                codes: item
                    .codes
                    .into_iter()
                    .map(|code| CodeForm { system: code.system, code: code.code, display: code.display })
                    .collect(),
            })
            .collect(),
    })
}

/// Remembers the codes of an item that were forgotten by mistake.
pub fn restore(session: &Session, item: LabItemShown) -> Result<Nothing, Error> {
    let (item, findings) = chart::lab_item(&item, session.clock().today());
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    session.store().write(&session.audit("lab_item_restore"), |w| {
        w.lab_item_remember(&item.name, &item.specimen, &item.codes)
    })?;
    Ok(Nothing {})
}

/// Forgets the codes of an item; rows keep theirs.
pub fn forget(session: &Session, which: LabItemForget) -> Result<Nothing, Error> {
    session.store().write(&session.audit("lab_item_forget"), |w| {
        w.lab_item_remember(&which.name, &which.specimen, &[])
    })?;
    Ok(Nothing {})
}
