/**
 * The client of kefu for browsers and Node 22. Objects of the API ({@link Message}, {@link Session}) keep the field names of the
 * API; everything else has camelCase names. docs/sdk.md explains how to use it.
 */

/** The states of a message of this device before the service has stored it, then the states of the API. */
export type MessageStatus = 'sending' | 'failed' | 'sent' | 'delivered' | 'read' | 'recalled';
export type MessageType = 'text' | 'image' | 'file' | 'voice' | 'video' | 'system';
export type UserType = 'customer' | 'kefu' | 'admin';

/**
 * A message of a conversation. `message_id`, `seq` and `timestamp` are absent until the service has stored it. A recalled message
 * has the status `recalled` and an empty content; later follows an entry of the type `system`, whose metadata has `event`
 * `message_recalled`, which pages usually do not show.
 */
export interface Message {
  message_id?: string;
  seq?: number;
  timestamp?: string;
  conversation_id?: string;
  session_id?: string;
  client_msg_id?: string;
  from_user_id: string;
  to_user_id: string;
  msg_type: MessageType;
  content: string;
  metadata: Record<string, unknown>;
  status: MessageStatus;
  /** Why the service refused it; only with the status `failed`. */
  error?: KefuError;
}

export interface Session {
  session_id: string;
  user_id: string;
  username?: string;
  kefu_id: string | null;
  kefu_name?: string;
  status: 'waiting' | 'active' | 'closed';
  conversation_id?: string;
  queue_position?: number;
  created_at: string;
  closed_at?: string;
  close_reason?: string;
  unread?: number;
  last_message?: Partial<Message>;
  tags?: string[];
  [field: string]: unknown;
}

/**
 * A refused call or frame. `code` is the code of the API, or `NETWORK_ERROR`, `ABORTED`, `STOPPED`, `EXPIRED` (a message was not
 * sent within 20 hours), or `STORE_FAILED`.
 */
export class KefuError extends Error {
  readonly code: string;
  /** The HTTP status; absent for frames and for failures of the network. */
  readonly status?: number;
  /** What is wrong, by field. */
  readonly details: Record<string, string>;
  /** After how many milliseconds a repeat may succeed; absent if the service did not say. */
  readonly retryAfterMs?: number;
}

/** The result of a login: what {@link Kefu} needs to connect. Keep the token secret. */
export interface Login {
  userId: string;
  userType: UserType;
  name: string;
  token: string;
  /** When the login ends unless it is used, ISO-8601. */
  expiresAt: string;
}

export interface ServiceOptions {
  /** The address of the service, by default the origin of the page. */
  url?: string;
  /** The language of error messages, by default the one of the browser. */
  language?: string;
}

export function loginKefu(kefuId: string, password: string, options?: ServiceOptions): Promise<Login>;
/** @param jwt the token that the backend of your site has signed */
export function loginCustomer(jwt: string, options?: ServiceOptions): Promise<Login>;
/** Creates an anonymous customer. */
export function createCustomer(customer?: { username?: string; email?: string }, options?: ServiceOptions): Promise<Login>;

/**
 * Stores what survives a reload: positions, newest messages and the outbox. All tabs of a page may share one. A store that
 * fails is replaced by memory, and the client emits `error` once.
 */
export interface Store {
  get(key: string): Promise<unknown>;
  /** All entries whose key begins with the prefix. */
  list(prefix: string): Promise<Array<[key: string, value: unknown]>>;
  /** Writes several entries at once; `undefined` removes one. */
  set(entries: Record<string, unknown>): Promise<void>;
  clear(): Promise<void>;
}
export function memoryStore(): Store;
/** A store in the browser's IndexedDB. */
export function indexedDbStore(name: string): Store;

export interface KefuOptions extends ServiceOptions {
  login: Login;
  /** By default IndexedDB with a name that contains the user's id, or memory if there is none. */
  store?: Store;
}

/** Calls of the HTTP API. All reject with {@link KefuError}. */
export interface Http {
  get<T = any>(path: string, query?: Record<string, unknown>, options?: CallOptions): Promise<T>;
  post<T = any>(path: string, body?: unknown, options?: CallOptions): Promise<T>;
  put<T = any>(path: string, body?: unknown, options?: CallOptions): Promise<T>;
  delete<T = any>(path: string, options?: CallOptions): Promise<T>;
  /** The raw answer, for downloads such as CSV. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}
export interface CallOptions {
  signal?: AbortSignal;
}

export interface UploadOptions extends CallOptions {
  category?: 'image' | 'file' | 'voice' | 'video';
  /** @param sent from 0 to 1 */
  onProgress?: (sent: number) => void;
}
export interface UploadedFile {
  file_id: string;
  category: string;
  filename: string;
  size: number;
  [field: string]: unknown;
}

/** The state of the connection. `ended` is final: the login has ended, or the user is blocked. */
export type ConnectionState = 'stopped' | 'connecting' | 'online' | 'waiting' | 'ended';

/** The events of a client, and what the listener gets. */
export interface KefuEvents {
  /** The connection changed. `retryAt` (ms since 1970) is present while the client waits before it reconnects. */
  state: { state: ConnectionState; retryAt?: number; reason?: 'login_ended' | 'wrong_user' | 'blocked' };
  /** A conversation changed: messages, cursors, unread, typing, or `epoch`. At most once for each turn of the event loop. */
  conversation: Conversation;
  /** A message of somebody else arrived that this device did not have before; not for entries of the type `system`, and not for messages read from the history. */
  message: { conversation: Conversation; message: Message };
  /** The list {@link Kefu.sessions} changed. */
  sessions: Session[];
  /** A notification of the service, as it came: `event`, `timestamp` and the fields of the event. */
  notification: { event: string; timestamp: string; [field: string]: unknown };
  /** A message in a room. */
  room: { room: string; from_user_id: string; content: string; timestamp: string };
  /** An error that belongs to no call. */
  error: KefuError;
}

/**
 * One user's connection to the service. It reconnects by itself until `stop()`, or until the login ends.
 *
 * For each conversation it has all messages from the oldest that it has loaded to the newest, once each and in the order of
 * `seq`, whatever happens to the connection.
 */
export class Kefu {
  constructor(options: KefuOptions);
  readonly http: Http;
  readonly login: Login;
  readonly state: ConnectionState;
  /** Open sessions: a customer's only one; the ones that a kefu serves. Newest first. */
  readonly sessions: ReadonlyArray<Session>;
  readonly conversations: ReadonlyArray<Conversation>;

  /** Reads the store and begins to connect. Resolves when stored conversations are there, before the connection is. */
  start(): Promise<void>;
  /** Closes the connection. Unsent messages stay in the store and are sent after the next start. */
  stop(): Promise<void>;
  /** Ends the login at the service and clears the store. */
  logout(): Promise<void>;

  /** Adds a listener and returns a function that removes it. */
  on<E extends keyof KefuEvents>(event: E, listener: (data: KefuEvents[E]) => void): () => void;

  /**
   * The conversation with a user, created if this client did not have it: for kefu a customer or a colleague; for a customer
   * there is only one, and the argument is left out.
   */
  conversation(peerId?: string): Conversation;

  /** Joins, leaves and writes to a room (`support`, `general`); for kefu and admins. */
  joinRoom(room: string): Promise<void>;
  leaveRoom(room: string): Promise<void>;
  sendToRoom(room: string, content: string): Promise<void>;

  upload(file: Blob, options?: UploadOptions): Promise<UploadedFile>;
  /**
   * A URL for `<img>`, `<audio>`, `<video>` and `<a>`. It is signed, remembered, and created again before it ends.
   * @param thumbnail the width of a thumbnail in pixels, 16 to 1024
   */
  fileUrl(fileIdOrPath: string, options?: { thumbnail?: number }): Promise<string>;
}

export interface SendOptions {
  msgType?: Exclude<MessageType, 'system'>;
  metadata?: Record<string, unknown>;
}

/** One conversation as this device knows it. */
export class Conversation {
  /** The other side: a customer's or colleague's id; `support` for a customer. */
  readonly peerId: string;
  /** Absent until the first message. */
  readonly conversationId?: string;
  /** Ascending by seq without gaps, then the unsent ones of this device in the order of sending. A new array after each change. */
  readonly messages: ReadonlyArray<Message>;
  /** Whether older messages can be loaded. */
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
  /** The open session, if there is one that this user may see. */
  readonly session?: Session;
  /** How many messages of the other side are not read. */
  readonly unread: number;
  /** How far the other side has received and read. */
  readonly peerDeliveredSeq: number;
  readonly peerReadSeq: number;
  readonly readSeq: number;
  readonly lastSeq: number;
  /** Whether the other side has typed within the last seconds. */
  readonly peerIsTyping: boolean;

  /**
   * Puts a message into the outbox. It is in `messages` at once, and is sent now or after the next connect, also after a reload.
   * Resolves with the stored message. Rejects if the service refuses it for good; it is then `failed` in `messages`.
   */
  send(content: string, options?: SendOptions): Promise<Message>;
  /** Uploads the file and sends it as a message. Its metadata has `filename`, `size` and `mime_type`, and what the options add. */
  sendFile(file: Blob, options?: UploadOptions & { metadata?: Record<string, unknown> }): Promise<Message>;
  /** Sends a failed message again, with the same `client_msg_id`. */
  retry(message: Message): Promise<Message>;
  /** Removes a failed message. */
  discard(message: Message): Promise<void>;
  recall(message: Message): Promise<void>;

  /** Loads the newest messages, unless they are there. For conversations that are not pushed to this user, loads what is new. */
  open(): Promise<void>;
  /** Loads older messages before the oldest one. Calls at the same time share one request. */
  loadOlder(count?: number): Promise<void>;
  /** Reports everything up to this seq (by default the last one) as read. Reports are batched. */
  markRead(seq?: number): void;
  /** Tells the other side that this user is typing; at most once a second is sent. */
  typing(): void;
  /** One step of the search, newest first; `nextBeforeSeq` is absent when the beginning was reached. */
  search(text: string, beforeSeq?: number): Promise<{ messages: Message[]; nextBeforeSeq?: number }>;
}
