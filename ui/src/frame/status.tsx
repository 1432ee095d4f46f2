import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { t } from '../i18n/ja';

/** How the last save went; shown at the top of the window. */
export type SaveState = { kind: 'idle' | 'saving' | 'failed' } | { kind: 'saved'; at: Date };

interface Status {
  state: SaveState;
  setState: (state: SaveState) => void;
}

const StatusContext = createContext<Status>({ state: { kind: 'idle' }, setState: () => undefined });

/** Holds the state of saving for the frame and the rooms. */
export function StatusProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const value = useMemo(() => ({ state, setState }), [state]);
  return <StatusContext value={value}>{children}</StatusContext>;
}

/** For a room that saves: tell it here. */
export function useSaveStatus(): (state: SaveState) => void {
  return useContext(StatusContext).setState;
}

/** The words in the top bar. */
export function SaveStatus() {
  const { state } = useContext(StatusContext);
  const words =
    state.kind === 'saved'
      ? t.frame.status.saved(state.at.toLocaleTimeString('ja-JP', { hour: '2-digit', minute: '2-digit' }))
      : state.kind === 'saving'
        ? t.frame.status.saving
        : state.kind === 'failed'
          ? t.frame.status.failed
          : '';
  return (
    <span role="status" data-kind={state.kind}>
      {words}
    </span>
  );
}
