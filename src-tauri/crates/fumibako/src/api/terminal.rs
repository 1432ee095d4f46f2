//! Wire types of 端末.

use super::{common::DateShown, patients::PatientRow, wire};
use domain::terminal::{RequestState, RequestVerdict};

wire! {
    /// How the terminal is, in a word.
    #[derive(Copy, Debug)]
    #[serde(rename_all = "snake_case")]
    pub enum Lamp {
        /// Its folders are there and we look into them.
        Connected,
        /// They are not.
        Unreachable,
        /// Switched off.
        Off,
        /// Another program of ours talks to it.
        Elsewhere,
    }

    /// How things stand with the terminal.
    pub struct TerminalState {
        /// Switched on.
        pub on: bool,
        /// In a word.
        pub lamp: Lamp,
        /// Who talks to it; empty for nobody.
        pub holder: String,
        /// Whether that is this program.
        pub here: bool,
        /// When the folders were last looked into.
        pub last_sweep: Option<DateShown>,
        /// When an answer last came.
        pub last_answer: Option<DateShown>,
        /// When a card was last told of.
        pub last_face: Option<DateShown>,
        /// How many requests have no answer yet.
        pub waiting: i32,
        /// How many files were set aside.
        pub set_aside: i32,
        /// Whether it is a simulated one.
        pub simulator: bool,
    }

    /// How to talk to it.
    #[derive(Copy, Debug)]
    #[serde(rename_all = "snake_case")]
    pub enum TerminalWay {
        /// The folders that it shares.
        Folder,
        /// The Web API.
        WebApi,
    }

    /// Folders of their own for one family of messages.
    pub struct TerminalFamily {
        /// `OQS`, `VIEW` or `CIS`.
        pub family: String,
        /// Requests.
        pub req: String,
        /// Answers.
        pub res: String,
    }

    /// What the Web API needs to be told, as whoever installs it knows it.
    pub struct TerminalWebForm {
        /// Base URL.
        pub base_url: String,
        /// Path of a message, with `{prefix}`.
        pub path: String,
        /// Header of the token.
        pub header: String,
        /// Its value, with `{token}`.
        pub header_value: String,
        /// Path of the sign-in; empty where the certificate is enough.
        pub sign_in_path: String,
        /// Fields of the sign-in, one `name=value` a line. Never given back.
        pub sign_in_fields: String,
        /// JSON pointer to the token.
        pub token: String,
        /// Path of the renewal; empty to sign in again.
        pub refresh_path: String,
        /// JSON pointer to the refresh token.
        pub refresh_token: String,
        /// Field in which it is sent.
        pub refresh_field: String,
        /// Seconds that a token lives.
        pub token_seconds: String,
        /// The certificate with its key (PKCS#12) in Base64. Never given back.
        pub identity: String,
        /// Whether one is stored.
        pub identity_there: bool,
        /// Its passphrase. Never given back.
        pub passphrase: String,
        /// Root certificates (PEM).
        pub roots: String,
    }

    /// The settings as typed.
    pub struct TerminalForm {
        /// Switched on.
        pub on: bool,
        /// By which way.
        pub way: TerminalWay,
        /// Requests.
        pub req: String,
        /// Answers.
        pub res: String,
        /// What the card reader pushes.
        pub face: String,
        /// Folders of their own.
        pub families: Vec<TerminalFamily>,
        /// Remove our answers once they are stored.
        pub remove_answers: bool,
        /// Remove what the card reader pushed once it is stored.
        pub remove_faces: bool,
        /// Send provisional messages to a real terminal too.
        pub allow_provisional: bool,
        /// Seconds between two looks.
        pub sweep_seconds: String,
        /// First number of a day in the names of our files.
        pub suffix_base: String,
        /// Days for which our own answers may lie in the folder.
        pub keep_days: String,
        /// The Web API.
        pub web: TerminalWebForm,
    }

    /// How one thing stands.
    #[derive(Copy, Debug)]
    #[serde(rename_all = "snake_case")]
    pub enum ProbeMark {
        /// As it should be.
        Ok,
        /// To be looked at.
        Warn,
        /// Nothing works before this is mended.
        Bad,
    }

    /// One thing that a 接続診断 looked at.
    pub struct ProbeRow {
        /// What, in words.
        pub what: String,
        /// How it stands.
        pub state: ProbeMark,
        /// What was found, a sentence.
        pub message: String,
        /// What to do; empty where nothing.
        pub next: String,
    }

    /// A 接続診断.
    pub struct Probe {
        /// When.
        pub at: DateShown,
        /// Its rows.
        pub rows: Vec<ProbeRow>,
    }

    /// Which requests.
    pub struct LogQuery {
        /// Only this patient's.
        pub patient_id: Option<String>,
        /// Only this item's.
        pub outbox_id: Option<String>,
    }

    /// A request and what became of it.
    pub struct LogRow {
        /// Id.
        pub id: String,
        /// What was asked, in words.
        pub title: String,
        /// Whom it is about.
        pub patient: Option<PatientRow>,
        /// Where it stands.
        pub state: RequestState,
        /// How its answer ended.
        pub verdict: Option<RequestVerdict>,
        /// When it was asked for.
        pub created: DateShown,
        /// When it was posted.
        pub posted: Option<DateShown>,
        /// When it came to an end.
        pub settled: Option<DateShown>,
        /// Code of the answer.
        pub code: String,
        /// The answer, word for word.
        pub said: String,
        /// What we know of the code beyond that.
        pub advice: String,
    }

    /// A file that was set aside.
    pub struct SetAsideRow {
        /// Id.
        pub id: String,
        /// Where it lay.
        pub folder: String,
        /// Its name there.
        pub name: String,
        /// When it came.
        pub arrived: DateShown,
        /// How many bytes.
        pub size: i32,
        /// Why, a sentence.
        pub reason: String,
    }
}
