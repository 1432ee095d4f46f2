import { useState } from 'react';
import type { Front } from '../../api/bindings';
import { ApiError } from '../../api/error';
import { useWrite } from '../../api/query';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { Field } from '../../design/Field';
import { Actions, Form, Page, Panel } from '../../design/layout';
import { t } from '../../i18n/ja';

const words = t.start.unlock;

/** What the core says of a store that is not open, as an error to show. */
export function troubleOf(front: Front): ApiError | null {
  if (front.trouble === null) return null;
  return new ApiError({ code: front.trouble, args: front.trouble_args, findings: [], incident: null });
}

/** Opens the store with the recovery passphrase. */
export function Unlock({ front }: { front: Front }) {
  const [passphrase, setPassphrase] = useState('');
  const [visible, setVisible] = useState(false);
  const unlock = useWrite('front_unlock');
  const trouble = troubleOf(front);
  const wrong = unlock.error !== null && ['KeyNeeded', 'Rejected'].includes(unlock.error.code);
  const open = (): void => {
    if (passphrase.trim() !== '') unlock.mutate({ passphrase });
  };
  return (
    <main>
      <Page title={words.title} width="reading">
        <p>{words.body}</p>
        {trouble !== null && trouble.code !== 'KeyNeeded' && <ErrorBanner error={trouble} />}
        {wrong ? (
          <Banner kind="error" title={words.wrong}>
            <p>{words.wrongSafe}</p>
            <p>{words.wrongNext}</p>
          </Banner>
        ) : (
          unlock.error !== null && <ErrorBanner error={unlock.error} />
        )}
        <Panel>
          <Form label={words.title}>
            <Field
              label={words.passphrase}
              value={passphrase}
              onChange={setPassphrase}
              kind={visible ? 'text' : 'password'}
              help={words.help}
              required
              autoFocus
            />
            <Checkbox value={visible} onChange={setVisible}>
              {words.show}
            </Checkbox>
            <Actions>
              <Button look="main" onPress={open} disabled={unlock.isPending || passphrase.trim() === ''}>
                {words.open}
              </Button>
            </Actions>
          </Form>
        </Panel>
        <p>{t.start.closed.place(front.place)}</p>
      </Page>
    </main>
  );
}
