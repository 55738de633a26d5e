import { api, unwrap } from '@/shared/api/client';

/** Ends the reply that is on its way, whoever was answered. Needs nothing that has to be fetched first. */
export const stopReply = (sessionId: string) =>
  unwrap(api.POST('/api/sessions/{session_id}/stop', { params: { path: { session_id: sessionId } } }));
