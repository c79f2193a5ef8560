export { type AppRouter, appRouter, createCaller } from './app-router.ts';
export { CALLS, type RoutePath } from './calls.ts';
export { CHANGES } from './changes.ts';
export type {
  CallGuard,
  ChangeRecorder,
  LiveSource,
  RequestContext,
  RequestServices,
  Subscription,
} from './context.ts';
export { errorId } from './error-id.ts';
export type { ErrorShape, InputIssue } from './format-error.ts';
