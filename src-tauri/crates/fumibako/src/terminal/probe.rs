//! 接続診断 in words: what was looked at, how it stands, what to do. The facts come from doing what the relay does.

use super::{Settings, Status, Way, settings::catalogue};
use crate::{
    Clinic, Error,
    api::terminal::{ProbeMark, ProbeRow},
};
use jiff::{SignedDuration, Timestamp};
use terminal::{
    catalogue::Folder,
    transport::{Facts, Ours, TroubleKind},
};

/// A clock that is further off than this makes times of answers useless.
const CLOCK: SignedDuration = SignedDuration::from_secs(120);
/// A request that lies longer than this means that the terminal does not work.
const UNTAKEN: std::time::Duration = std::time::Duration::from_secs(60);

/// The rows of a 接続診断.
pub(super) fn rows(
    clinic: &Clinic,
    settings: &Settings,
    status: &Status,
    now: Timestamp,
) -> Result<Vec<ProbeRow>, Error> {
    let mut rows = Vec::new();
    if !settings.on {
        rows.push(row(
            "端末とのやり取り",
            ProbeMark::Warn,
            "止めています。",
            "設定で「端末とやり取りする」を入れてください。",
        ));
    }
    let transport = match settings.transport(catalogue()?, clinic.clock().today()) {
        Ok(transport) => transport,
        Err(trouble) => {
            rows.push(row("設定", ProbeMark::Bad, trouble_said(trouble.kind), trouble_next(trouble.kind)));
            return Ok(rows);
        }
    };
    let since = now.checked_sub(SignedDuration::from_hours(48)).unwrap_or(now);
    let ours = Ours::of(clinic.store().read(|r| r.request_names(since))?);
    let probing = std::thread::scope(|scope| {
        scope
            .spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
                Some(runtime.block_on(transport.probe(&ours, now)))
            })
            .join()
            .ok()
            .flatten()
    });
    let Some(facts) = probing else { return Err(Error::bug("the probe did not run")) };
    folders(&facts, &mut rows);
    if let Some(result) = facts.web_api {
        rows.push(match result {
            Ok(()) => row("Web API", ProbeMark::Ok, "サインインできました。", ""),
            Err(kind) => row("Web API", ProbeMark::Bad, trouble_said(kind), trouble_next(kind)),
        });
    }
    if settings.way == Way::Folder {
        rest(&facts, status, &mut rows);
    }
    if settings.allow_provisional && !facts.simulator {
        rows.push(row(
            "仮の形のやり取り",
            ProbeMark::Warn,
            "正式な形がまだ公表されていないやり取り（電子カルテ情報共有サービス）も、本番の端末へ送る設定です。",
            "接続試験のとき以外は、設定で切ってください。",
        ));
    }
    Ok(rows)
}

fn folders(facts: &Facts, rows: &mut Vec<ProbeRow>) {
    for fact in &facts.folders {
        let name = match fact.folder {
            Folder::Req => "要求フォルダ（req）",
            Folder::Res => "結果フォルダ（res）",
            Folder::Face => "顔認証フォルダ（face）",
        };
        let what = format!("{name} {}", fact.path.display());
        rows.push(match (&fact.readable, &fact.writable) {
            (Err(kind), _) => row(what, ProbeMark::Bad, trouble_said(*kind), trouble_next(*kind)),
            (Ok(_), Err(kind)) => row(
                what,
                ProbeMark::Bad,
                format!("読めますが書けません。{}", trouble_said(*kind)),
                trouble_next(*kind),
            ),
            (Ok(files), Ok(())) if *files > 5_000 => row(
                what,
                ProbeMark::Warn,
                format!("使えます。ファイルが{files}個あり、見るのに時間がかかります。"),
                "ほかのソフトの古いファイルを整理できないか、業者に相談してください。",
            ),
            (Ok(files), Ok(())) => {
                row(what, ProbeMark::Ok, format!("読み書きできます（ファイル{files}個）。"), "")
            }
        });
    }
}

fn rest(facts: &Facts, status: &Status, rows: &mut Vec<ProbeRow>) {
    rows.push(match facts.last_face {
        Some(at) => row("最後のカード", ProbeMark::Ok, format!("{}に顔認証の結果が届いています。", minutes(at)), ""),
        None => row(
            "最後のカード",
            ProbeMark::Warn,
            "顔認証の結果がまだ一つもありません。",
            "カードを一度かざして、この欄が変わるか確かめてください。変わらないときは face フォルダの場所を確かめてください。",
        ),
    });
    rows.push(match status.last_answer.or(facts.last_answer) {
        Some(at) => row(
            "最後の返事",
            ProbeMark::Ok,
            format!("{}に端末から返事がありました。", minutes(domain::clock::in_japan(at))),
            "",
        ),
        None => row(
            "最後の返事",
            ProbeMark::Warn,
            "起動してからまだ返事がありません。",
            "資格確認を一つ送って、返事が来るか確かめてください。",
        ),
    });
    if let Some(difference) = facts.clock_difference {
        let seconds = difference.as_secs();
        rows.push(if difference.abs() > CLOCK {
            row(
                "時計のずれ",
                ProbeMark::Warn,
                format!("端末の時計がこのPCと{}秒ずれています。", seconds.abs()),
                "両方のPCの「日付と時刻」で、時刻を自動で合わせてください。",
            )
        } else {
            row("時計のずれ", ProbeMark::Ok, format!("{}秒です。", seconds.abs()), "")
        });
    }
    let waiting = facts.untaken.iter().filter(|(_, age)| *age >= UNTAKEN).count();
    rows.push(if waiting > 0 {
        row(
            "要求の受取り",
            ProbeMark::Bad,
            format!("端末が要求を受け取っていません（{waiting}件が60秒以上そのままです）。"),
            "端末の電源とログオン、連携アプリケーションが動いているかを確かめてください。要求はそのまま残っていて、動き出せば届きます。",
        )
    } else {
        row("要求の受取り", ProbeMark::Ok, "置いたままの要求はありません。", "")
    });
    rows.push(if facts.encryption_seen || status.encrypted {
        row(
            "暗号化",
            ProbeMark::Bad,
            "暗号化設定の端末です。返事を開けません。",
            "端末の設定（encrypt.conf）で暗号化を使わないようにするか、端末の業者に相談してください。",
        )
    } else {
        row("暗号化", ProbeMark::Ok, "暗号化されたファイルは届いていません。", "")
    });
    if facts.simulator {
        rows.push(row("端末の種類", ProbeMark::Ok, "練習用の模擬端末です。本物の患者には使えません。", ""));
    }
}

fn minutes(at: jiff::civil::DateTime) -> String {
    format!("{}月{}日 {}:{:02}", at.month(), at.day(), at.hour(), at.minute())
}

fn row(what: impl Into<String>, state: ProbeMark, message: impl Into<String>, next: &str) -> ProbeRow {
    ProbeRow { what: what.into(), state, message: message.into(), next: next.to_owned() }
}

/// What trouble is, in a sentence.
pub(super) const fn trouble_said(kind: TroubleKind) -> &'static str {
    match kind {
        TroubleKind::Missing => "フォルダが見つかりません。",
        TroubleKind::Unreachable => "資格確認端末につながりません。",
        TroubleKind::Denied => "フォルダを使う権限がありません。",
        TroubleKind::Full => "端末のディスクがいっぱいです。",
        TroubleKind::Locked => "ほかのソフトがファイルを開いたままです。",
        TroubleKind::Certificate => "証明書が使えません。",
        TroubleKind::SignIn => "サインインできません。",
        TroubleKind::Settings => "設定が足りないか、まちがっています。",
        _ => "フォルダを使えません。",
    }
}

/// What to do about it.
pub(super) const fn trouble_next(kind: TroubleKind) -> &'static str {
    match kind {
        TroubleKind::Missing => "設定のフォルダの場所と、端末の共有フォルダの名前を確かめてください。",
        TroubleKind::Unreachable => {
            "端末の電源とLANケーブルを確かめてください。つながれば自動で続きを送ります。"
        }
        TroubleKind::Denied => {
            "共有フォルダに入るときの利用者名とパスワードを確かめてください（端末側のパスワードの期限切れが多い原因です）。"
        }
        TroubleKind::Full => "端末の不要なファイルを整理するか、業者に相談してください。",
        TroubleKind::Locked => "しばらく待っても直らないときは、端末を再起動してください。",
        TroubleKind::Certificate | TroubleKind::SignIn | TroubleKind::Settings => {
            "設定を入れた業者に確かめてください。"
        }
        _ => "端末を再起動しても直らないときは、業者に相談してください。",
    }
}
