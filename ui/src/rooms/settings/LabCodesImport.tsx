import { useRef, useState } from 'react';
import type { FindingShown, LabCodesImported } from '../../api/bindings';
import { host } from '../../api/host';
import { base64Of } from '../../api/pdf';
import { useWrite } from '../../api/query';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Findings } from '../../design/Findings';
import { Actions } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';

const words = t.settings.labItems;

/** Takes the list of laboratory codes in: asked for by the host where it has dialogs, else chosen in the page. */
export function LabCodesImport() {
  const take = useWrite('lab_codes_import');
  const tell = useToast();
  const input = useRef<HTMLInputElement>(null);
  const [passedOver, setPassedOver] = useState<readonly FindingShown[]>([]);
  const [unreadable, setUnreadable] = useState(false);
  const send = (bytes: string | null): void =>
    take.mutate(
      { bytes },
      {
        onSuccess: ({ done, codes, findings }: LabCodesImported) => {
          if (!done) return;
          setPassedOver(findings);
          tell(words.importDone(codes));
        },
      },
    );
  const begin = (): void => {
    setPassedOver([]);
    setUnreadable(false);
    take.reset();
  };
  const ask = async (): Promise<void> => {
    begin();
    if ((await host()).kind === 'tauri') send(null);
    else input.current?.click();
  };
  const chosen = (file: File | undefined): void => {
    if (file === undefined) return;
    begin();
    base64Of(file).then(send, () => setUnreadable(true));
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words.file}
        accept=".tsv,.xz"
        onChange={(event) => {
          chosen(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Actions>
        <Button call="lab_codes_import" onPress={() => void ask()} disabled={take.isPending}>
          {take.isPending ? words.importing : words.importList}
        </Button>
      </Actions>
      <p>{words.importHelp}</p>
      {take.error !== null && <ErrorBanner error={take.error} />}
      {unreadable && <Banner kind="error" title={t.received.unreadable} />}
      {passedOver.length > 0 && (
        <Banner kind="warning" title={words.passedOver(passedOver.length)}>
          <Findings findings={passedOver} />
        </Banner>
      )}
    </>
  );
}
