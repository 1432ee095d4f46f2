import type {
  Absence,
  AllergyCategory,
  AttachmentKind,
  CodeSystem,
  ConsentWay,
  Core6Kind,
  Criticality,
  DataInPdf,
  DocumentKind,
  DocumentState,
  DosageKind,
  EligibilitySource,
  Envelope,
  FamilyRelation,
  FileOrigin,
  Honorific,
  InfectionResult,
  Interpretation,
  IssueWay,
  LabelSheet,
  LetterKind,
  LetterSubtype,
  MatchedBy,
  OutboxAction,
  OutboxKind,
  OutboxState,
  OutcomeKind,
  Payment,
  ReadConsent,
  ReceivedKind,
  ReceiverKind,
  ReportKind,
  ReportState,
  Role,
  Sex,
  Sight,
  Source,
  Standing,
  Validity,
  Visited,
} from '../../api/bindings';

/** The words of the closed lists, in the order in which people see them. The compiler finds a missing one. */
const sex: Record<Sex, string> = { male: '男', female: '女', other: 'その他', unknown: '不明' };

const role: Record<Role, string> = { doctor: '医師', nurse: '看護師', clerk: '事務', manager: '管理者' };

const core6: Record<Core6Kind, string> = {
  condition: '傷病名',
  allergy: 'アレルギー',
  contraindication: '薬剤禁忌',
  infection: '感染症',
  lab_result: '検査',
  prescription: '処方',
};

const source: Record<Source, string> = {
  own: '自院',
  reported: '患者申告',
  other: '他院',
  imported: '取込',
};

/** Why a row is not registered with the national service; empty where it is. */
const standing: Record<Standing, string> = {
  registered: '',
  reported: '登録しません（患者さんの申告）',
  elsewhere: '登録しません（他院の情報）',
  unconfirmed: '医師が「確認」するまで登録しません（取込）',
  letters_only: '処方は手紙でだけ送ります',
  expired: '登録しません（終わって5年をこえた）',
  no_onset: '発症日・診療開始日がないので登録できません',
  no_sampled: '採取日時がないので登録できません',
};

const sight: Record<Sight, string> = {
  hidden: '見えない',
  seen: '見える',
  marked: '未告知の印つきで見える',
};

const reportKind: Record<ReportKind, string> = {
  conditions: '傷病名',
  allergies: 'アレルギー・薬剤禁忌',
  results: '検査・感染症',
};

const reportState: Record<ReportState, string> = {
  new: '新しく登録',
  changed: '登録し直し',
  unchanged: '変更なし',
  emptied: '登録を取消し',
};

const absence: Record<Absence, string> = { none: 'なし', unknown: '不明', unchecked: '未確認' };

const outcome: Record<OutcomeKind, string> = {
  cured: '治癒',
  improved: '軽快',
  stopped: '中止',
  transferred: '転医',
  died: '死亡',
};

const allergyCategory: Record<AllergyCategory, string> = {
  medication: '薬剤',
  food: '食品',
  environment: '環境',
  other: 'その他',
};

const criticality: Record<Criticality, string> = {
  high: '重い',
  low: '軽い',
  'unable-to-assess': 'わからない',
};

const infectionResult: Record<InfectionResult, string> = {
  positive: '陽性',
  negative: '陰性',
  hold: '判定保留',
};

const interpretation: Record<Interpretation, string> = { H: '高い（H）', L: '低い（L）', N: '範囲内' };

const dosage: Record<DosageKind, string> = {
  internal: '内服',
  as_needed: '頓用',
  external: '外用',
  injection: '注射',
};

const codeSystem: Record<CodeSystem, string> = {
  'disease-key': '病名管理番号',
  'disease-exchange': '病名交換用コード',
  'disease-receipt': '傷病名コード',
  icd10: 'ICD-10',
  'modifier-key': '修飾語管理番号',
  'modifier-receipt': '修飾語コード',
  'allergen-food': '食品アレルゲン',
  'allergen-other': 'その他アレルゲン',
  'allergen-drug-brand': '薬剤アレルゲン（銘柄）',
  'allergen-drug-general': '薬剤アレルゲン（一般名）',
  'lab-local': '院内検査コード',
  'lab-core-jlac10': '指定検査（JLAC10）',
  'lab-core-jlac11': '指定検査（JLAC11）',
  'lab-infection-jlac10': '指定感染症（JLAC10）',
  'lab-infection-jlac11': '指定感染症（JLAC11）',
  jlac10: 'JLAC10',
  'drug-yj': 'YJコード',
  'drug-general': '一般名コード',
  'drug-hot9': 'HOT9',
  usage: '用法コード',
};

const documentState: Record<DocumentState, string> = { draft: '下書き', final: '確定', withdrawn: '取消' };

const issueWay: Record<IssueWay, string> = {
  printed: '印刷',
  copy: '控え印刷',
  handed: '手渡し',
  fax: 'FAX',
  mail: '郵送',
  saved: 'ファイル保存',
};

const outboxState: Record<OutboxState, string> = {
  ready: '送信待ち',
  posted: '投函済み',
  accepted: '受理',
  refused: '差戻し',
  unanswered: '応答なし',
  withdrawn: '取下げ',
};

const receiverKind: Record<ReceiverKind, string> = {
  medical: '病院・診療所',
  dental: '歯科',
  pharmacy: '薬局',
  municipality: '市町村',
  health_center: '保健所',
  care: '介護・福祉施設',
  school: '学校等',
  other: 'その他',
};

const honorific: Record<Honorific, string> = {
  auto: '自動',
  sensei_kika: '先生 御机下',
  sensei_jishi: '先生 御侍史',
  sensei_plain_jishi: '先生 侍史',
  sensei: '先生',
  dono: '殿',
  sama: '様',
  onchu: '御中',
};

/** Kinds of document that no finer word tells apart. */
const documentKind: Record<DocumentKind, string> = {
  referral_letter: '診療情報提供書',
  care_plan_summary: '患者サマリー',
};

const letterKind: Record<LetterKind, string> = { referral: '紹介状', reply: '返書', report: '経過報告' };

const letterSubtype: Record<LetterSubtype, string> = { outpatient: '外来', discharge: '退院時' };

const familyRelation: Record<FamilyRelation, string> = {
  father: '父',
  mother: '母',
  brother: '兄弟',
  sister: '姉妹',
  son: '息子',
  daughter: '娘',
  paternal_grandfather: '父方の祖父',
  paternal_grandmother: '父方の祖母',
  maternal_grandfather: '母方の祖父',
  maternal_grandmother: '母方の祖母',
  uncle: 'おじ',
  aunt: 'おば',
  cousin: 'いとこ',
  other: 'その他の家族',
};

const attachmentKind: Record<AttachmentKind, string> = {
  pdf: 'PDF',
  jpeg: 'JPEG画像',
  png: 'PNG画像',
  bundle: '診療文書のデータ',
};

const payment: Record<Payment, string> = {
  insured: '医療保険',
  public_assistance: '生活保護',
  self_paid: '自費',
  workers_compensation: '労災',
  automobile_liability: '自賠責',
};

const consentWay: Record<ConsentWay, string> = { oral: '口頭', written: '書面' };

const dataInPdf: Record<DataInPdf, string> = {
  usual: '設定のとおり（未告知の行があるときは付けない）',
  always: '付ける',
  never: '付けない',
};

const envelope: Record<Envelope, string> = {
  long_lying: '長形3号（横）',
  long_upright: '長形3号（縦）',
  square: '角形2号',
  window: '窓付き封筒（A4三つ折り）',
};

const labelSheet: Record<LabelSheet, string> = { twelve: '12面', twenty_four: '24面' };

const visited: Record<Visited, string> = { unknown: '不明', no: 'なし', yes: 'あり' };

const receivedKind: Record<ReceivedKind, string> = {
  referral_letter: '診療情報提供書',
  discharge_summary: '退院時サマリー',
  care_plan_summary: '患者サマリー',
  checkup_report: '健診結果報告書',
  core6: '5情報',
  other: 'その他の文書',
};

const fileOrigin: Record<FileOrigin, string> = {
  around: '文書の入っていたファイル',
  fetched: '取り寄せた添付',
};

/** How an answer about somebody's insurance came. */
const eligibilitySource: Record<EligibilitySource, string> = {
  face: 'カード',
  check: '照会',
  bulk: '一括照会',
  file: 'ファイル',
};

const matchedBy: Record<MatchedBy, string> = {
  reference: '照会番号で一致',
  insurance: '保険で一致',
  asked: 'この患者で問い合わせた',
  person: '人が確かめた',
  registered: 'この答えから登録',
};

/** 資格有効性. */
const validity: Record<Validity, string> = {
  valid: '有効',
  invalid: '無効',
  replaced: '新しい資格あり',
  none: '該当なし',
  several: '複数該当',
  valid_unregistered: '有効（未登録）',
  other: '不明',
};

const readConsent: Record<ReadConsent, string> = { oral: '口頭で同意を得た', later: '本人があとで同意' };

const outboxAction: Record<OutboxAction, string> = { register: '登録', cancel: '取消' };

const outboxKind: Record<OutboxKind, string> = { document: '文書', report: '5情報' };

export const words = {
  sex,
  role,
  core6,
  source,
  absence,
  standing,
  sight,
  reportKind,
  reportState,
  outcome,
  allergyCategory,
  criticality,
  infectionResult,
  interpretation,
  dosage,
  codeSystem,
  documentState,
  issueWay,
  outboxState,
  receivedKind,
  fileOrigin,
  receiverKind,
  honorific,
  documentKind,
  letterKind,
  letterSubtype,
  familyRelation,
  attachmentKind,
  payment,
  consentWay,
  dataInPdf,
  envelope,
  labelSheet,
  visited,
  eligibilitySource,
  matchedBy,
  validity,
  readConsent,
  outboxAction,
  outboxKind,
} as const;

/** A closed list as choices of a `Select` or a `RadioGroup`. */
export function choicesOf<T extends string>(list: Record<T, string>): { value: T; label: string }[] {
  return (Object.entries(list) as [T, string][]).map(([value, label]) => ({ value, label }));
}
