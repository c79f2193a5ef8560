import { setTimeout as sleep } from 'node:timers/promises';
import superjson, { type SuperJSONResult } from 'superjson';
import type { LiveEvent } from '@app/domain';

/** As the web app waits before it opens a lost subscription again. */
const RETRY_MS = 1_000;

/** A page with live updates: it opens its subscription again when it is lost, after the last event that it saw. */
export class LivePage {
  /** Results that it was told, as `target slot`. */
  readonly results = new Set<string>();
  /** How often it was told to read its page again. */
  reloads = 0;
  /** How often its subscription was opened. */
  opened = 0;
  /** Milliseconds that it was without a subscription, at most. */
  longestGapMs = 0;
  readonly #closing = new AbortController();
  readonly #ended: Promise<void>;

  constructor(base: string, targetIds: readonly string[]) {
    const input = encodeURIComponent(JSON.stringify({ json: { targetIds } }));
    this.#ended = this.#live(`${base}/trpc/live.events?input=${input}`);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ended;
  }

  async #live(url: string): Promise<void> {
    const { signal } = this.#closing;
    let lastEventId: string | null = null;
    let lostAt = performance.now();
    while (!signal.aborted) {
      try {
        const headers = {
          accept: 'text/event-stream',
          ...(lastEventId !== null && { 'last-event-id': lastEventId }),
        };
        const response = await fetch(url, { headers, signal });
        if (!response.ok) throw new Error(`It was refused: ${response.status}`);
        let rest = '';
        for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
          const blocks = (rest + piece).split('\n\n');
          rest = blocks.pop() ?? '';
          for (const block of blocks) {
            if (block.includes('event: connected')) {
              this.opened++;
              this.longestGapMs = Math.max(this.longestGapMs, performance.now() - lostAt);
            }
            lastEventId = this.#hear(block) ?? lastEventId;
          }
        }
      } catch {
        // It is opened again below.
      }
      lostAt = performance.now();
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Takes note of an event and returns its id; null for what is none. */
  #hear(block: string): string | null {
    const id = /^id: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (id === undefined || data === undefined) return null;
    const event = superjson.deserialize<LiveEvent>(JSON.parse(data) as SuperJSONResult);
    if (event.type === 'reload') this.reloads++;
    if (event.type === 'result')
      this.results.add(`${event.targetId} ${event.check.slot.getTime()}`);
    return id;
  }
}
