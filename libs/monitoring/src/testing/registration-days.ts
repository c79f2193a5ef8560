import {
  type RecordAnswer,
  type RecordProbe,
  type RecordQuestion,
  type RegistrationAnswer,
  type RegistrationProbe,
  type RegistrationRecord,
  type TargetRecord,
  kindOfUrl,
  nameInDomainUrl,
} from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { reconcile } from '../outbox/reconcile.ts';
import type { Ports } from '../ports/index.ts';
import { registrationChecks, type RegistrationCheckPorts } from '../runner/registration-checks.ts';
import { CheckRunner } from '../runner/run-check.ts';
import { createTarget } from '../targets/create-target.ts';
import { AlertDesk } from './alert-desk.ts';
import { MemoryRegistrations } from './memory-registrations.ts';
import { MemoryTargets } from './memory-targets.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-10-01T00:00:00Z');
export const day = (days: number): Date => new Date(START.getTime() + days * DAY_MS);
export const DOMAIN = 'shop.test';

const LOOKUP = { server: 'rdap.test', fetchedAt: START, replies: [] };
const ORIGIN = { source: 'rdap' as const, ...LOOKUP };
const FACTS = { registrar: 'Sample Registrar', statuses: ['ok'], nameServers: ['ns1.test'] };

/** A registry's word that a domain ends on a day. */
export const ends = (days: number): RegistrationAnswer => ({
  outcome: 'ok',
  expiresAt: day(days),
  precision: 'instant',
  ...FACTS,
  ...ORIGIN,
});
export const notFound: RegistrationAnswer = {
  outcome: 'not-found',
  witnesses: ['rdap', 'whois'],
  ...ORIGIN,
};
export const ended = (outcome: 'redemption' | 'pending-delete'): RegistrationAnswer => ({
  outcome,
  expiresAt: null,
  precision: 'day',
  ...FACTS,
  ...ORIGIN,
});
export const failed = (
  outcome: 'unreachable' | 'rate-limited' | 'unsupported' = 'unreachable',
  failureClass: 'timeout' | 'throttled' | 'refused' = 'timeout',
  retryAt: Date | null = null,
): RegistrationAnswer => ({
  outcome,
  failure: { class: failureClass, fact: { is: 'text', text: 'No answer within 10 s.' } },
  retryAt,
  ...LOOKUP,
});

/** Looks a claimed domain up. */
export const lookUp = (
  ports: RegistrationCheckPorts,
  claimed: RegistrationRecord,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> =>
  new CheckRunner(null).complete(registrationChecks(systemContext(ports)), claimed, signal);

type DayPorts = Ports & { lookUpRegistration: RegistrationProbe; lookUpRecords: RecordProbe };

/** A monitor in memory whose registry answers as a test says; time stands still unless it is moved. */
export class RegistrationDays {
  now = START;
  readonly desk = new AlertDesk(() => this.now);
  readonly targets = new MemoryTargets();
  readonly registrations = new MemoryRegistrations(() => this.now);
  readonly lookups: { domain: string; at: Date }[] = [];
  readonly published: string[] = [];
  /** What the registry says, or a fault of ours. */
  answer: (domain: string) => RegistrationAnswer | Error = () => ends(365);
  /** What the DNS says; null where it does not answer. */
  records: (question: RecordQuestion) => RecordAnswer['values'] | null = () => null;
  readonly ports: DayPorts;

  constructor() {
    this.ports = {
      ...this.desk.ports,
      targets: this.targets.store,
      results: { eraseTarget: () => Promise.resolve() },
      daily: { eraseTarget: () => Promise.resolve() },
      inbox: { repairFutureTimes: () => Promise.resolve(0) },
      registrations: this.registrations.store,
      changes: {
        publish: (changes: readonly { type: string; id: string }[]) => {
          this.published.push(...changes.map(({ type, id }) => `${type} ${id}`));
          return Promise.resolve();
        },
      },
      queue: {
        enqueueChecks: () => Promise.resolve(),
        enqueueLanes: () => Promise.resolve(),
      },
      judgeUrl: (url: string) => ({ ok: true, url, key: url, name: url }),
      domainOf: (url: string) => {
        const hostname = kindOfUrl(url) === 'domain' ? nameInDomainUrl(url) : new URL(url).hostname;
        return hostname.endsWith('.local')
          ? { kind: 'none', reason: 'local-name', message: `${hostname} is a local name.` }
          : { kind: 'domain', domain: hostname.split('.').slice(-2).join('.') };
      },
      lookUpRegistration: (domain: string) => {
        this.lookups.push({ domain, at: this.now });
        const answer = this.answer(domain);
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      lookUpRecords: (question: RecordQuestion) => {
        const values = this.records(question);
        return Promise.resolve(values && { ...question, values });
      },
    } as unknown as DayPorts;
  }

  get record(): RegistrationRecord {
    return this.recordOf(DOMAIN);
  }

  recordOf(domain: string): RegistrationRecord {
    const record = this.registrations.records.get(domain);
    if (!record) throw new Error(`${domain} is not watched.`);
    return record;
  }

  /** Starts to watch a url; its id is answered. */
  async add(fields: Partial<TargetRecord> = {}, ports: DayPorts = this.ports): Promise<string> {
    const { url = `https://${DOMAIN}/`, name, thresholds, alerting, dnsWatch } = fields;
    const target = await createTarget(systemContext(ports), {
      url,
      name: name ?? url,
      allowDuplicate: true,
      ...(thresholds ? { thresholds } : {}),
      ...(alerting ? { alerting } : {}),
      ...(dnsWatch ? { dnsWatch } : {}),
    });
    return target.id;
  }

  /** Stores a target as a version did that watched no registrations. */
  keep(fields: Partial<TargetRecord>): string {
    const target = targetRecord({ id: this.desk.ports.newId(), ...fields });
    this.targets.records.set(target.id, target);
    this.targets.undecided.add(target.id);
    return target.id;
  }

  /** A worker looks up whatever is due. */
  async work(at: Date = this.now, ports: DayPorts = this.ports): Promise<void> {
    this.now = at;
    const lease = { token: ports.newId(), until: new Date(at.getTime() + 60_000) };
    const claimed = await ports.registrations.claim({ now: at, limit: 1_000, lease });
    for (const one of claimed) await lookUp(ports, one);
  }

  /** Looks the domain up, due or not. */
  async lookUp(at: Date, answer: RegistrationAnswer): Promise<void> {
    this.answer = () => answer;
    const { record } = this;
    this.registrations.records.set(DOMAIN, { ...record, dueAt: at });
    await this.work(at);
  }

  async reconcile(): Promise<void> {
    await reconcile(systemContext(this.ports));
  }

  /** What was told since the last call, as `event severity`. */
  takeTold(): string[] {
    return this.desk.told.splice(0).map(({ event, severity }) => `${event} ${severity}`);
  }
}
