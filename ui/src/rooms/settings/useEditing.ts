import { useState } from 'react';

/** What is being edited of a list: a known thing, or `null` for a new one. `key` tells one editing from the next. */
export interface Editing<Row> {
  key: number;
  row: Row | null;
}

/** Opens one thing of a list for editing, a new one, or none; `reload` opens the newest content of the same thing. */
export function useEditing<Row extends { id: string }>(
  fetchRows: () => Promise<readonly Row[] | undefined>,
): {
  editing: Editing<Row> | null;
  begin: (row: Row | null) => void;
  close: () => void;
  reload: () => Promise<void>;
} {
  const [editing, setEditing] = useState<Editing<Row> | null>(null);
  const begin = (row: Row | null): void => setEditing((before) => ({ key: (before?.key ?? 0) + 1, row }));
  const close = (): void => setEditing(null);
  return {
    editing,
    begin,
    close,
    reload: async () => {
      const rows = await fetchRows();
      const now = rows?.find(({ id }) => id === editing?.row?.id);
      if (now === undefined) close();
      else begin(now);
    },
  };
}
