import {
  type CertificateEvidence,
  type CertificateResult,
  type CertificateWatch,
  CERTIFICATE_CHECK,
  type TargetRecord,
} from '@app/domain';
import { type Judged, judgeWatch, startedWatches, type Watches } from '@app/domain/check-kinds';
import { evidence, leaf, targetRecord } from '@app/domain/testing';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import { AlertDesk } from './alert-desk.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-01-01T06:00:00Z');
export const day = (days: number): Date => new Date(START.getTime() + days * DAY_MS);

/** A certificate that is valid from one day to another. */
export const shown = (name: string, from: number, to: number): CertificateEvidence =>
  evidence({
    leaf: leaf({
      fingerprint: name.repeat(64 / name.length),
      validFrom: day(from),
      validTo: day(to),
    }),
  });

export const read = (found: CertificateEvidence): CertificateResult => ({
  outcome: 'ok',
  address: '192.0.2.1',
  evidence: found,
  findings: [],
});

/** An https target whose certificate is checked when a test says so; what follows is carried out. */
export class CertificateDays {
  #now = START;
  readonly desk = new AlertDesk(() => this.#now);
  target: TargetRecord;

  constructor(fields: Partial<TargetRecord> = {}) {
    const url = 'https://shop.test/';
    this.target = targetRecord({ url, ...startedWatches(url, START), ...fields });
  }

  get watch(): CertificateWatch {
    if (!this.target.certificate) throw new Error('The certificate is not watched.');
    return this.target.certificate;
  }

  /** What was told since the last call, as `event severity`. */
  takeTold(): string[] {
    return this.desk.told.splice(0).map(({ event, severity }) => `${event} ${severity}`);
  }

  async check(at: Date, result: CertificateResult): Promise<void> {
    this.#now = at;
    const { target, watch } = this;
    const before = { target, watch, now: at, newId: this.desk.ports.newId };
    const { state, effects } = judgeWatch(CERTIFICATE_CHECK, before, result);
    await this.follow(at, { state: { certificate: state }, effects });
  }

  /** Stores a change of the watch and carries its intents out, twice: as after a crash in between. */
  async follow(at: Date, { state, effects: intents }: Judged<Watches>): Promise<void> {
    this.#now = at;
    this.target = { ...this.target, ...state };
    await applyOutbox(this.desk.ports, { ...this.target, intents });
    await applyOutbox(this.desk.ports, { ...this.target, intents });
  }
}
