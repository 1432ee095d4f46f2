import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Button } from '../design/Button';
import { Field } from '../design/Field';
import { Form } from '../design/layout';
import { RadioGroup } from '../design/RadioGroup';
import { TextArea } from '../design/TextArea';

const pressed = vi.fn();

function Sample() {
  const [body, setBody] = useState('');
  const [sex, setSex] = useState<'male' | 'female' | null>(null);
  return (
    <Form label="見本">
      <Field label="氏名" value="" onChange={() => undefined} />
      <RadioGroup
        label="性別"
        value={sex}
        onChange={setSex}
        choices={[
          { value: 'male', label: '男' },
          { value: 'female', label: '女' },
        ]}
      />
      <Field label="職業" value="" onChange={() => undefined} />
      <Button onPress={() => undefined}>そのほか</Button>
      <Button look="main" onPress={pressed}>
        保存
      </Button>
      <TextArea label="本文" value={body} onChange={setBody} />
    </Form>
  );
}

test('Enter goes from field to field and stops on the main button without pressing it', async () => {
  const user = userEvent.setup();
  render(<Sample />);
  screen.getByLabelText('氏名').focus();
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(screen.getByLabelText('男'));
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(screen.getByLabelText('職業'));
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '保存' }));
  expect(pressed).not.toHaveBeenCalled();
  await user.keyboard('{Enter}');
  expect(pressed).toHaveBeenCalledTimes(1);
});

test('Shift+Enter goes back', async () => {
  const user = userEvent.setup();
  render(<Sample />);
  screen.getByLabelText('職業').focus();
  await user.keyboard('{Shift>}{Enter}{/Shift}');
  expect(document.activeElement).toBe(screen.getByLabelText('男'));
});

test('in a text of several lines Enter is a new line', async () => {
  const user = userEvent.setup();
  render(<Sample />);
  const body = screen.getByLabelText('本文');
  body.focus();
  await user.keyboard('一{Enter}二');
  expect(body).toHaveProperty('value', '一\n二');
  expect(document.activeElement).toBe(body);
});
