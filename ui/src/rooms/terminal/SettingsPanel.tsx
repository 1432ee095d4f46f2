import { useEffect } from 'react';
import type { TerminalForm } from '../../api/bindings';
import { useMay } from '../../api/may';
import { useRead, useWrite } from '../../api/query';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { Waiting } from '../../design/EmptyState';
import { Field } from '../../design/Field';
import { at } from '../../design/Findings';
import { Actions, Columns, Form, Panel, Stack } from '../../design/layout';
import { RadioGroup } from '../../design/RadioGroup';
import { useToast } from '../../design/Toast';
import { useForm } from '../../design/useLive';
import { releaseLeaveGuard, useLeaveGuard } from '../../frame/route';
import { choicesOf, t } from '../../i18n/ja';
import { useShortcut } from '../../keyboard/registry';
import { Probed } from './Probed';
import { WebPanel } from './WebPanel';

const words = t.terminal.settings;

/** How the terminal is reached. */
export function SettingsPanel() {
  const shown = useRead('terminal_get', {});
  if (shown.data === undefined) {
    return shown.error === null ? <Waiting /> : <ErrorBanner error={shown.error} />;
  }
  return <Editor form={shown.data} />;
}

function Editor({ form: kept }: { form: TerminalForm }) {
  const state = useForm(kept, true);
  const { form, set, changed, reset } = state;
  const save = useWrite('terminal_save');
  const probe = useWrite('terminal_try');
  const tell = useToast();
  const may = useMay();
  // Saving restarts the relay and is a call of the desk itself; trying out needs the same permission.
  const manage = may('terminal_try');
  useLeaveGuard(changed && !save.isPending);
  const text = JSON.stringify(kept);
  // Saved elsewhere: what nobody has typed over is shown anew.
  useEffect(() => {
    if (!changed) reset(JSON.parse(text) as TerminalForm);
  }, [text, changed, reset]);
  const findings = save.error?.findings ?? probe.error?.findings ?? [];
  const error = save.error ?? probe.error;
  const keep = (): void =>
    save.mutate(form, {
      onSuccess: () => {
        state.settle();
        releaseLeaveGuard();
        tell(words.saved);
      },
    });
  useShortcut('save', keep, manage && !save.isPending);
  const line = (
    field: 'req' | 'res' | 'face' | 'sweep_seconds' | 'suffix_base' | 'keep_days',
    label: string,
    options: { help?: string; number?: boolean } = {},
  ) => (
    <Field
      label={label}
      value={form[field]}
      onChange={(value) => set(field, value)}
      findings={at(findings, field)}
      kind={options.number === true ? 'number' : 'text'}
      size={options.number === true ? 'short' : undefined}
      help={options.help}
      disabled={!manage}
    />
  );
  const box = (
    field: 'on' | 'remove_answers' | 'remove_faces' | 'allow_provisional',
    label: string,
    help?: string,
  ) => (
    <div>
      <Checkbox value={form[field]} onChange={(value) => set(field, value)} disabled={!manage}>
        {label}
      </Checkbox>
      {help !== undefined && <p>{help}</p>}
    </div>
  );
  return (
    <Form label={words.title}>
      {!manage && <Banner kind="info" title={words.onlyLook} />}
      {error !== null && <ErrorBanner error={error} hideFindings={error.code === 'Rejected'} />}
      <Panel title={words.title}>
        {box('on', words.on, words.onHelp)}
        <RadioGroup
          label={words.way}
          value={form.way}
          onChange={(way) => set('way', way)}
          choices={choicesOf(words.ways)}
          disabled={!manage}
        />
      </Panel>
      {form.way === 'folder' && (
        <Panel title={words.folders}>
          <p>{words.foldersHelp}</p>
          {line('req', words.req)}
          {line('res', words.res)}
          {line('face', words.face)}
        </Panel>
      )}
      {form.way === 'web_api' && (
        <WebPanel web={form.web} onChange={(web) => set('web', web)} findings={findings} disabled={!manage} />
      )}
      <Panel title={words.more}>
        {form.way === 'folder' && (
          <Stack>
            <h3>{words.families}</h3>
            {form.families.map((family, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a family has no name but the one being typed
              <Columns key={place}>
                {(['family', 'req', 'res'] as const).map((field) => (
                  <Field
                    key={field}
                    label={words[field]}
                    value={family[field]}
                    onChange={(value) =>
                      set(
                        'families',
                        form.families.map((one, index) =>
                          index === place ? { ...one, [field]: value } : one,
                        ),
                      )
                    }
                    findings={at(findings, `families[${place}].${field}`)}
                    disabled={!manage}
                  />
                ))}
                <Button
                  label={words.removeFamily(family.family)}
                  disabled={!manage}
                  onPress={() =>
                    set(
                      'families',
                      form.families.filter((_, index) => index !== place),
                    )
                  }
                >
                  {t.remove}
                </Button>
              </Columns>
            ))}
            <Actions>
              <Button
                disabled={!manage}
                onPress={() => set('families', [...form.families, { family: '', req: '', res: '' }])}
              >
                {words.addFamily}
              </Button>
            </Actions>
            {box('remove_answers', words.removeAnswers)}
            {box('remove_faces', words.removeFaces, words.removeFacesHelp)}
          </Stack>
        )}
        {box('allow_provisional', words.provisional)}
        {form.allow_provisional && <Banner kind="warning" title={words.provisionalWarning} />}
        <Columns>
          {line('sweep_seconds', words.sweep, { number: true })}
          {line('suffix_base', words.base, { number: true, help: words.baseHelp })}
          {line('keep_days', words.keep, { number: true })}
        </Columns>
      </Panel>
      <Actions>
        <Button look="main" shortcut="save" call="terminal_try" onPress={keep} disabled={save.isPending}>
          {words.save}
        </Button>
        <Button call="terminal_try" onPress={() => probe.mutate(form)} disabled={probe.isPending}>
          {words.try}
        </Button>
      </Actions>
      {probe.data !== undefined && (
        <Panel title={words.tried}>
          <Probed probe={probe.data} />
        </Panel>
      )}
    </Form>
  );
}
