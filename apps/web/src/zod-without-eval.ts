/**
 * The policy of the pages forbids code that is made from text. Zod would try whether it may, and each try is reported in
 * the console; so it is told not to, before the first schema is made (https://zod.dev/api?id=jitless).
 */
const settings: unknown = Reflect.get(globalThis, '__zod_globalConfig');
// Where zod is loaded already it holds its settings: they are changed, not replaced.
Reflect.set(globalThis, '__zod_globalConfig', Object.assign(settings ?? {}, { jitless: true }));
