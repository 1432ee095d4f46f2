import {
  MutationCache,
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { CALLS } from './bindings';
import { type Arg, call, type Name, type Ok } from './call';
import type { ApiError } from './error';
import { host } from './host';

const RETRIES = 3;

/** Codes that mean the window stands at another door than it shows. */
const OTHER_DOOR: ReadonlySet<string> = new Set(['SignedOut', 'KeyNeeded', 'Damaged', 'Newer']);

/** One cache for the window. What is stale is said by the core, so nothing is fetched again by guess. */
export function newQueryClient(): QueryClient {
  const look = (error: Error): void => {
    if (OTHER_DOOR.has((error as ApiError).code))
      void client.invalidateQueries({ queryKey: ['front_state'] });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== 'front_state') look(error);
      },
    }),
    mutationCache: new MutationCache({ onError: look }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        // Calls go to this machine: the state of its network says nothing about them.
        networkMode: 'always',
        retry: (count, error) => (error as ApiError).code === 'Busy' && count < RETRIES,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}

/** Marks as stale every answer whose call reads one of the topics. */
export function invalidate(client: QueryClient, topics: readonly string[]): void {
  const touched = new Set(topics);
  void client.invalidateQueries({
    predicate: (query) => {
      const reads: readonly string[] = CALLS[query.queryKey[0] as Name]?.reads ?? [];
      return reads.some((topic) => touched.has(topic));
    },
  });
}

/** Reads one entry of the command table; fetched again when the core says that a topic changed. */
export function useRead<K extends Name>(
  name: K,
  arg: Arg<K>,
  options: { enabled?: boolean; keep?: boolean } = {},
): UseQueryResult<Ok<K>, ApiError> {
  return useQuery<Ok<K>, ApiError>({
    queryKey: [name, arg],
    queryFn: () => call(name, arg),
    enabled: options.enabled ?? true,
    placeholderData: options.keep ? (previous) => previous : undefined,
  });
}

/** Writes through one entry of the command table and marks what it touched as stale. */
export function useWrite<K extends Name>(name: K): UseMutationResult<Ok<K>, ApiError, Arg<K>> {
  const client = useQueryClient();
  return useMutation<Ok<K>, ApiError, Arg<K>>({
    mutationFn: (arg) => call(name, arg),
    onSuccess: () => invalidate(client, CALLS[name].writes),
  });
}

/** Listens to the core's change feed for as long as the window lives. */
export function useChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    void host().then((current) => {
      if (!gone) stop = current.onChanged((topics) => invalidate(client, topics));
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, [client]);
}
