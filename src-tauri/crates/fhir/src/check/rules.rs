//! The table of rules: stable id, severity, section of the specification, the field of the letter's form to jump
//! to, and the sentence that people read. One row per rule; whoever finds a fault names its row.
//!
//! Sections: `§n` of the JP-CLINS digest that the repository's documents cite, `Rnnnn` the guide's own number,
//! `R4 …` the base standard (with the key of the invariant).

use domain::finding::{Rule, Severity};

/// A rule of the checker.
#[derive(Debug)]
pub struct CheckRule {
    /// Id, severity, sentence.
    pub rule: Rule,
    /// Where it is written.
    pub spec: &'static str,
    /// The form field that most likely mends it; where there is none, the place decides.
    pub field: Option<&'static str>,
    /// The name by which the code knows it.
    pub name: &'static str,
}

macro_rules! rules {
    ($( $name:ident = $id:literal, $severity:ident, $spec:literal, $field:expr, $sentence:literal; )+) => {
        $(
            #[doc = $sentence]
            pub static $name: CheckRule = CheckRule {
                rule: Rule { id: $id, severity: Severity::$severity, sentence: $sentence },
                spec: $spec,
                field: $field,
                name: stringify!($name),
            };
        )+

        /// Every rule, in the order of the table.
        pub static ALL: &[&CheckRule] = &[$( &$name ),+];
    };
}

const NONE: Option<&str> = None;
const INSURANCE: Option<&str> = Some("patient.insurance");
const NAME: Option<&str> = Some("patient.name");
const KANA: Option<&str> = Some("patient.kana");
const ADDRESS: Option<&str> = Some("patient.address");
const BIRTH: Option<&str> = Some("patient.birth_date");
const SEX: Option<&str> = Some("patient.sex");
const CHART: Option<&str> = Some("patient.chart_number");
const CONDITIONS: Option<&str> = Some("rows.conditions");
const ALLERGIES: Option<&str> = Some("rows.allergies");
const DRUGS: Option<&str> = Some("rows.prescriptions");
const ATTACHMENTS: Option<&str> = Some("attachments");

rules! {
    // The file
    FILE_TOO_LARGE = "file.too-large", Error, "§0, §9-12", ATTACHMENTS, "ファイルが{0}MBをこえています。一度に送れるのは10MBまでです。添付を減らすか、画像を小さくしてください。";
    FILE_LARGE = "file.large", Warning, "§0", ATTACHMENTS, "ファイルが5MBをこえています。添付を足すと送れなくなるおそれがあります（上限10MB）。";
    FILE_UNREADABLE_SIZE = "file.unchecked-size", Error, "§0", ATTACHMENTS, "ファイルが大きすぎるため中身を調べませんでした（{0}MBまで）。";
    FILE_BOM = "file.bom", Error, "§2-1", NONE, "ファイルの先頭に余分な印（BOM）があります。BOMなしのUTF-8で保存し直してください。";
    FILE_NOT_UTF8 = "file.not-utf8", Error, "§2-1", NONE, "文字コードがUTF-8ではありません（{0}バイト目）。UTF-8で保存し直してください。";
    FILE_NOT_JSON = "file.not-json", Error, "§2-1", NONE, "JSONとして読めません（{0}行目、{1}文字目）。ファイルが途中で切れていないか確かめてください。";
    FILE_TOO_DEEP = "file.too-deep", Error, "§2-1", NONE, "入れ子が深すぎるため読めません。作成したシステムに問い合わせてください。";
    FILE_NOT_BUNDLE = "file.not-bundle", Error, "§1", NONE, "国のサービス用のデータ（FHIRのBundle）ではありません。ファイルを選び直してください。";
    FILE_NOT_CHECKED = "file.not-checked", Error, "—", NONE, "プログラムの中の規則を読めないため、調べられませんでした。文箱を入れ直してください。";
    FILE_MORE = "file.more-findings", Warning, "—", NONE, "同じ種類の指摘がほかに{0}件あります。表示したものを直してから、もう一度調べてください。";

    // Elements (R4)
    ELEMENT_TWICE = "element.twice", Error, "R4 json", NONE, "同じ項目「{0}」が二重に書かれています。どちらか一つにしてください。";
    ELEMENT_EMPTY = "element.empty", Error, "§2-10, R4 ele-1", NONE, "項目「{0}」が空のまま書かれています。値がない項目は書かないでください。";
    ELEMENT_UNKNOWN = "element.unknown", Error, "R4", NONE, "FHIRにない項目「{0}」があります。つづりを確かめるか、消してください。";
    ELEMENT_MISSING = "element.missing", Error, "R4, §4, §5", NONE, "必須の項目「{0}」がありません。";
    ELEMENT_TOO_MANY = "element.too-many", Error, "R4, §4, §5", NONE, "項目「{0}」が多すぎます。{1}個までにしてください。";
    ELEMENT_PROHIBITED = "element.prohibited", Error, "§4, §5", NONE, "項目「{0}」はここでは使えません。消してください。";
    ELEMENT_CHOICE = "element.choice", Error, "R4", NONE, "項目「{0}」と同じ意味の項目が二つあります。一つにしてください。";
    ELEMENT_NOT_LIST = "element.not-list", Error, "R4 json", NONE, "項目「{0}」は配列（[ ]）で書く決まりです。";
    ELEMENT_LIST = "element.list", Error, "R4 json", NONE, "項目「{0}」は一つだけで、配列（[ ]）にはできません。";
    ELEMENT_TYPE = "element.type", Error, "R4 datatypes", NONE, "項目「{0}」の値の型が違います（{1}が必要です）。";
    ELEMENT_CODE = "element.code", Error, "R4 bindings", NONE, "項目「{0}」の値は決められた語のどれかにしてください。";
    ELEMENT_FORM = "element.form", Error, "R4 datatypes", NONE, "項目「{0}」の値の書き方が正しくありません。";
    ELEMENT_ONE_OF = "element.one-of", Error, "R4 con-1, con-2, org-1, pat-1, imm-1, ppc-1", NONE, "次の項目のどれかが必要です: {0}。";
    ELEMENT_NOT_BOTH = "element.not-both", Error, "R4 cpl-3, fhs-1, tim-10", NONE, "項目「{0}」と「{1}」は一緒に書けません。どちらか一つにしてください。";
    ELEMENT_NEEDS = "element.needs", Error, "R4 cpt-2, fhs-2, prr-1, tim-1, tim-2, tim-6, tim-7, tim-8", NONE, "項目「{0}」を書くときは、項目「{1}」も必要です。";
    VALUE_FIXED = "value.fixed", Error, "§4, §5", NONE, "項目「{0}」は「{1}」と決められています。";
    RESOURCE_UNKNOWN = "resource.unknown", Error, "§4", NONE, "この種類のデータ（resourceType）はここでは使えません。";

    // Characters
    TEXT_CONTROL = "characters.control", Error, "§2-8", NONE, "使えない文字（制御文字や外字）が入っています。その文字を消すか、別の字に直してください。";
    TEXT_HALF_KANA = "characters.half-width-kana", Error, "§2-8", NONE, "半角カタカナが入っています。全角に直してください。";
    TEXT_FULL_SPACE = "characters.full-width-space", Error, "§2-8, R1113", NONE, "全角の空白が入っています。半角の空白に直すか、消してください。";
    TEXT_FULL_ASCII = "characters.full-width-ascii", Warning, "§2-8", NONE, "全角の英数字が入っています。半角に直してください。";
    TEXT_COMPATIBILITY = "characters.vendor", Warning, "§2-8", NONE, "機種によって化ける文字（丸数字や合字など）が入っています。ふつうの文字に直してください。";
    TEXT_TRIM = "characters.blank-ends", Warning, "R4 string", NONE, "文字列の前か後ろに余分な空白があります。消してください。";

    // Dates and times
    TIME_FORM = "time.form", Error, "R4 datatypes", NONE, "日時の書き方が正しくありません。「2026-11-21」「2026-11-21T13:28:17+09:00」の形にしてください。";
    TIME_NO_SUCH_DAY = "time.no-such-day", Error, "R4 datatypes", NONE, "その日付は暦にありません。年・月・日を確かめてください。";
    TIME_ZONE = "time.zone", Error, "§2-3, §2-4", NONE, "時刻に時差（+09:00）がありません。付け足してください。";
    TIME_24 = "time.twenty-four", Error, "§2-4", NONE, "「24:00」は使えません。翌日の「00:00」と書いてください。";
    TIME_PRECISION = "time.precision", Error, "§2-4", NONE, "日時の細かさが足りません（{0}まで必要です）。";
    PERIOD_ORDER = "time.period-order", Error, "R4 per-1", NONE, "期間の終わりが始まりより前です。日付を確かめてください。";

    // The bundle
    BUNDLE_KIND = "collection.kind", Error, "§1, R0213", NONE, "何の文書か（meta.profile）がわかりません。診療情報提供書・退院時サマリー・患者サマリー・5情報のどれかを名乗る必要があります。";
    BUNDLE_TYPE = "collection.type", Error, "§3, §4", NONE, "Bundle.typeは「{0}」と決められています。";
    BUNDLE_IDENTIFIER = "collection.identifier", Error, "§2 identifiers, R02151, R2152", Some("institution"), "文書の識別番号が「医療機関番号10けた^西暦4けた^英数字36字まで」の形ではありません。";
    BUNDLE_PROHIBITED = "collection.prohibited", Error, "§3, R4 bdl-2, bdl-3, bdl-4", NONE, "項目「{0}」はこのデータでは使えません。消してください。";
    BUNDLE_TOO_FEW = "collection.too-few", Error, "§4", NONE, "データの件数が足りません。{0}件以上が必要です。";
    BUNDLE_SLICE_FEW = "collection.resource-missing", Error, "§4", NONE, "{0}が足りません（{1}件以上が必要です）。";
    BUNDLE_SLICE_MANY = "collection.resource-too-many", Error, "§4", NONE, "{0}が多すぎます（{1}件まで）。";
    ENTRY_URL_FORM = "entry.full-url-form", Error, "§2-5", NONE, "fullUrlは「urn:uuid:」と小文字のUUIDで書きます。";
    ENTRY_URL_TWICE = "entry.full-url-twice", Error, "§2-5, R4 bdl-7", NONE, "同じfullUrlのデータが二つあります。別々のUUIDにしてください。";
    ENTRY_NO_RESOURCE = "entry.no-resource", Error, "R4 bdl-5", NONE, "中身（resource）のないデータがあります。";
    ENTRY_IDENTIFIER_TWICE = "entry.identifier-twice", Error, "§2 identifiers", NONE, "リソース一意識別IDが同じデータが二つあります。別々の番号にしてください。";
    INSTITUTION_NUMBER = "institution.number", Error, "§2 identifiers", Some("institution"), "医療機関番号は10けたです（都道府県01〜47、点数表1か3、医療機関コード7けた）。";
    INSTITUTION_MATCH = "institution.differs", Error, "§2 identifiers", Some("institution"), "医療機関番号が文書の中で食い違っています。紹介元・文書番号・拡張の番号をそろえてください。";
    INSTITUTION_PARTS = "institution.parts", Error, "§2 identifiers", Some("institution"), "都道府県番号・点数表番号・医療機関コードが、10けたの医療機関番号と合いません。";
    INSTITUTION_OID = "institution.oid", Warning, "§2 identifiers", Some("institution"), "患者番号か医師番号の体系に入っている医療機関番号が、この医療機関のものではありません。";

    // References
    REFERENCE_UNRESOLVED = "reference.unresolved", Error, "§2-6, R4 ref-1", NONE, "参照先のデータが見つかりません。";
    REFERENCE_STYLE = "reference.style", Error, "§2-6", NONE, "参照は「#番号」「urn:uuid:…」か、種類と表示名のどれかで書きます。";
    REFERENCE_LOGICAL = "reference.logical", Error, "§2-6", NONE, "識別子だけの参照は使えません。データそのものへの参照にしてください。";
    REFERENCE_TYPE = "reference.type", Error, "R4, §5", NONE, "参照先の種類が違います（{0}を指す決まりです）。";
    REFERENCE_SET = "reference.in-set", Error, "§2-6", NONE, "5情報のデータで直接参照できるのは患者だけです。受診・医師などは中に含めて（contained）ください。";
    CONTAINED_ID = "contained.id", Error, "§2-7", NONE, "中に含めたデータ（contained）のidがないか、重なっています。";
    CONTAINED_NESTED = "contained.nested", Error, "§2-7, R4 dom-2", NONE, "中に含めたデータ（contained）の中に、さらにデータを含めることはできません。";
    CONTAINED_UNUSED = "contained.unused", Error, "§2-7, R4 dom-3", NONE, "中に含めたデータ（contained）がどこからも参照されていません。参照するか、消してください。";
    CONTAINED_META = "contained.meta", Error, "R4 dom-4, dom-5", NONE, "中に含めたデータ（contained）に項目「{0}」は書けません。";
    CONTAINED_PROFILE = "contained.profile", Error, "§2-2", NONE, "中に含めた受診・医師のデータは、版番号のないプロファイルをちょうど一つ名乗る必要があります。";

    // meta
    META_PROFILE = "meta.profile-missing", Error, "§2-2", NONE, "プロファイル（meta.profile）を名乗っていません。";
    META_PROFILE_UNKNOWN = "meta.profile-unknown", Error, "§1, §2-2", NONE, "名乗っているプロファイルが、この種類のデータのものではありません。";
    META_PROFILE_MIXED = "meta.profile-mixed", Warning, "§2-2", NONE, "プロファイルの版がデータの中でまざっています。一つの版にそろえてください。";
    META_FLAG = "meta.flag", Error, "§2 meta.tag, R6031", NONE, "長期保存・未告知・未提供の印は、この種類のデータには付けられません。";

    // Codes
    CODING_SYSTEM_UNKNOWN = "coding.system-unknown", Error, "§2, §7", NONE, "コード体系のURLが正しくありません。つづりを確かめてください。";
    CODING_SYSTEM_OUTDATED = "coding.system-outdated", Error, "§7 OID", NONE, "古い書き方（OID）のコード体系です。今のURLに直してください。";
    CODING_SYSTEM_OTHER = "coding.system-other", Warning, "§7", NONE, "このデータでは見慣れないコード体系です。受け取る側で読めないことがあります。";
    CODING_PARTS = "coding.parts", Error, "§5", NONE, "コードには、体系・コード・表示名の三つがそろっている必要があります（「{0}」がありません）。";
    CODING_FORM = "coding.form", Error, "R4 code", NONE, "コードの前後か中に余分な空白があります。";
    EXTENSION_UNKNOWN = "extension.unknown", Error, "§2 extensions", NONE, "拡張のURLが正しくありません。つづりを確かめてください。";
    EXTENSION_VALUE = "extension.value", Error, "§2 extensions, R4 ext-1", NONE, "拡張の値がないか、値の種類が違います。";
    QUANTITY_CODE = "quantity.code", Error, "R4 qty-3", NONE, "単位のコードがあるときは、その体系も必要です。";

    QUANTITY_AGE = "quantity.age", Error, "R4 age-1", NONE, "年齢は0より大きい数と、UCUMの単位のコード（年は a、月は mo）で書きます。";
    QUANTITY_DURATION = "quantity.duration", Error, "R4 drt-1", NONE, "期間の長さに単位のコードがあるときは、値とUCUMの体系も必要です。";
    QUANTITY_COMPARATOR = "quantity.comparator", Error, "R4 sqty-1", NONE, "この量に「以上」「未満」などの印（comparator）は付けられません。";
    RANGE_ORDER = "range.order", Error, "R4 rng-2", NONE, "範囲の上限が下限より小さくなっています。";
    RATIO_HALF = "ratio.half", Error, "R4 rat-1", NONE, "割合には、分子と分母の両方が必要です。";
    TIMING_NEGATIVE = "timing.negative", Error, "R4 tim-4, tim-5", DRUGS, "服用の間隔や長さが0より小さくなっています。";
    TIMING_OFFSET = "timing.offset", Error, "R4 tim-9", DRUGS, "時間のずれ（offset）には、食前・食後・起床時などの時点（when）が必要です。";

    // Documents
    DOCUMENT_FIRST = "document.first", Error, "§4, R4 bdl-11", NONE, "先頭のデータは文書の見出し（Composition）でなければなりません。見出しは一つだけです。";
    DOCUMENT_SECOND = "document.second", Error, "§4", NONE, "二番目のデータは患者でなければなりません。患者は一人だけです。";
    DOCUMENT_UNREACHABLE = "document.unreachable", Error, "§4, R4 document", NONE, "文書の見出しからたどれないデータが入っています。区分に入れるか、消してください。";
    DOCUMENT_NUMBER = "document.number", Error, "§2 identifiers", Some("institution"), "文書番号が「医療機関番号10けた^西暦4けた^32字までの番号」の形ではありません。";
    DOCUMENT_AUTHOR = "document.author", Error, "§4.1", Some("doctor_id"), "作成者には、医師と医療機関の両方が必要です。";
    DOCUMENT_EVENT = "document.event-date", Warning, "§4.1", Some("date"), "発行日（event.period）が文書の日付と違います。";
    DOCUMENT_VERSION = "document.version", Error, "§4.1", NONE, "文書の版数（1、2、…）がないか、書き方が違います。";
    DOCUMENT_CATEGORY = "document.category", Error, "§4.1, §7", NONE, "文書の区分（外来文書・退院時文書など）のコードが正しくありません。";
    SECTION_CODE = "section.code", Error, "§4.2-4.4", NONE, "この文書のこの場所に、その区分（セクション）は置けません。";
    SECTION_TITLE = "section.title", Error, "§4.2", NONE, "区分の題名は「{0}」と決められています。";
    SECTION_DISPLAY = "section.display", Error, "§4.2", NONE, "区分のコードの表示名は「{0}」と決められています。";
    SECTION_MISSING = "section.missing", Error, "§4.2-4.4", NONE, "必須の区分「{0}」がありません。";
    SECTION_TWICE = "section.twice", Error, "§4.2-4.4", NONE, "区分「{0}」は一つだけです。";
    SECTION_XOR = "section.cda-or-structured", Error, "§4.1", NONE, "「CDA参照」と「構造情報」は、どちらか一方だけが必要です。";
    SECTION_FEW = "section.too-few", Error, "§4.2, §4.3", NONE, "「構造情報」の中の区分が足りません（{0}個以上が必要です）。";
    SECTION_TEXT = "section.text", Error, "§4.2, §4.4", NONE, "この区分に文章（text）は置けません。中の区分に入れてください。";
    SECTION_STATUS = "section.text-status", Error, "§2-9", NONE, "文章の扱い（text.status）は「additional」と決められています。";
    SECTION_CONTENT = "section.content", Error, "§4.2", NONE, "区分の中身がありません。データか文章を入れてください。";
    SECTION_EMPTY_REASON = "section.empty-reason", Warning, "§4.2", NONE, "データのない区分には、その印（emptyReason: unavailable）を付けることになっています。";
    SECTION_ENTRY = "section.entry", Error, "§4.2-4.4", NONE, "この区分に入れられるのは{0}です。";
    SECTION_ENTRY_COUNT = "section.entry-count", Error, "§4.2-4.4", NONE, "この区分に入れるデータの数が違います（{0}）。";
    SECTION_FORM = "section.form", Error, "§4.2", NONE, "区分に項目「{0}」は使えません。コードは一つだけで、文章の名前は付けません。";
    SECTION_PDF_ONLY = "section.pdf-only", Error, "§4.2", NONE, "PDFや添付だけの文書は受け付けられません。紹介目的・傷病名・現病歴を文章で入れてください。";
    SECTION_BOTH = "section.invariant", Error, "R4 cmp-1, cmp-2", NONE, "データのある区分に、データがないという印（emptyReason）が付いています。";
    NARRATIVE_FORM = "narrative.form", Error, "§2-9, R4 txt-1", NONE, "文章のXHTMLが壊れています（{0}）。";
    NARRATIVE_NAMESPACE = "narrative.namespace", Error, "§2-9", NONE, "文章は、XHTMLの名前空間を持つdivで始まる必要があります。";
    NARRATIVE_ACTIVE = "narrative.active", Error, "R4 txt-1", NONE, "文章に、動くもの・外部を読み込むもの（{0}）が入っています。消してください。";
    NARRATIVE_EMPTY = "narrative.empty", Error, "R4 txt-2", NONE, "文章に文字がありません。";
    ATTACHMENT_TYPE = "attachment.type", Error, "§4.2, R4 att-1", ATTACHMENTS, "添付の種類（contentType）がありません。";
    ATTACHMENT_DATA = "attachment.data", Error, "§4.2", ATTACHMENTS, "添付の中身（base64）が壊れています。付け直してください。";
    ATTACHMENT_URL = "attachment.url", Warning, "§4.2", ATTACHMENTS, "添付が外のファイルへのリンクになっています。受け取る側は開けません。中身そのものを入れてください。";

    // 患者
    PATIENT_INSURANCE = "person.insurance-missing", Error, "§5.1, R1012", INSURANCE, "被保険者個人識別子（または公費負担者番号・受給者番号）が、ちょうど一つ必要です。保険証の内容を入力してください。";
    PATIENT_INSURANCE_FORM = "person.insurance-form", Error, "§5.1", INSURANCE, "被保険者個人識別子は「保険者番号8けた:記号:番号:枝番2けた」の形です。空白は使えません。";
    PATIENT_ASSISTANCE_FORM = "person.assistance-form", Error, "§5.1", INSURANCE, "公費の識別子は「公費負担者番号8けた::受給者番号7けた:」の形です。";
    PATIENT_INSURANCE_WIDTH = "person.insurance-width", Error, "§5.1", INSURANCE, "記号・番号に全角と半角がまざっています。どちらかにそろえてください。";
    PATIENT_BRANCH = "person.branch-zero", Warning, "§5.1, §9-5", INSURANCE, "枝番が「00」です。保険証に印字がなければ空にしてください。";
    PATIENT_ELDERLY = "person.elderly-symbol", Warning, "§5.1", INSURANCE, "後期高齢者の保険には記号がありません。空にしてください。";
    PATIENT_CHART_NUMBER = "person.chart-number", Error, "§2 identifiers", CHART, "患者番号の体系は「urn:oid:1.2.392.100495.20.3.51.1＋医療機関番号10けた」です。一つだけにしてください。";
    PATIENT_NAME = "person.name", Error, "§5.1", NAME, "漢字の氏名（IDE）がちょうど一つ必要です。";
    PATIENT_NAME_PARTS = "person.name-parts", Error, "§5.1", NAME, "氏名の「{0}」がありません。姓と名を分けて入力してください。";
    PATIENT_KANA = "person.kana", Warning, "§5.1", KANA, "フリガナ（SYL）がないか、全角カタカナではありません。";
    PATIENT_BIRTH = "person.birth-date", Error, "§5.1", BIRTH, "生年月日は年月日までそろえて入れてください。";
    PATIENT_ADDRESS = "person.address", Error, "§5.1", ADDRESS, "住所（文字で一つ）が必要です。";
    PATIENT_SEX = "person.sex", Error, "§5.1", SEX, "性別がありません。";

    // 医療機関・医師
    ORGANIZATION_NUMBER = "organization.number", Error, "§5.7", NONE, "医療機関番号（10けた）がちょうど一つ必要です。";
    ORGANIZATION_HOME = "organization.home", Error, "R4 org-2, org-3", NONE, "医療機関の住所・連絡先を「自宅」（home）とは書けません。";
    ORGANIZATION_ADDRESS = "organization.address", Error, "§5.7", NONE, "医療機関の住所には、一続きの文字（text）が必要です。";
    PRACTITIONER_OID = "practitioner.number", Error, "§2 identifiers", Some("doctor_id"), "医師番号の体系のうしろには、医療機関番号10けたが続きます。";
    ENCOUNTER_PERIOD = "encounter.period", Error, "§4.3", NONE, "入院の期間（period）がありません。";

    // 6情報 alike
    RESOURCE_IDENTIFIER = "row.identifier", Error, "§2 identifiers, §5", NONE, "リソース一意識別IDがちょうど一つ必要です。";
    ROW_SUBJECT = "row.subject", Error, "§3, §5", NONE, "この文書の患者さんのデータではありません。";
    ROW_INSTITUTION = "row.institution", Error, "§2 extensions, R9011, R9012", NONE, "医療機関番号の拡張が、ちょうど一つ必要です。";
    ROW_DEPARTMENT = "row.department", Error, "§2 extensions, R9014", NONE, "診療科の拡張（文字）が、ちょうど一つ必要です。";

    // 5情報
    SET_FIRST = "set.first", Error, "§3", NONE, "5情報のデータの先頭は患者一人です。";
    SET_TAG = "set.tag", Error, "§2 meta.tag, R02141, R02142", NONE, "何の情報か（BundleResourceType）の印が、ちょうど一つ必要です。傷病名・アレルギー・検査のどれかです。";
    SET_TYPES = "set.types", Error, "§3, R02143", NONE, "患者のほかには、印と同じ種類の情報だけを入れられます。";
    SET_EMPTY = "set.empty", Error, "§3, R02143", NONE, "患者のほかに情報がありません。すべて消すときは、取消を送ってください。";
    SET_ENCOUNTER = "set.encounter", Error, "§3, R9013C, R9013O", NONE, "受診の情報（中に含めたEncounterと、その参照）がありません。";
    SET_ONSET = "set.onset", Error, "§3, R9013C", CONDITIONS, "傷病名の開始日がありません。入力してください。";
    SET_PERFORMER = "set.performer", Error, "§3", NONE, "検査を依頼した医師（中に含めたPractitionerと、その参照）がありません。";
    SET_MEMBER = "set.member", Error, "§3, R6081", NONE, "検査の束ね（hasMember）は使えません。";

    // 傷病名
    CONDITION_KEY = "condition.key", Error, "§5.2", CONDITIONS, "病名管理番号（8けた）が、ちょうど一つ必要です。病名マスタから選ぶか、未コード化傷病名にしてください。";
    CONDITION_UNCODED = "condition.uncoded", Error, "§5.2", CONDITIONS, "未コード化傷病名の表示名は「未コード化傷病名」と決められています。";
    CONDITION_CLINICAL = "condition.clinical-status", Error, "§5.2, R4 con-3", CONDITIONS, "病名の状態（clinicalStatus）がないか、使えない値です。";
    CONDITION_VERIFICATION = "condition.verification-status", Error, "§5.2", CONDITIONS, "病名の確かさ（verificationStatus）がないか、使えない値です。疑い病名は「unconfirmed」です。";
    CONDITION_CANCELLED = "condition.cancelled-status", Error, "R4 con-5", CONDITIONS, "取り消した病名（entered-in-error）に状態（clinicalStatus）は付けられません。";
    CONDITION_ENDED = "condition.ended-status", Error, "§5.2, R4 con-4", CONDITIONS, "転帰日があるのに、状態が治癒・寛解になっていません。転帰を選んでください。";
    CONDITION_MODIFIER = "condition.modifier", Error, "§5.2", CONDITIONS, "修飾語には修飾語管理番号（8けた）がちょうど一つ必要です。";
    CONDITION_PRINCIPAL = "condition.diagnosis-type", Error, "§2 extensions, §7", CONDITIONS, "主傷病の印のコードが正しくありません。";

    // アレルギー
    ALLERGY_CODE = "allergy.code", Error, "§5.3", ALLERGIES, "アレルギーのコードがその体系の形ではありません。マスタから選び直してください。";
    ALLERGY_CATEGORY = "allergy.category", Warning, "§5.3", ALLERGIES, "アレルギーの種類（薬剤・食品・その他）とコードの体系が合いません。";
    ALLERGY_CLINICAL = "allergy.clinical-status", Error, "§5.3, R4 ait-1", ALLERGIES, "アレルギーの状態（clinicalStatus）がないか、使えない値です。";
    ALLERGY_VERIFICATION = "allergy.verification-status", Error, "§5.3", ALLERGIES, "アレルギーの確かさ（verificationStatus）が使えない値です。";
    ALLERGY_CANCELLED = "allergy.cancelled-status", Error, "R4 ait-2", ALLERGIES, "取り消したアレルギー（entered-in-error）に状態（clinicalStatus）は付けられません。";

    // 検査・感染症
    LAB_LOCAL = "lab.local-code", Error, "§6, R6021", NONE, "施設の検査コード（半角の英数字と「_」「-」）がちょうど一つ必要です。";
    LAB_LOCAL_NAME = "lab.local-name", Error, "§6", NONE, "施設の検査名に空白は使えません。";
    LAB_STANDARD = "lab.standard-code", Error, "§6", NONE, "検査の標準コード（JLAC）がありません。コードがなければ「未標準化コード項目」にしてください。";
    LAB_CODE_FORM = "lab.code-form", Error, "§6", NONE, "検査の標準コード（JLAC）は半角英数字17けたです。";
    LAB_CODE_UNKNOWN = "lab.code-unknown", Error, "§6", NONE, "そのJLACコードは、検査名「{0}」の一覧にありません。マスタから選び直してください。";
    LAB_NAME = "lab.name", Error, "§6, §9-9", NONE, "検査の識別名が一覧のどれとも一致しません（全角・半角も同じに書きます）。マスタから選び直してください。";
    LAB_MIXED = "lab.mixed", Error, "§6", NONE, "一つの検査に、違う項目の標準コードがまざっています。";
    LAB_UNCODED = "lab.uncoded", Error, "§6", NONE, "未標準化の検査は、9を17個並べたコードと、表示名「未標準化コード項目(JLAC)」です。";
    LAB_TEXT = "lab.text", Warning, "§5.4", NONE, "検査名（code.text）が施設の検査名と違います。";
    LAB_SPECIMEN = "lab.specimen", Error, "§5.4, §9-10", NONE, "検査の材料（血清・尿など）がわかりません。材料を入力してください。";
    LAB_CATEGORY = "lab.category", Error, "§5.4", NONE, "検査の分類（laboratory）の体系かコードが正しくありません。";
    LAB_STATUS = "lab.status", Error, "§5.4", NONE, "検査の状態と結果の有無が合いません（結果あり: 速報・確定・訂正、なし: 未着・中止）。";
    LAB_NO_RESULT = "lab.no-result", Error, "§5.4", NONE, "結果も、結果がない理由もありません。";
    LAB_BOTH = "lab.result-and-reason", Error, "R4 obs-6", NONE, "結果があるのに、結果がない理由も書かれています。";
    LAB_COMPONENT = "lab.component", Error, "R4 obs-7", NONE, "検査全体と内訳に同じコードがあるときは、全体の結果は書けません。";
    LAB_RESULT_CODE = "lab.result-code", Error, "§5.4", NONE, "結果のコードと表示名（陽性・陰性など）が表の組み合わせと違います。";
    LAB_RANGE_UNIT = "lab.range-unit", Error, "§5.4", NONE, "基準値の単位が結果の単位と違います。同じ単位にしてください。";
    LAB_RANGE_EMPTY = "lab.range-empty", Error, "R4 obs-3", NONE, "基準値に、下限・上限・文字のどれもありません。";
    LAB_WITHDRAWN = "lab.withdrawn", Warning, "§6, §8 1.11.0", NONE, "この検査の識別名は使われなくなりました。別の項目を選んでください。";

    // 処方
    DRUG_IDENTIFIER = "drug.number", Error, "§5.5", DRUGS, "RP番号と、RPの中の順番（1、2、…）が、ちょうど一つずつ必要です。";
    DRUG_IDENTIFIER_TWICE = "drug.number-twice", Warning, "§5.5", DRUGS, "RP番号と順番が同じ薬があります。";
    DRUG_CODE = "drug.code", Error, "§5.5", DRUGS, "薬のコード（YJコード・一般名コード・標準コードなし）がないか、けた数が違います。";
    DRUG_USAGE = "drug.usage", Error, "§5.6, R5020, R5021", DRUGS, "用法コードは、電子処方箋の用法コードかダミー用法コードの、どちらか一つだけです。";
    DRUG_USAGE_FORM = "drug.usage-form", Error, "§5.6", DRUGS, "用法コードの形（16けた）か、ダミー用法コードの書き方が違います。";
    DRUG_UNIT = "drug.unit", Error, "§5.6, §7", DRUGS, "薬の量の単位がMERIT-9の単位コードではありません。単位を選び直してください。";
    DRUG_UNIT_NAME = "drug.unit-name", Warning, "§7", DRUGS, "薬の量の単位の表示名が、単位コードの名前と違います。";
    DRUG_DURATION = "drug.duration", Error, "§5.5, §5.6", DRUGS, "投薬日数は「日」（UCUM d）で書きます。";
    DRUG_RATE = "drug.rate", Error, "§5.6", DRUGS, "1日量の分母は「1日」と決められています。";
    DRUG_STRENGTH = "drug.strength", Error, "§5.6", DRUGS, "量の種類（製剤量・原薬量）のコードが正しくありません。";
    DRUG_SETTING = "drug.setting", Warning, "§5.5", DRUGS, "処方に医療機関番号・診療科の拡張か、受診の情報がありません。";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_are_unique_and_sentences_whole() {
        let mut ids: HashSet<&str> = domain::rule::ALL.iter().map(|rule| rule.id).collect();
        for rule in ALL {
            assert!(ids.insert(rule.rule.id), "{} is there twice", rule.rule.id);
            assert!(rule.rule.id.split_once('.').is_some(), "{}", rule.rule.id);
            assert!(rule.rule.sentence.ends_with('。') && !rule.spec.is_empty(), "{}", rule.rule.id);
        }
    }
}
