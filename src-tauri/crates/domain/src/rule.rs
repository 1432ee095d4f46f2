//! The table of rules: stable id, severity, and the sentence that people read. One row per rule; whoever
//! finds a fault names its row.

use crate::finding::{Rule, Severity};

macro_rules! rules {
    ($( $(#[$doc:meta])* $name:ident = $id:literal, $severity:ident, $sentence:literal; )+) => {
        $( $(#[$doc])* pub static $name: Rule =
            Rule { id: $id, severity: Severity::$severity, sentence: $sentence }; )+

        /// Every rule, in the order of the table.
        pub static ALL: &[&Rule] = &[$( &$name ),+];
    };
}

rules! {
    // Text
    /// Half-width katakana was made full-width.
    TEXT_KANA_WIDENED = "text.kana-widened", Info, "半角カタカナを全角に直しました。";
    /// Full-width letters or digits were made half-width.
    TEXT_WIDTH_FOLDED = "text.width-folded", Info, "全角の英数字を半角に直しました。";
    /// A character that no receiver can show.
    TEXT_FORBIDDEN = "text.forbidden", Error, "使えない文字（制御文字や外字）が入っています。その文字を消すか、別の字に直してください。";
    /// Longer than the field takes.
    TEXT_TOO_LONG = "text.too-long", Error, "長すぎます。{0}文字までにしてください。";

    // Dates
    /// No form that we know.
    DATE_UNREADABLE = "date.unreadable", Error, "日付として読めません。「S20.3.1」「令和8年11月22日」「20261122」のように入力してください。";
    /// The calendar has no such day.
    DATE_NO_SUCH_DAY = "date.no-such-day", Error, "その日付は暦にありません。年・月・日を確かめてください。";
    /// Not an era.
    DATE_UNKNOWN_ERA = "date.unknown-era", Error, "元号がわかりません。明治・大正・昭和・平成・令和（M・T・S・H・R）のどれかで入力してください。";
    /// Before the era's first day.
    DATE_BEFORE_ERA = "date.before-era", Error, "{0}は{1}からです。元号を確かめてください。";
    /// After the era's last day.
    DATE_AFTER_ERA = "date.after-era", Error, "{0}は{1}までです。元号を確かめてください。";
    /// Later than today.
    DATE_IN_FUTURE = "date.in-future", Error, "今日より先の日付です。日付を確かめてください。";
    /// An end before its start.
    DATE_ENDS_BEFORE_START = "date.ends-before-start", Error, "終わりの日が始まりの日より前です。日付を確かめてください。";
    /// A time of day that does not exist.
    DATE_TIME_UNREADABLE = "date.time-unreadable", Error, "日時として読めません。「R8.11.22 9:30」のように入力してください。";

    // Patients
    /// No 患者番号.
    CHART_NUMBER_MISSING = "patient.chart-number-missing", Error, "患者番号を入力してください。";
    /// Characters that a 患者番号 cannot have.
    CHART_NUMBER_FORM = "patient.chart-number-form", Error, "患者番号は半角の英数字とハイフンで入力してください。";
    /// Another patient has this 患者番号.
    CHART_NUMBER_TAKEN = "patient.chart-number-taken", Error, "この患者番号はほかの患者さんが使っています。";
    /// No name.
    NAME_MISSING = "patient.name-missing", Error, "氏名を入力してください。";
    /// 姓 and 名 cannot be told apart.
    NAME_NOT_SPLIT = "patient.name-not-split", Info, "姓と名の間に空白がないので、氏名をひとつのまとまりとして扱います。分けられる場合は空白を入れてください。";
    /// The insurer's data marks an unreadable character.
    NAME_UNREADABLE_MARK = "patient.name-unreadable-mark", Warning, "「●」は保険者のデータで表せない文字です。正しい字を入力してください。";
    /// No フリガナ.
    KANA_MISSING = "patient.kana-missing", Error, "フリガナを入力してください。";
    /// Not kana.
    KANA_FORM = "patient.kana-form", Error, "フリガナはカタカナで入力してください。";
    /// No birth date.
    BIRTH_DATE_MISSING = "patient.birth-date-missing", Error, "生年月日を入力してください。";
    /// An age that nobody reaches.
    BIRTH_DATE_TOO_OLD = "patient.birth-date-too-old", Warning, "120歳をこえています。生年月日を確かめてください。";
    /// Not seven digits.
    POSTAL_CODE_FORM = "patient.postal-code-form", Error, "郵便番号は7けたの数字で入力してください。";
    /// Not a telephone number.
    PHONE_FORM = "patient.phone-form", Error, "電話番号は数字とハイフンで入力してください。";

    // Insurance
    /// Neither 6 nor 8 digits.
    INSURER_NUMBER_FORM = "insurance.insurer-number-form", Error, "保険者番号は6けたか8けたの数字です。";
    /// The check digit does not fit.
    INSURER_NUMBER_CHECK = "insurance.insurer-number-check", Warning, "保険者番号の検証番号が合いません。保険証の番号を確かめてください。";
    /// No 番号.
    CARD_NUMBER_MISSING = "insurance.number-missing", Error, "被保険者の番号を入力してください。";
    /// Characters that separate the parts of the identifier.
    CARD_TEXT_FORM = "insurance.card-text-form", Error, "記号・番号に「:」「^」は使えません。";
    /// Not two digits.
    BRANCH_FORM = "insurance.branch-form", Error, "枝番は2けたの数字です。印字がなければ「印字なし」を選んでください。";
    /// Not eight digits.
    PAYER_NUMBER_FORM = "insurance.payer-number-form", Error, "公費負担者番号は8けたの数字です。";
    /// Not seven digits.
    RECIPIENT_NUMBER_FORM = "insurance.recipient-number-form", Error, "受給者番号は7けたの数字です。";

    // Institutions, doctors, staff
    /// Ten digits that are no institution.
    INSTITUTION_CODE_FORM = "institution.code-form", Error, "医療機関番号が正しくありません。都道府県番号（01〜47）、点数表（医科1・歯科3）、医療機関コード7けたの順です。";
    /// Not ten digits.
    INSTITUTION_CODE_LENGTH = "institution.code-length", Error, "医療機関番号は10けたです（今は{0}けた）。都道府県2けた＋点数表1けた＋医療機関コード7けたで入力してください。";
    /// No code.
    INSTITUTION_CODE_MISSING = "institution.code-missing", Error, "医療機関番号（10けた）を入力してください。";
    /// Another clinic's file.
    INSTITUTION_OTHER = "institution.other", Error, "この保管庫の医療機関ではありません。医療機関番号を確かめてください。";
    /// No name.
    INSTITUTION_NAME_MISSING = "institution.name-missing", Error, "医療機関の名称を入力してください。";
    /// No address.
    INSTITUTION_ADDRESS_MISSING = "institution.address-missing", Error, "医療機関の所在地を入力してください。";
    /// No telephone.
    INSTITUTION_PHONE_MISSING = "institution.phone-missing", Error, "医療機関の電話番号を入力してください。";
    /// No doctor's name.
    DOCTOR_NAME_MISSING = "doctor.name-missing", Error, "医師の氏名を入力してください。";
    /// Not digits.
    DOCTOR_REGISTRATION_FORM = "doctor.registration-form", Error, "医籍登録番号は数字で入力してください。";
    /// A file of a seal that is not a picture.
    SEAL_OTHER_KIND = "seal.other-kind", Error, "印影として使えるのはPNGかJPEGの画像です。画像のファイルを選んでください。";
    /// A picture that cannot be unpacked.
    SEAL_DAMAGED = "seal.damaged", Error, "画像が途中で切れているか、壊れています。保存し直した画像を選んでください。";
    /// Too many bytes or dots.
    SEAL_TOO_LARGE = "seal.too-large", Error, "画像が大きすぎます。8MB・2600万画素までの画像にするか、印影のまわりだけを切り取ってください。";
    /// Too few dots.
    SEAL_COARSE = "seal.coarse", Error, "印影が小さく粗い画像です（{0}ドット）。600dpiで取り込み直すか、印影を大きく写してください。";
    /// Nothing to be seen.
    SEAL_BLANK = "seal.blank", Error, "画像の中に印影が見つかりません。白い紙に濃く押した印影を取り込んでください。";
    /// Paper and ink cannot be told apart.
    SEAL_DARK = "seal.dark", Error, "地の色と印影を見分けられません。白い紙に押し、明るいところで取り込み直してください。";
    /// Too long for a seal.
    SEAL_SLIM = "seal.slim", Error, "印影が細長すぎます。印影のほかに線や文字が写っていないか確かめ、印影だけを切り取ってください。";
    /// Not a size of such a seal.
    SEAL_SIZE = "seal.size", Error, "印影の大きさを選び直してください。";
    /// No such doctor.
    SEAL_NO_DOCTOR = "seal.no-doctor", Error, "この医師は登録されていません。画面を開き直してください。";
    /// No staff name.
    STAFF_NAME_MISSING = "staff.name-missing", Error, "職員の名前を入力してください。";

    /// Nobody would be left who may change the settings.
    STAFF_LAST_MANAGER = "staff.last-manager", Error, "設定を変えられる人（医師か管理者）が1人は必要です。";
    /// No title.
    TEMPLATE_TITLE_MISSING = "template.title-missing", Error, "定型文の名前を入力してください。";

    // The store's key
    /// The passphrase does not open the store.
    PASSPHRASE_WRONG = "key.passphrase-wrong", Error, "復旧の合言葉が違います。復旧シートの文字をもう一度確かめてください。データはそのまま残っています。";
    /// Mistyped: length, characters or check symbol.
    PASSPHRASE_TYPO = "key.passphrase-typo", Error, "復旧の合言葉の文字が足りないか、打ち間違いがあります。復旧シートを見ながら入力してください。";

    // 6情報
    /// An empty row.
    ENTRY_TEXT_MISSING = "core6.text-missing", Error, "名称を入力してください。";
    /// More than a list takes.
    TOO_MANY = "core6.too-many", Error, "多すぎます。{0}件までにしてください。";
    /// An outcome's day without the outcome.
    CONDITION_OUTCOME_MISSING = "core6.outcome-missing", Error, "転帰日があるときは、転帰（治癒・中止など）も選んでください。";
    /// A flag that this kind cannot carry.
    ENTRY_FLAG_NOT_ALLOWED = "core6.flag-not-allowed", Error, "この種類の情報に「未告知」「未提供」「長期保存」の一部は付けられません。";
    /// A code that does not have its system's form.
    CODE_FORM = "core6.code-form", Error, "{0}の形が正しくありません。コードを消しても、文字はそのまま残ります。";
    /// なし beside rows.
    ABSENCE_BESIDE_ROWS = "core6.absence-beside-rows", Error, "登録されている行があるため「なし」などにはできません。先にその行を終了するか取り消してください。";
    /// No value.
    LAB_VALUE_MISSING = "core6.lab-value-missing", Error, "検査の値を入力してください。";
    /// No sampling time.
    LAB_SAMPLED_MISSING = "core6.lab-sampled-missing", Error, "採取日時を入力してください。";
    /// A limit that is not a number.
    LAB_RANGE_FORM = "core6.lab-range-form", Error, "基準値の下限・上限は数字で入力してください。文字の場合は「基準値（文字）」に入れてください。";
    /// H or L against the numbers.
    LAB_INTERPRETATION_DIFFERS = "core6.lab-interpretation-differs", Warning, "値と基準値から見ると、高い・低い（H・L）の印が違うようです。";
    /// No result.
    INFECTION_RESULT_MISSING = "core6.infection-result-missing", Error, "感染症の結果を入力してください。";
    /// No 用法.
    PRESCRIPTION_USAGE_MISSING = "core6.prescription-usage-missing", Warning, "用法が入っていません。";
    /// An amount that is not a number.
    PRESCRIPTION_AMOUNT_FORM = "core6.prescription-amount-form", Error, "薬の量は数字で入力してください。";
    /// Uneven amounts that cannot be read.
    PRESCRIPTION_DOSES_FORM = "core6.prescription-doses-form", Error, "1回ごとの量は「4-2-1」のように、飲む順に2つから6つの数字を「-」でつないで入力してください。";
    /// Uneven amounts that do not make the day's amount.
    PRESCRIPTION_DOSES_SUM = "core6.prescription-doses-sum", Warning, "1日量が、1回ごとの量の合計（{0}）と違います。";
    /// RP, days or times out of bounds.
    PRESCRIPTION_COUNT_FORM = "core6.prescription-count-form", Error, "RP番号・日数・回数は1から999までの数字で入力してください。";

    // Letters: what blocks (別紙様式11 and the conditions of B009)
    /// No 紹介先.
    LETTER_RECEIVER_MISSING = "letter.receiver-missing", Error, "紹介先の名称を入力してください。";
    /// No 傷病名.
    LETTER_DIAGNOSIS_MISSING = "letter.diagnosis-missing", Error, "傷病名を入力するか、6情報から選んでください。";
    /// No 紹介目的.
    LETTER_PURPOSE_MISSING = "letter.purpose-missing", Error, "紹介目的を入力してください。";
    /// No 症状経過.
    LETTER_COURSE_MISSING = "letter.course-missing", Error, "症状経過（現在までの経過）を入力してください。";
    /// No doctor.
    LETTER_DOCTOR_MISSING = "letter.doctor-missing", Error, "紹介元の医師を選んでください。";
    /// No date.
    LETTER_DATE_MISSING = "letter.date-missing", Error, "日付を入力してください。";
    /// The sender's block is incomplete.
    LETTER_SENDER_INCOMPLETE = "letter.sender-incomplete", Error, "紹介元の名称・所在地・電話番号がそろっていません。「設定」で入力してください。";
    /// Not a medical institution: the patient's address and telephone are mandatory (別紙様式11, note 3).
    LETTER_ADDRESS_NEEDED = "letter.address-needed", Error, "紹介先が医療機関でないときは、患者さんの住所と電話番号が必要です。患者さんの登録に入力してください。";
    /// A row that was chosen is gone.
    LETTER_ROW_GONE = "letter.row-gone", Warning, "選んだ6情報の行が取り消されているため、手紙に入りません。";

    // Letters: what should be looked at
    /// No consent.
    LETTER_CONSENT_MISSING = "letter.consent-missing", Warning, "患者さんの同意の記録がありません。";
    /// One to the same institution this month already.
    LETTER_SAME_MONTH = "letter.same-month", Warning, "今月この紹介先へは作成済みです（算定は月1回）。";
    /// Allergies not asked.
    LETTER_ALLERGY_UNCHECKED = "letter.allergy-unchecked", Warning, "アレルギー・薬剤禁忌が未確認です。患者さんに聞いて「なし」か内容を入力してください。";
    /// An undisclosed condition is in the letter.
    LETTER_UNINFORMED = "letter.uninformed", Warning, "未告知の病名が入っています。患者さんが開けて読むおそれがあれば、封をして渡してください。";
    /// The data stay out of the PDF because of an undisclosed row.
    LETTER_DATA_LEFT_OUT = "letter.data-left-out", Warning, "未告知の行があるため、PDFの中にデータを付けません。付けてよければ「PDFにデータを付ける」で「付ける」を選んでください。";
    /// The data go into the PDF although a row is undisclosed.
    LETTER_DATA_UNINFORMED = "letter.data-uninformed", Warning, "未告知の行が、PDFの中のデータにも入ります。PDFのまま患者さんに渡さないでください。";
    /// A placeholder was left.
    LETTER_PLACEHOLDER_LEFT = "letter.placeholder-left", Warning, "定型文の {0} が埋まっていません。";
    /// The insurer's mark for a character that it cannot hold, in what the letter says of the patient.
    LETTER_UNREADABLE_MARK = "letter.unreadable-mark", Warning, "患者さんの{0}に「●」があります。● は保険者のデータで表せない文字です。正しい字を患者の画面で入力するか、紙の「要手書き」の枠に書いてください。";
    /// A character that the fonts lack.
    LETTER_GLYPH_MISSING = "letter.glyph-missing", Warning, "印刷できない字があります。印刷後に「要手書き」の枠へ手で書いてください。";
    /// A medication's rows are old.
    LETTER_PRESCRIPTION_OLD = "letter.prescription-old", Warning, "3か月より前の処方が入っています。今の薬か確かめてください。";

    // 患者サマリー（療養計画書）
    /// Nothing is advised.
    PLAN_ADVICE_MISSING = "plan.advice-missing", Error, "療養上の計画・アドバイスを入力してください。";
    /// No 傷病名.
    PLAN_DIAGNOSIS_MISSING = "plan.diagnosis-missing", Error, "対象の傷病名を6情報から選ぶか、入力してください。";
    /// No doctor.
    PLAN_DOCTOR_MISSING = "plan.doctor-missing", Error, "説明した医師を選んでください。";
    /// The clinic's block is incomplete.
    PLAN_CLINIC_INCOMPLETE = "plan.clinic-incomplete", Error, "医療機関の名称・所在地・電話番号がそろっていません。「設定」で入力してください。";
    /// The patient would read it.
    PLAN_UNINFORMED = "plan.uninformed", Error, "未告知の傷病名は、患者さんに渡す書類に入れられません。選択から外してください。";
    /// A row that was chosen is gone.
    PLAN_ROW_GONE = "plan.row-gone", Warning, "選んだ傷病名の行が取り消されているため、書類に入りません。";
    /// 次回の受診 lies before 指導日.
    PLAN_NEXT_VISIT_PAST = "plan.next-visit-past", Warning, "次回の受診が指導日より前の日付です。日付を確かめてください。";

    /// Amending or withdrawing without a reason.
    REASON_MISSING = "letter.reason-missing", Error, "理由を入力してください。";

    // Families and files of letters
    /// Nothing in the file.
    ATTACHMENT_EMPTY = "attachment.empty", Error, "ファイルが空です。別のファイルを選んでください。";
    /// Larger than one transmission.
    ATTACHMENT_TOO_LARGE = "attachment.too-large", Error, "ファイルが大きすぎます（{0}MB）。1つのファイルは{1}MBまでです。ページを分けるか、画質を下げて保存し直してください。";
    /// A PDF that does not open.
    ATTACHMENT_PDF_CLOSED = "attachment.pdf-closed", Error, "PDFを開けません。パスワードを外すか、印刷し直したPDFを選んでください。";
    /// An image that is cut off.
    ATTACHMENT_DAMAGED = "attachment.damaged", Error, "画像が途中で切れているか、壊れています。保存し直した画像を選んでください。";
    /// JSON, but no document.
    ATTACHMENT_OTHER_JSON = "attachment.other-json", Error, "JSONですが、診療文書のデータ（FHIRの文書）ではありません。";
    /// Some other kind of file.
    ATTACHMENT_UNKNOWN = "attachment.unknown", Error, "この種類のファイルは添付できません。PDF・JPEG・PNG・診療文書のデータ（JSON）を選んでください。";
    /// Not base64.
    ATTACHMENT_NOT_BASE64 = "attachment.not-base64", Error, "ファイルの中身がbase64になっていません。";
    /// The file is not there.
    ATTACHMENT_GONE = "attachment.gone", Error, "添付したファイルが見つかりません。もう一度添付するか、この行を消してください。";
    /// More than one transmission takes, together.
    BUNDLE_ATTACHMENTS_TOO_LARGE = "bundle.attachments-too-large", Warning, "添付が合わせて大きすぎるため（送るときの大きさで10MBまで）、国のサービス用のデータは作りません。紙の手紙はそのまま使えます。";

    /// 続柄 without an illness.
    FAMILY_TEXT_MISSING = "family.text-missing", Error, "家族の病名が空です。入力するか、その行を消してください。";
    /// More rows than a letter takes.
    FAMILY_TOO_MANY = "family.too-many", Error, "家族歴の行は{0}行までです。残りは文章の欄に書いてください。";
    /// An age that is none.
    FAMILY_AGE_FORM = "family.age-form", Error, "年齢は0から130までの数字で入力してください。わからないときは空のままにします。";
    /// Not a 病名管理番号.
    FAMILY_CODE_FORM = "family.code-form", Error, "病名管理番号は8けたの数字です。わからないときは空のままにします。";
    /// A way out that does not fit the kind of document.
    ISSUE_WAY = "document.issue-way", Error, "{0}は「{1}」では渡せません。ほかの渡し方を選んでください。";

    // Papers that go with a letter
    /// A text was set very small.
    COMPANION_SMALL = "companion.small", Warning, "文字が多いため、小さな字で入れたところがあります。紙面を確かめてください。";
    /// No FAX number.
    FAX_NUMBER_MISSING = "fax.number-missing", Error, "送り先のFAX番号を2回とも入力してください。";
    /// Two FAX numbers.
    FAX_NUMBERS_DIFFER = "fax.numbers-differ", Error, "2つのFAX番号が違います。番号を確かめて、もう一度入力してください。";
    /// Not the number that the letter has.
    FAX_NUMBER_OTHER = "fax.number-other", Warning, "紹介先に登録したFAX番号（{0}）と違います。誤送信にならないか確かめてください。";
    /// No sheets.
    FAX_SHEETS = "fax.sheets", Error, "送る枚数は、送付状を含めて1から200の数字で入力してください。";
    /// Nowhere to send to.
    ENVELOPE_NO_ADDRESS = "envelope.no-address", Warning, "紹介先の住所がないため、宛名には名称だけを印刷します。";
    /// Not on the sheet.
    LABEL_PLACE = "label.place", Error, "ラベルの位置は1から{0}の数字で入力してください。";
    /// More than fit.
    LABEL_COUNT = "label.count", Error, "枚数は、その位置から1枚のシートに入る数（{0}枚まで）にしてください。";
    /// No wish.
    BOOKING_WISH_MISSING = "booking.wish-missing", Error, "受診の希望日を1つ以上入力してください。";
    /// A day gone by.
    BOOKING_WISH_PAST = "booking.wish-past", Warning, "過ぎた日が希望日に入っています。";

    // Letters: why there is no bundle
    /// No insurance.
    BUNDLE_NO_INSURANCE = "bundle.no-insurance", Warning, "保険者番号がないため、国のサービス用のデータは作りません。紙はそのまま使えます。";
    /// 生活保護 alone, under a version of the guide that does not know it.
    BUNDLE_NO_ASSISTANCE = "bundle.no-assistance", Warning, "選んでいる版（{0}）のデータは、生活保護だけの患者さんでは作れません。設定で新しい版を選ぶと作れます。紙はそのまま使えます。";
    /// A name without 姓, under a version of the guide that demands one.
    BUNDLE_NAME_WHOLE = "bundle.name-whole", Warning, "選んでいる版（{0}）のデータには、姓と名を分けた氏名が要ります。氏名の姓と名の間に空白を入れるか、設定で新しい版を選んでください。紙はそのまま使えます。";
    /// No address.
    BUNDLE_NO_ADDRESS = "bundle.no-address", Warning, "患者さんの住所がないため、国のサービス用のデータは作りません。紙はそのまま使えます。";
    /// No receiver code.
    BUNDLE_NO_RECEIVER_CODE = "bundle.no-receiver-code", Warning, "紹介先の医療機関番号（10けた）がないため、国のサービス用のデータは作りません。紙はそのまま使えます。";
    /// The receiver does not take part.
    BUNDLE_RECEIVER_KIND = "bundle.receiver-kind", Warning, "紹介先が病院・診療所・歯科ではないため、国のサービス用のデータは作りません。紙はそのまま使えます。";
    /// 自費・労災 and similar.
    BUNDLE_PAYMENT = "bundle.payment", Warning, "{0}の診療のため、国のサービス用のデータは作りません。紙はそのまま使えます。";
    /// Of a 患者サマリー: the service wants a disease with its code.
    BUNDLE_NO_CODED_CONDITION = "bundle.no-coded-condition", Warning, "対象の傷病名に、病名管理番号の付いた自院の行がないため、国のサービス用のデータは作りません。紙はそのまま使えます。";
    /// 枝番 nobody looked at.
    BUNDLE_BRANCH_UNCHECKED = "bundle.branch-unchecked", Warning, "枝番が未確認です。このまま送ると受け付けられないことがあります。保険証で確かめてください。";
    /// Sex not known is sent as such.
    BUNDLE_SYMBOL_MIXED = "bundle.symbol-mixed", Warning, "記号・番号に全角と半角がまざっているため、全角にそろえて送ります。";
    /// Rows that stand as text only.
    BUNDLE_TEXT_ONLY_ROWS = "bundle.text-only-rows", Info, "{0}のうち{1}件は、コードがないか自院の情報ではないため、文章として入ります。";
    /// A character that the service does not take was replaced or left out.
    BUNDLE_CHARACTER_LEFT_OUT = "bundle.character-left-out", Info, "国のサービスで使えない文字（制御文字や外字）を、データからだけ除きました。紙の手紙の字はそのままです。";
    /// The program's own fault: the data could not be written.
    BUNDLE_NOT_MADE = "bundle.not-made", Warning, "国のサービス用のデータを作れませんでした。紙はそのまま使えます。";
    /// The checker found an error in it.
    BUNDLE_FAULT = "bundle.fault", Warning, "国のサービス用のデータを作りませんでした。{0}紙はそのまま使えます。";
    /// The checker found an error in what is about to be posted.
    BUNDLE_NOT_SENT = "bundle.not-sent", Error, "このままでは国のサービスに受け付けられないため、送りませんでした。{0}";
    /// Larger than one transmission.
    BUNDLE_TOO_LARGE = "bundle.too-large", Warning, "データが10MBをこえるため、国のサービス用のデータは作りません。";

    // Files of the terminal
    /// Nothing in it.
    TERMINAL_EMPTY = "terminal.empty", Error, "端末からのファイルが空です。少し待っても変わらないときは、端末の状態を確かめてください。";
    /// Larger than such a file may be.
    TERMINAL_TOO_LARGE = "terminal.too-large", Error, "ファイルが大きすぎます（{0}MBまで）。開かずに保管しました。";
    /// Not well-formed.
    TERMINAL_NOT_XML = "terminal.not-xml", Error, "ファイルの形が壊れていて読めません（{0}文字目）。届いたまま保管しました。";
    /// A document type or an entity.
    TERMINAL_ENTITY = "terminal.entity", Error, "このやり取りにあってはならない書き方（文書型宣言や実体参照）があるため、開かずに保管しました。";
    /// Too deep, too many.
    TERMINAL_TOO_INTRICATE = "terminal.too-intricate", Error, "ファイルの入れ子や項目が多すぎます。開かずに保管しました。";
    /// Another root element.
    TERMINAL_OTHER_ROOT = "terminal.other-root", Error, "資格確認端末のファイルの形ではありません。届いたまま保管しました。";
    /// A zip with a password.
    TERMINAL_ENCRYPTED = "terminal.encrypted", Error, "暗号化設定の端末です。端末の設定（encrypt.conf）で暗号化を使わないようにするか、端末の業者に相談してください。";
    /// A zip that cannot be used.
    TERMINAL_ZIP = "terminal.zip", Error, "圧縮ファイルを開けません。届いたまま保管しました。";
    /// A name that is none of the interface's.
    TERMINAL_UNKNOWN_NAME = "terminal.unknown-name", Error, "知らない名前のファイルです。届いたまま保管しました。";
    /// Our fault, or damaged bytes.
    TERMINAL_NOT_UNDERSTOOD = "terminal.not-understood", Error, "このファイルを処理できませんでした。届いたまま保管しました。開発元にお知らせください。";
    /// Something is asked of a terminal that is switched off.
    TERMINAL_OFF = "terminal.off", Error, "端末とやりとりする設定になっていません。「端末」の設定で入れてください。";
    /// 一括照会 for a day that is over.
    BULK_DAY_PAST = "eligibility.day-past", Error, "今日より後の日を入力してください。";
    /// A view without consent, or after it ended.
    VIEW_NO_CONSENT = "view.no-consent", Error, "本人の同意がないか、期限が切れています。受付のカードリーダーで同意してもらってください。";
    /// A view whose end lies before its beginning.
    VIEW_SPAN = "view.span", Error, "「いつまで」を「いつから」より後にしてください。";
    /// The answer names somebody else.
    VIEW_OTHER_PERSON = "view.other-person", Error, "別の方の情報かもしれません（氏名か生年月日が患者の記録とちがいます）。取り込まずに、受付で資格を確かめてください。";
    /// 資格確認 of a patient without 医療保険.
    ELIGIBILITY_NO_INSURANCE = "eligibility.no-insurance", Error, "医療保険が登録されていないので確認できません。「患者の情報」で入れるか、保険証を見て確認してください。";
    /// An answer whose request is not ours.
    TERMINAL_NOT_ASKED = "terminal.not-asked", Warning, "こちらから出した問い合わせの返事ではありません。届いたまま保管しました。";
    /// The answer gives back another 任意のファイル識別子 than we sent.
    TERMINAL_OTHER_ECHO = "terminal.other-echo", Warning, "名前は合っていますが、別の問い合わせの返事です。届いたまま保管しました。";
    /// A kind of file in which this message does not come.
    TERMINAL_OTHER_KIND = "terminal.other-kind", Error, "この種類の返事としては読めない形のファイルです。届いたまま保管しました。";
    /// The declared encoding is not the one used.
    TERMINAL_ENCODING_MISMATCH = "terminal.encoding-mismatch", Info, "文字コードの宣言と中身が違います。中身に合わせて読みました。";
    /// Bytes that mean nothing.
    TERMINAL_BYTES_UNREADABLE = "terminal.bytes-unreadable", Warning, "文字として読めないところがあります。氏名や住所を確かめてください。";
    /// An element that the catalogue does not know.
    TERMINAL_ELEMENT_UNKNOWN = "terminal.element-unknown", Info, "知らない項目があります。元のファイルに残しました。";
    /// A single element that stands twice.
    TERMINAL_ELEMENT_TWICE = "terminal.element-twice", Warning, "ひとつのはずの項目が二つあります。先のものを読みました。";
    /// A value that is not of its form.
    TERMINAL_VALUE_FORM = "terminal.value-form", Warning, "値の形が決まりと違います。元のファイルを確かめてください。";
    /// A value longer than its element takes.
    TERMINAL_VALUE_LONG = "terminal.value-long", Info, "値が決まり（{0}文字）より長くなっています。";
    /// A value that the code table does not have.
    TERMINAL_CODE_UNKNOWN = "terminal.code-unknown", Warning, "「{0}」の知らない値です。";
    /// The mark of a character that the insurers' system cannot hold.
    TERMINAL_UNREADABLE_MARK = "terminal.unreadable-mark", Info, "「●」は国のシステムで表せない字の印です。院内の字はそのままにします。";
    /// Written by another product.
    TERMINAL_OTHER_PRODUCT = "terminal.other-product", Info, "ほかのソフトが作ったファイルのようです（正式な項目名ではありません）。";
    /// A packed file that cannot be unpacked.
    TERMINAL_PACKED_UNREADABLE = "terminal.packed-unreadable", Error, "中に入っているファイルを取り出せません。もう一度取得してください。";
    /// The answer says nothing about success.
    TERMINAL_OUTCOME_MISSING = "terminal.outcome-missing", Warning, "処理の結果が書かれていません。";
    /// A value that an official change left without a place.
    TERMINAL_NO_PLACE = "terminal.no-place", Warning, "送り先の形に置き場のない項目があるため、送りません。";
    /// A required element without a value.
    TERMINAL_ELEMENT_MISSING = "terminal.element-missing", Error, "送るのに必要な項目がありません。";
    /// A single element with several values.
    TERMINAL_ELEMENT_TOO_MANY = "terminal.element-too-many", Error, "ひとつしか送れない項目に値が二つ以上あります。";
    /// A value to be sent that is not of its form.
    TERMINAL_CANNOT_SEND_FORM = "terminal.cannot-send-form", Error, "送る値の形が決まりと違います。";
    /// A value to be sent that is too long.
    TERMINAL_CANNOT_SEND_LONG = "terminal.cannot-send-long", Error, "送る値が長すぎます（{0}文字まで）。";
    /// A packed file that is too large to be sent.
    TERMINAL_CANNOT_SEND_LARGE = "terminal.cannot-send-large", Error, "送るデータが大きすぎます（{0}MBまで）。添付を減らしてください。";
    /// A packed file that is large.
    TERMINAL_LARGE = "terminal.large", Warning, "送るデータが{0}MBをこえています。時間がかかることがあります。";
    /// A character without a place in the encoding.
    TERMINAL_CANNOT_SEND_CHARACTER = "terminal.cannot-send-character", Error, "送り先の文字コード（Shift_JIS）にない字があります。保険証の表記を確かめてください。";
    /// A folder of the terminal's settings is empty.
    TERMINAL_FOLDER_MISSING = "terminal.folder-missing", Error, "フォルダを入力してください。";
    /// A folder of the terminal's settings is not a whole path.
    TERMINAL_FOLDER_RELATIVE = "terminal.folder-relative", Error, "フォルダの場所を、はじめ（C:\\ や \\\\端末名\\）から入力してください。";
    /// The same folder is given twice.
    TERMINAL_FOLDER_TWICE = "terminal.folder-twice", Error, "同じフォルダが二か所に入っています。要求・結果・顔認証は別々のフォルダです。";
    /// A number of the settings is none, or out of its range.
    TERMINAL_NUMBER = "terminal.number", Error, "{0}から{1}までの数を入力してください。";
    /// A family of messages that is not known.
    TERMINAL_FAMILY = "terminal.family", Error, "種類は OQS・VIEW・CIS のどれかです。";
    // 5情報
    /// No insurance.
    REPORT_NO_INSURANCE = "report.no-insurance", Warning, "保険者番号がないため、国のサービスへ登録できません。患者さんの登録に保険を入力してください。";
    /// 生活保護 in a version of the guide that does not know it.
    REPORT_NO_ASSISTANCE = "report.no-assistance", Warning, "記述仕様{0}では生活保護の患者さんを登録できません。設定で新しい版を選んでください。";
    /// No address or name.
    REPORT_NO_ADDRESS = "report.no-address", Warning, "患者さんの住所がないため、国のサービスへ登録できません。患者さんの登録に住所を入力してください。";
    /// 枝番 nobody looked at.
    REPORT_BRANCH_UNCHECKED = "report.branch-unchecked", Warning, "枝番が未確認です。このまま登録すると受け付けられないことがあります。保険証で確かめてください。";
    /// The clinic has no doctor.
    REPORT_NO_DOCTOR = "report.no-doctor", Warning, "医師が登録されていないため、国のサービスへ登録できません。設定で医師を登録してください。";
    /// A name that cannot be split in a version of the guide that demands it.
    REPORT_NAME_WHOLE = "report.name-whole", Warning, "選んでいる版（{0}）では、姓と名を分けた氏名が要ります。氏名の姓と名の間に空白を入れるか、設定で新しい版を選んでください。";
    /// A row without 発症日.
    REPORT_NO_ONSET = "report.no-onset", Warning, "発症日・診療開始日がないため、この傷病名は登録されません。わかるところまで（年だけでも）入力してください。";
    /// A row without 採取日時.
    REPORT_NO_SAMPLED = "report.no-sampled", Warning, "採取日時がないため、この結果は登録されません。";
    /// A row that cannot be written.
    REPORT_ROW_LEFT_OUT = "report.row-left-out", Warning, "この行は国のサービスの形で書けないため、登録されません。名称と値を確かめてください。";
    /// An imported row that no doctor confirmed.
    REPORT_UNCONFIRMED = "report.unconfirmed", Info, "取り込んだ行は、医師が確認するまで登録されません。";
    /// A designated item under a code that is not known to be on the list.
    REPORT_LAB_UNLISTED = "report.lab-unlisted", Info, "指定項目「{0}」のJLACコードを一覧で確かめられないため、未標準化の項目として登録されます。検査コード表を取り込むか、コードを選び直してください。";
    /// Another number of the patient than the last time.
    REPORT_PERSON_CHANGED = "report.person-changed", Warning, "前に登録したときと保険が変わっています。前の番号での登録を取り消してから、新しい番号で登録します。";
    /// Larger than one transmission.
    REPORT_TOO_LARGE = "report.too-large", Warning, "データが10MBをこえるため登録できません。";
    /// The program's own fault.
    REPORT_NOT_MADE = "report.not-made", Warning, "国のサービス用のデータを作れませんでした。";
    /// The checker found an error in a set.
    REPORT_FAULT = "report.fault", Warning, "このままでは国のサービスに受け付けられないため、登録しません。{0}";
    /// A patient that the clinic does not have.
    PATIENT_UNKNOWN = "patient.unknown", Error, "この患者番号の患者さんは登録されていません。";

    // 検査コード表
    /// Not a table that we know.
    LAB_CODES_HEADER = "lab-codes.header", Error, "検査コード表の1行目に、kind・fhir_display・jlac・code・specimen・method の列名が必要です。";
    /// Too few fields in a line.
    LAB_CODES_LINE = "lab-codes.line", Warning, "{0}行目は列が足りないため取り込みませんでした。";
    /// A code of the wrong form.
    LAB_CODES_CODE = "lab-codes.code", Warning, "{0}行目のコードの形が正しくないため取り込みませんでした。";
    /// A name that the guide does not have.
    LAB_CODES_NAME = "lab-codes.name", Warning, "{0}行目のFHIR識別名は指定項目にないため取り込みませんでした。";
    /// A code under another name before.
    LAB_CODES_TWICE = "lab-codes.twice", Warning, "{0}行目のコードは別の名前で前にあるため取り込みませんでした。";
    /// Nothing that could be used.
    LAB_CODES_EMPTY = "lab-codes.empty", Error, "取り込める行がありません。ファイルを確かめてください。今の検査コード表はそのまま残ります。";
    /// Not text, or not an xz file.
    LAB_CODES_UNREADABLE = "lab-codes.unreadable", Error, "ファイルを読めません。UTF-8のタブ区切り（.tsv）か、それを圧縮した .tsv.xz を選んでください。";

    // Received documents
    /// Not JSON to its end.
    READ_BROKEN = "read.broken", Error, "データが途中（{0}行目、{1}文字目）で壊れています。読めたところまでを表示しています。送り元にもう一度送ってもらってください。";
    /// No JSON at all.
    READ_NOT_JSON = "read.not-json", Error, "FHIRの文書（JSON）ではありません。ファイルを確かめてください。";
    /// Beyond what the reader takes.
    READ_TOO_LARGE = "read.too-large", Error, "ファイルが大きすぎます。{0}MBまでの文書を読めます。";
    /// Not UTF-8.
    READ_ENCODING = "read.encoding", Warning, "文字コードがUTF-8ではないため、読めない文字があれば「\u{FFFD}」で表示しています。";
    /// Nested or numbered beyond all reason.
    READ_BOUNDED = "read.bounded", Warning, "入れ子が深すぎるか項目が多すぎるため、一部を読み解かずにそのまま表示しています。";
    /// Neither a bundle nor a resource.
    READ_NO_RESOURCE = "read.no-resource", Warning, "FHIRの文書として読めるものがありません。中身をそのまま表示しています。";
    /// A kind that we do not know.
    READ_KIND_UNKNOWN = "read.kind-unknown", Warning, "文書の種類がわかりません。読めたところを表示しています。";
    /// Nobody.
    READ_NO_PATIENT = "read.no-patient", Warning, "どの患者さんの文書かが書かれていません。";
    /// More than one.
    READ_SEVERAL_PATIENTS = "read.several-patients", Warning, "患者さんの情報が{0}件入っています。ほかの患者さんの情報がまざっていないか確かめてください。";
    /// A reference that leads nowhere.
    READ_REFERENCE_LOST = "read.reference-lost", Warning, "指し示された情報が、この文書の中にありません。";
    /// Bytes that are not base64.
    READ_ATTACHMENT_BROKEN = "read.attachment-broken", Warning, "添付のデータが壊れていて開けません。もとの文字をそのまま残しています。";
    /// Bytes that lie elsewhere.
    READ_ATTACHMENT_OUTSIDE = "read.attachment-outside", Info, "添付の中身はこの文書に入っていません。場所だけが書かれています。";
    /// XHTML with more than text.
    READ_NARRATIVE_PARTIAL = "read.narrative-partial", Info, "文章に、文字だけでは表せないもの（リンクや画像など）があります。もとの形も残しています。";
    /// A PDF that carries no document.
    READ_PDF_WITHOUT_DOCUMENT = "read.pdf-without-document", Error, "このPDFには、読み取れる文書データが入っていません。データ（JSON）のファイルを選んでください。";
    /// Nobody has said whom it is about.
    READ_NOT_ATTACHED = "read.not-attached", Error, "先に、どの患者さんの文書かを決めてください。";
    /// Marked as wrong.
    READ_ROW_VOID = "read.row-void", Error, "送り元が取り消した情報のため、取り込めません。";
    /// Fields nobody knows.
    READ_LEFTOVERS = "read.leftovers", Info, "読み取れなかった項目が{0}件あります。「読み取れなかった項目」にそのまま表示しています。";

    // Input files
    /// Not JSON.
    INPUT_NOT_JSON = "input.not-json", Error, "ファイルを読めません（{0}行目、{1}文字目）。JSONの形を確かめてください。";
    /// A field that we do not know.
    INPUT_UNKNOWN_FIELD = "input.unknown-field", Error, "「{0}」という項目はありません。つづりを確かめてください。";
    /// A field that is missing.
    INPUT_MISSING_FIELD = "input.missing-field", Error, "「{0}」がありません。";
    /// A value of the wrong type.
    INPUT_WRONG_TYPE = "input.wrong-type", Error, "値の形が違います。{0}";
    /// A field that has no place in this file.
    INPUT_NOT_HERE = "input.not-here", Error, "この項目はここでは使えません。消してください。";
    /// A name that points nowhere.
    INPUT_UNKNOWN_REFERENCE = "input.unknown-reference", Error, "指定されたものが見つかりません。";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_sentences_end() {
        let mut seen = std::collections::BTreeSet::new();
        for rule in ALL {
            assert!(seen.insert(rule.id), "{} stands twice", rule.id);
            assert!(rule.sentence.ends_with(['。', '}']), "{} has no full stop", rule.id);
        }
    }
}
