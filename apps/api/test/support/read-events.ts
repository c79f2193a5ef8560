export interface ServerSentEvent {
  id: string;
  data: string;
}

export interface EventStream {
  events: ServerSentEvent[];
  headers: Headers;
  /** Resolves when the server has taken the subscription. */
  connected: Promise<unknown>;
  /** Resolves when the stream is over, whoever ended it. */
  ended: Promise<void>;
  stop: () => Promise<void>;
}

/** Reads a stream of server-sent events until it is stopped; keep-alives are left out. */
export function readEvents(url: string, lastEventId?: string): EventStream {
  const abort = new AbortController();
  const { promise: connected, resolve: noteConnected, reject } = Promise.withResolvers<undefined>();
  const stream: EventStream = {
    events: [],
    headers: new Headers(),
    connected,
    ended: read().catch((error: unknown) => reject(error)),
    stop: async () => {
      abort.abort();
      await stream.ended;
    },
  };

  async function read(): Promise<void> {
    const response = await fetch(url, {
      headers: {
        accept: 'text/event-stream',
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
      signal: abort.signal,
    });
    stream.headers = response.headers;
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.includes('event: connected')) noteConnected(undefined);
        const id = /^id: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (id !== undefined && data !== undefined) stream.events.push({ id, data });
      }
    }
  }

  return stream;
}
