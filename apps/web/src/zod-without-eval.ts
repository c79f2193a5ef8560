/**
 * The policy of the pages forbids code that is made from text. Zod would try whether it may, and each try is reported in
 * the console; so it is told not to, before the first schema is made (https://zod.dev/api?id=jitless).
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
