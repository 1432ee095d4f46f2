import type { ComponentType } from 'react';
import type { DocumentKind } from '../../api/bindings';
import { useRead } from '../../api/query';
import { DocumentPage } from './DocumentPage';
import { LetterEditor } from './LetterEditor';
import { PlanEditor } from './PlanEditor';

/** One document of a patient. */
export interface DocumentProps {
  patientId: string;
  documentId: string;
}

function Letter({ patientId, documentId }: DocumentProps) {
  const read = useRead('letter_open', { id: documentId });
  return (
    <DocumentPage
      patientId={patientId}
      read={read}
      editor={(opened, key) => <LetterEditor key={key} opened={opened} />}
    />
  );
}

function Plan({ patientId, documentId }: DocumentProps) {
  const read = useRead('plan_open', { id: documentId });
  return (
    <DocumentPage
      patientId={patientId}
      read={read}
      editor={(opened, key) => <PlanEditor key={key} opened={opened} />}
    />
  );
}

/** The page of each kind of document. The compiler refuses to build until a new kind has its form. */
export const PAGES: Record<DocumentKind, ComponentType<DocumentProps>> = {
  referral_letter: Letter,
  care_plan_summary: Plan,
};
