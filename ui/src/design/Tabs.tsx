import type { ReactNode } from 'react';
import { Tabs as Aria, Tab, TabList, TabPanel } from 'react-aria-components';
import css from './Tabs.module.css';

export interface TabItem<T extends string> {
  id: T;
  label: ReactNode;
}

interface Props<T extends string> {
  label: string;
  items: readonly TabItem<T>[];
  value: T;
  onChange: (id: T) => void;
  /** What the chosen tab shows. */
  children: ReactNode;
}

/** A few views of the same thing. Arrow keys move along the tabs, Enter or Space shows one. */
export function Tabs<T extends string>({ label, items, value, onChange, children }: Props<T>) {
  return (
    <Aria
      className={css.tabs}
      selectedKey={value}
      keyboardActivation="manual"
      onSelectionChange={(key) => {
        const item = items.find(({ id }) => id === key);
        if (item !== undefined) onChange(item.id);
      }}
    >
      <TabList className={css.list} aria-label={label}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={css.tab}>
            {item.label}
          </Tab>
        ))}
      </TabList>
      {/* A panel keeps the id that it was made with, and the tab would name one that is not there. */}
      <TabPanel key={value} id={value} className={css.panel}>
        {children}
      </TabPanel>
    </Aria>
  );
}
