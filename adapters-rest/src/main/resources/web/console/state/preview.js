// One line that says what a message is, for lists and notifications.
import { t } from '../../ui/i18n.js';

const LABELS = new Set(['image', 'file', 'voice', 'video']);

export function preview(message) {
  if (!message) return '';
  if (message.status === 'recalled') return t('preview.recalled');
  const filename = message.metadata?.filename;
  if (message.msg_type === 'file' && filename) return `${t('preview.file')} ${filename}`;
  if (LABELS.has(message.msg_type)) return t('preview.' + message.msg_type);
  return (message.content ?? '').replace(/\s+/g, ' ');
}
