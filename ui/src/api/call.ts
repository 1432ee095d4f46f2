import type { Api } from './bindings';
import { toApiError } from './error';
import { host } from './host';

/** The names of the command table. */
export type Name = keyof Api & string;
/** What a call takes. */
export type Arg<K extends Name> = Api[K]['arg'];
/** What a call answers. */
export type Ok<K extends Name> = Api[K]['ok'];

/** Asks the core. Rejects with `ApiError` and nothing else. */
export async function call<K extends Name>(name: K, arg: Arg<K>): Promise<Ok<K>> {
  try {
    return (await (await host()).call(name, arg)) as Ok<K>;
  } catch (reason) {
    throw toApiError(reason);
  }
}
