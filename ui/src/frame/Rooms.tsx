import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { Front } from '../api/bindings';
import { useRead, useWrite } from '../api/query';
import { Badge } from '../design/Badge';
import { ErrorBanner } from '../design/Banner';
import { Waiting } from '../design/EmptyState';
import { t } from '../i18n/ja';
import { ROOM_PARTS } from '../rooms';
import { townOf } from '../text/address';
import { ArrivalsMark, TapNotice } from './Arrivals';
import { Frame } from './Frame';
import { Lamp, OutboxMark } from './Lamp';
import { PatientBar } from './PatientBar';
import { OpenPatientContext } from './patient';
import { RoomBoundary } from './RoomBoundary';
import { go, patientOf, type RoomId, useRoute } from './route';
import { StaffChooser } from './StaffChooser';
import { saveUnsaved } from './unsaved';

interface BarProps {
  id: string;
  onClose: () => void;
  /** There is no such patient: an old address, or a record that is gone. */
  onMissing: () => void;
}

/** The bar of the open patient, kept fresh by the core. */
function OpenPatientBar({ id, onClose, onMissing }: BarProps) {
  const patient = useRead('patient_get', { id });
  const missing = patient.error?.code === 'NotFound';
  useEffect(() => {
    if (missing) onMissing();
  }, [missing, onMissing]);
  if (missing) return null;
  if (patient.error !== null) return <ErrorBanner error={patient.error} />;
  if (patient.data === undefined) return null;
  const { row, namesakes } = patient.data;
  return (
    <PatientBar
      patient={{
        number: row.chart_number,
        name: row.name,
        kana: row.kana,
        born: row.birth_date.wareki,
        age: row.age,
        sex: t.words.sex[row.sex],
        town: townOf(row.address),
        sameNames: namesakes.length,
      }}
      onClose={onClose}
    />
  );
}

/** The rooms in their frame, once somebody is chosen. */
export function Rooms({ front }: { front: Front }) {
  const route = useRoute();
  const named = patientOf(route);
  const [open, setOpen] = useState<string | null>(named);
  const choose = useWrite('staff_choose');
  const leave = useWrite('staff_leave');
  useEffect(() => {
    if (named !== null) setOpen(named);
  }, [named]);
  const patient = useMemo(
    () => ({
      id: open,
      close: () => {
        go('patients');
        setOpen(null);
      },
    }),
    [open],
  );
  const unopen = useCallback(() => setOpen(null), []);
  const ofPatient = open === null ? [] : [open];
  const doors: Record<RoomId, readonly string[]> = {
    patients: [],
    chart: ofPatient,
    letters: ofPatient,
    received: [],
    outbox: [],
    terminal: [],
    settings: [],
  };
  const seatError = choose.error ?? leave.error;
  const Room = ROOM_PARTS[route.room];
  return (
    <OpenPatientContext value={patient}>
      <Frame
        clinic={
          <>
            {front.clinic}
            {front.demo && <Badge tone="warning">{t.start.demo}</Badge>}
          </>
        }
        doors={doors}
        lamp={<Lamp />}
        marks={{ patients: <ArrivalsMark />, outbox: <OutboxMark /> }}
        textSize={front.text_size}
        staff={
          <StaffChooser
            staff={front.choices.map((member) => ({
              id: member.id,
              name: `${member.name}（${t.words.role[member.role]}）`,
            }))}
            value={front.staff?.id ?? null}
            onChange={(id) => choose.mutate({ id })}
            onLeave={() => void saveUnsaved().then(() => leave.mutate({}))}
          />
        }
        patientBar={open !== null && <OpenPatientBar id={open} onClose={patient.close} onMissing={unopen} />}
        notices={seatError !== null && <ErrorBanner error={seatError} />}
      >
        <TapNotice />
        <RoomBoundary key={route.room}>
          <Suspense fallback={<Waiting />}>
            <Room />
          </Suspense>
        </RoomBoundary>
      </Frame>
    </OpenPatientContext>
  );
}
