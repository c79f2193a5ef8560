/** What a process does no more after it was killed. */
export class Killed extends Error {}

const STORES = ['targets', 'registrations', 'alerts', 'deliveries', 'channels', 'settings'];

type Methods = Record<string, (...args: never[]) => unknown>;

/**
 * Ports of a process that is killed right before its n-th call of a store: everything before it has been done, nothing
 * after it ever will be.
 */
export function killedBefore<P extends object>(ports: P, call: number): P {
  let calls = 0;
  const guarded =
    (method: (...args: never[]) => unknown) =>
    (...args: never[]) =>
      ++calls >= call ? Promise.reject(new Killed()) : method(...args);
  const stores = Object.entries(ports)
    .filter(([name]) => STORES.includes(name))
    .map(([name, store]: [string, Methods]) => [
      name,
      Object.fromEntries(Object.entries(store).map(([key, method]) => [key, guarded(method)])),
    ]);
  return { ...ports, ...(Object.fromEntries(stores) as Partial<P>) };
}
