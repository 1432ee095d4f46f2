import { useRead } from '../../api/query';
import { Badge } from '../../design/Badge';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Waiting } from '../../design/EmptyState';
import { Facts, Panel } from '../../design/layout';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { Probed } from './Probed';

const words = t.terminal;

/** Whether the terminal is there, who talks to it, and what a 接続診断 says. */
export function StatePanel() {
  const state = useRead('terminal_state', {});
  if (state.data === undefined) {
    return state.error === null ? <Waiting /> : <ErrorBanner error={state.error} />;
  }
  const { lamp, holder, here, last_sweep, last_answer, last_face, waiting, simulator } = state.data;
  const at = (moment: typeof last_sweep) => moment?.wareki ?? words.facts.never;
  return (
    <>
      <Banner
        kind={lamp === 'unreachable' ? 'warning' : 'info'}
        title={words.lamp[lamp]}
        actions={
          lamp === 'off' && <Button onPress={() => go('terminal', 'settings')}>{words.settings.title}</Button>
        }
      >
        <p>{words.about[lamp]}</p>
      </Banner>
      <Panel title={words.parts.state}>
        {simulator && (
          <p>
            <Badge tone="warning">{words.simulator}</Badge>
          </p>
        )}
        <Facts
          rows={[
            [words.facts.holder, here ? words.facts.here : holder || words.facts.nobody],
            [words.facts.sweep, at(last_sweep)],
            [words.facts.face, at(last_face)],
            [words.facts.answer, at(last_answer)],
            [words.facts.waiting, t.count(waiting)],
          ]}
        />
      </Panel>
      <ProbePanel off={lamp === 'off'} />
    </>
  );
}

function ProbePanel({ off }: { off: boolean }) {
  const probe = useRead('terminal_probe', {}, { enabled: !off, keep: true });
  return (
    <Panel
      title={words.probe.title}
      actions={
        !off && (
          <Button onPress={() => void probe.refetch()} disabled={probe.isFetching}>
            {probe.isFetching ? words.probe.running : words.probe.run}
          </Button>
        )
      }
    >
      {probe.error !== null && <ErrorBanner error={probe.error} />}
      {off && <p>{words.probe.off}</p>}
      {!off && probe.data === undefined && probe.error === null && <Waiting />}
      {!off && probe.data !== undefined && <Probed probe={probe.data} />}
    </Panel>
  );
}
