// The entries in the menu of a message: copy its text, and recall it while that is allowed.
import { t } from './i18n.js';
import { errorText } from './errors.js';
import { toast } from './toast.js';

const RECALL_MS = 2 * 60 * 1000;

const isRecallable = (message) => message.seq !== undefined
  && Date.now() - new Date(message.timestamp).getTime() < RECALL_MS;

async function recall(conversation, message) {
  try {
    await conversation.recall(message);
  } catch (error) {
    toast(errorText(error), 'error');
  }
}

/**
 * The usual entries of the menu of a message.
 * @returns {import('./Menu.js').MenuItem[]}
 */
export function messageActions({ client, conversation, message }) {
  const items = [];
  if (message.msg_type === 'text') {
    const copy = () => navigator.clipboard?.writeText(message.content);
    items.push({ label: t('ui.messages.copy'), icon: 'copy', onSelect: copy });
  }
  if (message.from_user_id === client.login.userId && isRecallable(message)) {
    items.push({ label: t('ui.messages.recall'), icon: 'undo', onSelect: () => recall(conversation, message) });
  }
  return items;
}
