import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { t } from '../i18n/ja';
import { RoomBoundary } from './RoomBoundary';

afterEach(() => vi.restoreAllMocks());

test('a room that cannot be drawn says so, and is drawn again when asked', async () => {
  // React tells the console of every error that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  let whole = false;
  function Room() {
    if (!whole) throw new Error('a room fell');
    return <p>部屋</p>;
  }
  render(
    <RoomBoundary>
      <Room />
    </RoomBoundary>,
  );
  expect(screen.getByRole('alert').textContent).toContain(t.frame.fallen.title);
  whole = true;
  await userEvent.click(screen.getByRole('button', { name: t.frame.fallen.again }));
  expect(screen.getByText('部屋')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});
