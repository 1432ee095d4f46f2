import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Host } from './host';

/** The window's own shell: one command `call`, one event `changed`. */
export function tauriHost(): Host {
  return {
    kind: 'tauri',
    call: (name, arg) => invoke('call', { name, arg }),
    onChanged(listener) {
      const stop = listen<string[]>('changed', (event) => listener(event.payload));
      return () => {
        void stop.then((unlisten) => unlisten());
      };
    },
  };
}
