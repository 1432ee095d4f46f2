import { useState } from 'react';
import type { TemplateFilled, TemplateShown } from '../../api/bindings';
import { type ApiError, toApiError } from '../../api/error';
import { useRead } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Waiting } from '../../design/EmptyState';
import { Table } from '../../design/Table';
import { t } from '../../i18n/ja';
import css from './Documents.module.css';

const words = t.letters.templates;

interface Props {
  /** Name of the box. */
  name: string;
  /** Whether a template is for this box. */
  fits: (template: TemplateShown) => boolean;
  /** Fills a template with what the document says. */
  fill: (template: TemplateShown) => Promise<TemplateFilled>;
  onClose: () => void;
  onFilled: (text: string, title: string) => void;
}

/** Templates for one box; the chosen one comes filled with what the document says. */
export function TemplateDialog({ name, fits, fill, onClose, onFilled }: Props) {
  const templates = useRead('template_list', {});
  const [error, setError] = useState<ApiError | null>(null);
  const fitting = (templates.data ?? []).filter(fits);
  const choose = (template: TemplateShown): void => {
    fill(template).then(
      ({ text }) => onFilled(text, template.title),
      (reason) => setError(toApiError(reason)),
    );
  };
  const trouble = error ?? templates.error;
  return (
    <Dialog
      title={words.title(name)}
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
          caption={words.title(name)}
          rows={fitting}
          rowKey={(row) => row.id}
          onOpen={choose}
          columns={[
            { head: t.settings.templates.name, cell: (row) => row.title },
            { head: t.settings.templates.text, cell: (row) => <span className={css.said}>{row.text}</span> },
          ]}
        />
      )}
    </Dialog>
  );
}
