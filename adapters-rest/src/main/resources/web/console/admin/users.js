// Reads kefu and admins.

const PAGE_SIZE = 100;
const MOST_PAGES = 10;

/** All kefu and admins, at most 1,000 of each, and how many there are. */
export async function readStaff(http, signal) {
  const [kefu, admins] = await Promise.all([readAll(http, 'kefu', signal), readAll(http, 'admin', signal)]);
  return { users: [...kefu.users, ...admins.users], total: kefu.total + admins.total };
}

async function readAll(http, type, signal) {
  const read = (page) => http.get('/api/users', { user_type: type, page, page_size: PAGE_SIZE }, { signal });
  const first = await read(1);
  const pages = Math.min(MOST_PAGES, Math.ceil(first.total / PAGE_SIZE));
  const others = await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, i) => read(i + 2)));
  return { users: [first, ...others].flatMap((answer) => answer.users), total: first.total };
}

export const userPath = (id) => `/api/users/${encodeURIComponent(id)}`;
