import type { ReceivedBeside } from '../../api/bindings';
import { Button } from '../../design/Button';
import { Panel } from '../../design/layout';
import { Table } from '../../design/Table';
import { t } from '../../i18n/ja';

const words = t.received.page;

interface Props {
  files: readonly ReceivedBeside[];
  onSave: (place: number) => void;
  disabled: boolean;
}

/** Files that are kept beside a received document, but the one that it came in. */
export function BesidePanel({ files, onSave, disabled }: Props) {
  if (files.length === 0) return null;
  const nameOf = ({ name, origin }: ReceivedBeside): string => name || t.words.fileOrigin[origin];
  return (
    <Panel title={words.beside}>
      <Table
        caption={words.beside}
        rows={files}
        rowKey={({ place }) => String(place)}
        columns={[
          { head: words.besideName, cell: nameOf },
          { head: words.besideOrigin, cell: ({ origin }) => t.words.fileOrigin[origin] },
          { head: words.besideKept, cell: ({ kept }) => kept.wareki, nowrap: true },
          { head: words.besideSize, cell: ({ size }) => words.size(size), nowrap: true },
          {
            head: words.besideSave,
            cell: (file) => (
              <Button
                label={words.saveBeside(nameOf(file))}
                onPress={() => onSave(file.place)}
                disabled={disabled}
              >
                {words.saveAttachment}
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  );
}
