/** An event that a message told of. */
export interface ToldEvent {
  readonly event: string;
  readonly alertId: string;
  readonly targetId: string | null;
  /** Beginning and end in one. */
  readonly isWhole: boolean;
}

/** A message as a receiver got it. */
export interface Received {
  readonly at: number;
  /** Names the message: the same for every try of it. */
  readonly key: string;
  /** Of webhooks in our own format: what it told. */
  readonly events: readonly ToldEvent[];
  /** What came, where that is no webhook. */
  readonly text: string;
  /** What it was answered with; null without an answer. */
  status: number | null;
}

interface EventBody {
  readonly event: string;
  readonly alert: { readonly id: string; readonly targetId: string | null } | null;
  readonly isWhole?: true;
  readonly events?: readonly EventBody[];
}

/** What a webhook body in our own format tells; null when it is none. */
export function readWebhook(body: string): ToldEvent[] | null {
  const parsed = parse(body);
  if (!parsed) return null;
  return (parsed.events ?? [parsed]).flatMap(({ event, alert, isWhole = false }) =>
    alert ? [{ event, alertId: alert.id, targetId: alert.targetId, isWhole }] : [],
  );
}

function parse(body: string): EventBody | null {
  try {
    const parsed = JSON.parse(body) as Partial<EventBody> & { version?: number };
    return parsed.version === 1 && parsed.event !== undefined ? (parsed as EventBody) : null;
  } catch {
    return null;
  }
}

/** Whether the receiver took a message. */
export const isTaken = ({ status }: Pick<Received, 'status'>): boolean =>
  status !== null && status < 300;
