import {
  offlineFailure,
  type Failure,
  type NetworkSign,
  type Offline,
  type Suspicion,
} from '@app/domain';

/** The network of this machine, which no check can tell from its target alone: all of them are seen together. */
export interface NetworkWatch {
  /** Notes that a check reached somebody outside of this machine. */
  answered(address: string, port: number, at: Date): void;
  /** The time offline that explains a failure; null when it is the target's own. */
  explain(suspicion: Suspicion): Promise<Offline | null>;
}

/** How the checks of one kind are carried out. The runner takes these steps in their order, for every kind. */
export interface CheckSteps<Item, Finished> {
  /** Probes a claimed item; null when there is nothing to check any more. Rejects with the reason of the signal. */
  probe(item: Item, signal: AbortSignal): Promise<Finished | null>;
  /** What the result says of the network; null for nothing. */
  signOf(finished: Finished): NetworkSign | null;
  /** The check as it is to be judged when the network explains its failure: nobody saw the target. */
  unseen(finished: Finished, failure: Failure, offline: Offline): Finished;
  /** Judges a check, and records in one atomic write what it found, the next state and what has to follow. */
  record(finished: Finished): Promise<void>;
}

/**
 * Carries out claimed checks of any kind: probes, sees the result beside those of other targets, and has it judged and
 * recorded.
 */
export class CheckRunner {
  readonly #network: NetworkWatch | null;

  /** @param network null where nothing is to be explained by it */
  constructor(network: NetworkWatch | null) {
    this.#network = network;
  }

  /**
   * Runs a check until its result is handed over to be recorded; `recorded` follows the rest of its way. Rejects with
   * the reason of the signal, and when the store is away before there is a result.
   */
  async run<Item, Finished>(
    steps: CheckSteps<Item, Finished>,
    item: Item,
    signal: AbortSignal,
  ): Promise<{ recorded: Promise<void> }> {
    const finished = await steps.probe(item, signal);
    if (finished === null) return NOTHING_TO_RECORD;
    return { recorded: steps.record(await this.#seenTogether(steps, finished)) };
  }

  /** Runs a check until it is recorded. */
  async complete<Item, Finished>(
    steps: CheckSteps<Item, Finished>,
    item: Item,
    signal: AbortSignal,
  ): Promise<void> {
    const { recorded } = await this.run(steps, item, signal);
    await recorded;
  }

  /** The one place where the results of several targets are judged together. */
  async #seenTogether<Item, Finished>(
    steps: CheckSteps<Item, Finished>,
    finished: Finished,
  ): Promise<Finished> {
    const network = this.#network;
    const sign = network && steps.signOf(finished);
    if (sign?.type === 'reached') network?.answered(sign.address, sign.port, sign.at);
    if (sign?.type !== 'suspicion') return finished;
    const offline = await network?.explain(sign.suspicion);
    return offline ? steps.unseen(finished, offlineFailure(offline), offline) : finished;
  }
}

const NOTHING_TO_RECORD = { recorded: Promise.resolve() };
