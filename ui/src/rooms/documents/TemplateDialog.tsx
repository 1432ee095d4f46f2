import { useState } from 'react';
import type { LetterForm, TemplateShown } from '../../api/bindings';
import { call } from '../../api/call';
import { type ApiError, toApiError } from '../../api/error';
import { useRead } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Waiting } from '../../design/EmptyState';
import { Table } from '../../design/Table';
import { t } from '../../i18n/ja';
import css from './Documents.module.css';
import type { ProseName } from './fields';

const words = t.letters.templates;

interface Props {
  letterId: string;
  field: ProseName;
  form: LetterForm;
  onClose: () => void;
  onFilled: (text: string, title: string) => void;
}

/** Templates for one box; the chosen one comes filled with what the letter says. */
export function TemplateDialog({ letterId, field, form, onClose, onFilled }: Props) {
  const templates = useRead('template_list', {});
  const [error, setError] = useState<ApiError | null>(null);
  const fitting = (templates.data ?? []).filter((one) => one.field === '' || one.field === field);
  const fill = (template: TemplateShown): void => {
    call('template_fill', { template_id: template.id, letter_id: letterId, form }).then(
      ({ text }) => onFilled(text, template.title),
      (reason) => setError(toApiError(reason)),
    );
  };
  const trouble = error ?? templates.error;
  return (
    <Dialog
      title={words.title(t.letters.fields[field])}
      open
      onClose={onClose}
      size="wide"
      actions={<Button onPress={onClose}>{t.cancel}</Button>}
    >
      {trouble !== null && <ErrorBanner error={trouble} />}
      {templates.data === undefined ? (
        templates.error === null && <Waiting />
      ) : fitting.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.title(t.letters.fields[field])}
          rows={fitting}
          rowKey={(row) => row.id}
          onOpen={fill}
          columns={[
            { head: t.settings.templates.name, cell: (row) => row.title },
            { head: t.settings.templates.text, cell: (row) => <span className={css.said}>{row.text}</span> },
          ]}
        />
      )}
    </Dialog>
  );
}
