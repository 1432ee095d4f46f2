import { beforeEach, expect, test, vi } from 'vitest';
import { readEvents, takeToken } from './host.web';

beforeEach(() => window.sessionStorage.clear());

function open(address: string) {
  const url = new URL(address, 'http://127.0.0.1:4000');
  const replaceState = vi.fn();
  const token = takeToken(
    { search: url.search, hash: url.hash, pathname: url.pathname } as Location,
    { replaceState } as unknown as History,
    window.sessionStorage,
  );
  return { token, address: replaceState.mock.calls[0]?.[2] as string | undefined };
}

test('the token leaves the address bar and stays for the tab', () => {
  expect(open('/#token=abc')).toEqual({ token: 'abc', address: '/' });
  expect(open('/#/letters')).toEqual({ token: 'abc', address: undefined });
});

test('a token in the query is taken as well, and the place is kept', () => {
  expect(open('/?token=xyz&a=1#/letters')).toEqual({ token: 'xyz', address: '/?a=1#/letters' });
});

test('without a token there is none', () => {
  expect(open('/').token).toBeNull();
});

test('the change feed is read event by event and its unfinished end is kept', () => {
  const first = readEvents('retry: 1\n\ndata: ["Patients"]\n\ndata: ["Do');
  expect(first.topics).toEqual([['Patients']]);
  expect(readEvents(`${first.rest}cuments"]\r\n\r\n: still here\n\n`).topics).toEqual([['Documents']]);
});
