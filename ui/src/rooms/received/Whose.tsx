import { useState } from 'react';
import type { PatientRow, ReceivedOpen, ReceivedProposal } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Columns, Facts, Panel, Row, Stack } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { PatientPicker } from '../../shared/PatientPicker';

const words = t.received.page;

/** The patient as the document writes them, and the patient of this clinic whom a person found to be the same. */
export function Whose({ opened }: { opened: ReceivedOpen }) {
  const { row, view, proposals } = opened;
  const [asked, setAsked] = useState<PatientRow | null>(null);
  const attach = useWrite('received_attach');
  const tell = useToast();
  const say = (patient: PatientRow | null): void =>
    attach.mutate(
      { id: row.id, version: row.version, patient_id: patient?.id ?? null },
      {
        onSuccess: () => {
          setAsked(null);
          tell(patient === null ? words.released : words.attached);
          go('received', patient?.id ?? 'all', row.id);
        },
      },
    );
  return (
    <Columns of="wide">
      <Panel title={words.patient}>
        <Facts rows={view.patient.map(({ label, text }) => [label, text] as const)} />
      </Panel>
      {row.patient === null ? (
        <Panel title={words.whose}>
          <p>{words.whoseBody}</p>
          {attach.error !== null && <ErrorBanner error={attach.error} />}
          {proposals.length === 0 && <p>{words.noProposal}</p>}
          <Stack>
            {proposals.map((proposal) => (
              <Proposal key={proposal.patient.id} proposal={proposal} onChoose={setAsked} />
            ))}
          </Stack>
          <PatientPicker
            label={words.searchPatient}
            take={words.choose}
            takeThis={({ name }) => `${name} ${words.choose}`}
            takes="received_attach"
            onTake={setAsked}
          />
        </Panel>
      ) : (
        <Panel
          title={t.received.columns.patient}
          actions={
            <>
              <Button onPress={() => go('chart', row.patient?.id ?? '')}>{words.openPatient}</Button>
              <Button call="received_attach" onPress={() => say(null)} disabled={attach.isPending}>
                {words.release}
              </Button>
            </>
          }
        >
          {attach.error !== null && <ErrorBanner error={attach.error} />}
          <PatientLines patient={row.patient} />
        </Panel>
      )}
      {asked !== null && (
        <Dialog
          title={words.confirm.title}
          open
          role="alertdialog"
          onClose={() => setAsked(null)}
          actions={
            <>
              <Button onPress={() => setAsked(null)} autoFocus>
                {t.cancel}
              </Button>
              <Button look="main" onPress={() => say(asked)} disabled={attach.isPending}>
                {words.confirm.go}
              </Button>
            </>
          }
        >
          <Columns>
            <div>
              <h3>{words.confirm.inDocument}</h3>
              <Facts rows={view.patient.slice(0, 4).map(({ label, text }) => [label, text] as const)} />
            </div>
            <div>
              <h3>{words.confirm.here}</h3>
              <PatientLines patient={asked} />
            </div>
          </Columns>
        </Dialog>
      )}
    </Columns>
  );
}

function PatientLines({ patient }: { patient: PatientRow }) {
  const of = t.letters.finalize;
  return (
    <Facts
      rows={[
        [of.name, <Shown key="name">{patient.name}</Shown>],
        [of.kana, <Shown key="kana">{patient.kana}</Shown>],
        [of.birth, `${patient.birth_date.wareki}（${patient.age}）`],
        [of.sex, t.words.sex[patient.sex]],
        [of.number, patient.chart_number],
      ]}
    />
  );
}

function Proposal({
  proposal,
  onChoose,
}: {
  proposal: ReceivedProposal;
  onChoose: (patient: PatientRow) => void;
}) {
  const { patient } = proposal;
  const same = (['name', 'birth_date', 'insurance', 'chart_number'] as const).filter((key) => proposal[key]);
  const differs = (['name', 'birth_date'] as const).filter((key) => !proposal[key]);
  return (
    <div>
      <Row align="center">
        <strong>
          <Shown>{patient.name}</Shown>
        </strong>
        <span>
          {patient.birth_date.wareki} {patient.chart_number}
        </span>
        {same.map((key) => (
          <Badge key={key} tone="good">
            {words.same[key]}
          </Badge>
        ))}
        {differs.map((key) => (
          <Badge key={key} tone="danger">
            {words.differs[key]}
          </Badge>
        ))}
        <Button
          call="received_attach"
          label={`${patient.name} ${words.choose}`}
          onPress={() => onChoose(patient)}
        >
          {words.choose}
        </Button>
      </Row>
    </div>
  );
}
