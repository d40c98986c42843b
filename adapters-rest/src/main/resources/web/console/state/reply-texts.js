// Finds canned replies by what was typed, and fills names into their texts.
const MOST_FOUND = 50;

/** Replies whose shortcut begins with the words, then those that contain them. */
export function findReplies(replies, query) {
  const words = query.trim().normalize('NFKC').toLowerCase();
  const fold = (text) => text.normalize('NFKC').toLowerCase();
  const begins = replies.filter((reply) => fold(reply.shortcut).startsWith(words));
  if (!words) return begins.slice(0, MOST_FOUND);
  const contain = replies.filter(({ shortcut, content }) => fold(shortcut + ' ' + content).includes(words));
  return [...new Set([...begins, ...contain])].slice(0, MOST_FOUND);
}

/** Puts names into the text of a reply. */
export function fillReply(content, { customerName, kefuName }) {
  return content.replaceAll('{{customer.name}}', () => customerName).replaceAll('{{kefu.name}}', () => kefuName);
}
