import { describe, expect, it } from 'vitest';
import { readTargetList } from './import.ts';

const inputs = (text: string): string[] => readTargetList(text).map(({ input }) => input);

describe('a plain list of targets', () => {
  it('has one entry a line, with the numbers that an editor shows', () => {
    expect(
      readTargetList('\ufeffexample.org\r\n\r\n# mine\n  shop.example \rhttps://a.example/x'),
    ).toEqual([
      { line: 1, input: 'example.org' },
      { line: 4, input: 'shop.example' },
      { line: 5, input: 'https://a.example/x' },
    ]);
  });

  it.each([
    ['example.org # renewed by hand', ['example.org']],
    ['https://example.org/#top', ['https://example.org/#top']],
    ['Domain,Expires\nexample.org,2027-01-01', ['example.org']],
    ['"Domain Name";"Expires"\n"example.org";"2027-01-01"', ['example.org']],
    ['example.org\t2027-01-01\tSample Registrar', ['example.org']],
    ['"a ""quoted"" one",x', ['a "quoted" one']],
    ['münchen.de', ['münchen.de']],
    ['example.org\ndomain', ['example.org', 'domain']],
    [',example.org', []],
    ['\n \n#\n', []],
    ['', []],
  ])('%j: %j', (text, entries) => {
    expect(inputs(text)).toEqual(entries);
  });
});
