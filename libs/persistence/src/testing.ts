export { type DayTemplate, dayTemplate, storeDays } from './testing/store-days.ts';
export { openTestStores, type TestStores } from './testing/open-stores.ts';
