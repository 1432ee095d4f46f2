import { QueryClientProvider } from '@tanstack/react-query';
import { type RenderResult, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import type {
  Api,
  Arrival,
  Code,
  FindingShown,
  Front,
  PatientRow,
  ReceptionDay,
  TerminalState,
} from '../api/bindings';
import type { Name } from '../api/call';
import { setHost } from '../api/host';
import { newQueryClient, useChanges } from '../api/query';
import { ToastProvider } from '../design/Toast';

/** Answers of a core that a test plays. A call without one is `NotFound`, as in the real table. */
export type Answers = { [K in Name]?: (arg: Api[K]['arg']) => Api[K]['ok'] | Promise<Api[K]['ok']> };

/** A refusal as the core sends it. */
export function refusal(code: Code, findings: FindingShown[] = [], args: string[] = []): unknown {
  return { code, args, findings, incident: null };
}

/** A day as the core shows it. */
export const day = (iso: string, wareki = iso): { iso: string; wareki: string; civil: string } => ({
  iso,
  wareki,
  civil: iso,
});

/** A patient in a list. */
export const PATIENT: PatientRow = {
  id: 'p1',
  version: 3,
  chart_number: '123',
  name: '葛\u{E0100}城 花子',
  kana: 'カツラギ ハナコ',
  birth_date: day('1945-03-01', '昭和20年3月1日'),
  age: '81歳',
  sex: 'female',
  address: '横浜市中区本町1-2-3',
  phone: '',
  same_name: false,
};

/** A terminal that is there. */
export const TERMINAL: TerminalState = {
  on: true,
  lamp: 'connected',
  holder: '',
  here: true,
  last_sweep: null,
  last_answer: null,
  last_face: null,
  waiting: 0,
  set_aside: 0,
  simulator: false,
};

/** Somebody whom nobody knows here yet and who has tapped a card. */
export const ARRIVAL: Arrival = {
  id: 'a1',
  at: day('2026-11-25T09:12', '令和8年11月25日 9:12'),
  source: 'face',
  validity: 'valid',
  told: {
    name: '見本　進',
    kana: 'ミホン ススム',
    birth_date: day('1999-09-09', '平成11年9月9日'),
    age: '27歳',
    sex: 'male',
    postal_code: '',
    address: '',
    marked: false,
  },
  insurer: {
    insurer_number: '138057',
    insurer_name: '',
    symbol: '文箱９',
    number: '9001',
    branch: '00',
    valid_from: null,
    valid_until: null,
  },
  card_class: '',
  limits: [],
  consents: [],
  notices: [],
  findings: [],
  state: 'new',
  patient: null,
  matched_by: null,
  matched_at: null,
  matched_who: '',
  namesakes: 0,
  twin: false,
  proposals: [],
  differences: [],
  reference: { registered: false, waiting: false, said: '' },
};

/** A day at reception. */
export const dayOf = (...arrivals: Arrival[]): ReceptionDay => ({
  day: day('2026-11-25', '令和8年11月25日'),
  today: true,
  arrivals,
  asked: [],
});

/** Where a clinic stands that is open, with one doctor chosen. */
export function openFront(change: Partial<Front> = {}): Front {
  const doctor = { id: 's1', version: 1, name: '文箱 一郎', role: 'doctor' as const, active: true };
  return {
    door: 'open',
    trouble: null,
    trouble_args: [],
    clinic: '文箱内科医院',
    staff: doctor,
    choices: [doctor],
    today: day('2026-11-22', '令和8年11月22日'),
    place: '/data',
    version: '0.1.0',
    demo: false,
    key_kept: true,
    can_print: true,
    may: ['nobody', 'view', 'write', 'sign', 'manage'],
    text_size: 100,
    ...change,
  };
}

/** Plays the core with these answers; keeps what was asked, in order. */
export function playCore(answers: Answers): {
  asked: [name: string, arg: unknown][];
  change: (topics: string[]) => void;
} {
  const asked: [string, unknown][] = [];
  const listeners = new Set<(topics: string[]) => void>();
  setHost({
    kind: 'web',
    call: async (name, arg) => {
      asked.push([name, arg]);
      const answer = answers[name as Name] as ((arg: unknown) => unknown) | undefined;
      if (answer === undefined) throw refusal('NotFound');
      return answer(arg);
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  return {
    asked,
    change: (topics) => {
      for (const listener of listeners) listener(topics);
    },
  };
}

/** Listens to the feed of changes, as the window does. */
function Feed() {
  useChanges();
  return null;
}

/** Draws a part of the window with everything that it stands on; on wish with the feed of changes. */
export function draw(part: ReactNode, { changes = false } = {}): RenderResult {
  return render(
    <QueryClientProvider client={newQueryClient()}>
      {changes && <Feed />}
      <ToastProvider>{part}</ToastProvider>
    </QueryClientProvider>,
  );
}
