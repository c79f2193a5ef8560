import * as z from 'zod';

/** How many examples were added or removed. */
export const ExamplesReport = z.object({ targets: z.int() });
export type ExamplesReport = z.infer<typeof ExamplesReport>;
