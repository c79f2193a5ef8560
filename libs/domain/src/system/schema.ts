import * as z from 'zod';

export const ComponentStatus = z.enum(['ok', 'degraded', 'failing']);
export type ComponentStatus = z.infer<typeof ComponentStatus>;

/** One part of the system and how it does, in words. */
export const Component = z.object({
  name: z.string(),
  status: ComponentStatus,
  detail: z.string(),
});
export type Component = z.infer<typeof Component>;

export const SystemHealth = z.object({ status: ComponentStatus, components: z.array(Component) });
export type SystemHealth = z.infer<typeof SystemHealth>;
