/** Every key of the window with its label: the only list. A room hangs what happens on an entry while it is open. */
export const SHORTCUTS = {
  patients: { key: 'F1', label: '受付・患者へ' },
  letters: { key: 'F2', label: '文書へ' },
  conditions: { key: 'F5', label: '診療情報の傷病名へ' },
  print: { key: 'F9', label: '印刷' },
  finalize: { key: 'F12', label: '確定' },
  save: { key: 'Ctrl+S', label: '保存' },
  search: { key: 'Ctrl+K', label: '検索の欄へ' },
  help: { key: '?', label: 'キーの一覧（文字の欄では Shift+F1）' },
} as const;

export type ShortcutId = keyof typeof SHORTCUTS;
