import { useState } from 'react';
import type { DoctorForm, FindingShown, InstitutionForm, RecoverySheet } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Field, type FieldKind } from '../../design/Field';
import { at } from '../../design/Findings';
import { Actions, Columns, Form, Page, Panel } from '../../design/layout';
import { t } from '../../i18n/ja';
import { RecoverySheetPage } from '../../shared/RecoverySheetPage';

const words = t.start.setup;

const NOTHING_YET = {
  institution: { code: '', name: '', postal_code: '', address: '', phone: '', fax: '' } as InstitutionForm,
  doctor: { name: '', kana: '', department: '', registration_number: '' } as DoctorForm,
};

type Forms = typeof NOTHING_YET;

interface LineOptions {
  kind?: FieldKind;
  required?: boolean;
  help?: string;
  autoFocus?: boolean;
}

/** First run: the clinic, its first doctor, the recovery sheet. Nothing is made before the sheet is on paper. */
export function Setup({ place }: { place: string }) {
  const [step, setStep] = useState<0 | 1>(0);
  const [forms, setForms] = useState<Forms>(NOTHING_YET);
  const [findings, setFindings] = useState<readonly FindingShown[]>([]);
  const [sheet, setSheet] = useState<RecoverySheet | null>(null);
  const check = useWrite('front_sheet');
  const setup = useWrite('front_setup');
  const line = <P extends keyof Forms>(
    part: P,
    field: keyof Forms[P] & string,
    label: string,
    options: LineOptions = {},
  ) => {
    const path = `${part}.${field}`;
    return (
      <Field
        label={label}
        value={String(forms[part][field])}
        onChange={(value) => {
          setForms((current) => ({ ...current, [part]: { ...current[part], [field]: value } }));
          setFindings((current) => current.filter((finding) => finding.path !== path));
        }}
        findings={at(findings, path)}
        {...options}
      />
    );
  };
  /** Asks the rules about the whole; the first step looks only at its own part. */
  const ask = (): void => {
    check.mutate(forms, {
      onSuccess: (made) => (step === 0 ? setStep(1) : setSheet(made)),
      onError: (error) => {
        const mine = error.findings.filter(({ path }) => step === 1 || path.startsWith('institution'));
        setFindings(mine);
        if (step === 0 && error.code === 'Rejected' && mine.every(({ severity }) => severity !== 'error')) {
          setStep(1);
        }
      },
    });
  };
  if (sheet !== null) {
    return (
      <main>
        <RecoverySheetPage
          sheet={sheet}
          goLabel={words.open}
          onDone={() => setup.mutate(forms)}
          pending={setup.isPending}
          error={setup.error}
        />
      </main>
    );
  }
  const stepName = step === 0 ? words.institution : words.doctor;
  const trouble = check.error !== null && (check.error.code !== 'Rejected' || findings.length > 0);
  return (
    <main>
      <Page title={words.title} width="reading">
        <p>{words.intro}</p>
        <Panel title={words.step(step + 1, words.steps.length, stepName)}>
          {trouble && check.error !== null && <ErrorBanner error={check.error} hideFindings />}
          {step === 0 ? (
            <Form key="institution" label={words.institution}>
              {line('institution', 'code', words.code, {
                kind: 'code',
                required: true,
                help: words.codeHelp,
                autoFocus: true,
              })}
              {line('institution', 'name', words.name, { required: true })}
              <Columns>
                {line('institution', 'postal_code', words.postalCode, { kind: 'code' })}
                {line('institution', 'phone', words.phone, { kind: 'telephone', required: true })}
                {line('institution', 'fax', words.fax, { kind: 'telephone' })}
              </Columns>
              {line('institution', 'address', words.address, { required: true })}
              <Actions>
                <Button look="main" onPress={ask} disabled={check.isPending}>
                  {t.next}
                </Button>
              </Actions>
            </Form>
          ) : (
            <Form key="doctor" label={words.doctor}>
              <Columns>
                {line('doctor', 'name', words.doctorName, {
                  required: true,
                  help: words.doctorNameHelp,
                  autoFocus: true,
                })}
                {line('doctor', 'kana', words.doctorKana, { kind: 'kana' })}
                {line('doctor', 'department', words.department)}
                {line('doctor', 'registration_number', words.registration, { kind: 'code' })}
              </Columns>
              <p>{words.place(place)}</p>
              <Actions>
                <Button onPress={() => setStep(0)}>{t.back}</Button>
                <Button look="main" onPress={ask} disabled={check.isPending}>
                  {words.toSheet}
                </Button>
              </Actions>
            </Form>
          )}
        </Panel>
      </Page>
    </main>
  );
}
