import { useState } from 'react';
import type { CodeForm, LabChoice } from '../../api/bindings';
import { useRead } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Actions } from '../../design/layout';
import { SearchBox } from '../../design/SearchBox';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { t } from '../../i18n/ja';
import css from './Chart.module.css';

const words = t.chart.labCode;

/** Systems of designated items: a row names one item, so a new choice takes the place of the old one. */
const DESIGNATED: ReadonlySet<string> = new Set([
  'lab-core-jlac10',
  'lab-core-jlac11',
  'lab-infection-jlac10',
  'lab-infection-jlac11',
]);

/** The codes of a row with this one for its designated item; codes of the clinic's own stay. */
export const withDesignated = (codes: readonly CodeForm[], chosen: CodeForm): CodeForm[] => [
  ...codes.filter(({ system }) => !DESIGNATED.has(system)),
  chosen,
];

interface Props {
  /** The item as typed: the search starts from it. */
  text: string;
  specimen: string;
  infection: boolean;
  onPick: (choice: LabChoice) => void;
}

/** Looks up the JLAC code of a designated item, once per item: the core remembers it for the next row. */
export function LabCodePicker(props: Props) {
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Actions>
        <Button onPress={() => setOpen(true)}>{words.open}</Button>
      </Actions>
    );
  }
  return <Choices {...props} onClose={() => setOpen(false)} />;
}

function Choices({ text, specimen, infection, onPick, onClose }: Props & { onClose: () => void }) {
  const [wanted, setWanted] = useState(text);
  const found = useRead('lab_code_search', { text: wanted, specimen, infection });
  const choices = found.data?.choices ?? [];
  return (
    <section className={css.picker} aria-label={words.open}>
      <SearchBox label={words.search} help={words.help} value={wanted} onSearch={setWanted} autoFocus />
      {found.error !== null && <ErrorBanner error={found.error} />}
      {found.data !== undefined && !found.data.imported && <p>{words.notImported}</p>}
      {found.data !== undefined && choices.length === 0 && <p>{words.none}</p>}
      {choices.length > 0 && (
        <div className={css.list}>
          <Table
            caption={words.open}
            rows={choices}
            rowKey={({ code }) => `${code.system} ${code.code}`}
            columns={[
              {
                head: words.item,
                cell: (choice) => (
                  <>
                    <div>
                      <Shown>{choice.item}</Shown>
                    </div>
                    <div>{choice.name}</div>
                  </>
                ),
              },
              { head: words.specimen, cell: (choice) => choice.specimen },
              { head: words.method, cell: (choice) => choice.method },
              { head: words.code, cell: (choice) => choice.code.code, nowrap: true },
              {
                head: t.chart.columns.actions,
                cell: (choice) => (
                  <Button
                    label={words.choose(`${choice.name} ${choice.specimen} ${choice.code.code}`)}
                    onPress={() => {
                      onPick(choice);
                      onClose();
                    }}
                  >
                    {words.pick}
                  </Button>
                ),
              },
            ]}
          />
        </div>
      )}
      {found.data?.more === true && <p>{words.more}</p>}
      {choices.length > 1 && <p>{words.ask}</p>}
      <p>{words.remembered}</p>
      <Actions>
        <Button onPress={onClose}>{words.close}</Button>
      </Actions>
    </section>
  );
}
