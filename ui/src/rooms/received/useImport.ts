import { useState } from 'react';
import type { ReceivedImported } from '../../api/bindings';
import { host } from '../../api/host';
import { base64Of } from '../../api/pdf';
import { useWrite } from '../../api/query';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';

const words = t.received;

/** Where a received document has its page. */
export function openReceived(row: { id: string; patient: { id: string } | null }): void {
  go('received', row.patient?.id ?? 'all', row.id);
}

/** Takes files in: asked for by the host where it has dialogs, else chosen or dropped in the page. */
export function useImport(choose: () => void) {
  const take = useWrite('received_import');
  const tell = useToast();
  const [unreadable, setUnreadable] = useState(false);

  const done = ({ documents }: ReceivedImported): void => {
    const [first] = documents;
    if (first === undefined) return;
    tell(documents.every(({ known }) => known) ? words.known : words.imported(documents.length));
    if (documents.length === 1) openReceived(first.row);
  };

  return {
    take,
    unreadable,
    done,
    ask: async (): Promise<void> => {
      setUnreadable(false);
      if ((await host()).kind === 'tauri') take.mutate({ bytes: null }, { onSuccess: done });
      else choose();
    },
    files: async (files: readonly File[]): Promise<void> => {
      setUnreadable(false);
      for (const file of files) {
        try {
          done(await take.mutateAsync({ bytes: await base64Of(file) }));
        } catch (error) {
          // What the core says about a file stands with the call itself.
          if (error instanceof DOMException) setUnreadable(true);
        }
      }
    },
  };
}
