import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { TerminalForm } from '../../api/bindings';
import { MayProvider } from '../../api/may';
import { Lamp } from '../../frame/Lamp';
import { t } from '../../i18n/ja';
import { type Answers, day, draw, playCore, refusal, TERMINAL } from '../../testing/host';
import TerminalRoom from './index';

const FORM: TerminalForm = {
  on: false,
  way: 'folder',
  req: '',
  res: '',
  face: '',
  families: [],
  remove_answers: true,
  remove_faces: false,
  allow_provisional: false,
  sweep_seconds: '2',
  suffix_base: '5000',
  keep_days: '400',
  web: {
    base_url: '',
    path: '',
    header: '',
    header_value: '',
    sign_in_path: '',
    sign_in_fields: '',
    token: '',
    refresh_path: '',
    refresh_token: '',
    refresh_field: '',
    token_seconds: '',
    identity: '',
    identity_there: false,
    passphrase: '',
    roots: '',
  },
};

const clinic: Answers = {
  terminal_state: () => ({ ...TERMINAL, on: false, lamp: 'off' }),
  terminal_get: () => FORM,
  terminal_save: (form) => form,
};

const at = (hash: string): Promise<void> =>
  act(async () => {
    window.location.hash = hash;
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });

beforeEach(() => at('#/terminal/settings'));

test('the settings are tried before they are kept, and kept as typed', async () => {
  const user = userEvent.setup();
  const core = playCore({
    ...clinic,
    terminal_try: () => ({
      at: day('2026-11-25T09:00', '令和8年11月25日 9:00'),
      rows: [
        { what: '要求フォルダー', state: 'bad', message: '開けません。', next: '場所を確かめてください。' },
      ],
    }),
  });
  draw(<TerminalRoom />);
  await user.click(await screen.findByRole('checkbox', { name: '端末とやりとりする' }));
  await user.type(screen.getByLabelText('要求（req）'), '/oqs/req');
  await user.click(screen.getByRole('button', { name: 'この設定で試す' }));
  await screen.findByText('場所を確かめてください。');
  expect(core.asked.map(([name]) => name)).not.toContain('terminal_save');
  await user.click(screen.getByRole('button', { name: /設定を保存する/ }));
  await waitFor(() =>
    expect(core.asked).toContainEqual(['terminal_save', { ...FORM, on: true, req: '/oqs/req' }]),
  );
});

test('a refused setting says why at its field and keeps what was typed', async () => {
  const user = userEvent.setup();
  const message = 'フォルダーを入れてください。';
  playCore({
    ...clinic,
    terminal_save: () => {
      throw refusal('Rejected', [{ path: 'req', rule: 'x', severity: 'error', message }]);
    },
  });
  draw(<TerminalRoom />);
  await user.type(await screen.findByLabelText('結果（res）'), '/oqs/res');
  await user.click(screen.getByRole('button', { name: /設定を保存する/ }));
  await screen.findByText(message);
  expect(screen.getByLabelText('要求（req）').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByLabelText('結果（res）')).toHaveProperty('value', '/oqs/res');
});

test('the Web API asks for what it needs, and secrets are typed anew only to change them', async () => {
  const user = userEvent.setup();
  const core = playCore({ ...clinic, terminal_get: () => ({ ...FORM, way: 'web_api' }) });
  draw(<TerminalRoom />);
  await user.type(await screen.findByLabelText('はじめの番地（URL）'), 'https://oqs.example');
  expect(screen.getByText('証明書はまだ入っていません。')).toBeTruthy();
  expect(screen.queryByLabelText('要求（req）')).toBeNull();
  await user.click(screen.getByRole('button', { name: /設定を保存する/ }));
  const web = { ...FORM.web, base_url: 'https://oqs.example' };
  await waitFor(() => expect(core.asked).toContainEqual(['terminal_save', { ...FORM, way: 'web_api', web }]));
});

test('messages without official layout are warned of before they may go', async () => {
  const user = userEvent.setup();
  playCore(clinic);
  draw(<TerminalRoom />);
  await user.click(await screen.findByRole('checkbox', { name: t.terminal.settings.provisional }));
  expect(screen.getByText(t.terminal.settings.provisionalWarning)).toBeTruthy();
});

test('whoever may not change the settings sees them and who may', async () => {
  playCore(clinic);
  draw(
    <MayProvider may={['nobody', 'view', 'write']}>
      <TerminalRoom />
    </MayProvider>,
  );
  await screen.findByText(t.terminal.settings.onlyLook);
  expect(screen.getByLabelText('要求（req）').hasAttribute('disabled')).toBe(true);
  expect(screen.getByRole('button', { name: /設定を保存する/ }).hasAttribute('disabled')).toBe(true);
});

test('the lamp says in words how the terminal is, and follows it', async () => {
  let lamp: typeof TERMINAL.lamp = 'connected';
  const core = playCore({ terminal_state: () => ({ ...TERMINAL, lamp }) });
  draw(<Lamp />, { changes: true });
  expect((await screen.findByRole('link')).textContent).toContain('つながっています');
  lamp = 'unreachable';
  core.change(['terminal']);
  await screen.findByText('つながりません');
});
