package io.kefu.redis.message;

import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Rule;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Counting;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.ScriptSpans;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys and arguments of {@code append_message.lua} for one message. The keys and arguments that only some messages need come
 * last, and are omitted for all other messages.
 */
record AppendCall(List<String> keys, List<String> arguments) {
    /** The number of arguments of a message without further arguments. */
    private static final int USUAL_ARGUMENTS = 14;

    static AppendCall of(Redis redis, Append append) {
        AppendCall call = new AppendCall(keys(redis.keys(), append), arguments(redis, append));
        if (needsMore(append)) {
            call.keys.addAll(furtherKeys(redis.keys(), append));
            call.arguments.addAll(furtherArguments(append));
        }
        if (redis.tracer() != null) {
            addTrace(call.arguments);
        }
        return call;
    }

    /**
     * Adds the trace context, if the append is traced. It comes after the further arguments, which are empty if they are
     * omitted.
     */
    private static void addTrace(List<String> arguments) {
        ScriptSpans.currentTrace().ifPresent(trace -> {
            if (arguments.size() == USUAL_ARGUMENTS) {
                arguments.addAll(List.of("", "", ""));
            }
            arguments.add(trace);
        });
    }

    private static boolean needsMore(Append append) {
        return append.draft().clientMessageId() != null
                || append.draft().file().isPresent()
                || append.rule() == Rule.PAIR;
    }

    private static List<String> keys(RedisKeys keys, Append append) {
        ConversationId conversation = append.conversation();
        return new ArrayList<>(List.of(
                keys.conversation(conversation),
                keys.log(conversation),
                keys.indexQueue(keys.partition(conversation))));
    }

    private static List<String> arguments(Redis redis, Append append) {
        Draft draft = append.draft();
        return new ArrayList<>(List.of(
                word(append.rule()),
                append.from().value(),
                append.senderName(),
                MessageCodec.text(append.to()),
                append.toIsKnown() ? "1" : "0",
                MessageCodec.letter(draft.type()),
                draft.content(),
                draft.metadata() == null ? "" : draft.metadata().json(),
                MessageCodec.text(append.origin()),
                Long.toString(append.now().toEpochMilli()),
                redis.publishCommand(),
                redis.keys().channel(append.conversation()),
                append.conversation().key(),
                append.session() == null ? "" : append.session().suffix()));
    }

    private static String word(Rule rule) {
        return switch (rule) {
            case CUSTOMER -> "customer";
            case SERVING -> "serving";
            case ADMIN -> "admin";
            case PAIR -> "pair";
        };
    }

    private static List<String> furtherKeys(RedisKeys keys, Append append) {
        ConversationId conversation = append.conversation();
        long day = Counting.day(append.now());
        return List.of(
                keys.sent(conversation, day),
                keys.sent(conversation, day - 1),
                keys.sent(conversation, day + 1),
                keys.recalled(conversation),
                keys.mentionedFiles(conversation));
    }

    private static List<String> furtherArguments(Append append) {
        Draft draft = append.draft();
        return List.of(
                MessageCodec.text(draft.clientMessageId()),
                MessageCodec.text(draft.file().orElse(null)),
                firstOfPair(append));
    }

    private static String firstOfPair(Append append) {
        UserId to = append.to();
        return to == null || append.from().compareTo(to) < 0 ? append.from().value() : to.value();
    }
}
