import { createContext, useContext } from 'react';

/** The patient that is open in the window: the id, and how to close it. */
export interface OpenPatient {
  id: string | null;
  close: () => void;
}

export const OpenPatientContext = createContext<OpenPatient>({ id: null, close: () => undefined });

/** The open patient, for a room. */
export function useOpenPatient(): OpenPatient {
  return useContext(OpenPatientContext);
}
