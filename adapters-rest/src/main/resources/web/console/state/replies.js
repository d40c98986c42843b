// The own canned replies of the user, and the shared ones.
const PAGE_SIZE = 100;
const MOST = 2000;

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
