import type { Code } from '../api/bindings';
import type { ApiError } from '../api/error';

/** What a person reads when something could not be done. */
export interface ErrorText {
  /** What happened. */
  what: string;
  /** What is safe. */
  safe: string;
  /** What to press or do next. */
  next: string;
}

/** What `Unavailable` may name as missing; another word gets the general sentence. */
const UNAVAILABLE: Record<string, Pick<ErrorText, 'what' | 'next'>> = {
  'credential-store': {
    what: 'このパソコンの鍵の保管場所を使えませんでした。',
    next: '「復旧用の合言葉」の用紙をご用意ください。合言葉を入力すると開けます。',
  },
  'folder-read-only': {
    what: '記録の置き場所に書き込めません。書き込みが許可されていません。',
    next: 'フォルダーの書き込みの許可を確かめてから、もう一度押してください。',
  },
  'disk-full': {
    what: '保存先の空き容量がなくなりました。',
    next: '不要なファイルを片づけて空きを作ってから、もう一度押してください。',
  },
  'network-folder': {
    what: '記録の置き場所が、ネットワーク上の共有フォルダーになっています。',
    next: '記録はこのパソコンの中に置いてください。共有フォルダーでは記録がこわれるおそれがあるため開きません。',
  },
  printer: {
    what: '印刷用の画面を開けませんでした。',
    next: 'PDFを表示するソフトが入っているか確かめるか、「PDFを保存」を押してください。',
  },
  fonts: {
    what: '書類に使う文字の部品が見つかりませんでした。',
    next: '文箱を入れ直してください。記録はそのまま残ります。',
  },
  'key-file': {
    what: '鍵のファイルを読めませんでした。',
    next: '鍵のファイルの場所と中身を確かめてから、もう一度開いてください。',
  },
  'database-missing': {
    what: '記録の置き場所に、記録のファイルが見当たりません。',
    next: '外付けの記憶装置が外れていないか、フォルダーが移されていないかを確かめてください。',
  },
  folder: {
    what: '記録の置き場所のフォルダーを開けませんでした。',
    next: 'フォルダーがあるか、開く許可があるかを確かめてから、もう一度押してください。',
  },
  server: {
    what: '文箱の本体につながりませんでした。',
    next: '本体が動いているか確かめてから、この画面を読み込み直してください。',
  },
  token: {
    what: 'この画面を開くための一度きりの番号が合いませんでした。',
    next: '本体が表示している新しいアドレスから開き直してください。',
  },
};

const TEXTS: Record<Code, (error: ApiError) => ErrorText> = {
  Rejected: () => ({
    what: '入力に直すところがあります。',
    safe: '入力した内容はこの画面に残っています。',
    next: '印のついた欄を直して、もう一度押してください。',
  }),
  NotFound: () => ({
    what: '開こうとしたものが見つかりませんでした。',
    safe: 'ほかの記録に変わりはありません。',
    next: '一覧に戻って、もう一度選んでください。',
  }),
  Stale: () => ({
    what: '開いている間に、別の操作で内容が変わっていました。',
    safe: '先に保存された内容も、この画面の入力も残っています。',
    next: '「最新の内容を読み込む」を押して見比べてください。',
  }),
  Denied: () => ({
    what: 'いまの担当者には、この操作が許可されていません。',
    safe: '何も変わっていません。',
    next: '画面の上で担当者を切り替えるか、許可のある方に頼んでください。',
  }),
  SignedOut: () => ({
    what: '担当者が選ばれていません。',
    safe: '入力した内容はこの画面に残っています。',
    next: '画面の上で担当者を選んでから、もう一度押してください。',
  }),
  Busy: () => ({
    what: '別の処理が記録を使っています。',
    safe: '記録も、この画面の入力も残っています。',
    next: '少し待ってから、もう一度押してください。',
  }),
  Unavailable: ({ args }) => ({
    ...(UNAVAILABLE[args[0] ?? ''] ?? {
      what: '必要なもの（保存先や機器）が使えませんでした。',
      next: 'つながりや電源を確かめてから、もう一度押してください。',
    }),
    safe: 'これまでに保存した記録はそのまま残っています。',
  }),
  KeyNeeded: () => ({
    what: '記録を開けませんでした。鍵が合わないか、ファイルが傷んでいます。',
    safe: '記録のファイルには触れていません。消したり作り直したりはしません。',
    next: '「復旧用の合言葉」の用紙を見て、合言葉を入力してください。',
  }),
  Newer: () => ({
    what: 'この記録は、もっと新しい文箱で作られています。',
    safe: '記録には触れていません。',
    next: '文箱を新しいものに更新してから開いてください。',
  }),
  Damaged: () => ({
    what: '記録の一部が傷んでいることがわかりました。',
    safe: '読める記録はそのまま見られます。これ以上傷まないよう、書き込みを止めています。',
    next: '「設定」の「控えの一覧」を開き、いちばん新しい控えの日時を確かめて、販売・保守の担当者に連絡してください。',
  }),
  Bug: () => ({
    what: '申し訳ありません。文箱の中で思わぬことが起きました。',
    safe: 'これまでに保存した記録は残っています。',
    next: 'もう一度押してみてください。続くときは、下の受付番号を添えて保守の担当者に知らせてください。',
  }),
};

/** The wording of an error; a code this window does not know reads like `Bug`. */
export function errorText(error: ApiError): ErrorText {
  return (TEXTS[error.code] ?? TEXTS.Bug)(error);
}
