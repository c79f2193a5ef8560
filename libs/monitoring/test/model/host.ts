import { Setbacks } from '@app/domain';
import { LaneRuns } from '../../src/deliveries/lane-runs.ts';
import { systemContext } from '../../src/context.ts';
import type { Ports } from '../../src/ports/index.ts';
import type { Dice } from './dice.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a process does once it is dead: nothing, for ever. One promise for all would keep whatever ever waited for it. */
const never = (): Promise<never> => new Promise(() => undefined);
const STORES = ['targets', 'registrations', 'alerts', 'alertRules', 'deliveries', 'channels'];
const GUARDED = [...STORES, 'lanes', 'inbox', 'settings'];
/** Waits of single calls: a moment, or so long that leases end meanwhile. */
const STUTTER_MS = 1_500;
const FREEZE_MS = 45_000;

export interface Weather {
  deaths: number;
  isStoreAway: boolean;
}

type Method = (...args: unknown[]) => unknown;

/** A process of the monitor. It may die, stop, or stand still at any call of a store. */
export class Host {
  readonly ports: Ports;
  readonly lanes: LaneRuns;
  readonly setbacks = new Setbacks();
  readonly #stop = new AbortController();
  readonly #time: VirtualTime;
  readonly #dice: Dice;
  readonly #weather: Weather;
  #isDead = false;
  #isFreezing = false;

  constructor(
    ports: Ports,
    { time, dice, weather }: { time: VirtualTime; dice: Dice; weather: Weather },
  ) {
    this.#time = time;
    this.#dice = dice;
    this.#weather = weather;
    const guarded = Object.entries(ports).map(([name, port]: [string, unknown]) => [
      name,
      GUARDED.includes(name)
        ? this.#guarded(port as object)
        : name === 'send'
          ? this.#mortal(port as Method)
          : port,
    ]);
    this.ports = Object.fromEntries(guarded) as Ports;
    this.lanes = new LaneRuns(systemContext(this.ports));
  }

  get isUp(): boolean {
    return !this.#isDead && !this.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** The process is gone, between one instruction and the next. */
  die(): void {
    this.#isDead = true;
  }

  /** The process is told to end: what is under way gets a moment. */
  stop(): void {
    this.lanes.close();
    this.#time.setTimer(() => this.#stop.abort(new Error('stopped')), 5_000);
  }

  /** The next call of a store takes longer than any lease lasts. */
  freeze(): void {
    this.#isFreezing = true;
  }

  #guarded(store: object): object {
    return Object.fromEntries(
      Object.entries(store).map(([name, method]: [string, Method]) => [name, this.#call(method)]),
    );
  }

  #call(method: Method): Method {
    return async (...args) => {
      await this.#pass();
      if (this.#weather.isStoreAway) throw new Error('The store is away.');
      const answer = await method(...args);
      this.#time.activity++;
      if (this.#isDead || this.#diesNow()) return await never();
      return answer;
    };
  }

  /** Time that passes before a call reaches the store: others come first. */
  async #pass(): Promise<void> {
    if (this.#isDead || this.#diesNow()) await never();
    if (this.#isFreezing || this.#dice.chance(0.01)) {
      const ms = this.#isFreezing ? FREEZE_MS : this.#dice.below(STUTTER_MS);
      this.#isFreezing = false;
      await this.#time.sleep(ms);
      if (this.#isDead) await never();
    }
    for (let turns = this.#dice.below(3); turns > 0; turns--) await Promise.resolve();
  }

  #hasDied(): boolean {
    return this.#isDead;
  }

  #diesNow(): boolean {
    if (!this.#dice.chance(this.#weather.deaths)) return false;
    this.die();
    return true;
  }

  #mortal(method: Method): Method {
    return async (...args) => {
      if (this.#isDead) return await never();
      const [settled] = await Promise.allSettled([method(...args)]);
      this.#time.activity++;
      if (this.#hasDied()) return await never();
      if (settled.status === 'rejected') throw settled.reason;
      return settled.value;
    };
  }
}
