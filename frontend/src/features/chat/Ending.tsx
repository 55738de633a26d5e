import type { Me, Session } from '@/shared/api/types';
import { isLongAgo } from '@/shared/talk/absence';
import { Summary } from './Summary';
import { WarmReturn } from './WarmReturn';

interface Props {
  me: Me;
  session: Session;
  /** Something is on its way: whoever was away has begun. */
  busy: boolean;
  onNew: () => void;
}

/** What stands below the last words: the summary of an ended talk, a welcome after a long absence. */
export default function Ending({ me, session, busy, onNew }: Props) {
  const open = session.status === 'active';
  const calm = !me.care_pause.active && !me.hand_over && !busy;
  return (
    <>
      {!open && <Summary session={session} />}
      {calm && isLongAgo(session.last_activity_at) && (
        <WarmReturn session={session} onNew={open ? onNew : null} />
      )}
    </>
  );
}
