import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWrite } from '../api/query';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { t } from '../i18n/ja';
import { SHORTCUTS, type ShortcutId } from '../keyboard/catalogue';
import { useShortcut } from '../keyboard/registry';
import css from './Frame.module.css';
import { pathTo, ROOMS, type RoomId, useHeldBack, useRoute } from './route';
import { ShortcutList } from './ShortcutList';
import { SaveStatus } from './status';
import { TEXT_SIZES, textSizeOf, useTextSize } from './textSize';

const ROOM_KEYS: Partial<Record<RoomId, ShortcutId>> = {
  patients: 'patients',
  chart: 'conditions',
  letters: 'letters',
};

interface Props {
  clinic: ReactNode;
  /** Where each room's door leads now: to the open patient's part of it, if there is one. */
  doors: Record<RoomId, readonly string[]>;
  staff: ReactNode;
  /** How things stand outside: the terminal. */
  lamp: ReactNode;
  /** What waits behind a door. */
  marks: Partial<Record<RoomId, ReactNode>>;
  /** Letter size in per cent. */
  textSize: number;
  patientBar: ReactNode;
  notices?: ReactNode;
  children: ReactNode;
}

/** The choice of letter size in the top bar. */
function TextSizeChooser({ percent }: { percent: number }) {
  const choose = useWrite('text_size_set');
  // The choice shows at once; the core keeps it.
  const size = textSizeOf(choose.isPending ? choose.variables.percent : percent);
  useTextSize(size);
  return (
    <label>
      {t.frame.textSize.label}
      <select
        className={css.pick}
        value={size}
        onChange={(event) => {
          const chosen = TEXT_SIZES.find((known) => String(known) === event.target.value);
          if (chosen !== undefined) choose.mutate({ percent: chosen });
        }}
      >
        {TEXT_SIZES.map((known) => (
          <option key={known} value={known}>
            {t.frame.textSize.option(known)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Asks before something typed is left behind. */
function LeaveQuestion() {
  const { held, stay, leave } = useHeldBack();
  return (
    <Dialog
      title={t.leave.title}
      role="alertdialog"
      open={held}
      onClose={stay}
      actions={
        <>
          <Button look="danger" onPress={leave}>
            {t.leave.go}
          </Button>
          <Button look="main" onPress={stay} autoFocus>
            {t.leave.stay}
          </Button>
        </>
      }
    >
      <p>{t.leave.body}</p>
    </Dialog>
  );
}

/** What surrounds every room: the doors, the open patient, who is at the window, how saving goes. */
export function Frame({ clinic, doors, staff, lamp, marks, textSize, patientBar, notices, children }: Props) {
  const route = useRoute();
  const [listOpen, setListOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const place = [route.room, ...route.rest].join('/');
  const enter = (room: RoomId): void => {
    window.location.hash = pathTo(room, ...doors[room]);
  };
  useShortcut('patients', () => enter('patients'));
  useShortcut('conditions', () => enter('chart'));
  useShortcut('letters', () => enter('letters'));
  useShortcut('help', () => setListOpen(true));
  const shown = useRef(place);
  useEffect(() => {
    document.title = `${t.appName} — ${t.frame.rooms[route.room]}`;
    if (shown.current === place) return;
    shown.current = place;
    window.scrollTo(0, 0);
    // A page that has put the focus where it wants it keeps it; otherwise a reader starts at the title.
    if (!main.current?.contains(document.activeElement)) {
      main.current?.querySelector<HTMLElement>('[data-page-title]')?.focus();
    }
  }, [place, route.room]);
  return (
    <div className={css.frame}>
      <button type="button" className={css.skip} onClick={() => main.current?.focus()}>
        {t.frame.skip}
      </button>
      <header className={css.top}>
        <div className={css.bar}>
          <span className={css.brand}>{t.appName}</span>
          <span className={css.clinic}>{clinic}</span>
          <span className={css.status}>
            <SaveStatus />
          </span>
          <div className={`${css.tools} ${css.push}`}>
            {lamp}
            {staff}
            <TextSizeChooser percent={textSize} />
            <Button look="plain" shortcut="help" onPress={() => setListOpen(true)}>
              {t.frame.shortcuts.open}
            </Button>
          </div>
        </div>
        {patientBar}
      </header>
      <nav className={css.rooms} aria-label={t.frame.rooms.label}>
        <ul>
          {ROOMS.map((room) => {
            const key = ROOM_KEYS[room];
            return (
              <li key={room}>
                <a
                  className={css.room}
                  href={`#${pathTo(room, ...doors[room])}`}
                  aria-current={route.room === room ? 'page' : undefined}
                >
                  {t.frame.rooms[room]}
                  {marks[room]}
                  {key !== undefined && (
                    <span className={css.key} aria-hidden="true">
                      {SHORTCUTS[key].key}
                    </span>
                  )}
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
      <main className={css.main} ref={main} tabIndex={-1}>
        {notices}
        {children}
      </main>
      <ShortcutList open={listOpen} onClose={() => setListOpen(false)} />
      <LeaveQuestion />
    </div>
  );
}
