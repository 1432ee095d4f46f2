import type { Hold, OutboxState, ServiceStatus } from '../../api/bindings';

/** Why something does not go by itself, and what to do about it. */
const hold: Record<Hold, { why: string; next: string }> = {
  no_insurance: {
    why: '患者さんの医療保険が登録されていません。',
    next: '「患者の情報」で保険を入れてから「もう一度送る」を押してください。',
  },
  eligibility_invalid: {
    why: '資格確認の答えで、保険の資格が使えないとわかりました。',
    next: '新しい保険を患者さんに確かめ、カードをかざしてもらうか「患者の情報」を直してから「もう一度送る」を押してください。',
  },
  eligibility_differs: {
    why: '資格確認の答えの保険が、患者さんの記録の保険とちがいます。',
    next: '「受付」で答えと記録を見くらべて反映すると、新しい保険で送ります。',
  },
  branch_unknown: {
    why: '保険の枝番がまだ確かめられていません。',
    next: '「資格を確認する」を押すか、「患者の情報」で枝番を選んでください。',
  },
  no_addressee: {
    why: '紹介先の医療機関番号がありません。',
    next: '紹介状を「訂正」して紹介先の医療機関番号を入れるか、取り下げて紙で渡してください。',
  },
  addressee_not_using: {
    why: '紹介先は、電子カルテ情報共有サービスをまだ使っていません。',
    next: '取り下げて、紙やFAXで渡してください。',
  },
  provisional: {
    why: '正式な形が決まる前の電文なので、本物の端末には送らない設定になっています。',
    next: '「端末」の設定で送ることを許すと送れます。ふつうはそのままにしてください。',
  },
  not_built: {
    why: '新しい保険で作り直したデータが、検査に通りませんでした。',
    next: '文書を開いて「国のサービス用のデータ」の理由を確かめ、訂正してください。',
  },
};

/** What a state means and what comes next. */
const state: Record<OutboxState, string> = {
  ready: '端末につながりしだい、順番に送ります。',
  posted: '端末に渡しました。国のサービスの答えを待っています。',
  accepted: '国のサービスが受け取りました。',
  refused: '国のサービスが受け取りませんでした。理由を確かめて直してから、もう一度送ってください。',
  unanswered:
    '送りましたが、答えがまだ来ません。二重に登録しないよう、届いたかどうかを先に確かめます。そのままお待ちください。',
  withdrawn: '送るのをやめました。相手には届いていません。',
};

/** Whether the addressee can read it, or has. */
const serviceStatus: Record<ServiceStatus, string> = {
  withheld: '患者さんの同意を待っています（紹介先はまだ読めません）。',
  readable: '紹介先が読めます。まだ受け取っていません。',
  taken: '紹介先が受け取りました。',
  cancelled: '国のサービスで取り消されています。',
};

/** Words of 送信箱. */
export const outbox = {
  title: '送信箱',
  intro: '国のサービスに送る紹介状と5情報です。ここを閉じていても、端末につながると順番に送ります。',
  none: '送るものはありません',
  noneHelp: '紹介状を確定するときに「電子で送る」を選ぶと、ここに並びます。',
  noneOfDocument: '電子では送っていません。',
  groups: {
    attention: '確認が要るもの',
    waiting: '送信を待っているもの',
    done: 'すんだもの',
  },
  nothingToDo: '確認が要るものはありません。',
  held: '止まっています',
  waits: '前に送ったものがすむのを待っています。',
  absent:
    '国のサービスに問い合わせたところ、届いていませんでした。「もう一度送る」を押すと、もう一度だけ送ります。',
  state,
  hold,
  serviceStatus,
  verbatim: '国のサービスの答え',
  place: '場所',
  receiver: '宛先',
  consent: '同意の取り方',
  created: '確定した日時',
  posted: '送った日時',
  settled: '答えの日時',
  statusAt: (at: string) => `${at}に確認`,
  next: {
    now: 'まもなく送ります',
    seconds: (n: number) => `あと${n}秒で送ります`,
    minutes: (n: number) => `あと${n}分で送ります`,
    clock: (at: string) => `次に送るのは${at}です`,
  },
  open: '開く',
  openThis: (what: string) => `${what}を開く`,
  patient: '患者の情報',
  reception: '受付で見くらべる',
  checkEligibility: '資格を確認する',
  checkAsked: '資格の確認を端末に頼みました。答えが来ると、受付に並びます。',
  again: 'もう一度送る',
  againDone: 'もう一度送る順番に入れました。',
  withdraw: '取り下げる',
  withdrawTitle: '送るのをやめますか',
  withdrawBody: 'まだ送っていないので、紹介先には何も届きません。紙の紹介状はそのまま使えます。',
  withdrawDone: '取り下げました。',
  changeConsent: '同意の取り方を変える',
  consentDone: '同意の取り方を変えました。',
  ask: '紹介先の受け取りを確かめる',
  askArrived: '届いたか問い合わせる',
  asked: '端末に問い合わせを頼みました。答えが来ると、ここが変わります。',
  send: '電子で送る',
  sendTitle: 'この文書を電子で送りますか',
  sendDone: '送る順番に入れました。',
  consents: {
    oral: {
      label: '口頭で同意を得た',
      help: '患者さんから、紹介先に見せてよいと聞いています。送るとすぐ、紹介先が読めます。',
    },
    later: {
      label: '本人があとで同意する',
      help: '患者さんが、スマートフォンか紹介先の受付で同意してから、紹介先が読めるようになります。',
    },
    none: {
      label: '電子では送らない',
      help: '紙やFAXで渡します。あとから電子で送ることもできます。',
    },
  },
  howToSend: '電子で送りますか',
  noBundle: '国のサービス用のデータが作れないため、電子では送れません。紙では渡せます。',
  reports: {
    title: '5情報の送信',
    unsent: (n: number) => `まだ送っていない患者が${n}名います`,
    unsentHelp: '5情報は、診た日のうちに送ります。患者ごとの内容は「診療情報」で確かめられます。',
    none: '5情報は、すべて送ってあります。',
    columns: { patient: '患者', number: '患者番号', units: '送る単位', actions: '操作' },
    units: (n: number) => `${n}件`,
    blocked: (n: number) => `ほか${n}件は足りないところがあり送れません`,
    send: '送る',
    sendThis: (name: string) => `${name}の5情報を送る`,
    sendAll: '全員分を送る',
    sent: '5情報を送る順番に入れました。',
    badge: (n: number) => `5情報の未送信 ${n}名`,
  },
  /** What the door says; read out in full, shown as a number. */
  badge: (n: number) => `確認が要るもの ${n}件`,
  ofPatient: 'この患者の送信',
} as const;
