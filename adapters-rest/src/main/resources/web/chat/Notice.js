// One line below the head: the place in the queue, or why nothing happens now.
import { html, useEffect, useReducer } from '../ui/html.js';
import { t, formatDuration, formatNumber } from '../ui/i18n.js';
import { Icon } from '../ui/Icon.js';
import { opensAt } from './ChatHeader.js';

const MINUTE = 60000;

function useMinutes(isActive) {
  const [, renew] = useReducer((count) => count + 1, 0);
  useEffect(() => {
    if (!isActive) return undefined;
    const timer = setInterval(renew, MINUTE / 2);
    return () => clearInterval(timer);
  }, [isActive]);
}

function queueText({ queue_position: position, created_at: since }) {
  const ahead = position - 1;
  const place = !(ahead >= 0) ? t('chat.queue.unknown') : ahead === 0 ? t('chat.queue.next')
    : t('chat.queue.ahead', { count: formatNumber(ahead) });
  const minutes = Math.floor((Date.now() - new Date(since).getTime()) / MINUTE);
  return minutes < 1 ? place : place + ' ' + t('chat.queue.waited', { time: formatDuration(minutes * MINUTE) });
}

function textOf({ session, hours, isInterrupted, isKefuAway }) {
  if (isInterrupted) return t('chat.interrupted');
  if (session?.status === 'active') return isKefuAway ? t('chat.awayHint') : null;
  if (session?.status !== 'waiting') return null;
  if (hours?.open !== false) return queueText(session);
  return hours.next_change_at ? t('chat.closedHint', { time: opensAt(hours.next_change_at) })
    : t('chat.closedHintUnknown');
}

/** @param {{state: object}} props */
export function Notice({ state }) {
  useMinutes(state.session?.status === 'waiting');
  const text = state.phase === 'ended' ? null : textOf(state);
  return html`<div role="status">
    ${text && html`<p class=${'notice' + (state.isInterrupted ? ' notice-warning' : '')}>
      <${Icon} name=${state.isInterrupted ? 'alert' : 'clock'} size=${16} /> <span>${text}</span></p>`}
  </div>`;
}
