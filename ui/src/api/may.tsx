import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { CALLS, type Permission } from './bindings';
import type { Name } from './call';

/** What whoever is chosen may do; before the core has said so, nothing is held back. */
const MayContext = createContext<ReadonlySet<string> | null>(null);

export function MayProvider({ may, children }: { may: readonly Permission[]; children: ReactNode }) {
  const value = useMemo(() => new Set<string>(may), [may]);
  return <MayContext value={value}>{children}</MayContext>;
}

/** Whether whoever is chosen may make a call: the core refuses it otherwise. */
export function useMay(): (call: Name) => boolean {
  const may = useContext(MayContext);
  return (call) => may === null || may.has(CALLS[call].needs);
}
