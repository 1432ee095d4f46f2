//! What a person says to the terminal, one line at a time.

use crate::{
    Fault,
    machine::{Terminal, clock},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::{fs, io};

/// The lines that are understood.
pub const HELP: &str = "\
people                        だれがいるか
tap P1 TKK,YZK,SRJ,SHJ        P1 がカードをかざし、示した情報の閲覧に同意する（CONDITION, INFECTION, ALLERGY, DRUGALLERGY, LAB, PRESCRIPTION も）
visit P1 YZK                  P1 が訪問先で同意する（一括取得で届く）
online P1 YZK                 P1 がオンライン診療で同意する（一括取得で届く）
reference P1 1001             P1 の照会番号を 1001 とする（登録してあったものとして）
letter P1                     ほかの医療機関が、P1 の紹介状をこの医療機関あてに登録する
consent 識別子                患者さんがその文書の閲覧に同意する
take 識別子                   あて先がその文書を受け取る
documents                     登録されている文書
unplug                        コンセントを抜く（共有フォルダーがなくなる）
plug                          コンセントを差す
down 30                       フォルダーが30秒間なくなる
fault status_2=30@document_register   不調を入れる（割合と電文は省略できる）
well status_2                 その不調を切る
faults                        入れられる不調
calm                          不調をすべて切る";

/// Kinds of viewing, as people read them.
const KINDS: [(&str, &str); 10] = [
    ("TKK", "特定健診"),
    ("YZK", "薬剤"),
    ("SRJ", "診療"),
    ("SHJ", "手術"),
    ("CONDITION", "傷病名"),
    ("INFECTION", "感染症"),
    ("ALLERGY", "アレルギー"),
    ("DRUGALLERGY", "薬剤アレルギー"),
    ("LAB", "検査"),
    ("PRESCRIPTION", "処方"),
];

/// Does what a line says; what to show for it.
///
/// # Errors
/// Says what is not understood or cannot be done.
pub fn say(terminal: &mut Terminal, line: &str, institution: &str, now: Timestamp) -> Result<String, String> {
    let io = |error: io::Error| error.to_string();
    let nobody = |person: &str| format!("{person} という人はいません");
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
        ["tap", person, wanted @ ..] => {
            terminal.tap(person, &kinds(wanted)?, institution, now).map_err(io)?.ok_or_else(|| nobody(person))
        }
        [way @ ("visit" | "online"), person, wanted @ ..] => {
            let setting = if *way == "visit" { "2" } else { "3" };
            if terminal.consent_from_afar(person, &kinds(wanted)?, setting, now) {
                Ok("同意しました".to_owned())
            } else {
                Err(nobody(person))
            }
        }
        ["reference", person, number] => {
            if terminal.centre.person(person).is_none() {
                return Err(nobody(person));
            }
            terminal.centre.reference_numbers.insert((*person).to_owned(), (*number).to_owned());
            Ok("登録してあることにしました".to_owned())
        }
        ["letter", person] => terminal.letter(person, institution, now).ok_or_else(|| nobody(person)),
        ["consent", document] => {
            let pushed = terminal.consent(document, now).map_err(io)?;
            pushed.ok_or_else(|| format!("{document} という文書はありません"))
        }
        ["take", document] => {
            if terminal.addressee_takes(document) {
                Ok("あて先が取得しました".to_owned())
            } else {
                Err(format!("{document} は取得できません"))
            }
        }
        ["documents"] => {
            let rows = terminal.centre.documents.iter();
            Ok(rows
                .map(|(id, one)| {
                    format!(
                        "{id}  {}  {} → {}  {}",
                        one.person,
                        one.source,
                        one.destination,
                        standing(&one.status)
                    )
                })
                .collect::<Vec<_>>()
                .join("\n"))
        }
        ["unplug"] => terminal.go_down(Timestamp::MAX).map_err(io).map(|()| "抜きました".to_owned()),
        ["plug"] => terminal.come_back().map_err(io).map(|()| "差しました".to_owned()),
        ["down", seconds] => {
            let seconds: u32 = seconds.parse().map_err(|_| format!("{seconds} は秒数ではありません"))?;
            let until = now + SignedDuration::from_secs(i64::from(seconds));
            terminal.go_down(until).map_err(io)?;
            Ok(format!("{} まで", clock(until)))
        }
        ["fault", fault] => terminal.faults.on_by_word(fault).map(|()| "入れました".to_owned()),
        ["well", fault] => {
            terminal.faults.off(fault.parse()?);
            Ok("切りました".to_owned())
        }
        ["faults"] => {
            let rows = Fault::ALL.iter().map(|fault| format!("{}  {}", fault.word(), fault.said()));
            Ok(rows.collect::<Vec<_>>().join("\n"))
        }
        ["calm"] => {
            terminal.faults.calm();
            Ok("不調をすべて切りました".to_owned())
        }
        [other, ..] => Err(format!("{other} がわかりません。help で一覧が出ます")),
    }
}

fn kinds<'a>(words: &[&'a str]) -> Result<Vec<&'a str>, String> {
    let kinds: Vec<&str> =
        words.iter().flat_map(|words| words.split(',')).filter(|kind| !kind.is_empty()).collect();
    match kinds.iter().find(|kind| !KINDS.iter().any(|(known, _)| known == *kind)) {
        Some(unknown) => Err(format!("{unknown} という情報はありません")),
        None => Ok(kinds),
    }
}

fn standing(status: &str) -> &str {
    match status {
        "1" => "閲覧保留",
        "2" => "閲覧可",
        "3" => "取得済",
        "9" => "取消済",
        other => other,
    }
}

/// Everything that a control shows, for the page.
pub fn shown(terminal: &Terminal, institution: &str) -> Value {
    let people = terminal.centre.people.iter().map(|one| {
        json!({
            "id": one.id, "name": one.name, "kana": one.kana, "birth": one.birth_date, "sex": one.sex,
            "card": card(one), "note": one.note(),
        })
    });
    let documents = terminal.centre.documents.iter().map(|(identifier, one)| {
        json!({
            "identifier": identifier, "kind": one.kind, "person": one.person, "source": one.source,
            "destination": one.destination, "status": one.status, "standing": standing(&one.status),
            "incoming": one.destination == institution, "times": one.times,
        })
    });
    let faults = Fault::ALL.iter().map(
        |fault| json!({ "word": fault.word(), "said": fault.said(), "on": terminal.faults.is_on(*fault) }),
    );
    json!({
        "institution": institution,
        "root": terminal.root().display().to_string(),
        "down": terminal.is_down(),
        "kinds": KINDS.iter().map(|(word, said)| json!({ "word": word, "said": said })).collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(),
        "documents": documents.collect::<Vec<_>>(),
        "reports": terminal.centre.clinical.len(),
        "faults": faults.collect::<Vec<_>>(),
    })
}

fn card(person: &crate::people::Person) -> String {
    let parts = [&person.insurer_number, &person.symbol, &person.number, &person.branch];
    parts.iter().filter(|part| !part.is_empty()).map(|part| part.as_str()).collect::<Vec<_>>().join("・")
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
