import type { DocumentKind } from '../../api/bindings';

/** What is said of a document of any kind by its name. */
const named = (name: string) => ({
  name,
  stale: `書いている間に、別の操作でこの${name}が変わりました`,
  keptOnLeave: `書きかけを保存できませんでした。この${name}を開くと、続きから書けます。`,
  finalizeTitle: `${name}を確定しますか`,
  finalizeGo: `この患者の${name}として確定する`,
  finalized: `${name}を確定しました。`,
  withdrawn: `この${name}は取り消されています`,
  reason: {
    letter_amend: {
      title: `確定した${name}を訂正します`,
      body: 'いまの版は残したまま、次の版の下書きを作ります。理由は記録に残ります。',
      go: '訂正をはじめる',
      done: '訂正の下書きを作りました。',
    },
    letter_withdraw: {
      title: `確定した${name}を取り消します`,
      body: '別の患者のものを確定してしまったときなどに使います。記録は残りますが、渡せなくなります。すでに渡した紙は回収してください。',
      go: '取り消す',
      done: `${name}を取り消しました。`,
    },
  },
});

/** By kind of document; the compiler finds a missing one. */
export const documents: Record<DocumentKind, ReturnType<typeof named>> = {
  referral_letter: named('紹介状'),
  care_plan_summary: named('患者サマリー'),
};

/** Words of 患者サマリー（療養計画書）. */
export const plans = {
  title: '患者サマリー（療養計画書）',
  create: '新しい患者サマリー',
  fromLast: '前の患者サマリーから写しました。指導日と傷病名は新しくなっています。',
  receiver: '患者本人',
  form: '患者サマリーの内容',
  head: '指導日・医師',
  conditions: '対象の傷病名',
  conditionsHelp: '患者さんに渡す紙に載ります。未告知の傷病名は入れられません。',
  chosen: '紙に載せる傷病名',
  automatic: 'いまの傷病名をすべて載せます（未告知・未提供のものは除きます）。',
  choose: '載せる傷病名を自分で選ぶ',
  adviceHelp: '患者さんが読む文章です。目標・食事・運動・薬などを、わかりやすい言葉で書いてください。',
  nextVisitHelp: '「R8.12.20」のような日付か、「4週間後」のような言葉で入力してください。',
  style: '紙面の体裁',
  largePrint: 'さらに大きな字（15ポイント）',
  mincho: '明朝体',
  civilYears: '日付を西暦にする',
  signature: '説明を受けた方の署名欄を付ける',
  fields: {
    date: '指導日',
    doctor_id: '説明した医師',
    payment: '診療の費用',
    conditions: '対象の傷病名',
    diagnosis: '傷病名の補足（文章）',
    advice: '療養上の計画・アドバイス',
    next_visit: '次回の受診',
    signature: '署名欄',
    large_print: '大きな字',
    mincho: '明朝体',
    civil_years: '西暦',
  },
} as const;
