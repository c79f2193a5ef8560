import { AppError } from '@app/domain';
import type { RequestServices, RoutePath } from '@app/router';
import type { FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { Refusal, refusedAs429 } from '../guards/refusal.ts';
import type { CreateContext } from '../request-context.ts';

/** What routes beside the procedures need. */
export interface RouteServices {
  readonly createContext: CreateContext;
  readonly services: Pick<RequestServices, 'isOutage' | 'limits'>;
}

/** Counts a request against the limits of its caller. Throws a refusal with the time to wait. */
export async function admit(
  { limits }: RouteServices['services'],
  { ip }: Pick<FastifyRequest, 'ip'>,
  path: RoutePath,
): Promise<void> {
  try {
    await limits.admit({ path, address: ip });
  } catch (error) {
    throw refusedAs429(error);
  }
}

/** Returns what a request is answered with; what keeps it from that becomes a refusal for people. */
export type ReadOrRefuse = <T>(reading: Promise<T>) => Promise<T>;

const STATUSES = { 'not-found': 404, invalid: 400 } as const;

export const readOrRefuse =
  ({ isOutage }: Pick<RequestServices, 'isOutage'>): ReadOrRefuse =>
  async (reading) =>
    reading.catch((error: unknown) => {
      if (error instanceof AppError && (error.code === 'not-found' || error.code === 'invalid')) {
        throw new Refusal(STATUSES[error.code], error.message);
      }
      if (!isOutage(error)) throw error;
      throw new Refusal(503, 'The database cannot be reached at the moment. Try again shortly.');
    });

/** Reads what is wanted from a query; what programs add of their own is passed over. */
export function wantedBy<T extends z.ZodObject>(schema: T, query: unknown): z.infer<T> {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== '');
  const { data, error } = schema.strip().safeParse(Object.fromEntries(given));
  if (data) return data as z.infer<T>;
  const [issue] = error.issues;
  throw new Refusal(
    400,
    `The parameter ${issue?.path.join('.') ?? ''} cannot be read: ${issue?.message ?? ''}`,
  );
}
