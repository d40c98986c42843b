// A hook that finds the id of a message to show, and loads older messages until it is there.
import { useCallback, useRef, useState } from '../../ui/html.js';
import { toast } from '../../ui/toast.js';

const STEP = 100;

/** @returns {{target: string | undefined, jump: (to: {seq?: number, session?: object}) => Promise<void>}} */
export function useJump(conversation) {
  const [target, setTarget] = useState();
  const latest = useRef(0);

  const jump = useCallback(async (to) => {
    const mine = ++latest.current;
    try {
      await conversation.open();
      while (!reached(conversation, to) && conversation.hasOlder && mine === latest.current) {
        await conversation.loadOlder(STEP);
      }
    } catch (error) {
      // The pane itself says that the conversation cannot be read.
      if (conversation.messages.length > 0) toast(error.message, 'error');
      return;
    }
    if (mine !== latest.current) return;
    const found = to.seq
      ? conversation.messages.find((message) => message.seq === to.seq)
      : firstOf(conversation, to.session);
    setTarget(undefined);
    requestAnimationFrame(() => setTarget(found?.message_id));
  }, [conversation]);

  return { target, jump };
}

function reached({ messages: [oldest] }, { seq, session }) {
  if (!oldest?.seq) return false;
  return seq ? oldest.seq <= seq : oldest.timestamp < session.created_at;
}

function firstOf({ messages }, session) {
  return messages.find((message) => message.session_id === session.session_id)
    ?? messages.find((message) => message.seq && message.timestamp >= session.created_at);
}
