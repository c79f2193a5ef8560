import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { corpusTexts } from '../testing/corpus.ts';
import { answering } from '../testing/fake-provider.ts';
import { openProviderDesk, sendFrom, type ProviderDesk } from '../testing/provider-desk.ts';
import { EVERY_EVENT, sampleDigest, sampleMessage, withRunbook } from '../testing/samples.ts';
import { teamsBody } from './body.ts';

const url =
  'https://prod-1.westeurope.logic.azure.com/workflows/a/triggers/manual/paths/invoke?sig=T0PSECRET';
const channel = { kind: 'teams', config: { url } } as const;

let desk: ProviderDesk;
beforeEach(async () => {
  desk = await openProviderDesk();
});
afterEach(async () => {
  await desk.close();
});

describe('teamsBody', () => {
  it.each(EVERY_EVENT)('of %s', (_event, message) => {
    expect(JSON.parse(teamsBody(message))).toMatchSnapshot();
  });

  it.each(corpusTexts('text'))('%s: shows %j where nothing is read as markup', (_id, name) => {
    const body = teamsBody(sampleMessage({}, { targetName: name, reason: name }));
    expect(body).not.toMatch(/"type":"(?:TextBlock|FactSet|Fact)"/);
    expect(body).not.toContain('"entities"');
  });

  it('names each target of a digest within 28 KB', () => {
    const body = teamsBody(sampleDigest(100));
    expect(Buffer.byteLength(body)).toBeLessThan(28_000);
    for (let n = 1; n <= 100; n++) expect(body).toMatch(new RegExp(`Shop ${n}\\b`));
  });

  it('stays within 28 KB, whatever is said', () => {
    const long = '"😀'.repeat(3_000);
    const runbook = { note: long, url: `https://wiki.example/${'x'.repeat(1_900)}` };
    const alert = { targetName: long, reason: long, acknowledgedNote: long };
    const body = teamsBody(withRunbook(runbook, alert));
    expect(Buffer.byteLength(body)).toBeLessThan(28_000);
  });
});

describe('the teams sender', () => {
  it.each([
    [202, '', 'sent'],
    [200, '1', 'sent'],
    [400, '{"error":{"code":"TriggerInputSchemaMismatch"}}', 'dead'],
    [401, '{"error":{"code":"DirectApiAuthorizationRequired"}}', 'dead'],
    [404, '{"error":{"code":"WorkflowNotFound"}}', 'dead'],
    [429, '{"error":{"code":"WorkflowTriggerIsThrottled"}}', 'retry'],
    [502, '{"error":{"code":"NoResponse"}}', 'retry'],
    [200, '<!doctype html><title>Sign in to your account</title>', 'retry'],
    [
      200,
      'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId x',
      'retry',
    ],
    [
      200,
      'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 403 with ContextId x',
      'dead',
    ],
  ])('%d %j: %s', async (status, body, expected) => {
    desk.provider.answer = answering(status, body, { 'retry-after': '17' });
    const outcome = await sendFrom(desk, channel, sampleMessage());
    expect(outcome.outcome).toBe(expected);
    expect(outcome.detail).not.toContain('T0PSECRET');
    if (status === 429) expect(outcome).toMatchObject({ retryAfterMs: 17_000 });
    expect(desk.addresses).toEqual([url]);
  });
});
