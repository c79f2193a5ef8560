import type { ScramConversation } from '../scram.ts';

/** What a connection has shown so far. */
export interface Session {
  isAuthenticated: boolean;
  conversation: ScramConversation | null;
}

export const newSession = (): Session => ({ isAuthenticated: false, conversation: null });
