import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kefu.client.ApiClient;
import kefu.client.ApiException;
import kefu.client.api.AuthApi;
import kefu.client.api.FilesApi;
import kefu.client.api.MessagesApi;
import kefu.client.api.SessionsApi;
import kefu.client.api.UsersApi;
import kefu.client.model.CreatedUser;
import kefu.client.model.Error;
import kefu.client.model.ErrorCode;
import kefu.client.model.KefuLogin;
import kefu.client.model.Message;
import kefu.client.model.NewMessage;
import kefu.client.model.NewSession;
import kefu.client.model.NewUser;
import kefu.client.model.SentMessage;
import kefu.client.model.Session;
import kefu.client.model.UploadedFile;
import kefu.client.model.User;

/** A kefu answers a customer through the generated Java client. It ends with an exception if an answer is not as expected. */
public final class Conversation {
    private static final String PASSWORD = "password123";

    public static void main(String[] arguments) throws Exception {
        ApiClient admin = logIn("admin", System.getenv("KEFU_ADMIN_PASSWORD"));
        CreatedUser kefu = new UsersApi(admin)
                .createUser(new NewUser()
                        .username("客服")
                        .userType(NewUser.UserTypeEnum.KEFU)
                        .password(PASSWORD));
        ApiClient asKefu = logIn(kefu.getUserId(), PASSWORD);
        CreatedUser customer =
                new UsersApi(client(null)).createUser(new NewUser().username("客户").metadata(Map.of("level", 3)));
        ApiClient asCustomer = client(customer.getSessionId());

        Session session = new SessionsApi(asCustomer)
                .openSession(new NewSession().userId(customer.getUserId()).kefuId(kefu.getUserId()));
        expect(Session.StatusEnum.ACTIVE, session.getStatus());
        SentMessage sent = new MessagesApi(asKefu)
                .sendMessage(new NewMessage()
                        .toUserId(customer.getUserId())
                        .content("您好")
                        .clientMsgId("c-1"));
        expect(1L, sent.getSeq());
        List<Message> messages = new MessagesApi(asCustomer)
                .readHistory(customer.getUserId(), null, 20, null, null)
                .getMessages();
        expect("您好", messages.getFirst().getContent());
        expect(sent.getTimestamp().toInstant(), messages.getFirst().getTimestamp().toInstant());
        expect(
                "您好",
                new SessionsApi(asKefu)
                        .listActiveSessions(null, null)
                        .getActiveSessions()
                        .getFirst()
                        .getLastMessage()
                        .getContent());

        Path note = Files.writeString(Files.createTempFile("note", ".txt"), "a note");
        UploadedFile file = new FilesApi(asCustomer).uploadFile(note.toFile(), "file");
        expect(note.getFileName().toString(), file.getFilename());
        expect(
                "a note",
                Files.readString(new FilesApi(asCustomer)
                        .readFile(file.getFileId(), null, null, null)
                        .toPath()));

        User user = new UsersApi(asKefu).readUser(customer.getUserId()).getUser();
        expect(Map.of("level", 3), user.getMetadata());
        try {
            new FilesApi(asCustomer).readFileInfo("file_missing", null, null);
            throw new AssertionError("A missing file was found");
        } catch (ApiException e) {
            expect(404, e.getCode());
            expect(ErrorCode.FILE_NOT_FOUND, error(e.getResponseBody()).getError().getCode());
        }
        String newer = "{\"error\": {\"code\": \"NEWER\", \"newer\": 1, \"message\": \"\", \"details\": {}}, \"newer\": 1}";
        expect(ErrorCode.UNKNOWN_DEFAULT_OPEN_API, error(newer).getError().getCode());
    }

    private static Error error(String body) throws Exception {
        return ApiClient.createDefaultObjectMapper().readValue(body, Error.class);
    }

    private static ApiClient logIn(String id, String password) throws Exception {
        return client(new AuthApi(client(null))
                .logInKefu(new KefuLogin().kefuId(id).password(password))
                .getSessionId());
    }

    /** A client that sends this token, or none if it is null. */
    private static ApiClient client(String token) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(System.getenv("KEFU_URL"));
        if (token != null) {
            client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        }
        return client;
    }

    private static void expect(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("Expected " + expected + " but was " + actual);
        }
    }
}
