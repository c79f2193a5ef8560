import { laneOf } from '@app/domain';
import type { Context } from '../context.ts';
import type { LanePorts } from './lane-ports.ts';
import { runLane } from './run-lane.ts';
import { sleep } from '../timers.ts';

/** Alerts of one moment are looked at together. */
const GATHER_MS = 50;

/** What a run has been told of and what it has looked at. */
class Poke {
  #count = 0;
  #seen = 0;
  #resolve: (() => void) | null = null;
  #waiting: Promise<void> | null = null;

  get isPending(): boolean {
    return this.#count > this.#seen;
  }

  poke(): void {
    this.#count++;
    this.#resolve?.();
  }

  look(): void {
    this.#seen = this.#count;
    this.#resolve = null;
    this.#waiting = null;
  }

  async wait(): Promise<void> {
    this.#waiting ??= this.isPending
      ? sleep(GATHER_MS)
      : new Promise<void>((resolve) => (this.#resolve = resolve)).then(() => sleep(GATHER_MS));
    await this.#waiting;
  }
}

/** The lanes that this process runs at the moment, each once. */
export class LaneRuns {
  readonly #context: Context<LanePorts>;
  readonly #running = new Map<string, { poke: Poke; done: Promise<void> }>();
  #isClosing = false;

  constructor(context: Context<LanePorts>) {
    this.#context = context;
  }

  /**
   * Runs a lane until nothing is due on it, or tells the run that is under way that there is more.
   *
   * @param requestId the request that this came from, for the log
   */
  async run(laneId: string, signal: AbortSignal, requestId?: string): Promise<void> {
    const running = this.#running.get(laneId);
    const { log } = this.#context.ports;
    if (requestId !== undefined)
      log.info({ requestId, laneId }, 'a channel is told what waits for it');
    if (running) {
      running.poke.poke();
      return;
    }
    const poke = new Poke();
    const done = this.#run(laneId, { poke, signal, requestId });
    this.#running.set(laneId, { poke, done });
    await done;
  }

  /** Runs the lane that a delivery waits on. */
  async runFor(deliveryId: string, signal: AbortSignal): Promise<void> {
    const delivery = await this.#context.ports.deliveries.get(deliveryId);
    if (delivery?.state === 'pending') await this.run(laneOf(delivery.channelId), signal);
  }

  /** Begins nothing new. What is under way is finished by whoever waits for `run`. */
  close(): void {
    this.#isClosing = true;
    for (const { poke } of this.#running.values()) poke.poke();
  }

  async #run(
    laneId: string,
    {
      poke,
      signal,
      requestId = laneId,
    }: { poke: Poke; signal: AbortSignal; requestId?: string | undefined },
  ): Promise<void> {
    const context = { ...this.#context, requestId, signal };
    const options = {
      isClosing: () => this.#isClosing || signal.aborted,
      look: () => {
        poke.look();
      },
      poked: () => poke.wait(),
    };
    let next: Date | null;
    try {
      do {
        poke.look();
        next = await runLane(context, laneId, options);
      } while (poke.isPending && !options.isClosing());
    } finally {
      this.#running.delete(laneId);
    }
    if (next) await this.#context.ports.queue.enqueueLanes([laneId], next);
  }
}
