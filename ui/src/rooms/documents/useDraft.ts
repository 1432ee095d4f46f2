import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Api, LetterForm, LetterOpen } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { useToast } from '../../design/Toast';
import { useLeaveGuard } from '../../frame/route';
import { useSaveStatus } from '../../frame/status';
import { useUnsaved } from '../../frame/unsaved';
import { t } from '../../i18n/ja';
import { DraftKeeper, type DraftState, type OpenedDraft, type Send } from './draft';

/** A draft in the editor: how it stands, and what can be done with it. */
export interface Draft<F extends object = LetterForm> extends DraftState<F> {
  keeper: DraftKeeper<F>;
  set: DraftKeeper<F>['set'];
}

/** Keeps the draft of an opened letter for as long as the editor is shown. */
export function useDraft(opened: LetterOpen): Draft {
  const { mutateAsync } = useWrite('letter_save');
  return useDraftOf(opened, t.documents.referral_letter.keptOnLeave, mutateAsync, 'letter_open');
}

/**
 * The same for a document of any kind: `kept` is said when something unsaved was left behind, `send` saves it, and
 * `reading` is the call that opens it.
 */
export function useDraftOf<F extends object>(
  opened: OpenedDraft<F>,
  kept: string,
  send: Send<F>,
  reading: keyof Api,
): Draft<F> {
  const client = useQueryClient();
  const setStatus = useSaveStatus();
  const tell = useToast();
  const [keeper] = useState(() => new DraftKeeper<F>(opened, (save) => send(save)));
  const state = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  const { saving, dirty, error, savedAt } = state;
  // What the core says is heard again once a save of our own is through.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `saving` is when, not what
  useEffect(() => keeper.hear(opened), [keeper, opened, saving]);
  useEffect(() => {
    if (error?.code === 'Stale') void client.invalidateQueries({ queryKey: [reading] });
  }, [client, error, reading]);
  useEffect(() => {
    if (saving) setStatus({ kind: 'saving' });
    else if (error !== null) setStatus({ kind: 'failed' });
    else if (savedAt !== null) setStatus({ kind: 'saved', at: new Date() });
  }, [saving, error, savedAt, setStatus]);
  // Leaving saves. Only where saving has failed does the window ask first.
  const failed = dirty && (error !== null || state.newest !== null);
  useLeaveGuard(failed);
  useUnsaved(() => keeper.flush());
  useEffect(() => {
    keeper.start();
    const unload = (event: BeforeUnloadEvent): void => {
      if (!keeper.snapshot().dirty) return;
      void keeper.flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', unload);
    return () => {
      window.removeEventListener('beforeunload', unload);
      const { error: why, newest } = keeper.snapshot();
      // Still at this letter: the page was taken away, and the person was not asked.
      const here = window.location.hash.includes(encodeURIComponent(keeper.id));
      const asked = !here && (why !== null || newest !== null);
      void keeper.leave(asked).then((done) => {
        if (!done) tell(kept);
      });
    };
  }, [keeper, tell, kept]);
  return { ...state, keeper, set: keeper.set };
}
