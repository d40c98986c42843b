// The canned replies of the user and of the house.
const PAGE_SIZE = 100;
const MOST = 2000;
const MOST_FOUND = 50;

export function createReplies({ client, store }) {
  async function load() {
    try {
      const replies = [];
      for (let page = 1, total = 1; replies.length < Math.min(total, MOST); page++) {
        const answer = await client.http.get('/api/replies', { page, page_size: PAGE_SIZE });
        if (!answer.replies.length) break;
        replies.push(...answer.replies);
        total = answer.total;
      }
      store.set({ replies });
    } catch {
      // The list stays as it was; the next change reads it again.
    }
  }
  return { load };
}

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
