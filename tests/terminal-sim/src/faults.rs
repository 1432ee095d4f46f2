//! What can go wrong, each per message and with a chance out of a hundred.

use crate::rng::Rng;
use std::str::FromStr;

macro_rules! faults {
    ($( $(#[$doc:meta])* $name:ident = $word:literal, $said:literal; )+) => {
        /// One way to misbehave.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Fault { $( $(#[$doc])* $name, )+ }

        impl Fault {
            /// Every one.
            pub const ALL: &'static [Fault] = &[$( Fault::$name ),+];

            /// As it is called on the command line.
            pub const fn word(self) -> &'static str {
                match self { $( Fault::$name => $word ),+ }
            }

            /// As people read it.
            pub const fn said(self) -> &'static str {
                match self { $( Fault::$name => $said ),+ }
            }
        }
    };
}

faults! {
    /// Answers come slowly.
    Delay = "delay", "返事が遅い";
    /// The request is never taken.
    NeverPickUp = "never_pick_up", "要求を受け取らない";
    /// The request is taken and never answered.
    NoResponse = "no_response", "受け取ったまま返事をしない";
    /// The answer comes long after.
    LateResponse = "late_response", "返事がずっとあとで来る";
    /// The answer grows under its final name.
    PartialWrite = "partial_write", "返事が少しずつ書かれる";
    /// The answer is there but empty (and, on Windows, locked) for a while.
    LockedFile = "locked_file", "返事がしばらく空のまま";
    /// The answer comes again.
    DuplicateResponse = "duplicate_response", "同じ返事が二度来る";
    /// In CP932.
    Sjis = "sjis", "Shift_JISで返す";
    /// In UTF-8 with a byte order mark.
    Utf8Bom = "utf8_bom", "BOM付きUTF-8で返す";
    /// In another encoding than it declares.
    DeclMismatch = "decl_mismatch", "文字コードの宣言がうそ";
    /// The whole file failed.
    Segment9 = "segment_9", "ファイル全体が異常終了";
    /// The item was turned away.
    Status2 = "status_2", "項目がエラー";
    /// Still being processed.
    Processing2 = "processing_2", "処理中のまま";
    /// Another file identifier comes back than was sent.
    WrongEcho = "wrong_echo", "医療機関コードとファイル識別子が別人のもの";
    /// Rare kanji come as ●.
    MaruKanji = "maru_kanji", "氏名の漢字が●になる";
    /// Small kana come large.
    SmallKanaEnlarged = "small_kana_enlarged", "小さいカナが大きくなる";
    /// No address.
    NoAddress = "no_address", "住所がない";
    /// 保険者番号 is padded with zeros.
    ZeroPadded = "space_padded_vs_zero_padded", "保険者番号が0で埋まる";
    /// A record of 医療扶助 beside that of 医療保険.
    TwoRecords = "two_records", "医療扶助の記録も来る";
    /// Elements that nobody knows.
    UnknownElement = "unknown_element", "知らない項目が混じる";
    /// The names that other products write.
    AliasNames = "alias_names", "他社製品の項目名で来る";
    /// Larger than any such answer may be.
    HugeFile = "huge_file", "大きすぎるファイル";
    /// In a zip with a password.
    ZipEncrypted = "zip_encrypted", "暗号化zipで来る";
    /// The folders go away for a while.
    ShareDown = "share_down", "受け取ったあと共有フォルダーが消える";
    /// Another 枝番 than was sent.
    BranchMismatch = "branch_mismatch", "枝番が違う";
    /// The consent is over.
    ConsentExpired = "consent_expired", "同意の期限切れ";
    /// The addressee does not use the service.
    AddresseeNotClins = "addressee_not_clins", "あて先がサービスを使っていない";
    /// The addressee takes the letter at once, and it disappears.
    TakenThenDeleted = "taken_then_deleted", "あて先がすぐに取得する";
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Fault::ALL
            .iter()
            .copied()
            .find(|fault| fault.word() == word)
            .ok_or_else(|| format!("no fault {word}"))
    }
}

/// The faults that are switched on.
#[derive(Clone, Debug)]
pub struct Faults {
    rows: Vec<(Fault, Option<String>, u32)>,
    rng: Rng,
}

impl Faults {
    /// None, with the seed for those that follow.
    pub fn seeded(seed: u64) -> Self {
        Self { rows: Vec::new(), rng: Rng::new(seed) }
    }

    /// Switches one on: for one message of the catalogue or for all, `chance` out of a hundred.
    pub fn on(&mut self, fault: Fault, message: Option<&str>, chance: u32) -> &mut Self {
        self.rows.push((fault, message.map(str::to_owned), chance));
        self
    }

    /// Switches one on by words: `status_2`, `status_2=30`, `status_2=30@document_register`.
    ///
    /// # Errors
    /// Says which word is not understood.
    pub fn on_by_word(&mut self, words: &str) -> Result<(), String> {
        let (rest, message) =
            words.split_once('@').map_or((words, None), |(rest, message)| (rest, Some(message)));
        let (word, chance) = rest.split_once('=').unwrap_or((rest, "100"));
        let chance = chance.parse().map_err(|_| format!("no chance {chance}"))?;
        self.on(word.parse()?, message, chance);
        Ok(())
    }

    /// Switches one off.
    pub fn off(&mut self, fault: Fault) {
        self.rows.retain(|(row, ..)| *row != fault);
    }

    /// Whether it is switched on, for whatever message.
    pub fn is_on(&self, fault: Fault) -> bool {
        self.rows.iter().any(|(row, _, chance)| *row == fault && *chance > 0)
    }

    /// Switches all off.
    pub fn calm(&mut self) {
        self.rows.clear();
    }

    pub(crate) fn happens(&mut self, fault: Fault, message: &str) -> bool {
        let chance = self
            .rows
            .iter()
            .filter(|(row, of, _)| *row == fault && of.as_deref().is_none_or(|of| of == message))
            .map(|(_, _, chance)| *chance)
            .max();
        match chance {
            None | Some(0) => false,
            Some(100..) => true,
            Some(chance) => self.rng.below(100) < usize::try_from(chance).unwrap_or(0),
        }
    }

    pub(crate) fn rng(&mut self) -> &mut Rng {
        &mut self.rng
    }
}
