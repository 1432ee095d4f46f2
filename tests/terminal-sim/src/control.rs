//! What a person says to the terminal, one line at a time.

use crate::machine::{Terminal, clock};
use jiff::{SignedDuration, Timestamp};
use std::{fs, io};

/// The lines that are understood.
pub const HELP: &str = "\
people                        だれがいるか
tap P1 TKK,YZK,SRJ,SHJ        P1 がカードをかざし、示した情報の閲覧に同意する（CONDITION, INFECTION, ALLERGY, DRUGALLERGY, LAB, PRESCRIPTION も）
letter P1                     ほかの医療機関が、P1 の紹介状をこの医療機関あてに登録する
consent 識別子                患者さんがその文書の閲覧に同意する
take 識別子                   あて先がその文書を受け取る
documents                     登録されている文書
down 30                       フォルダーが30秒間なくなる
fault status_2=30@document_register   不調を入れる（割合と電文は省略できる）
faults                        入れられる不調
calm                          不調をすべて切る";

/// Does what a line says; what to show for it.
///
/// # Errors
/// Says what is not understood or cannot be done.
pub fn say(terminal: &mut Terminal, line: &str, institution: &str, now: Timestamp) -> Result<String, String> {
    let io = |error: io::Error| error.to_string();
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        [] => Ok(String::new()),
        ["help"] => Ok(HELP.to_owned()),
        ["people"] => {
            let rows = terminal.centre.people.iter();
            Ok(rows
                .map(|one| format!("{}  {}  {}", one.id, one.name, one.birth_date))
                .collect::<Vec<_>>()
                .join("\n"))
        }
        ["tap", person, kinds @ ..] => {
            let kinds: Vec<&str> =
                kinds.iter().flat_map(|words| words.split(',')).filter(|kind| !kind.is_empty()).collect();
            if let Some(unknown) =
                kinds.iter().find(|kind| !crate::eligibility::KINDS.iter().any(|(known, _)| known == *kind))
            {
                return Err(format!("no kind {unknown}"));
            }
            terminal.tap(person, &kinds, institution, now).map_err(io)?.ok_or(format!("no person {person}"))
        }
        ["letter", person] => terminal.letter(person, institution, now).ok_or(format!("no person {person}")),
        ["consent", document] => {
            terminal.consent(document, now).map_err(io)?.ok_or(format!("no document {document}"))
        }
        ["take", document] => {
            if terminal.addressee_takes(document) {
                Ok("taken".to_owned())
            } else {
                Err(format!("cannot be taken: {document}"))
            }
        }
        ["documents"] => {
            let rows = terminal.centre.documents.iter();
            Ok(rows
                .map(|(id, one)| {
                    format!("{id}  {}  {} → {}  {}", one.person, one.source, one.destination, one.status)
                })
                .collect::<Vec<_>>()
                .join("\n"))
        }
        ["down", seconds] => {
            let seconds: i64 = seconds.parse().map_err(|_| format!("no number {seconds}"))?;
            terminal.go_down(now + SignedDuration::from_secs(seconds)).map_err(io)?;
            Ok(format!("until {}", clock(now + SignedDuration::from_secs(seconds))))
        }
        ["fault", fault] => terminal.faults.on_by_word(fault).map(|()| "on".to_owned()),
        ["faults"] => Ok(crate::Fault::ALL.iter().map(|fault| fault.word()).collect::<Vec<_>>().join(" ")),
        ["calm"] => {
            terminal.faults.calm();
            Ok("calm".to_owned())
        }
        [other, ..] => Err(format!("not understood: {other}; see help")),
    }
}

/// Does what other processes left in `control/`: files `*.txt`, one command a line, removed once done.
///
/// # Errors
/// When the folder cannot be used.
pub fn listen(terminal: &mut Terminal, institution: &str, now: Timestamp) -> io::Result<Vec<String>> {
    let mut said = Vec::new();
    let folder = terminal.root().join("control");
    let mut files: Vec<_> =
        fs::read_dir(&folder)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file)?;
        fs::remove_file(&file)?;
        for line in text.lines() {
            said.push(say(terminal, line, institution, now).unwrap_or_else(|why| why));
        }
    }
    Ok(said)
}
