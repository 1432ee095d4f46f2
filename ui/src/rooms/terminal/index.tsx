import type { ComponentType } from 'react';
import { Page, Stack } from '../../design/layout';
import { Tabs } from '../../design/Tabs';
import { go, useRoute } from '../../frame/route';
import { t } from '../../i18n/ja';
import { AsidePanel } from './AsidePanel';
import { LogPanel } from './LogPanel';
import { SettingsPanel } from './SettingsPanel';
import { StatePanel } from './StatePanel';

const words = t.terminal;

type PartId = keyof typeof words.parts;

const PARTS: Record<PartId, ComponentType> = {
  state: StatePanel,
  log: LogPanel,
  aside: AsidePanel,
  settings: SettingsPanel,
};
const PART_IDS = Object.keys(PARTS) as PartId[];

/** 端末: whether it is there, what was said to it, what it said that nobody understood, and how it is reached. */
export default function TerminalRoom() {
  const [asked] = useRoute().rest;
  const part = PART_IDS.find((id) => id === asked) ?? 'state';
  const Part = PARTS[part];
  return (
    <Page title={words.title}>
      <Tabs
        label={words.partsLabel}
        items={PART_IDS.map((id) => ({ id, label: words.parts[id] }))}
        value={part}
        onChange={(id) => go('terminal', id)}
      >
        <Stack key={part}>
          <Part />
        </Stack>
      </Tabs>
    </Page>
  );
}
