import { expect, it } from 'vitest';
import { describeChangedRecords } from './records.ts';

it('calls the name servers of a domain by their name', () => {
  const change = { name: 'shop.test', added: ['ns9.test'], removed: ['ns1.test'] };
  expect(describeChangedRecords([{ ...change, record: 'NS' }])).toBe(
    'The name servers of shop.test have changed: added ns9.test; gone ns1.test.',
  );
});
