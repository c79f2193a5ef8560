import { Decoder, type DecoderEvents } from './decoder.ts';

/** Undoes several content codings of a stream, the one that was applied last first. */
export class DecodeChain {
  /** In the order in which the codings were applied: the first one gives the text. */
  readonly #layers: Decoder[] = [];

  constructor(codings: readonly string[], events: DecoderEvents) {
    for (const [index, coding] of codings.entries()) {
      const inner = this.#layers[index - 1];
      const layer: Decoder = new Decoder(coding, {
        ...events,
        onDrain: () => {
          const outer = this.#layers[index + 1];
          if (outer) outer.resume();
          else events.onDrain();
        },
        ...(inner && {
          onData: (decoded: Buffer) => {
            if (!inner.write(decoded)) layer.pause();
          },
          onEnd: () => {
            inner.end();
          },
        }),
      });
      this.#layers.push(layer);
    }
  }

  /** False when the source should wait for `onDrain`. */
  write(chunk: Buffer): boolean {
    return this.#layers.at(-1)?.write(chunk) ?? true;
  }

  end(): void {
    this.#layers.at(-1)?.end();
  }

  destroy(): void {
    for (const layer of this.#layers) layer.destroy();
  }
}
