import { type ReactNode, useRef, useState } from 'react';
import type { SealShown, SealsShown } from '../../api/bindings';
import { base64Of } from '../../api/pdf';
import { useRead, useWrite } from '../../api/query';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Findings } from '../../design/Findings';
import { Actions, Panel, Row, Stack } from '../../design/layout';
import { Select } from '../../design/Select';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import css from './Settings.module.css';

const words = t.settings.seals;

/** Whose seal: a doctor's 個人印, or the clinic's 職印. */
interface Owner {
  doctor: string | null;
  /** As people call the seal. */
  name: string;
}

/** The panel of some owners' seals, and whether they are printed. */
export function SealsPanel({
  title,
  intro,
  owners,
}: {
  title: string;
  intro: ReactNode;
  owners: readonly Owner[];
}) {
  const shown = useRead('seal_list', {});
  const print = useWrite('seals_printed_save');
  const tell = useToast();
  const choose = (printed: boolean): void =>
    print.mutate({ printed }, { onSuccess: () => tell(t.settings.saved, () => choose(!printed)) });
  const error = shown.error ?? print.error;
  return (
    <Panel title={title}>
      <p>{intro}</p>
      {error !== null && <ErrorBanner error={error} />}
      {shown.data === undefined && shown.error === null && <Waiting />}
      {shown.data !== undefined && (
        <Stack gap="wide">
          {owners.length === 0 && <EmptyState title={words.nobody} />}
          {owners.map((owner) => (
            <OneSeal key={owner.doctor ?? ''} owner={owner} shown={shown.data} />
          ))}
          <p className={css.aside}>{words.how}</p>
          <Checkbox value={shown.data.printed} onChange={choose} disabled={print.isPending}>
            {words.printed}
          </Checkbox>
        </Stack>
      )}
    </Panel>
  );
}

/** One seal as it will be printed: chosen from a picture, changed and removed with a way back. Kept at once. */
function OneSeal({ owner: { doctor, name }, shown }: { owner: Owner; shown: SealsShown }) {
  const save = useWrite('seal_save');
  const remove = useWrite('seal_remove');
  const tell = useToast();
  const chooser = useRef<HTMLInputElement>(null);
  const [unreadable, setUnreadable] = useState(false);
  const seal = shown.seals.find((one) => one.doctor_id === doctor);
  const sizes = doctor === null ? shown.clinic_sizes : shown.doctor_sizes;
  const busy = save.isPending || remove.isPending;
  const put = ({ size, png }: SealShown): void => save.mutate({ doctor_id: doctor, size, data: png });
  /** As it was before. */
  const back = (): void => (seal === undefined ? remove.mutate({ doctor_id: doctor }) : put(seal));
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setUnreadable(false);
    const data = await base64Of(file).catch(() => null);
    if (data === null) {
      setUnreadable(true);
      return;
    }
    const size = seal?.size ?? sizes[0] ?? 0;
    save.mutate({ doctor_id: doctor, size, data }, { onSuccess: () => tell(words.set(name), back) });
  };
  const resize = (size: number): void =>
    save.mutate({ doctor_id: doctor, size, data: null }, { onSuccess: () => tell(t.settings.saved, back) });
  const takeAway = (): void =>
    remove.mutate({ doctor_id: doctor }, { onSuccess: () => tell(words.removed(name), back) });
  const refused = save.error?.code === 'Rejected' ? save.error.findings : [];
  const error = remove.error ?? (refused.length > 0 ? null : save.error);
  return (
    <fieldset className={css.seal} aria-label={name}>
      <div className={css.imprint}>
        {seal === undefined ? (
          <span>{words.none}</span>
        ) : (
          <img src={`data:image/png;base64,${seal.png}`} alt={words.shown(name, seal.size)} />
        )}
      </div>
      <Stack>
        <strong>{name}</strong>
        {error !== null && <ErrorBanner error={error} />}
        {unreadable && <Banner kind="error" title={words.unreadable} />}
        {refused.length > 0 && (
          <div role="alert">
            <Findings findings={refused} />
          </div>
        )}
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label={words.chooseOf(name)}
          accept=".png,.jpg,.jpeg,image/png,image/jpeg"
          onChange={(event) => {
            void read(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Row align="end">
          {seal !== undefined && (
            <Select
              label={words.size}
              value={String(seal.size)}
              onChange={(size) => resize(Number(size))}
              choices={sizes.map((size) => ({ value: String(size), label: words.mm(size) }))}
              disabled={busy}
              size="short"
            />
          )}
          <Actions>
            <Button
              label={words.chooseOf(name)}
              call="seal_save"
              onPress={() => chooser.current?.click()}
              disabled={busy}
            >
              {save.isPending ? words.reading : seal === undefined ? words.choose : words.change}
            </Button>
            {seal !== undefined && (
              <Button label={words.removeOf(name)} call="seal_remove" hide onPress={takeAway} disabled={busy}>
                {words.remove}
              </Button>
            )}
          </Actions>
        </Row>
      </Stack>
    </fieldset>
  );
}
