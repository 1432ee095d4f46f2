import type { Host } from './host';

const TOKEN_KEY = 'fumibako.token';
/** How long to wait before asking for the change feed again after it broke, in milliseconds. */
const RECONNECT_AFTER = 2000;

/**
 * Takes the one-time token out of the address (`#token=…` or `?token=…`), keeps it for this tab and
 * removes it from the address bar, so that it is neither bookmarked nor shown.
 */
export function takeToken(location: Location, history: History, storage: Storage): string | null {
  const query = new URLSearchParams(location.search);
  const fragment = new URLSearchParams(location.hash.replace(/^#/, ''));
  const token = query.get('token') ?? fragment.get('token');
  if (token !== null) {
    storage.setItem(TOKEN_KEY, token);
    query.delete('token');
    const search = query.size > 0 ? `?${query}` : '';
    const hash = fragment.has('token') ? '' : location.hash;
    history.replaceState(null, '', `${location.pathname}${search}${hash}`);
  }
  return token ?? storage.getItem(TOKEN_KEY);
}

/** Splits a Server-Sent-Events text stream into the topic lists it carries. */
export function readEvents(buffer: string): { topics: string[][]; rest: string } {
  const blocks = buffer.split(/\r?\n\r?\n/);
  const rest = blocks.pop() ?? '';
  const topics: string[][] = [];
  for (const block of blocks) {
    const data = block
      .split(/\r?\n/)
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trimStart())
      .join('\n');
    if (data === '') continue;
    const parsed: unknown = JSON.parse(data);
    if (Array.isArray(parsed)) topics.push(parsed.filter((topic) => typeof topic === 'string'));
  }
  return { topics, rest };
}

/** The loopback server: the same command table over HTTP, for a machine without a display and for tests. */
export function webHost(): Host {
  const token = takeToken(window.location, window.history, window.sessionStorage);
  const headers = { Authorization: `Bearer ${token ?? ''}` };

  async function follow(listener: (topics: string[]) => void, signal: AbortSignal): Promise<void> {
    const answer = await fetch('/api/changes', { headers, signal });
    if (!answer.ok || answer.body === null) return;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let buffer = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const { topics, rest } = readEvents(buffer + value);
      buffer = rest;
      for (const list of topics) listener(list);
    }
  }

  return {
    kind: 'web',
    async call(name, arg) {
      let answer: Response;
      try {
        answer = await fetch('/api/call', {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify({ name, arg }),
        });
      } catch {
        throw { code: 'Unavailable', args: ['server'], findings: [], incident: null };
      }
      if (answer.status === 401 || answer.status === 403) {
        throw { code: 'Unavailable', args: ['token'], findings: [], incident: null };
      }
      const body: unknown = await answer.json();
      if (!answer.ok) throw body;
      return body;
    },
    onChanged(listener) {
      const stop = new AbortController();
      const loop = async (): Promise<void> => {
        while (!stop.signal.aborted) {
          try {
            await follow(listener, stop.signal);
          } catch {
            // The feed only saves waiting; the next call reports a server that is gone.
          }
          await new Promise((resolve) => setTimeout(resolve, RECONNECT_AFTER));
        }
      };
      void loop();
      return () => stop.abort();
    },
  };
}
