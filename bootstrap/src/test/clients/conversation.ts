/** A kefu answers a customer through the generated TypeScript client. It ends with an error if an answer is not as expected. */
import {
  AuthApi, Configuration, ErrorCode, FilesApi, MessagesApi, ModelErrorFromJSON, NewUserUserTypeEnum, ResponseError, SessionsApi,
  UsersApi,
} from './index';

declare const process: { env: { [name: string]: string }; exitCode: number };

const PASSWORD = 'password123';

/** A configuration that sends this token, or none. */
function configuration(accessToken?: string): Configuration {
  return new Configuration({ basePath: process.env.KEFU_URL, accessToken });
}

async function logIn(kefuId: string, password: string): Promise<Configuration> {
  const { sessionId } = await new AuthApi(configuration()).logInKefu({ kefuLogin: { kefuId, password } });
  return configuration(sessionId);
}

function expect<T>(expected: T, actual: T): void {
  if (JSON.stringify(expected) !== JSON.stringify(actual)) {
    throw new Error(`Expected ${JSON.stringify(expected)} but was ${JSON.stringify(actual)}`);
  }
}

async function main(): Promise<void> {
  const admin = await logIn('admin', process.env.KEFU_ADMIN_PASSWORD);
  const kefu = await new UsersApi(admin).createUser({
    newUser: { username: '客服', userType: NewUserUserTypeEnum.Kefu, password: PASSWORD },
  });
  const asKefu = await logIn(kefu.userId, PASSWORD);
  const customer = await new UsersApi(configuration()).createUser({
    newUser: { username: '客户', metadata: { level: 3 } },
  });
  const asCustomer = configuration(customer.sessionId!);
  const userId = customer.userId;

  const session = await new SessionsApi(asCustomer).openSession({ newSession: { userId, kefuId: kefu.userId } });
  expect('active', session.status);
  const sent = await new MessagesApi(asKefu).sendMessage({
    newMessage: { toUserId: userId, content: '您好', clientMsgId: 'c-1' },
  });
  expect(1, sent.seq);
  const { messages } = await new MessagesApi(asCustomer).readHistory({ userId });
  expect('您好', messages[0].content);
  expect(sent.timestamp, messages[0].timestamp);
  const { activeSessions } = await new SessionsApi(asKefu).listActiveSessions();
  expect('您好', activeSessions[0].lastMessage?.content);

  const file = await new FilesApi(asCustomer).uploadFile({ file: new File(['a note'], 'note.txt'), category: 'file' });
  expect('note.txt', file.filename);
  const content = await new FilesApi(asCustomer).readFile({ fileId: file.fileId });
  expect('a note', await content.text());

  const user = await new UsersApi(asKefu).readUser({ userId });
  expect<object | null | undefined>({ level: 3 }, user.metadata);
  const refused = await new FilesApi(asCustomer).readFileInfo({ fileId: 'file_missing' }).then(
    () => { throw new Error('A missing file was found'); },
    (error: unknown) => error,
  );
  if (!(refused instanceof ResponseError)) {
    throw refused;
  }
  expect(404, refused.response.status);
  expect<ErrorCode>(ErrorCode.FileNotFound, ModelErrorFromJSON(await refused.response.json()).error.code);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
