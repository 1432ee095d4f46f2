import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Checkbox } from '../../design/Checkbox';
import { Waiting } from '../../design/EmptyState';
import { Panel } from '../../design/layout';
import { Select } from '../../design/Select';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';

const words = t.settings.service;

/** How data for the national service is written. Every change is kept at once. */
export function ServicePanel() {
  const shown = useRead('bundle_format_get', {});
  const save = useWrite('bundle_format_save');
  const tell = useToast();
  if (shown.data === undefined) {
    return shown.error === null ? <Waiting /> : <ErrorBanner error={shown.error} />;
  }
  const { format, guides } = shown.data;
  const keep = (next: typeof format, before?: typeof format): void =>
    save.mutate(next, {
      onSuccess: () => tell(t.settings.saved, before === undefined ? undefined : () => keep(before)),
    });
  return (
    <Panel title={words.title}>
      <p>{words.intro}</p>
      {save.error !== null && <ErrorBanner error={save.error} />}
      <Select
        label={words.guide}
        value={format.guide}
        onChange={(guide) => keep({ ...format, guide }, format)}
        choices={guides.map((guide, place) => ({
          value: guide,
          label: place === 0 ? words.newest(guide) : guide,
        }))}
        help={words.guideHelp}
        disabled={save.isPending}
        size="medium"
      />
      <Checkbox
        value={format.stamp}
        onChange={(stamp) => keep({ ...format, stamp }, format)}
        disabled={save.isPending}
      >
        {words.stamp}
      </Checkbox>
      <p>{words.stampHelp}</p>
      <Checkbox
        value={format.in_pdf}
        onChange={(in_pdf) => keep({ ...format, in_pdf }, format)}
        disabled={save.isPending}
      >
        {words.inPdf}
      </Checkbox>
      <p>{words.inPdfHelp}</p>
    </Panel>
  );
}
