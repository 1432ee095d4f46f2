import type { ComponentType } from 'react';
import { Page, Stack } from '../../design/layout';
import { Tabs } from '../../design/Tabs';
import { go, useRoute } from '../../frame/route';
import { t } from '../../i18n/ja';
import { ClinicPanel } from './ClinicPanel';
import { DataPanel } from './DataPanel';
import { DoctorsPanel } from './DoctorsPanel';
import { LabItemsPanel } from './LabItemsPanel';
import { ReceiversPanel } from './ReceiversPanel';
import { ServicePanel } from './ServicePanel';
import { StaffPanel } from './StaffPanel';
import { TemplatesPanel } from './TemplatesPanel';

const words = t.settings;

type PartId = keyof typeof words.parts;

const PARTS: Record<PartId, ComponentType> = {
  clinic: ClinicPanel,
  doctors: DoctorsPanel,
  staff: StaffPanel,
  templates: TemplatesPanel,
  receivers: ReceiversPanel,
  service: () => (
    <>
      <ServicePanel />
      <LabItemsPanel />
    </>
  ),
  data: DataPanel,
};
const PART_IDS = Object.keys(PARTS) as PartId[];

/** 設定: the clinic, who works there, what letters are made from, and where the data lies. */
export default function SettingsRoom() {
  const [asked] = useRoute().rest;
  const part = PART_IDS.find((id) => id === asked) ?? 'clinic';
  const Part = PARTS[part];
  return (
    <Page title={words.title}>
      <Tabs
        label={words.partsLabel}
        items={PART_IDS.map((id) => ({ id, label: words.parts[id] }))}
        value={part}
        onChange={(id) => go('settings', id)}
      >
        <Stack key={part}>
          <Part />
        </Stack>
      </Tabs>
    </Page>
  );
}
