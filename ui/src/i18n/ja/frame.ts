/** Words of the frame around the rooms. */
export const frame = {
  skip: '本文へ移る',
  rooms: {
    label: '部屋',
    patients: '受付・患者',
    chart: '診療情報',
    letters: '文書',
    received: '届いた文書',
    outbox: '送信箱',
    terminal: '端末',
    settings: '設定',
  },
  patientBar: {
    label: '開いている患者',
    number: '患者番号',
    age: (age: string) => age,
    sameName: (n: number) => `同姓同名 ${n}名`,
    close: '患者を閉じる',
    noAddress: '住所未登録',
  },
  staff: {
    label: '担当者',
    choose: '担当者を選んでください',
    leave: '席を離れる',
  },
  textSize: {
    label: '文字の大きさ',
    option: (percent: number) => `${percent}%`,
  },
  shortcuts: {
    open: 'キーの一覧',
    title: 'キーの一覧',
    key: 'キー',
    does: 'すること',
    general: {
      enter: '次の欄へ（文章の欄では改行）',
      shiftEnter: '前の欄へ（文章の欄では改行）',
      escape: '小さな画面を閉じる（入力は消えません）',
    },
  },
  status: {
    saved: (time: string) => `保存しました ${time}`,
    saving: '保存しています…',
    failed: '保存できていません',
  },
  fallen: {
    title: 'この画面を表示できませんでした。',
    body: '保存した内容はそのまま残っています。「もう一度開く」を押しても直らないときは、文箱を開き直してください。',
    again: 'もう一度開く',
  },
  choosePatient: {
    title: '患者を選んでください',
    body: '先に「受付・患者」で患者を開くと、この部屋が使えます。',
    go: '受付・患者へ',
  },
} as const;
