import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { Table } from '../design/Table';
import { t } from '../i18n/ja';
import { SHORTCUTS } from '../keyboard/catalogue';

const words = t.frame.shortcuts;

const ROWS: { key: string; label: string }[] = [
  ...Object.values(SHORTCUTS),
  { key: 'Enter', label: words.general.enter },
  { key: 'Shift+Enter', label: words.general.shiftEnter },
  { key: 'Esc', label: words.general.escape },
];

/** Every key and what it does. */
export function ShortcutList({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      title={words.title}
      open={open}
      onClose={onClose}
      actions={
        <Button onPress={onClose} autoFocus>
          {t.close}
        </Button>
      }
    >
      <Table
        caption={words.title}
        rows={ROWS}
        rowKey={(row) => row.key}
        columns={[
          { head: words.key, cell: (row) => <kbd>{row.key}</kbd>, nowrap: true },
          { head: words.does, cell: (row) => row.label },
        ]}
      />
    </Dialog>
  );
}
