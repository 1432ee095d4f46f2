import { useState } from 'react';
import type { InstitutionForm, InstitutionShown } from '../../api/bindings';
import { useMay } from '../../api/may';
import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Waiting } from '../../design/EmptyState';
import { Field, type FieldKind } from '../../design/Field';
import { at } from '../../design/Findings';
import { Actions, Columns, Form, Panel } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { useForm } from '../../design/useLive';
import { releaseLeaveGuard, useLeaveGuard } from '../../frame/route';
import { useSaveStatus } from '../../frame/status';
import { t } from '../../i18n/ja';
import { useShortcut } from '../../keyboard/registry';
import { SealsPanel } from './Seals';

const words = t.settings.clinic;
const names = t.start.setup;

/** The clinic: the sender of every letter. */
export function ClinicPanel() {
  const clinic = useRead('institution_get', {});
  const [key, setKey] = useState(0);
  if (clinic.data === undefined) {
    return clinic.error === null ? <Waiting /> : <ErrorBanner error={clinic.error} />;
  }
  return (
    <>
      <ClinicForm
        key={key}
        shown={clinic.data}
        onReload={async () => {
          await clinic.refetch();
          setKey(key + 1);
        }}
      />
      <SealsPanel
        title={t.settings.seals.clinicTitle}
        intro={t.settings.seals.clinicIntro}
        owners={[{ doctor: null, name: t.settings.seals.clinicTitle }]}
      />
    </>
  );
}

function ClinicForm({ shown, onReload }: { shown: InstitutionShown; onReload: () => Promise<void> }) {
  const state = useForm(shown.form, true);
  const [base, setBase] = useState(shown.version);
  const save = useWrite('institution_save');
  const may = useMay();
  const tell = useToast();
  const setStatus = useSaveStatus();
  useLeaveGuard(state.changed && !save.isPending);
  const submit = (): void => {
    setStatus({ kind: 'saving' });
    save.mutate(
      { version: base, form: state.form },
      {
        onSuccess: ({ version }) => {
          setBase(version);
          state.settle();
          releaseLeaveGuard();
          setStatus({ kind: 'saved', at: new Date() });
          tell(t.settings.saved);
        },
        onError: () => setStatus({ kind: 'failed' }),
      },
    );
  };
  useShortcut('save', submit, !save.isPending && may('institution_save'));
  const error = save.error;
  const findings = error?.findings ?? save.data?.findings ?? [];
  const line = (
    field: keyof InstitutionForm,
    label: string,
    options: { kind?: FieldKind; help?: string; required?: boolean } = {},
  ) => (
    <Field
      label={label}
      value={state.form[field]}
      onChange={(value) => state.set(field, value)}
      findings={at(findings, field)}
      {...options}
    />
  );
  return (
    <Panel title={words.title}>
      <p>{words.intro}</p>
      {error !== null && (
        <ErrorBanner
          error={error}
          hideFindings={error.code === 'Rejected'}
          actions={
            error.code === 'Stale' && (
              <>
                <span>{t.settings.reloadBody}</span>
                <Button onPress={() => void onReload()}>{t.reload}</Button>
              </>
            )
          }
        />
      )}
      <Form label={words.title}>
        <Columns>
          {line('code', names.code, { kind: 'code', help: names.codeHelp, required: true })}
          {line('name', names.name, { required: true })}
          {line('postal_code', names.postalCode, { kind: 'code' })}
          {line('address', names.address, { required: true })}
          {line('phone', names.phone, { kind: 'telephone', required: true })}
          {line('fax', names.fax, { kind: 'telephone' })}
        </Columns>
        <Actions>
          <Button
            look="main"
            shortcut="save"
            call="institution_save"
            onPress={submit}
            disabled={save.isPending}
          >
            {save.isPending ? t.saving : t.save}
          </Button>
        </Actions>
      </Form>
    </Panel>
  );
}
