// @ts-check
/** The client of kefu for browsers and Node 22: one connection, its conversations, and what survives a reload. */

const CONNECT_LIMIT_MS = 15_000;
const PONG_LIMIT_MS = 10_000;
const WAKE_PONG_LIMIT_MS = 5_000;
const LONGEST_BACKOFF_MS = 60_000;
const SLOW_DOWN_MS = 10_000;
const ACK_LIMIT_MS = 30_000;
const READ_LIMIT_MS = 30_000;
const GAP_LIMIT_MS = 3_000;
const TYPING_MS = 5_000;
const SAVE_DELAY_MS = 500;
const STORE_LIMIT_MS = 5_000;
const ADOPT_EVERY_MS = 30_000;
/** The service remembers a client_msg_id for at least a day. */
const REPEAT_LIMIT_MS = 20 * 3_600_000;
const FRAME_BYTES = 65_536;
/** A window that is further behind is replaced by one of the newest messages. */
const FAR_BEHIND = 300;
const FIRST_PAGE = 100;
const PAGE = 50;
const KEPT_MESSAGES = 200;
const KEPT_CONVERSATIONS = 300;
const SUPPORT = 'support';

/** Runs the task in a later turn of the event loop; unlike a timer, hidden pages do not delay it. */
const nextTurn = /** @type {any} */ (globalThis).setImmediate ?? turnsByMessages();

function turnsByMessages() {
  const tasks = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => tasks.shift()();
  return (task) => {
    tasks.push(task);
    port2.postMessage(0);
  };
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(15));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}

function delay(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const RETRIED = new Set(['SERVICE_UNAVAILABLE', 'RATE_LIMITED', 'NETWORK_ERROR']);

/** A refused call or frame. */
export class KefuError extends Error {
  constructor(code, message, { status = undefined, details = {}, retryAfterMs = undefined } = {}) {
    super(message || code);
    this.name = 'KefuError';
    this.code = code;
    this.status = status;
    this.details = details;
    this.retryAfterMs = retryAfterMs;
  }

  /** The error of a frame or of the body of an answer. */
  static of(error, more) {
    return new KefuError(error.code, error.message, { details: error.details, ...more });
  }

  static fromFailure(failure) {
    if (failure instanceof KefuError) return failure;
    return failure?.name === 'AbortError'
      ? new KefuError('ABORTED', 'aborted')
      : new KefuError('NETWORK_ERROR', String(failure?.message ?? failure));
  }
}

/** Calls of the HTTP API. */
class Http {
  #base;
  #language;
  #token;
  #onUnauthorized;

  constructor(options, token = undefined, onUnauthorized = () => {}) {
    this.#base = String(options.url ?? globalThis.location?.origin ?? '').replace(/\/+$/, '');
    this.#language = options.language;
    this.#token = token;
    this.#onUnauthorized = onUnauthorized;
  }

  get base() {
    return this.#base;
  }

  get(path, query, options) {
    const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
    const search = new URLSearchParams(entries.map(([key, value]) => [key, String(value)]));
    return this.#call('GET', entries.length ? `${path}?${search}` : path, undefined, options);
  }

  post(path, body, options) {
    return this.#call('POST', path, body ?? {}, options);
  }

  put(path, body, options) {
    return this.#call('PUT', path, body ?? {}, options);
  }

  delete(path, options) {
    return this.#call('DELETE', path, undefined, options);
  }

  headers() {
    return {
      ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
      ...(this.#language && { 'Accept-Language': this.#language }),
    };
  }

  async fetch(path, init = {}) {
    let response;
    try {
      const headers = new Headers(this.headers());
      new Headers(init.headers).forEach((value, name) => headers.set(name, value));
      response = await fetch(this.#base + path, { ...init, headers, credentials: 'omit' });
    } catch (failure) {
      throw KefuError.fromFailure(failure);
    }
    if (response.ok) return response;
    const text = await response.text().catch(() => '');
    throw this.refusal(response.status, text, response.headers.get('Retry-After'));
  }

  /** The error that an answer describes. */
  refusal(status, text, retryAfter) {
    const error = parse(text)?.error ?? { code: status >= 500 ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_ERROR' };
    if (status === 401) this.#onUnauthorized();
    const seconds = Number(retryAfter ?? NaN);
    return KefuError.of(error, { status, retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined });
  }

  async #call(method, path, body, options = {}) {
    const response = await this.fetch(path, {
      method,
      signal: options.signal,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    try {
      const text = await response.text();
      return text ? JSON.parse(text) : undefined;
    } catch (failure) {
      throw KefuError.fromFailure(failure);
    }
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function loginKefu(kefuId, password, options = {}) {
  const answer = await new Http(options).post('/api/auth/kefu/login', { kefu_id: kefuId, password });
  const { kefu_id: userId, user_type: userType, name } = answer.kefu_info;
  return { userId, userType, name, token: answer.session_id, expiresAt: answer.expires_at };
}

export async function loginCustomer(jwt, options = {}) {
  const answer = await new Http(options).post('/api/auth/customer/login', { token: jwt });
  return customerLogin(answer.user_info, answer);
}

export async function createCustomer(customer = {}, options = {}) {
  const answer = await new Http(options).post('/api/users', { ...customer });
  return customerLogin(answer, answer);
}

function customerLogin(user, login) {
  return {
    userId: user.user_id,
    userType: 'customer',
    name: user.username,
    token: login.session_id,
    expiresAt: login.expires_at,
  };
}

/** Uploads files, and creates links to them. */
class Files {
  #http;
  #links = new Map();
  #clock;

  /** @param clock returns the time of the service, in ms since 1970 */
  constructor(http, clock) {
    this.#http = http;
    this.#clock = clock;
  }

  async upload(file, { category = undefined, onProgress = (_) => {}, signal = undefined } = {}) {
    const form = new FormData();
    if (category) form.append('category', category);
    form.append('file', file, /** @type {any} */ (file).name ?? 'file');
    if (signal?.aborted) throw new KefuError('ABORTED', 'aborted');
    onProgress(0);
    const answer = typeof XMLHttpRequest === 'function'
      ? await this.#uploadWithProgress(form, onProgress, signal)
      : await (await this.#http.fetch('/api/files/upload', { method: 'POST', body: form, signal })).json();
    onProgress(1);
    return answer;
  }

  #uploadWithProgress(form, onProgress, signal) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const abort = () => request.abort();
      signal?.addEventListener('abort', abort);
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) onProgress(event.loaded / event.total);
      };
      request.onload = () => {
        if (request.status < 300) {
          resolve(JSON.parse(request.responseText));
        } else {
          const retryAfter = request.getResponseHeader('Retry-After');
          reject(this.#http.refusal(request.status, request.responseText, retryAfter));
        }
      };
      request.onerror = () => reject(new KefuError('NETWORK_ERROR', 'the upload failed'));
      request.onabort = () => reject(new KefuError('ABORTED', 'aborted'));
      request.onloadend = () => signal?.removeEventListener('abort', abort);
      request.open('POST', `${this.#http.base}/api/files/upload`);
      for (const [name, value] of Object.entries(this.#http.headers())) request.setRequestHeader(name, value);
      request.send(form);
    });
  }

  async url(fileIdOrPath, { thumbnail = undefined } = {}) {
    const id = fileIdOrPath.split('/').pop() ?? '';
    const link = await this.#link(id);
    return this.#http.base + link.url + (thumbnail ? `&thumbnail=${thumbnail}` : '');
  }

  /** The remembered link, or a new one if half of the lifetime is over. */
  #link(id) {
    const known = this.#links.get(id);
    if (known && this.#clock() < known.until) return known.link;
    const entry = { link: this.#createLink(id), until: Infinity };
    this.#links.set(id, entry);
    entry.link.then(
      (link) => {
        const now = this.#clock();
        entry.until = now + (Date.parse(link.expires_at) - now) / 2;
      },
      () => this.#links.delete(id),
    );
    return entry.link;
  }

  #createLink(id) {
    return this.#http.post(`/api/files/${encodeURIComponent(id)}/link`);
  }
}

export function memoryStore() {
  const entries = new Map();
  return {
    get: async (key) => structuredClone(entries.get(key)),
    list: async (prefix) => structuredClone([...entries].filter(([key]) => key.startsWith(prefix))),
    async set(changes) {
      for (const [key, value] of Object.entries(changes)) {
        if (value === undefined) entries.delete(key);
        else entries.set(key, structuredClone(value));
      }
    },
    clear: async () => entries.clear(),
  };
}

export function indexedDbStore(name) {
  let opened;
  const open = () => (opened ??= openDatabase(name, () => (opened = undefined)));
  const run = async (mode, action) => {
    const database = await open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction('entries', mode);
      const result = action(transaction.objectStore('entries'));
      transaction.oncomplete = () => resolve(result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  };
  return {
    get: async (key) => (await run('readonly', (entries) => entries.get(key))).result,
    async list(prefix) {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const [keys, values] = await run('readonly', (entries) => [entries.getAllKeys(range), entries.getAll(range)]);
      return keys.result.map((key, index) => [String(key), values.result[index]]);
    },
    set: (changes) => run('readwrite', (entries) => {
      for (const [key, value] of Object.entries(changes)) {
        if (value === undefined) entries.delete(key);
        else entries.put(value, key);
      }
    }),
    clear: () => run('readwrite', (entries) => {
      entries.clear();
    }),
  };
}

function openDatabase(name, onClosed) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('entries');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      database.onclose = onClosed;
      resolve(database);
    };
  });
}

/** Writes the latest value of each key to the store in the background. Replaces a store that fails by memory. */
class Persistence {
  #store;
  #onFailure;
  #changes = new Map();
  #writing;

  constructor(store, onFailure) {
    this.#store = store;
    this.#onFailure = onFailure;
  }

  put(key, value) {
    this.#changes.set(key, value);
    this.#writing ??= Promise.resolve().then(() => this.#write());
  }

  list(prefix) {
    return this.#try((store) => store.list(prefix));
  }

  clear() {
    this.#changes.clear();
    return this.#try((store) => store.clear());
  }

  /** Waits until everything is written. */
  async flush() {
    while (this.#writing) await this.#writing;
  }

  async #write() {
    while (this.#changes.size) {
      const changes = Object.fromEntries(this.#changes);
      this.#changes.clear();
      await this.#try((store) => store.set(changes));
    }
    this.#writing = undefined;
  }

  async #try(action) {
    const store = this.#store;
    let timer;
    const limit = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('the store does not answer')), STORE_LIMIT_MS);
    });
    try {
      return await Promise.race([action(store), limit]);
    } catch (failure) {
      if (this.#store === store) {
        this.#store = memoryStore();
        this.#onFailure(new KefuError('STORE_FAILED', String(failure?.message ?? failure)));
      }
      return action(this.#store);
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * The messages of one conversation: a window of entries without gaps, and entries that arrived ahead of a gap. It has
 * no timers and no network.
 */
class MessageLog {
  /** The seq of the first entry of the window; the window may be empty. */
  first = 1;
  entries = [];
  /** Entries beyond a gap, by seq. */
  ahead = new Map();
  epoch;
  /** Whether the window has a position in the log. */
  anchored = false;
  /** Whether the log has a new epoch, and the entries of the window were not compared with it yet. */
  distrusted = false;
  /** Changes when the window was replaced, so that the results of older reads are dropped. */
  generation = 0;
  /** Changes with the newest entries. */
  version = 0;
  #recalled = new Set();

  get last() {
    return this.first + this.entries.length - 1;
  }

  get hasGap() {
    return this.ahead.size > 0;
  }

  at(seq) {
    return this.entries[seq - this.first];
  }

  /** Replaces the window by an empty one that begins after this seq. */
  restart(afterSeq) {
    this.first = afterSeq + 1;
    this.entries = [];
    this.anchored = true;
    this.distrusted = false;
    this.generation++;
    this.version++;
    for (const seq of this.ahead.keys()) if (seq <= afterSeq) this.ahead.delete(seq);
  }

  /** A new life of the log begins: entries arrive ahead until the window was compared with it. */
  distrust(epoch) {
    this.epoch = epoch;
    this.ahead.clear();
    this.generation++;
    this.distrusted = this.entries.length > 0;
  }

  /**
   * Adds an entry that the service has sent.
   *
   * @returns the entries that now follow the window, and whether the window has another message with this seq
   */
  add(message) {
    const seq = message.seq;
    if (!this.anchored) this.restart(seq - 1);
    if (this.distrusted || seq > this.last + 1) {
      this.ahead.set(seq, message);
      return { appended: [], conflict: false };
    }
    if (seq > this.last) return { appended: this.#append(message), conflict: false };
    if (seq === this.first - 1) {
      this.prepend([message]);
      return { appended: [], conflict: false };
    }
    const held = this.at(seq);
    if (held && message.status === 'recalled') this.recall(seq, message.message_id);
    return { appended: [], conflict: held !== undefined && held.message_id !== message.message_id };
  }

  #append(message) {
    const appended = [];
    for (let next = message; next; next = this.ahead.get(this.last + 1)) {
      this.ahead.delete(next.seq);
      this.#apply(next);
      this.entries.push(next);
      this.version++;
      appended.push(next);
    }
    return appended;
  }

  /** Appends what follows the window and is here already. */
  drain() {
    for (const seq of this.ahead.keys()) if (seq <= this.last) this.ahead.delete(seq);
    const next = this.ahead.get(this.last + 1);
    return next ? this.#append(next) : [];
  }

  /** Puts older messages before the window, in ascending order; ignores those that do not end just before it. */
  prepend(messages) {
    const older = messages.filter((message) => message.seq < this.first);
    if (!older.length || older[older.length - 1].seq !== this.first - 1) return false;
    if (older[0].seq !== this.first - older.length) return false;
    const restored = older.map((message) => this.#recalled.has(message.message_id) ? recalledCopy(message) : message);
    this.entries = restored.concat(this.entries);
    this.first = older[0].seq;
    for (const message of older) this.#apply(message);
    return true;
  }

  #apply(message) {
    if (message.msg_type === 'system' && message.metadata?.event === 'message_recalled') {
      this.recall(message.metadata.seq, message.metadata.message_id);
    }
  }

  /** Removes the content of a recalled message; remembers the recall if the message is not here. */
  recall(seq, messageId) {
    this.#recalled.add(messageId);
    const held = this.at(seq);
    if (held?.message_id === messageId && held.status !== 'recalled') {
      this.entries[seq - this.first] = recalledCopy(held);
      this.version++;
    }
  }

  /**
   * Compares the distrusted window with a page of the new log, which was read backwards from the end of the window.
   * Keeps the entries up to the newest one that is in the page.
   *
   * @returns the seq before which the next page is needed, or undefined when the window can be trusted
   */
  verify(page) {
    const match = page.find((message) => this.at(message.seq)?.message_id === message.message_id);
    if (match) {
      this.entries.length = match.seq - this.first + 1;
      for (const message of page) if (this.at(message.seq)) this.entries[message.seq - this.first] = message;
      this.distrusted = false;
      this.generation++;
      this.version++;
      return undefined;
    }
    const lowest = page.at(-1)?.seq ?? 1;
    if (lowest > this.first) return lowest;
    this.restart(lowest - 1);
    return undefined;
  }
}

function recalledCopy(message) {
  return { ...message, content: '', status: 'recalled' };
}

/** What a client does after its socket was closed with this code. */
function reactionTo(code, reason) {
  if (code === 4001) return { ended: 'login_ended' };
  if (code === 4003) return { ended: reason === 'blocked' ? 'blocked' : 'wrong_user' };
  if (code === 4029) return { atLeastMs: SLOW_DOWN_MS };
  const named = code === 1001 ? /after (\d+) ms/.exec(reason ?? '') : null;
  if (named) return { exactMs: Number(named[1]) };
  return code === 1007 || code === 1009 ? { refusedFrame: true } : {};
}

/** How long to wait before the next attempt: a random part of a time that doubles with each failure. */
class Backoff {
  #random;
  #base = 2_000;
  #failures = 0;

  constructor(random = Math.random) {
    this.#random = random;
  }

  succeeded(adviceMs) {
    if (adviceMs > 0) this.#base = adviceMs;
    this.#failures = 0;
  }

  next() {
    const limit = Math.min(this.#base * 2 ** this.#failures, LONGEST_BACKOFF_MS);
    this.#failures = Math.min(this.#failures + 1, 20);
    return this.#random() * limit;
  }
}

/** Spaces frames out, so that the service never closes the socket because of too many. */
class Pacer {
  #tokens = 60;
  #at = Date.now();

  /** Takes a permit for one frame, and returns 0, or returns in how many ms there is one. */
  take() {
    const now = Date.now();
    this.#tokens = Math.min(60, this.#tokens + Math.max(0, now - this.#at) * 0.04);
    this.#at = now;
    if (this.#tokens >= 1) {
      this.#tokens--;
      return 0;
    }
    return Math.ceil((1 - this.#tokens) / 0.04);
  }
}

/** The socket: opens it again after each loss, notices a dead one, and matches answers with requests. */
class Connection {
  state = 'stopped';
  reason;
  retryAt;
  #options;
  #socket;
  #timer;
  #heart;
  #heartbeatMs = 15_000;
  #lastFrameAt = 0;
  #pingedAt = 0;
  #pongLimitMs = PONG_LIMIT_MS;
  #backoff = new Backoff();
  #pacer = new Pacer();
  #queue = [];
  #queueTimer;
  #requests = new Map();
  #nextId = 1;

  /** @param options `url`, `token`, `onFrame(type, data)`, `onConnected(data)`, `onState(data)` */
  constructor(options) {
    this.#options = options;
  }

  start() {
    if (this.state === 'stopped') this.#open();
  }

  stop() {
    const requests = this.#release(1000);
    if (this.state !== 'ended') this.#set('stopped');
    for (const request of requests) request.done(new KefuError('STOPPED', 'the client was stopped'));
  }

  end(reason) {
    const requests = this.#release(1000);
    this.#set('ended', { reason });
    for (const request of requests) request.done(new KefuError('STOPPED', 'the login has ended'));
  }

  /** The network came back, or the page became visible. */
  wake() {
    if (this.state === 'waiting') this.#open();
    if (this.state === 'online') this.#ping(WAKE_PONG_LIMIT_MS);
  }

  get isOnline() {
    return this.state === 'online';
  }

  /** Sends a frame. `done` gets an error, or undefined and the data of the answer. */
  request(type, data, done = (_error, _data) => {}) {
    if (!this.isOnline) return done(new KefuError('NETWORK_ERROR', 'not connected'));
    const id = this.#nextId++;
    const text = JSON.stringify({ type, data, id });
    if (text.length * 3 > FRAME_BYTES && new TextEncoder().encode(text).length > FRAME_BYTES) {
      return done(new KefuError('PAYLOAD_TOO_LARGE', 'the frame is too large'));
    }
    this.#requests.set(id, { done, at: Date.now(), type });
    this.#queue.push(text);
    this.#drain();
  }

  #open() {
    clearTimeout(this.#timer);
    this.#set('connecting');
    this.#timer = setTimeout(() => this.#lost(1006, 'no answer'), CONNECT_LIMIT_MS);
    let socket;
    try {
      socket = new WebSocket(this.#options.url, ['kefu.v1', `bearer.${this.#options.token}`]);
    } catch {
      return this.#lost(1006, '');
    }
    this.#socket = socket;
    socket.onmessage = (event) => {
      if (socket === this.#socket) this.#receive(event.data);
    };
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#lost(event.code, event.reason);
    };
  }

  #receive(text) {
    this.#lastFrameAt = Date.now();
    this.#pingedAt = 0;
    const { type, data = {}, id } = JSON.parse(text);
    if (type === 'connected') return this.#connected(data);
    const request = id === undefined ? undefined : this.#requests.get(id);
    if (!request) return this.#options.onFrame(type, data);
    this.#requests.delete(id);
    if (type === 'error') request.done(KefuError.of(data));
    else request.done(undefined, data);
  }

  #connected(data) {
    clearTimeout(this.#timer);
    this.#heartbeatMs = (data.heartbeat_seconds || 15) * 1_000;
    this.#backoff.succeeded(data.reconnect_after_ms);
    this.#heart = setInterval(() => this.#beat(), this.#heartbeatMs / 3);
    this.state = 'online';
    this.#options.onConnected(data);
    if (this.isOnline) this.#set('online');
  }

  #beat() {
    const now = Date.now();
    if (this.#pingedAt && now - this.#pingedAt > this.#pongLimitMs) return this.#lost(1006, 'no sign of life');
    const oldest = this.#requests.values().next().value;
    if (oldest && now - oldest.at > ACK_LIMIT_MS) return this.#lost(1006, 'no answer');
    if (now - this.#lastFrameAt >= this.#heartbeatMs) this.#ping(PONG_LIMIT_MS);
  }

  #ping(limitMs) {
    if (this.#pingedAt) return;
    this.#pingedAt = Date.now();
    this.#pongLimitMs = limitMs;
    this.#socket.send('{"type":"ping","data":{}}');
    const socket = this.#socket;
    const pingedAt = this.#pingedAt;
    setTimeout(() => {
      if (socket === this.#socket && this.#pingedAt === pingedAt) this.#lost(1006, 'no sign of life');
    }, limitMs);
  }

  #drain() {
    clearTimeout(this.#queueTimer);
    while (this.#queue.length) {
      const wait = this.#pacer.take();
      if (wait) {
        this.#queueTimer = setTimeout(() => this.#drain(), wait);
        return;
      }
      this.#socket.send(this.#queue.shift());
    }
  }

  #lost(code, reason) {
    const requests = this.#release();
    const reaction = reactionTo(code, reason);
    if (reaction.ended) {
      this.#set('ended', { reason: reaction.ended });
    } else {
      const wait = reaction.exactMs ?? Math.max(this.#backoff.next(), reaction.atLeastMs ?? 0);
      this.#timer = setTimeout(() => this.#open(), wait);
      this.#set('waiting', { retryAt: Date.now() + wait });
    }
    const error = reaction.refusedFrame && requests.length === 1
      ? new KefuError('PAYLOAD_TOO_LARGE', reason)
      : new KefuError('NETWORK_ERROR', 'the connection was lost');
    for (const request of requests) request.done(error);
  }

  /** Forgets the socket, and returns the requests that were not answered. */
  #release(code) {
    clearTimeout(this.#timer);
    clearInterval(this.#heart);
    clearTimeout(this.#queueTimer);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#pingedAt = 0;
    this.#queue = [];
    const requests = [...this.#requests.values()];
    this.#requests.clear();
    try {
      socket?.close(code ?? 3000);
    } catch {
      // The socket was closed before it was open.
    }
    return requests;
  }

  #set(state, { retryAt = undefined, reason = undefined } = {}) {
    this.state = state;
    this.retryAt = retryAt;
    this.reason = reason;
    this.#options.onState({ state, ...(retryAt && { retryAt }), ...(reason && { reason }) });
  }
}

/** What this device knows about one conversation. It has no timers and no network. */
class ConversationState {
  log = new MessageLog();
  conversationId;
  session;
  /** Whether the open connection sends new entries of this conversation. */
  isLive = false;
  /** Items of the outbox, in the order of sending; acknowledged ones stay until the log has their entry. */
  unsent = [];
  unread = 0;
  readSeq = 0;
  peerDeliveredSeq = 0;
  peerReadSeq = 0;
  /** What the service knows of this side. */
  reported = { delivered: 0, read: 0 };
  typingUntil = 0;
  loadingOlder = false;
  /** The lowest seq that the service may still have. */
  beginning = 1;
  facade;
  #me;
  #snapshot;
  #countedUpTo = 0;
  #savedVersion;

  constructor(me, peerId) {
    this.#me = me;
    this.peerId = peerId;
  }

  get messages() {
    return (this.#snapshot ??= this.log.entries.concat(this.unsent.map((item) => item.message)));
  }

  get hasOlder() {
    return this.log.first > this.beginning;
  }

  get isPair() {
    return this.log.entries.some((message) => message.msg_type !== 'system' && !message.session_id);
  }

  invalidate() {
    this.#snapshot = undefined;
  }

  isOfPeer(message) {
    return this.#me.userType === 'customer'
      ? message.from_user_id !== this.#me.userId
      : message.from_user_id === this.peerId;
  }

  #isUnread(message) {
    return message.msg_type !== 'system' && this.isOfPeer(message) && message.seq > this.readSeq;
  }

  /** Takes over the service's count of unread messages up to this seq, unless this device knows of a later read. */
  countUnread(unread, upToSeq) {
    if (this.readSeq > this.reported.read) return;
    this.unread = unread;
    this.#countedUpTo = upToSeq;
  }

  /** A message as the API returns it, with the status that follows from the cursors of the other side. */
  received(data) {
    const message = { ...data, metadata: data.metadata ?? {}, status: data.status ?? 'sent' };
    if (message.status !== 'recalled' && !this.isOfPeer(message)) message.status = this.#statusOf(message.seq);
    return message;
  }

  #statusOf(seq) {
    if (seq <= this.peerReadSeq) return 'read';
    return seq <= this.peerDeliveredSeq ? 'delivered' : 'sent';
  }

  /** Adds an entry of the service. */
  add(message) {
    const result = this.log.add(message);
    this.#follow(result.appended);
    return result;
  }

  drain() {
    const appended = this.log.drain();
    this.#follow(appended);
    return appended;
  }

  #follow(appended) {
    for (const message of appended) if (message.seq > this.#countedUpTo && this.#isUnread(message)) this.unread++;
    this.dropCovered();
  }

  /** Removes acknowledged items that the log has. */
  dropCovered() {
    if (this.unsent.some((item) => item.isAcknowledged)) {
      this.unsent = this.unsent.filter((item) => !item.isAcknowledged || item.message.seq > this.log.last);
    }
  }

  /**
   * Begins to follow the conversation as the service describes it on a new connection.
   *
   * @param startSeq where to begin if there is no window
   * @returns the seq after which the service shall send entries
   */
  meet(info, startSeq) {
    const { log } = this;
    const isNewLife = log.epoch !== undefined && log.epoch !== info.epoch;
    this.#cursors(info, isNewLife);
    if (isNewLife) {
      this.unsent = this.unsent.filter((item) => !item.isAcknowledged);
      log.distrust(info.epoch);
      if (!log.distrusted) log.restart(Math.min(startSeq, log.last));
    }
    log.epoch = info.epoch;
    if (log.distrusted) return info.last_seq;
    if (!log.anchored) log.restart(startSeq);
    else if (info.last_seq - log.last > FAR_BEHIND) log.restart(info.last_seq - FIRST_PAGE);
    return Math.min(log.last, info.last_seq);
  }

  #cursors(info, isNewLife) {
    this.reported = { delivered: info.delivered_seq, read: info.read_seq };
    if (isNewLife) this.readSeq = Math.min(this.readSeq, info.last_seq);
    this.advanceRead(info.read_seq);
    this.advancePeer(info.peer_delivered_seq, info.peer_read_seq);
  }

  /** Everything up to this seq was read on this device or another one. */
  advanceRead(seq) {
    const from = this.readSeq;
    if (!(seq > from)) return false;
    const end = Math.min(seq, this.log.last);
    let read = 0;
    for (let next = Math.max(from + 1, this.log.first); next <= end; next++) {
      if (this.#isUnread(this.log.at(next))) read++;
    }
    this.readSeq = seq;
    this.unread = seq >= this.log.last ? 0 : Math.max(0, this.unread - read);
    return true;
  }

  /** The other side has received and read everything up to these seqs. */
  advancePeer(deliveredSeq, readSeq) {
    const from = Math.min(this.peerDeliveredSeq, this.peerReadSeq);
    this.peerDeliveredSeq = Math.max(this.peerDeliveredSeq, deliveredSeq);
    this.peerReadSeq = Math.max(this.peerReadSeq, readSeq);
    const { log } = this;
    const end = Math.min(this.peerDeliveredSeq, log.last);
    for (let seq = Math.max(from + 1, log.first); seq <= end; seq++) {
      const message = log.at(seq);
      if (message.status === 'recalled' || this.isOfPeer(message)) continue;
      const status = this.#statusOf(seq);
      if (message.status !== status) log.entries[seq - log.first] = { ...message, status };
    }
  }

  /** Whether something changed that is stored. */
  get isUnsaved() {
    return this.log.anchored && !this.log.distrusted && this.#version() !== this.#savedVersion;
  }

  #version() {
    const { log, unread, readSeq, peerDeliveredSeq, peerReadSeq } = this;
    return [log.epoch, log.version, unread, readSeq, peerDeliveredSeq, peerReadSeq].join();
  }

  toStored() {
    const { log } = this;
    this.#savedVersion = this.#version();
    const entries = log.entries.slice(-KEPT_MESSAGES);
    return {
      peerId: this.peerId,
      epoch: log.epoch,
      first: log.last - entries.length + 1,
      entries,
      unread: this.unread,
      readSeq: this.readSeq,
      peerDeliveredSeq: this.peerDeliveredSeq,
      peerReadSeq: this.peerReadSeq,
      savedAt: Date.now(),
    };
  }

  restore(conversationId, stored) {
    this.conversationId = conversationId;
    this.log.restart(stored.first - 1);
    this.log.entries = stored.entries;
    this.log.epoch = stored.epoch;
    this.unread = stored.unread;
    this.readSeq = stored.readSeq;
    this.peerDeliveredSeq = stored.peerDeliveredSeq;
    this.peerReadSeq = stored.peerReadSeq;
    this.#savedVersion = this.#version();
    this.invalidate();
  }
}

/** Messages that the service has not acknowledged. Sends them one at a time and in order for each conversation. */
class Outbox {
  #core;
  #items = new Map();
  #owner = randomId();
  #locks = globalThis.navigator?.locks;
  #releaseLock = (_) => {};
  #lastOrder = 0;
  #hasAdopted = false;
  #awaited = new Set();
  #waiting = new AbortController();

  constructor(core) {
    this.#core = core;
  }

  /** Takes the lock that shows other tabs that this one lives, and takes over what tabs have left. */
  async start() {
    this.#hasAdopted = false;
    this.#waiting = new AbortController();
    await this.#lock().catch(() => (this.#locks = undefined));
    await this.adopt();
  }

  #lock() {
    const { promise: granted, resolve, reject } = Promise.withResolvers();
    if (!this.#locks) return Promise.resolve();
    const { promise: held, resolve: release } = Promise.withResolvers();
    this.#releaseLock = release;
    this.#locks.request(lockName(this.#owner), () => {
      resolve(undefined);
      return held;
    }).catch(reject);
    return granted;
  }

  /** Forgets all messages; they stay in the store. */
  stop() {
    this.#waiting.abort();
    for (const { state, reject } of this.#items.values()) {
      clearTimeout(state.retryTimer);
      state.isPaused = false;
      state.unsent = [];
      state.sending = undefined;
      reject(new KefuError('STOPPED', 'the client was stopped'));
      this.#core.changed(state);
    }
    this.#items.clear();
  }

  releaseLock() {
    this.#releaseLock();
  }

  /**
   * Takes over the messages of tabs that have ended. Without Web Locks it is not known which tabs have. Two tabs that
   * send the same message do no harm: the service stores it once, and both send in the same order.
   */
  async adopt() {
    const stored = await this.#stored();
    if (!this.#locks) {
      const before = this.#hasAdopted ? Date.now() - 60_000 : Infinity;
      this.#take(stored.filter((value) => value.createdAt < before));
      this.#hasAdopted = true;
      return;
    }
    for (const owner of new Set(stored.map((value) => value.owner))) {
      if (owner === this.#owner) continue;
      const hasEnded = await this.#locks.request(lockName(owner), { ifAvailable: true }, async (lock) => {
        if (lock) await this.#inherit(owner);
        return lock !== null;
      });
      if (!hasEnded) this.#awaitEnd(owner);
    }
    this.#take(stored.filter((value) => value.owner === this.#owner));
  }

  /** Takes over the messages of another tab as soon as it has ended. */
  #awaitEnd(owner) {
    if (this.#awaited.has(owner)) return;
    this.#awaited.add(owner);
    this.#locks.request(lockName(owner), { signal: this.#waiting.signal }, () => this.#inherit(owner))
      .catch(() => {})
      .finally(() => this.#awaited.delete(owner));
  }

  async #inherit(owner) {
    const stored = await this.#stored();
    if (this.#core.isStopped) return;
    this.#take(stored.filter((value) => value.owner === owner));
    await this.#core.persistence.flush();
  }

  async #stored() {
    return (await this.#core.persistence.list('out/')).map(([, value]) => value);
  }

  #take(values) {
    const states = new Set();
    for (const value of values) {
      const id = value.message.client_msg_id;
      if (this.#items.has(id)) continue;
      const state = this.#core.state(value.peerId);
      if (state.log.entries.some((message) => message.client_msg_id === id)) {
        this.#core.persistence.put(`out/${id}`, undefined);
        continue;
      }
      const item = newItem(state, value.order, value.createdAt, value.message, value.error);
      if (!value.error && Date.now() - value.createdAt > REPEAT_LIMIT_MS) {
        fail(item, new KefuError('EXPIRED', 'the message was not sent in time'));
      }
      this.#lastOrder = Math.max(this.#lastOrder, value.order);
      this.#items.set(id, item);
      state.unsent.push(item);
      this.#save(item);
      states.add(state);
    }
    for (const state of states) {
      state.unsent.sort((a, b) => a.order - b.order);
      this.#core.changed(state);
      this.pump(state);
    }
  }

  send(state, content, { msgType = 'text', metadata = {} } = {}) {
    const { me } = this.#core;
    const message = {
      client_msg_id: randomId(),
      from_user_id: me.userId,
      to_user_id: state.peerId,
      msg_type: msgType,
      content,
      metadata,
      status: 'sending',
      ...(state.conversationId && { conversation_id: state.conversationId }),
    };
    const item = newItem(state, this.#nextOrder(), Date.now(), message);
    this.#items.set(message.client_msg_id, item);
    state.unsent.push(item);
    return this.#enqueue(item);
  }

  #nextOrder() {
    return (this.#lastOrder = Math.max(this.#lastOrder + 1, Date.now() * 1_000));
  }

  #enqueue(item) {
    this.#save(item);
    this.#core.changed(item.state);
    this.pump(item.state);
    return item.promise;
  }

  /** Sends a failed message again, after all that wait. */
  retry(message) {
    const old = this.#failed(message);
    const { error: _, ...rest } = old.message;
    const item = newItem(old.state, this.#nextOrder(), Date.now(), { ...rest, status: 'sending' });
    this.#items.set(message.client_msg_id, item);
    item.state.unsent = [...item.state.unsent.filter((other) => other !== old), item];
    return this.#enqueue(item);
  }

  discard(message) {
    const item = this.#failed(message);
    this.#remove(item);
    item.state.unsent = item.state.unsent.filter((other) => other !== item);
    this.#core.changed(item.state);
  }

  #failed(message) {
    const item = this.#items.get(message.client_msg_id);
    if (item?.message.status !== 'failed') throw new KefuError('MESSAGE_NOT_FOUND', 'not a failed message');
    return item;
  }

  #save({ state, order, createdAt, message: { error, ...message } }) {
    this.#core.persistence.put(`out/${message.client_msg_id}`, {
      owner: this.#owner,
      peerId: state.peerId,
      order,
      createdAt,
      message,
      ...(error && { error: { code: error.code, message: error.message, details: error.details } }),
    });
  }

  #remove(item) {
    this.#items.delete(item.message.client_msg_id);
    this.#core.persistence.put(`out/${item.message.client_msg_id}`, undefined);
  }

  /** The connection is there, or the service accepts writes again. */
  pumpAll() {
    for (const state of new Set([...this.#items.values()].map((item) => item.state))) {
      clearTimeout(state.retryTimer);
      state.isPaused = false;
      this.pump(state);
    }
  }

  /** Sends the next message of a conversation, unless one is on its way. */
  pump(state) {
    if (state.sending || state.isPaused || !this.#core.connection.isOnline) return;
    const item = state.unsent.find((next) => next.message.status === 'sending');
    if (!item) return;
    const { to_user_id, content, msg_type, metadata, client_msg_id } = item.message;
    state.sending = item;
    const data = { to_user_id, content, msg_type, metadata, client_msg_id };
    this.#core.connection.request('message', data, (error, ack) => this.#answered(item, error, ack));
  }

  #answered(item, error, ack) {
    const { state } = item;
    state.sending = undefined;
    if (this.#items.get(item.message.client_msg_id) === item) {
      if (!error) this.#acknowledge(item, ack);
      else if (this.#mayRetry(item, error)) return this.#pause(state, error);
      else this.#refuse(item, error);
    }
    this.pump(state);
  }

  #mayRetry(item, error) {
    return RETRIED.has(error.code) || error.code === 'STOPPED'
      || (error.code === 'INTERNAL_ERROR' && ++item.internalErrors <= 3);
  }

  #pause(state, error) {
    if (error.code === 'NETWORK_ERROR' || error.code === 'STOPPED') return;
    state.backoff ??= new Backoff();
    const wait = Math.min(200 + state.backoff.next(), 30_000);
    state.isPaused = true;
    state.retryTimer = setTimeout(() => {
      state.isPaused = false;
      this.pump(state);
    }, wait);
  }

  #refuse(item, error) {
    fail(item, error);
    this.#save(item);
    this.#core.changed(item.state);
    item.reject(error);
  }

  #acknowledge(item, ack) {
    const { sender_name = this.#core.me.name, ...metadata } = item.message.metadata;
    const stored = { ...item.message, ...ack, metadata: { ...metadata, sender_name } };
    if (ack.status === 'recalled') stored.content = '';
    this.#settle(item, item.state.received(stored));
    this.#core.acknowledged(item.state, item.message);
  }

  /** A message of this user came from the service: it was sent by another tab or an earlier connection. */
  arrived(message) {
    const item = message.client_msg_id && this.#items.get(message.client_msg_id);
    if (item) this.#settle(item, message);
  }

  #settle(item, message) {
    const { error: _, ...clean } = message;
    item.state.backoff = undefined;
    this.#remove(item);
    item.message = clean;
    item.isAcknowledged = true;
    this.#core.changed(item.state);
    item.resolve(clean);
  }
}

function lockName(owner) {
  return `kefu/tab/${owner}`;
}

function newItem(state, order, createdAt, message, error) {
  const outcome = Promise.withResolvers();
  const item = { state, order, createdAt, message, isAcknowledged: false, internalErrors: 0, ...outcome };
  item.promise.catch(() => {});
  if (error) fail(item, KefuError.of(error));
  return item;
}

function fail(item, error) {
  item.message = { ...item.message, status: 'failed', error };
}

/** Reports what has arrived and was read: only the newest position of each conversation, a few frames at a time. */
class Reports {
  #core;
  #due = new Set();
  #timer;

  constructor(core) {
    this.#core = core;
  }

  schedule(state, afterMs = 250) {
    this.#due.add(state);
    this.#timer ??= setTimeout(() => this.#send(), afterMs);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due.clear();
  }

  #send() {
    this.#timer = undefined;
    let frames = 4;
    for (const state of this.#due) {
      if (frames === 0 || !this.#core.connection.isOnline) break;
      this.#due.delete(state);
      if (this.#report(state)) frames--;
    }
    if (this.#due.size && this.#core.connection.isOnline) this.#timer = setTimeout(() => this.#send(), 250);
  }

  #report(state) {
    const { reported, log } = state;
    const read = Math.min(state.readSeq, log.last);
    const isRead = read > reported.read;
    const seq = isRead ? read : log.last;
    if (!state.conversationId || !state.isLive || log.distrusted) return false;
    if (!isRead && seq <= Math.max(reported.delivered, reported.read)) return false;
    const type = isRead ? 'read' : 'delivered';
    const before = reported[type];
    reported[type] = seq;
    this.#core.connection.request(type, { conversation_id: state.conversationId, seq }, (error) => {
      if (error && RETRIED.has(error.code) && state.reported === reported) {
        reported[type] = before;
        if (error.code !== 'NETWORK_ERROR') this.schedule(state, 2_000);
      }
    });
    if (isRead && log.last > read) this.schedule(state);
    return true;
  }
}

/** The open sessions of this user, newest first. */
class Sessions {
  #me;
  #byId = new Map();
  #list;

  constructor(me) {
    this.#me = me;
  }

  get list() {
    return (this.#list ??= [...this.#byId.values()].sort(byNewest));
  }

  get(sessionId) {
    return this.#byId.get(sessionId);
  }

  clear() {
    this.#byId.clear();
    this.#list = undefined;
  }

  /** The other side of a message in a conversation that is new to this kefu. */
  peerOf({ from_user_id, to_user_id, session_id }) {
    const session = this.#byId.get(session_id);
    if (session) return session.user_id;
    return from_user_id === this.#me.userId ? to_user_id : from_user_id;
  }

  /** Reads the sessions of this kefu that `connected` did not contain. */
  async readMore(http, take) {
    for (let page = 1, total = 1; (page - 1) * 100 < total; page++) {
      const answer = await http.get('/api/sessions/active', { page, page_size: 100 });
      total = answer.total;
      for (const session of answer.active_sessions) {
        if (session.kefu_id === this.#me.userId && !this.#byId.has(session.session_id)) take(session);
      }
    }
  }

  /** Merges what the service says about a session, and returns it, or undefined if it is not open for this user. */
  merge(change) {
    const session = { ...this.#byId.get(change.session_id), ...change };
    if (session.status !== 'waiting') delete session.queue_position;
    if (session.kefu_id === null) delete session.kefu_name;
    this.#list = undefined;
    const isOwn = this.#me.userType === 'customer' || session.kefu_id === this.#me.userId;
    if (session.status === 'closed' || !isOwn) {
      this.#byId.delete(session.session_id);
      return undefined;
    }
    this.#byId.set(session.session_id, session);
    return session;
  }
}

function byNewest(a, b) {
  if (a.created_at === b.created_at) return a.session_id < b.session_id ? 1 : -1;
  return a.created_at < b.created_at ? 1 : -1;
}

/** Reads the history: the newest and older messages, what is missing in a gap, and what a new epoch has kept. */
class History {
  #core;
  #gapTimers = new Map();

  constructor(core) {
    this.#core = core;
  }

  stop() {
    for (const timer of this.#gapTimers.values()) clearTimeout(timer);
    this.#gapTimers.clear();
  }

  /** A page of the history, in ascending order. */
  async #read(state, query) {
    const { me, http } = this.#core;
    const userId = me.userType === 'customer' ? me.userId : state.peerId;
    const signal = AbortSignal.timeout(READ_LIMIT_MS);
    const answer = await http.get(`/api/messages/history/${encodeURIComponent(userId)}`, query, { signal });
    const messages = answer.messages.map((message) => state.received(message));
    if (messages.length) this.#core.link(state, messages[0].conversation_id);
    for (const message of messages) if (message.from_user_id === me.userId) this.#core.outbox.arrived(message);
    return messages.sort((a, b) => a.seq - b.seq);
  }

  async open(state) {
    const { log } = state;
    const isFollowed = state.isLive && log.anchored && this.#core.connection.isOnline;
    try {
      if (!isFollowed) await (state.refreshing ??= this.#refresh(state).finally(() => (state.refreshing = undefined)));
      if (log.entries.length < PAGE / 2) await this.loadOlder(state, PAGE);
    } catch (error) {
      if (error.code !== 'NETWORK_ERROR' || !log.entries.length) throw error;
    }
  }

  async #refresh(state) {
    const { log } = state;
    const generation = log.generation;
    const page = await this.#read(state, { page_size: PAGE });
    if (generation !== log.generation || log.distrusted) return;
    const lowest = page[0]?.seq ?? 1;
    const isOther = page.some(({ seq, message_id }) => log.at(seq) && log.at(seq).message_id !== message_id);
    if (!log.anchored || isOther || lowest > log.last + 1) log.restart(lowest - 1);
    for (const message of page) state.add(message);
    this.#core.changed(state);
  }

  loadOlder(state, count) {
    return (state.olderPage ??= this.#loadOlder(state, count).finally(() => {
      state.olderPage = undefined;
      state.loadingOlder = false;
      this.#core.changed(state);
    }));
  }

  async #loadOlder(state, count) {
    const { log } = state;
    if (!log.anchored) return this.#refresh(state);
    if (!state.hasOlder) return;
    state.loadingOlder = true;
    this.#core.changed(state);
    const generation = log.generation;
    const page = await this.#read(state, { before_seq: log.first, page_size: Math.min(Math.max(count, 1), 100) });
    if (generation !== log.generation) return;
    if (!page.length) state.beginning = log.first;
    else log.prepend(page);
  }

  /** Asks for missing entries if they do not arrive soon. */
  watch(state) {
    if (!state.log.hasGap || this.#gapTimers.has(state)) return;
    this.#gapTimers.set(state, setTimeout(() => this.#fillGap(state), GAP_LIMIT_MS));
  }

  async #fillGap(state) {
    this.#gapTimers.delete(state);
    const { log } = state;
    if (!log.hasGap || log.distrusted || !this.#core.connection.isOnline) {
      state.gapAttempts = 0;
      return;
    }
    state.gapAttempts = (state.gapAttempts ?? 0) + 1;
    if (state.gapAttempts % 2 === 1) this.#core.positions.send({ [state.conversationId]: log.last });
    else await this.fill(state).catch(() => {});
    this.watch(state);
  }

  /**
   * Reads what follows the window. If the next entries were removed by the retention, the window begins again before the
   * first one that is left: its own messages are older, so they were removed too.
   */
  async fill(state) {
    const { log } = state;
    const generation = log.generation;
    const page = await this.#read(state, { after_seq: log.last, page_size: 100 });
    if (generation !== log.generation || log.distrusted) return;
    if (page.length && page[0].seq > log.last + 1) log.restart(page[0].seq - 1);
    this.#core.appended(state, page.flatMap((message) => state.add(message).appended));
    if (log.hasGap && page.length === 100) await this.fill(state);
  }

  /** Finds out which messages of the window the log still has, and follows the log from there. */
  async verify(state) {
    if (state.isVerifying) return;
    state.isVerifying = true;
    const { log } = state;
    const backoff = new Backoff();
    let before = log.last + 1;
    while (log.distrusted && !this.#core.isStopped) {
      const generation = log.generation;
      try {
        const page = await this.#read(state, { before_seq: before, page_size: 100 });
        before = generation === log.generation ? log.verify(page.reverse()) : log.last + 1;
      } catch (error) {
        if (RETRIED.has(error.code)) await delay(backoff.next());
        else log.restart(log.last);
      }
    }
    state.isVerifying = false;
    this.#core.appended(state, state.drain());
    if (state.isLive) this.#core.positions.send({ [state.conversationId]: log.last });
  }
}

/** The rooms that the page has joined, also after a reconnect. */
class Rooms {
  #connection;
  #joined = new Set();

  constructor(connection) {
    this.#connection = connection;
  }

  /** Joins all rooms again on a new connection. */
  rejoin() {
    for (const room of this.#joined) this.#connection.request('join', { room });
  }

  async join(room) {
    this.#joined.add(room);
    if (this.#connection.isOnline) await this.#request('join', { room });
  }

  async leave(room) {
    this.#joined.delete(room);
    if (this.#connection.isOnline) await this.#request('leave', { room });
  }

  async send(room, content) {
    await this.#request('room', { room, content });
  }

  #request(type, data) {
    return new Promise((resolve, reject) => {
      this.#connection.request(type, data, (error) => (error ? reject(error) : resolve(undefined)));
    });
  }
}

/** Collects what changed in a turn of the event loop: emits it once, and saves conversations a little later. */
class Changes {
  #emit;
  #persistence;
  #sessions;
  #summarises;
  #changed = new Set();
  #arrived = [];
  #sessionsChanged = false;
  #turn = false;
  #unsaved = new Map();
  #saveTimer;
  #saved = new Map();

  /** @param options `emit`, `persistence`, `sessions`, and whether sessions have summaries of their conversations */
  constructor({ emit, persistence, sessions, summarises }) {
    this.#emit = emit;
    this.#persistence = persistence;
    this.#sessions = sessions;
    this.#summarises = summarises;
  }

  changed(state) {
    state.invalidate();
    this.#changed.add(state);
    this.#schedule();
    if (state.conversationId) {
      this.#unsaved.set(state.conversationId, state);
      this.#saveTimer ??= setTimeout(() => this.save(), SAVE_DELAY_MS);
    }
  }

  arrived(state, message) {
    this.#arrived.push({ state, message });
  }

  sessionsChanged() {
    this.#sessionsChanged = true;
    this.#schedule();
  }

  /** The store has this conversation. */
  isStored(conversationId, savedAt) {
    this.#saved.set(conversationId, savedAt);
  }

  #schedule() {
    if (this.#turn) return;
    this.#turn = true;
    nextTurn(() => this.#emitChanges());
  }

  #emitChanges() {
    this.#turn = false;
    const changed = [...this.#changed];
    const arrived = this.#arrived;
    this.#changed.clear();
    this.#arrived = [];
    if (this.#summarises) changed.forEach((state) => this.#summarise(state));
    if (this.#sessionsChanged) {
      this.#sessionsChanged = false;
      this.#emit('sessions', this.#sessions.list);
    }
    for (const state of changed) this.#emit('conversation', state.facade);
    for (const { state, message } of arrived) this.#emit('message', { conversation: state.facade, message });
  }

  /** Brings the session's newest message and unread count up to date. */
  #summarise(state) {
    const known = state.session && this.#sessions.get(state.session.session_id);
    if (!known) return;
    const last = state.log.entries.findLast((message) => message.msg_type !== 'system');
    const newest = last && last.timestamp >= (known.last_message?.timestamp ?? '') ? last : undefined;
    const isSame = !newest || (known.last_message?.message_id === newest.message_id
      && known.last_message.status === newest.status);
    if (isSame && known.unread === state.unread) return;
    const { message_id, msg_type, from_user_id, timestamp, status } = newest ?? {};
    const content = newest && [...newest.content.slice(0, 240)].slice(0, 120).join('');
    state.session = this.#sessions.merge({
      ...known,
      unread: state.unread,
      ...(newest && { last_message: { message_id, msg_type, from_user_id, content, timestamp, status } }),
    });
    this.#sessionsChanged = true;
  }

  /** Saves changed conversations now, and removes the oldest ones. */
  save() {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    for (const [id, state] of this.#unsaved) {
      if (!state.isUnsaved) continue;
      const stored = state.toStored();
      this.#saved.delete(id);
      this.#saved.set(id, stored.savedAt);
      this.#persistence.put(`conv/${id}`, stored);
    }
    this.#unsaved.clear();
    for (const id of this.#saved.keys()) {
      if (this.#saved.size <= KEPT_CONVERSATIONS) break;
      this.#saved.delete(id);
      this.#persistence.put(`conv/${id}`, undefined);
    }
  }
}

/** The seqs after which the service sends entries to this device. */
class Positions {
  #connection;
  #logOf;

  constructor(connection, logOf) {
    this.#connection = connection;
    this.#logOf = logOf;
  }

  /** Tells the service where this device continues. */
  send(conversations) {
    const entries = Object.entries(conversations);
    do {
      const part = Object.fromEntries(entries.splice(0, 1_000));
      this.#connection.request('resume', { conversations: part }, (error) => {
        if (!error || error.code === 'NETWORK_ERROR' || error.code === 'STOPPED') return;
        if (error.code === 'INVALID_PARAMETER') this.#connection.request('resume', { conversations: {} });
        else setTimeout(() => this.send(this.#current(part)), 1_000);
      });
    } while (entries.length);
  }

  #current(positions) {
    return Object.fromEntries(Object.entries(positions).map(([id, seq]) => {
      const log = this.#logOf(id);
      return [id, log?.anchored && !log.distrusted ? log.last : seq];
    }));
  }
}

/** The parts of a client, and what each frame of the service changes. */
class Core {
  isStopped = true;
  states = new Map();
  #byId = new Map();
  /** Where conversations of colleagues begin that this device does not know yet, by conversation_id. */
  #starts = new Map();
  #clockOffset = 0;
  #adoptTimer;

  constructor(options, emit) {
    const { login, store } = options;
    this.me = login;
    this.emit = emit;
    this.http = new Http(options, login.token, () => this.connection.end('login_ended'));
    this.files = new Files(this.http, () => Date.now() + this.#clockOffset);
    this.persistence = new Persistence(store ?? defaultStore(this.http.base, login), (error) => emit('error', error));
    this.connection = new Connection({
      url: `${this.http.base.replace(/^http/, 'ws')}/ws/${encodeURIComponent(login.userId)}?resume=1`,
      token: login.token,
      onConnected: (data) => this.#connected(data),
      onFrame: (type, data) => this.#frame(type, data),
      onState: (state) => emit('state', state),
    });
    this.sessions = new Sessions(login);
    this.changes = new Changes({
      emit,
      persistence: this.persistence,
      sessions: this.sessions,
      summarises: !this.isCustomer,
    });
    this.outbox = new Outbox(this);
    this.reports = new Reports(this);
    this.history = new History(this);
    this.rooms = new Rooms(this.connection);
    this.positions = new Positions(this.connection, (id) => this.#byId.get(id)?.log);
    if (this.isCustomer) this.state(SUPPORT);
  }

  get isCustomer() {
    return this.me.userType === 'customer';
  }

  async start() {
    if (!this.isStopped) return;
    this.isStopped = false;
    await this.#load();
    await this.outbox.start();
    this.#adoptTimer = setInterval(() => this.outbox.adopt(), ADOPT_EVERY_MS);
    if (!this.isStopped) this.connection.start();
  }

  async stop() {
    if (this.isStopped) return;
    this.isStopped = true;
    clearInterval(this.#adoptTimer);
    this.connection.stop();
    this.outbox.stop();
    this.reports.stop();
    this.history.stop();
    this.changes.save();
    await this.persistence.flush();
    this.outbox.releaseLock();
  }

  wake() {
    if (this.isStopped) return;
    this.connection.wake();
    this.outbox.adopt();
  }

  async #load() {
    const entries = await this.persistence.list('conv/');
    for (const [key, stored] of entries.sort(([, a], [, b]) => a.savedAt - b.savedAt)) {
      const id = key.slice('conv/'.length);
      this.changes.isStored(id, stored.savedAt);
      if (this.#byId.has(id)) continue;
      const state = this.state(stored.peerId);
      state.restore(id, stored);
      this.#byId.set(id, state);
      this.changed(state);
    }
  }

  /** The conversation with this user, created if it is new. */
  state(peerId) {
    let state = this.states.get(peerId);
    if (!state) {
      state = new ConversationState(this.me, peerId);
      state.facade = new Conversation(this, state);
      this.states.set(peerId, state);
    }
    return state;
  }

  /** Gives a conversation its id. */
  link(state, conversationId) {
    if (!conversationId || state.conversationId === conversationId) return;
    if (state.conversationId) this.#byId.delete(state.conversationId);
    state.conversationId = conversationId;
    this.#byId.set(conversationId, state);
  }

  #connected(data) {
    this.#clockOffset = Date.parse(data.server_time) - Date.now();
    this.#takeSessions(data.sessions);
    this.positions.send(this.#positionsOf(data.conversations));
    if (data.more) this.#loadMoreSessions().catch((error) => this.emit('error', error));
    this.rooms.rejoin();
    this.outbox.pumpAll();
    for (const state of this.states.values()) this.reports.schedule(state);
  }

  #takeSessions(sessions) {
    this.sessions.clear();
    for (const state of this.states.values()) {
      if (state.session) this.changed(state);
      state.session = undefined;
    }
    for (const session of sessions) this.#takeSession(session);
  }

  #takeSession(change) {
    const session = this.sessions.merge(change);
    const peerId = this.isCustomer ? SUPPORT : change.user_id;
    this.changes.sessionsChanged();
    if (!session && !this.states.has(peerId)) return undefined;
    const state = this.state(peerId);
    this.link(state, change.conversation_id);
    if (session) {
      state.session = session;
    } else if (state.session?.session_id === change.session_id) {
      state.session = undefined;
      if (!this.isCustomer) state.isLive = false;
    }
    this.changed(state);
    return state;
  }

  /** The seq after which each conversation continues on a new connection. */
  #positionsOf(infos) {
    const positions = {};
    const wereLive = [...this.states.values()].filter((state) => state.log.anchored && (state.isLive || state.isPair));
    for (const state of this.states.values()) state.isLive = false;
    for (const info of infos) positions[info.conversation_id] = this.#meet(info);
    for (const state of wereLive) {
      if (state.isLive || !state.conversationId || state.log.distrusted) continue;
      state.isLive = true;
      positions[state.conversationId] = state.log.last;
    }
    return positions;
  }

  #meet(info) {
    const known = this.isCustomer ? this.state(SUPPORT) : this.#byId.get(info.conversation_id);
    const seen = this.isCustomer ? info.read_seq : info.delivered_seq;
    const start = Math.max(info.last_seq - FIRST_PAGE, Math.min(seen, info.last_seq));
    if (!known) {
      this.#starts.set(info.conversation_id, { info, start });
      return start;
    }
    this.link(known, info.conversation_id);
    return this.#follow(known, info, start);
  }

  #follow(state, info, start) {
    const position = state.meet(info, start);
    state.isLive = true;
    if (state.session?.unread !== undefined) state.countUnread(state.session.unread, info.last_seq);
    if (state.log.distrusted) this.history.verify(state);
    this.changed(state);
    return position;
  }

  /** Reads the sessions that `connected` did not contain, and continues those that this device knows. */
  async #loadMoreSessions() {
    const positions = {};
    await this.sessions.readMore(this.http, (session) => {
      const state = this.#takeSession(session);
      if (state.isLive) return;
      state.isLive = true;
      if (state.log.anchored) positions[state.conversationId] = state.log.last;
      else if (session.unread !== undefined) state.countUnread(session.unread, 0);
    });
    if (Object.keys(positions).length) this.positions.send(positions);
  }

  #frame(type, data) {
    switch (type) {
      case 'message':
        return this.#message(data);
      case 'receipt':
        return this.#receipt(data);
      case 'typing':
        return this.#typing(data);
      case 'room':
        return this.emit('room', data);
      case 'notification':
        return this.#notification(data);
      case 'error':
        return this.#error(data);
    }
  }

  #message(data) {
    const state = this.#byId.get(data.conversation_id) ?? this.#newConversation(data);
    const message = state.received(data);
    if (data.from_user_id === this.me.userId) this.outbox.arrived(message);
    const { appended, conflict } = state.add(message);
    if (conflict) this.#distrust(state);
    this.appended(state, appended);
  }

  #newConversation(data) {
    const state = this.state(this.isCustomer ? SUPPORT : this.sessions.peerOf(data));
    this.link(state, data.conversation_id);
    const known = this.#starts.get(data.conversation_id);
    if (known) this.#follow(state, known.info, known.start);
    state.isLive = true;
    return state;
  }

  #distrust(state) {
    state.log.distrust(state.log.epoch);
    this.history.verify(state);
  }

  /** Entries follow the window: tells listeners and the service. */
  appended(state, messages) {
    for (const message of messages) {
      const isOwn = message.from_user_id === this.me.userId;
      if (!isOwn && message.msg_type !== 'system') this.changes.arrived(state, message);
      if (state.isOfPeer(message)) state.typingUntil = 0;
    }
    this.history.watch(state);
    if (state.log.last > state.reported.delivered) this.reports.schedule(state);
    this.changed(state);
  }

  acknowledged(state, message) {
    this.link(state, message.conversation_id);
    state.isLive = true;
    const { appended, conflict } = state.add(message);
    if (conflict) this.#distrust(state);
    this.appended(state, appended);
  }

  #receipt({ conversation_id, user_id, delivered_seq, read_seq }) {
    const state = this.#byId.get(conversation_id);
    if (!state) return;
    const isPeer = this.isCustomer ? user_id !== this.me.userId : user_id === state.peerId;
    if (isPeer) {
      state.advancePeer(delivered_seq, read_seq);
    } else {
      state.reported = { delivered: delivered_seq, read: read_seq };
      state.advanceRead(read_seq);
    }
    this.changed(state);
  }

  #typing({ conversation_id, user_id }) {
    const state = this.#byId.get(conversation_id);
    if (!state || user_id === this.me.userId) return;
    state.typingUntil = Date.now() + TYPING_MS;
    clearTimeout(state.typingTimer);
    state.typingTimer = setTimeout(() => this.changed(state), TYPING_MS);
    this.changed(state);
  }

  #notification(data) {
    if (data.session) {
      const state = this.#takeSession(data.session);
      if (data.event === 'session_assigned') this.#assigned(state, data);
    }
    if (data.event === 'conversation_reset') this.#reset(data.conversation);
    if (data.event === 'service_resumed') this.outbox.pumpAll();
    this.emit('notification', data);
  }

  #assigned(state, { conversation, first_seq: firstSeq }) {
    if (!conversation || !state?.session) return;
    const isFar = !state.log.anchored || state.log.entries.length === 0 || firstSeq - state.log.last > FAR_BEHIND;
    if (isFar && (state.log.last < firstSeq - 1 || !state.log.anchored)) state.log.restart(firstSeq - 1);
    this.#follow(state, conversation, firstSeq - 1);
    if (firstSeq > state.log.last + 1 && !state.log.distrusted) this.history.fill(state).catch(() => {});
  }

  #reset(conversation) {
    const state = this.#byId.get(conversation.conversation_id);
    if (state) this.#follow(state, conversation, conversation.delivered_seq);
    else if (this.#starts.has(conversation.conversation_id)) this.#meet(conversation);
  }

  #error(data) {
    const state = this.#byId.get(data.details?.conversation_id);
    if (state && (data.code === 'CONVERSATION_LEFT' || data.code === 'MESSAGE_NOT_FOUND')) state.isLive = false;
    else this.emit('error', KefuError.of(data));
  }

  changed(state) {
    this.changes.changed(state);
  }
}

/** Some browsers throw when a page to which they refuse storage only looks at `indexedDB`. */
function hasIndexedDb() {
  try {
    return Boolean(globalThis.indexedDB);
  } catch {
    return false;
  }
}

function defaultStore(base, login) {
  return hasIndexedDb() ? indexedDbStore(`kefu ${base} ${login.userId}`) : memoryStore();
}

/** One conversation as this device knows it. */
export class Conversation {
  #core;
  #state;
  #typedAt = 0;

  /** @param core the parts of the client @param state what is known */
  constructor(core, state) {
    this.#core = core;
    this.#state = state;
  }

  get peerId() {
    return this.#state.peerId;
  }

  get conversationId() {
    return this.#state.conversationId;
  }

  get messages() {
    return this.#state.messages;
  }

  get hasOlder() {
    return this.#state.hasOlder;
  }

  get loadingOlder() {
    return this.#state.loadingOlder;
  }

  get session() {
    return this.#state.session;
  }

  get unread() {
    return this.#state.unread;
  }

  get peerDeliveredSeq() {
    return this.#state.peerDeliveredSeq;
  }

  get peerReadSeq() {
    return this.#state.peerReadSeq;
  }

  get readSeq() {
    return this.#state.readSeq;
  }

  get lastSeq() {
    return this.#state.log.last;
  }

  get peerIsTyping() {
    return this.#state.typingUntil > Date.now();
  }

  send(content, options) {
    return this.#core.outbox.send(this.#state, content, options);
  }

  async sendFile(file, options) {
    const uploaded = await this.#core.files.upload(file, options);
    const { file_id, category, filename, size, mime_type } = uploaded;
    return this.send(file_id, { msgType: category, metadata: { ...options?.metadata, filename, size, mime_type } });
  }

  retry(message) {
    try {
      return this.#core.outbox.retry(message);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async discard(message) {
    this.#core.outbox.discard(message);
  }

  async recall(message) {
    await this.#core.http.post(`/api/messages/${encodeURIComponent(message.message_id)}/recall`);
    this.#state.log.recall(message.seq, message.message_id);
    this.#core.changed(this.#state);
  }

  open() {
    return this.#core.history.open(this.#state);
  }

  loadOlder(count = PAGE) {
    return this.#core.history.loadOlder(this.#state, count);
  }

  markRead(seq = this.lastSeq) {
    if (!this.#state.advanceRead(Math.min(seq, this.lastSeq))) return;
    this.#core.reports.schedule(this.#state);
    this.#core.changed(this.#state);
  }

  typing() {
    const now = Date.now();
    if (now - this.#typedAt < 1_000) return;
    this.#typedAt = now;
    this.#core.connection.request('typing', { to_user_id: this.#state.peerId });
  }

  async search(text, beforeSeq) {
    const { me, http } = this.#core;
    const answer = await http.get('/api/messages/search', {
      user_id: me.userType === 'customer' ? me.userId : this.#state.peerId,
      q: text,
      before_seq: beforeSeq,
    });
    return {
      messages: answer.messages,
      ...(answer.next_before_seq && { nextBeforeSeq: answer.next_before_seq }),
    };
  }
}

/** One user's connection to the service. */
export class Kefu {
  #core;
  #listeners = new Map();
  #wake = () => this.#core.wake();
  #visibility = () => (document.visibilityState === 'visible' ? this.#core.wake() : this.#core.changes.save());
  #hide = () => this.#core.changes.save();

  constructor(options) {
    this.login = options.login;
    this.#core = new Core(options, (event, data) => this.#emit(event, data));
    this.http = this.#core.http;
  }

  get state() {
    return this.#core.connection.state;
  }

  get sessions() {
    return this.#core.sessions.list;
  }

  get conversations() {
    return [...this.#core.states.values()].map((state) => state.facade);
  }

  async start() {
    globalThis.addEventListener?.('online', this.#wake);
    globalThis.addEventListener?.('pageshow', this.#wake);
    globalThis.addEventListener?.('pagehide', this.#hide);
    globalThis.document?.addEventListener('visibilitychange', this.#visibility);
    await this.#core.start();
  }

  async stop() {
    globalThis.removeEventListener?.('online', this.#wake);
    globalThis.removeEventListener?.('pageshow', this.#wake);
    globalThis.removeEventListener?.('pagehide', this.#hide);
    globalThis.document?.removeEventListener('visibilitychange', this.#visibility);
    await this.#core.stop();
  }

  async logout() {
    await this.stop();
    try {
      await this.http.post('/api/auth/logout');
    } catch (error) {
      if (error.status !== 401) throw error;
    } finally {
      await this.#core.persistence.clear();
    }
  }

  on(event, listener) {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Calls all listeners; one that throws does not affect the others. */
  #emit(event, data) {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(data);
      } catch (failure) {
        queueMicrotask(() => {
          throw failure;
        });
      }
    }
  }

  conversation(peerId = SUPPORT) {
    return this.#core.state(this.login.userType === 'customer' ? SUPPORT : peerId).facade;
  }

  joinRoom(room) {
    return this.#core.rooms.join(room);
  }

  leaveRoom(room) {
    return this.#core.rooms.leave(room);
  }

  sendToRoom(room, content) {
    return this.#core.rooms.send(room, content);
  }

  upload(file, options) {
    return this.#core.files.upload(file, options);
  }

  fileUrl(fileIdOrPath, options) {
    return this.#core.files.url(fileIdOrPath, options);
  }
}

/** Parts that tests look at; not for pages. */
export const internals = { Backoff, MessageLog, ConversationState, Pacer, reactionTo };
