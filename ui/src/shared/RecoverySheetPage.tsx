import { useState } from 'react';
import type { RecoverySheet } from '../api/bindings';
import type { ApiError } from '../api/error';
import { savePdf } from '../api/pdf';
import { useWrite } from '../api/query';
import { Banner, ErrorBanner } from '../design/Banner';
import { Button } from '../design/Button';
import { Checkbox } from '../design/Checkbox';
import { Field } from '../design/Field';
import { Actions, Facts, Form, Page, Panel } from '../design/layout';
import { t } from '../i18n/ja';
import { toHalfWidth } from '../text/width';
import css from './RecoverySheetPage.module.css';

const words = t.start.sheet;

/** The last group of a passphrase, as it is compared: without signs, in one case. */
export function lastGroup(passphrase: string): string {
  const groups = passphrase.split(/[\s-]+/).filter((group) => group !== '');
  return groups.at(-1)?.toLowerCase() ?? '';
}

interface Props {
  sheet: RecoverySheet;
  /** What the button at the end says. */
  goLabel: string;
  onDone: () => void;
  /** Whether what follows is under way. */
  pending?: boolean;
  /** Why what follows failed. */
  error?: ApiError | null;
}

/** The recovery passphrase, shown once. Goes on only after the person has shown that it was written down. */
export function RecoverySheetPage({ sheet, goLabel, onDone, pending = false, error = null }: Props) {
  const print = useWrite('recovery_print');
  const [typed, setTyped] = useState('');
  const [stored, setStored] = useState(false);
  const [tried, setTried] = useState(false);
  const right = toHalfWidth(typed).trim().toLowerCase() === lastGroup(sheet.passphrase);
  const go = (): void => {
    setTried(true);
    if (right && stored) onDone();
  };
  return (
    <Page title={words.title} width="reading">
      <p>{words.why}</p>
      <Banner kind="warning" title={words.once} />
      {error !== null && <ErrorBanner error={error} />}
      <Panel>
        <p className={css.passphrase} translate="no">
          {sheet.passphrase}
        </p>
        <Facts
          rows={[
            [words.clinic, sheet.clinic],
            [words.madeOn, sheet.made_on.wareki],
          ]}
        />
        {print.error !== null && <ErrorBanner error={print.error} />}
        {print.isSuccess && print.data.done && <p role="status">{words.printed}</p>}
        <Form label={words.title}>
          <Actions>
            <Button
              onPress={() => print.mutate({ passphrase: sheet.passphrase }, { onSuccess: savePdf })}
              disabled={print.isPending}
            >
              {words.print}
            </Button>
          </Actions>
          <Field
            label={words.confirmLabel}
            value={typed}
            onChange={setTyped}
            kind="code"
            size="medium"
            required
            findings={
              tried && !right
                ? [{ path: 'typed', rule: 'start.sheet', severity: 'error', message: words.confirmWrong }]
                : []
            }
          />
          <Checkbox value={stored} onChange={setStored}>
            {words.stored}
          </Checkbox>
          <Actions>
            <Button look="main" onPress={go} disabled={!stored || pending}>
              {pending ? words.making : goLabel}
            </Button>
          </Actions>
        </Form>
      </Panel>
    </Page>
  );
}
