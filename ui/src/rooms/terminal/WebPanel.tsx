import { useRef, useState } from 'react';
import type { FindingShown, TerminalWebForm } from '../../api/bindings';
import { base64Of } from '../../api/pdf';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { at } from '../../design/Findings';
import { Actions, Columns, Panel } from '../../design/layout';
import { TextArea } from '../../design/TextArea';
import { t } from '../../i18n/ja';

const words = t.terminal.settings.web;

/** What is one line of text, in the order in which it is asked for. */
const LINES = [
  'base_url',
  'path',
  'header',
  'header_value',
  'sign_in_path',
  'token',
  'refresh_path',
  'refresh_token',
  'refresh_field',
  'token_seconds',
] as const;

interface Props {
  web: TerminalWebForm;
  onChange: (web: TerminalWebForm) => void;
  findings: readonly FindingShown[];
  disabled: boolean;
}

/** How the Web API is reached. Nothing about it is public: all of it is as the documents of the service say. */
export function WebPanel({ web, onChange, findings, disabled }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const [unreadable, setUnreadable] = useState(false);
  return (
    <Panel title={words.title}>
      <p>{words.intro}</p>
      <Columns>
        {LINES.map((field) => (
          <Field
            key={field}
            label={words.fields[field]}
            kind={field === 'token_seconds' ? 'number' : 'text'}
            value={web[field]}
            onChange={(value) => onChange({ ...web, [field]: value })}
            findings={at(findings, `web.${field}`)}
            disabled={disabled}
          />
        ))}
      </Columns>
      <TextArea
        label={words.fields.sign_in_fields}
        help={words.signInHelp}
        value={web.sign_in_fields}
        onChange={(sign_in_fields) => onChange({ ...web, sign_in_fields })}
        disabled={disabled}
      />
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".p12,.pfx"
        aria-label={words.certificate}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          setUnreadable(false);
          if (file !== undefined) {
            base64Of(file).then(
              (identity) => onChange({ ...web, identity }),
              () => setUnreadable(true),
            );
          }
          event.target.value = '';
        }}
      />
      <Actions>
        <Button onPress={() => chooser.current?.click()} disabled={disabled}>
          {words.choose}
        </Button>
        <span role="status">
          {unreadable
            ? words.unreadable
            : web.identity !== ''
              ? words.chosen
              : web.identity_there
                ? words.there
                : words.missing}
        </span>
      </Actions>
      <Field
        label={words.passphrase}
        help={words.passphraseHelp}
        kind="password"
        value={web.passphrase}
        onChange={(passphrase) => onChange({ ...web, passphrase })}
        disabled={disabled}
        size="medium"
      />
      <TextArea
        label={words.roots}
        value={web.roots}
        onChange={(roots) => onChange({ ...web, roots })}
        disabled={disabled}
      />
    </Panel>
  );
}
