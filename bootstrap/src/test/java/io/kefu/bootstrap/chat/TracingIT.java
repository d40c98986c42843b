package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.redis.Redis;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.testing.AlsoOnCluster;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests traces over two nodes that trace and a third that does not. */
@AlsoOnCluster
class TracingIT {
    private static final String CONTENT = "between-you-and-me";

    private static ChatNode one;
    private static ChatNode other;
    private static ChatNode untraced;

    @BeforeAll
    static void open() {
        one = new ChatNode(RecordedSpans.settings());
        other = one.beside(RecordedSpans.settings());
        untraced = one.beside();
    }

    @AfterAll
    static void close() {
        untraced.close();
        other.close();
        one.close();
    }

    @Test
    void tracesAFrameThroughScriptsToThePushOnAnotherNode() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient page = one.connect(customer);
                ChatClient console = other.connect(kefu)) {
            // Opens a session, so that the second message is stored in one step.
            page.say("support", "hello");
            String conversation = text(page.await("ack"), "conversation_id");
            console.await("message");
            page.say("support", CONTENT);
            page.await("ack");
            console.await("message");
            console.untilPong("message");

            List<SpanData> first = traceOf(conversation, 1);
            assertThat(first).extracting(SpanData::getName).contains("redis open_session", "redis append_message");
            List<SpanData> spans = traceOf(conversation, 2);
            SpanData frame = named("frame message", spans);
            assertThat(spans)
                    .extracting(SpanData::getName)
                    .contains("frame message", "redis append_message", "push message");
            assertThat(frame.getParentSpanId()).isEqualTo(SpanId.getInvalid());
            assertThat(frame.getKind()).isEqualTo(SpanKind.SERVER);
            for (List<SpanData> trace : List.of(first, spans)) {
                assertThat(trace)
                        .filteredOn(span -> !span.getName().startsWith("frame"))
                        .allMatch(span -> span.getParentSpanId()
                                .equals(named("frame message", trace).getSpanId()));
                assertThat(trace.toString())
                        .doesNotContain(CONTENT, customer.id(), kefu.id(), customer.token(), "Name of");
            }
        }
        one.retire(kefu);
    }

    @Test
    void continuesTheTraceOfACaller() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        String traceId = "0af7651916cd43dd8448eb211c80319c";
        String callerSpan = "b7ad6b7169203331";
        try (ChatClient page = one.connect(customer);
                ChatClient console = other.connect(kefu)) {
            // The console reads the first message of a session from the log.
            page.say("support", "opens the session");
            console.await("message");
            Api.Answer sent = new Api(one.uri())
                    .call("POST", "/api/messages/send")
                    .as(customer.token())
                    .header("traceparent", "00-" + traceId + "-" + callerSpan + "-01")
                    .json("{\"to_user_id\": \"support\", \"content\": \"" + CONTENT + "\"}")
                    .send();
            assertThat(sent.status()).isEqualTo(200);
            console.await("message");
            console.untilPong("message");

            List<SpanData> spans = spans().stream()
                    .filter(span -> span.getTraceId().equals(traceId))
                    .toList();
            SpanData request = named("POST /api/messages/send", spans);
            assertThat(request.getParentSpanId()).isEqualTo(callerSpan);
            assertThat(named("push message", spans).getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(spans)
                    .filteredOn(span -> span.getName().startsWith("redis "))
                    .extracting(SpanData::getName)
                    .containsExactly("redis append_message");
            assertThat(spans.toString()).doesNotContain(CONTENT, customer.id(), customer.token());
        }
        one.retire(kefu);
    }

    @Test
    void writesTheTraceIdIntoLogLines() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient page = one.connect(customer);
                TracedLog log = TracedLog.open()) {
            page.say("support", "hello");
            ConversationId conversation = new ConversationId(text(page.await("ack"), "conversation_id"));
            Redis redis = one.bean(Redis.class);
            redis.await(redis.commands().unlink(redis.keys().log(conversation)));
            redis.await(redis.commands().set(redis.keys().log(conversation), "not a stream"));
            page.say("support", "fails");
            assertThat(text(page.await("error"), "code")).isEqualTo("INTERNAL_ERROR");
            String body = "{\"to_user_id\": \"support\", \"content\": \"fails too\"}";
            assertThat(new Api(one.uri())
                            .post(customer.token(), "/api/messages/send", body)
                            .status())
                    .isEqualTo(500);
            redis.await(redis.commands().unlink(redis.keys().log(conversation)));

            for (String name : List.of("frame message", "POST /api/messages/send")) {
                assertThat(spans().stream()
                                .filter(span -> span.getName().equals(name))
                                .filter(span -> span.getStatus().getStatusCode() == StatusCode.ERROR))
                        .singleElement()
                        .satisfies(span -> assertThat(log.lines())
                                .anyMatch(line ->
                                        line.contains("ERROR") && line.contains("[" + span.getTraceId() + "] ")));
            }
        }
        one.retire(kefu);
    }

    @Test
    void publishesNoTraceContextIfTracingIsOff() throws InterruptedException {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient page = one.connect(customer);
                ChatClient untracedPage = untraced.connect(customer);
                ChatClient console = untraced.connect(kefu)) {
            page.say("support", "opens the session");
            ConversationId conversation = new ConversationId(text(page.await("ack"), "conversation_id"));
            BlockingQueue<String> published = new LinkedBlockingQueue<>();
            Redis redis = untraced.bean(Redis.class);
            // The subscribers of one channel of a node share a decoder. On this node, the channel has no other
            // subscriber.
            Subscription subscription = redis.await(other.bean(Channels.class)
                    .subscribe(
                            redis.keys().channel(conversation),
                            new Channels.Decoder<>(Optional::of, "interrupted"),
                            event -> {
                                // Events about presence have another first line.
                                if (event.startsWith("message")) {
                                    published.add(event);
                                }
                            }));
            page.say("support", "traced");
            assertThat(published.poll(10, TimeUnit.SECONDS)).startsWith("message 00-");
            untracedPage.say("support", "untraced");
            assertThat(published.poll(10, TimeUnit.SECONDS)).startsWith("message\n");
            // A node that does not trace reads the events of one that does.
            assertThat(console.messages(3).stream().map(message -> text(message, "content")))
                    .containsExactly("opens the session", "traced", "untraced");
            subscription.cancel();
        }
        one.retire(kefu);
    }

    private static List<SpanData> traceOf(String conversation, long seq) {
        List<SpanData> all = spans();
        String traceId = all.stream()
                .filter(span -> span.getName().equals("frame message"))
                .filter(span -> span.getAttributes().asMap().containsValue(conversation)
                        && span.getAttributes().asMap().containsValue(seq))
                .map(SpanData::getTraceId)
                .findAny()
                .orElseThrow();
        return all.stream().filter(span -> span.getTraceId().equals(traceId)).toList();
    }

    private static SpanData named(String name, List<SpanData> spans) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("There is no span " + name + " in " + spans));
    }

    /** The spans of both nodes that have ended. */
    private static List<SpanData> spans() {
        for (ChatNode node : List.of(one, other)) {
            node.bean(OpenTelemetrySdk.class)
                    .getSdkTracerProvider()
                    .forceFlush()
                    .join(10, TimeUnit.SECONDS);
        }
        return RecordedSpans.ALL.getFinishedSpanItems();
    }
}
