import { RadioGroup } from '../../design/RadioGroup';
import { t } from '../../i18n/ja';

const words = t.outbox.consents;

interface Props<T extends keyof typeof words> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  choices: readonly T[];
}

/** How a document goes to its addressee by wire, with a sentence on what each choice means. */
export function ConsentChoice<T extends keyof typeof words>({ label, value, onChange, choices }: Props<T>) {
  return (
    <RadioGroup
      label={label}
      value={value}
      onChange={onChange}
      choices={choices.map((choice) => ({
        value: choice,
        label: words[choice].label,
        help: words[choice].help,
      }))}
    />
  );
}
