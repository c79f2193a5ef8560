export { openTestStores, type TestStores } from './testing/open-stores.ts';
