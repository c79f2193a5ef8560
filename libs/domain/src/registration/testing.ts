import type { RegistryReply } from './reply.ts';
import type { RegistrationAnswer } from './schema.ts';

/** Answers as a registry gives them, for tests. */
const facts = { registrar: 'Sample Registrar', statuses: ['ok'], nameServers: ['ns1.example.net'] };
const lookup = { server: 'rdap.example.net', fetchedAt: new Date(0), replies: [] };
const origin = { source: 'rdap' as const, ...lookup };

/** What a server said, in the words of a test. */
export const reply = (text: string): RegistryReply => ({
  service: 'rdap',
  server: 'rdap.example.net',
  at: new Date(0),
  text,
});

type Failed = Extract<RegistrationAnswer, { failure: unknown }>;

export const dated = (
  expiresAt: string,
  changes: Partial<Extract<RegistrationAnswer, { outcome: 'ok' | 'expired' }>> = {},
): RegistrationAnswer => ({
  outcome: 'ok',
  expiresAt: new Date(expiresAt),
  precision: 'instant',
  ...facts,
  ...origin,
  ...changes,
});

export const notPublished: RegistrationAnswer = { outcome: 'not-published', ...facts, ...origin };
export const notFound: RegistrationAnswer = {
  outcome: 'not-found',
  witnesses: ['rdap', 'whois'],
  ...origin,
};

export const redemption = (expiresAt: string | null): RegistrationAnswer => ({
  outcome: 'redemption',
  expiresAt: expiresAt === null ? null : new Date(expiresAt),
  precision: 'instant',
  ...facts,
  ...origin,
  statuses: ['redemptionPeriod'],
});

export const failed = (
  outcome: Failed['outcome'] = 'unreachable',
  failureClass: Failed['failure']['class'] = 'timeout',
  retryAt: Date | null = null,
): Failed => ({
  outcome,
  failure: { class: failureClass, fact: { is: 'text', text: 'No answer.' } },
  retryAt,
  ...lookup,
});
