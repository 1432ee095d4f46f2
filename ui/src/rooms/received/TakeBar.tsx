import type { ReceivedOpen } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Actions } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';

const words = t.received.page;

interface Props {
  opened: ReceivedOpen;
  picked: ReadonlySet<number>;
  onTaken: () => void;
}

/** Takes the chosen rows over into the chart, and takes that back. */
export function TakeBar({ opened, picked, onTaken }: Props) {
  const take = useWrite('received_take');
  const retract = useWrite('entry_retract');
  const tell = useToast();
  if (opened.rows.length === 0) return null;
  if (opened.row.patient === null) return <p>{words.takeNeedsPatient}</p>;
  const error = take.error ?? retract.error;
  return (
    <>
      {error !== null && <ErrorBanner error={error} />}
      <Actions>
        <Button
          look="main"
          call="received_take"
          disabled={picked.size === 0 || take.isPending}
          onPress={() =>
            take.mutate(
              { id: opened.row.id, items: [...picked] },
              {
                onSuccess: ({ entries }) => {
                  onTaken();
                  tell(words.taken(entries.length), () => {
                    for (const entry of entries) retract.mutate(entry);
                  });
                },
              },
            )
          }
        >
          {words.take(picked.size)}
        </Button>
        <span>{words.takeHelp}</span>
      </Actions>
    </>
  );
}
