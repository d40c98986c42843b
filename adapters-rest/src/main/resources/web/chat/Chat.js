// The state of the customers' page and what changes it: the login, the connection, the session and its end.
import { createStore } from '../ui/store.js';
import { language, t } from '../ui/i18n.js';
import { tellHost } from './host.js';
import { watchHours } from './hours.js';
import { storeCustomer, storedCustomer, storedSiteLogin, storeSiteLogin } from './identity.js';

const RATE_WITHIN_MS = 24 * 3600 * 1000;

/** The client of the service is loaded when there is a customer, or when somebody begins to write. */
const sdk = () => import('../sdk/kefu.js');
const messages = () => import('./Messages.js');

/** Messages written before the customer exists, in the shape of a conversation. */
const unsent = (texts) => ({
  peerId: 'support', hasOlder: false, loadingOlder: false, unread: 0, lastSeq: 0, peerReadSeq: 0, peerDeliveredSeq: 0,
  messages: texts.map((content, at) => ({
    client_msg_id: 'unsent-' + at, from_user_id: '', to_user_id: 'support', msg_type: 'text', content, metadata: {},
    status: 'sending',
  })),
});

export class Chat {
  store = createStore({
    phase: 'starting', client: null, conversation: null, unsent: unsent([]), session: null, closed: null, ended: null,
    hours: null, isKefuAway: false, isInterrupted: false, isVisible: true, isOfSite: false, name: null,
  });

  #texts = [];
  #creating = null;
  #turn = 0;
  #takeHours = watchHours((hours) => this.store.set({ hours }));

  /**
   * Begins with the login that the page was given, or the one that it remembers. Without one, the first message
   * creates it.
   */
  async begin({ token, identity, visible }) {
    this.store.set({ isVisible: visible !== false });
    if (token) return this.useToken(token);
    const ofSite = storedSiteLogin();
    const login = ofSite ?? storedCustomer(identity);
    if (!login) return this.store.set({ phase: 'new' });
    try {
      return await this.#connect(login, Boolean(ofSite));
    } catch {
      return this.store.set({ phase: 'ended', ended: 'unreachable' });
    }
  }

  /** Logs in the customer of the site with its token. Without a token, the anonymous customer comes back. */
  async useToken(token) {
    const turn = ++this.#turn;
    if (!token) {
      storeSiteLogin(null);
      await this.#leave();
      return this.begin({ visible: this.store.get().isVisible });
    }
    this.store.set({ phase: 'starting' });
    try {
      const { loginCustomer } = await sdk();
      const login = await loginCustomer(token, { language: language() });
      if (turn !== this.#turn) return undefined;
      storeSiteLogin(login);
      return await this.#connect(login, true);
    } catch (error) {
      if (turn === this.#turn) this.#refused(error, true);
      return undefined;
    }
  }

  /** Ends the login at the service and forgets the customer on this device. */
  async logout() {
    const { client } = this.store.get();
    this.#forget();
    await client?.logout().catch(() => {});
    await this.#leave();
    this.store.set({ phase: 'new' });
  }

  /** A new anonymous customer comes with the next message. */
  async startOver() {
    this.#forget();
    await this.#leave();
    this.store.set({ phase: 'new', ended: null });
  }

  #forget() {
    storeSiteLogin(null);
    storeCustomer(null);
  }

  async #leave() {
    const { client } = this.store.get();
    this.#texts = [];
    this.store.set({ client: null, conversation: null, session: null, closed: null, ended: null, unsent: unsent([]),
      name: null,
      isKefuAway: false, isInterrupted: false });
    tellHost('unread', { count: 0 });
    await client?.stop().catch(() => {});
  }

  #refused(error, isOfSite) {
    if (error.code === 'BLOCKED') this.store.set({ phase: 'ended', ended: 'blocked' });
    else if (isOfSite) this.store.set({ phase: 'ended', ended: error.status ? 'token_refused' : 'unreachable' });
    tellHost('token_needed');
  }

  /** The service admits only customers of the site. */
  #needsLogin() {
    this.store.set({ phase: 'ended', ended: 'site' });
    tellHost('token_needed');
  }

  async #connect(login, isOfSite) {
    const { client: old } = this.store.get();
    if (old) await this.#leave();
    messages().catch(() => {});
    const { Kefu } = await sdk();
    const client = new Kefu({ login, language: language() });
    client.on('state', (change) => this.#onState(client, change));
    client.on('sessions', () => this.#onSessions(client));
    client.on('conversation', () => this.#onConversation(client));
    client.on('notification', (notification) => this.#onNotification(client, notification));
    client.on('message', () => tellHost('message'));
    await client.start();
    const conversation = client.conversation();
    this.store.set({ phase: 'ready', client, conversation, isOfSite, name: login.name, unsent: unsent([]) });
    this.#onSessions(client);
    conversation.open().catch(() => {});
    this.#findClosed(client);
    return client;
  }

  /** Creates the customer once, at the first message or file. */
  async #customer() {
    const { client, phase } = this.store.get();
    if (client) return client;
    if (phase === 'starting') await new Promise((resolve) => {
      const off = this.store.subscribe(({ phase: now }) => {
        if (now === 'starting') return;
        off();
        resolve();
      });
    });
    const now = this.store.get();
    if (now.client) return now.client;
    if (now.phase === 'ended') throw new Error(t('chat.ended.unreachable'));
    this.#creating ??= (async () => {
      const { createCustomer } = await sdk();
      const login = await createCustomer({}, { language: language() });
      storeCustomer(login);
      return this.#connect(login, false);
    })().finally(() => {
      this.#creating = null;
    });
    return this.#creating;
  }

  /** Sends a text. Rejects only if there is no customer and none could be created. */
  async send(text) {
    const { conversation } = this.store.get();
    this.store.set({ closed: null });
    if (conversation) return void conversation.send(text).catch(() => {});
    this.#texts.push(text);
    this.store.set({ unsent: unsent(this.#texts) });
    try {
      const client = await this.#customer();
      client.conversation().send(text).catch(() => {});
    } catch (error) {
      if (error.code === 'BLOCKED') this.store.set({ phase: 'ended', ended: 'blocked' });
      else if (error.status === 403) this.#needsLogin();
      throw error;
    } finally {
      this.#texts = this.#texts.filter((one) => one !== text);
      this.store.set({ unsent: unsent(this.#texts) });
    }
    return undefined;
  }

  typing() {
    const { conversation } = this.store.get();
    if (conversation) conversation.typing();
    else Promise.all([sdk(), messages()]).catch(() => {});
  }

  async sendFile(file, options) {
    this.store.set({ closed: null });
    const client = await this.#customer();
    return client.conversation().sendFile(file, options);
  }

  async rate(score, comment) {
    const { client, closed } = this.store.get();
    const rating = comment ? { score, comment } : { score };
    await client.http.post(`/api/sessions/${encodeURIComponent(closed.session_id)}/rating`, rating);
    this.store.set({ closed: { ...closed, rating } });
  }

  async endSession() {
    const { client, session } = this.store.get();
    await client.http.post(`/api/sessions/${encodeURIComponent(session.session_id)}/close`, {});
  }

  async rename(username) {
    const { client } = this.store.get();
    await client.http.put('/api/users/' + encodeURIComponent(client.login.userId), { username });
    this.store.set({ name: username });
    const login = storedCustomer();
    if (login?.userId === client.login.userId) storeCustomer({ ...login, name: username });
  }

  dismissClosed = () => this.store.set({ closed: null });

  setVisible(isVisible) {
    this.store.set({ isVisible });
  }

  #isCurrent = (client) => this.store.get().client === client;

  #onState(client, { state, reason }) {
    if (!this.#isCurrent(client) || state !== 'ended') return;
    this.store.set({ phase: 'ended', ended: reason === 'blocked' ? 'blocked' : 'login_ended' });
    if (reason !== 'blocked') tellHost('token_needed');
  }

  #onSessions(client) {
    if (!this.#isCurrent(client)) return;
    const session = client.sessions[0] ?? null;
    this.store.set(({ session: old, isKefuAway }) => ({
      session, isKefuAway: session?.kefu_id === old?.kefu_id ? isKefuAway : false, ...(session ? { closed: null } : {}),
    }));
    tellHost('session', { status: session?.status ?? 'none' });
  }

  #onConversation(client) {
    if (this.#isCurrent(client)) tellHost('unread', { count: client.conversation().unread });
  }

  #onNotification(client, notification) {
    if (!this.#isCurrent(client)) return;
    const { event, session, user_id: userId } = notification;
    const handlers = {
      session_closed: () => this.store.set({ session: null, closed: session }),
      hours_changed: () => this.#takeHours(notification),
      user_online: () => userId === this.store.get().session?.kefu_id && this.store.set({ isKefuAway: false }),
      user_offline: () => userId === this.store.get().session?.kefu_id && this.store.set({ isKefuAway: true }),
      service_interrupted: () => this.store.set({ isInterrupted: true }),
      service_resumed: () => this.store.set({ isInterrupted: false }),
    };
    if (Object.hasOwn(handlers, event)) handlers[event]();
  }

  /** After a reload, shows the end of a session that ended a short time ago and was served but not rated. */
  async #findClosed(client) {
    try {
      const { sessions } = await client.http.get('/api/sessions/user/' + encodeURIComponent(client.login.userId));
      const last = sessions[0];
      const isRecent = last?.status === 'closed' && Date.now() - new Date(last.closed_at).getTime() < RATE_WITHIN_MS;
      if (this.#isCurrent(client) && isRecent && last.kefu_id && !last.rating
        && !client.sessions[0]) {
        this.store.set({ closed: last });
      }
    } catch {
      // The rating is an offer only; without an answer the page works as usual.
    }
  }
}
