// Announces new messages and sessions by a sound, a desktop notification, and a number in the title.
import { t } from '../../ui/i18n.js';
import { go } from '../router.js';
import { unreadTotal } from './rows.js';
import { nameOf } from './people.js';
import { preview } from './preview.js';

/** Sounds follow each other after this time at the earliest. */
const PAUSE_MS = 1500;
/** Messages that arrive this soon after the start were sent before it, and cause no alert. */
const START_MS = 4000;

export function startAlerts(app) {
  const { client, store } = app;
  const base = () => t('app.title');
  let waitingBefore = null;
  const startedAt = Date.now();
  const alertOf = (...alert) => {
    if (Date.now() - startedAt > START_MS) showAlert(app, ...alert);
  };

  const writeTitle = () => {
    const unread = unreadTotal(app, store.get());
    const title = unread ? `(${unread}) ${base()}` : base();
    if (document.title !== title) document.title = title;
  };
  writeTitle();

  const offs = [
    store.subscribe(() => {
      writeTitle();
      const { queue } = store.get();
      if (!queue.loaded) return;
      if (waitingBefore !== null && queue.total > waitingBefore) alertOf('queue', t('alert.queue'), '', ['queue']);
      waitingBefore = queue.total;
    }),
    client.on('message', ({ conversation, message }) => {
      if (message.msg_type === 'system') return;
      const name = nameOf(store.get(), conversation.peerId, conversation.session);
      alertOf(conversation.peerId, name, preview(message), ['mine', conversation.peerId]);
    }),
    client.on('notification', ({ event, session }) => {
      if (event !== 'session_assigned' || session.kefu_id !== app.login.userId) return;
      const name = nameOf(store.get(), session.user_id, session);
      alertOf(session.user_id, name, t('alert.assigned'), ['mine', session.user_id]);
    }),
  ];
  return () => offs.forEach((off) => off());
}

function showAlert({ store }, tag, title, body, route) {
  const { settings } = store.get();
  const seen = document.visibilityState === 'visible' && document.hasFocus();
  const open = location.hash === '#/' + route.map(encodeURIComponent).join('/');
  if (seen && open) return;
  if (settings.sound) playSound();
  if (!settings.notify || seen || !('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const shown = new Notification(title, { body, tag });
    shown.onclick = () => {
      window.focus();
      go(...route);
      shown.close();
    };
  } catch {
    // Browsers on phones show notifications only from service workers.
  }
}

let audio;
let playedAt = 0;

/** Two short tones. Browsers allow no sound before the user has clicked or typed. */
export function playSound() {
  if (Date.now() - playedAt < PAUSE_MS || !navigator.userActivation?.hasBeenActive) return;
  playedAt = Date.now();
  audio ??= new AudioContext();
  if (audio.state === 'suspended') audio.resume();
  [[880, 0], [1174.7, 0.11]].forEach(([frequency, after]) => {
    const start = audio.currentTime + after;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.12, start + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.22);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.24);
  });
}
