package io.kefu.rest.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.domain.analytics.MessageStatistics;
import io.kefu.domain.message.MessageType;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The counts of messages in a range of days. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "MessageStatistics", example = """
                {"total_messages": 10000, "daily_average": 322, "peak_hour": "14:00",
                 "message_types": {"text": 8000, "image": 1500, "file": 500},
                 "daily": [{"date": "2024-01-01", "total": 310}]}""")
record MessageStatisticsResponse(
        long totalMessages,

        @Schema(description = "Rounded down") long dailyAverage,

        @Schema(description = "The hour of the day with the most messages; the earliest if several hours have as many")
        String peakHour,

        Map<String, Long> messageTypes,
        List<Day> daily) {
    /** The types that are listed even if there are no messages of them. */
    private static final Set<MessageType> ALWAYS = Set.of(MessageType.TEXT, MessageType.IMAGE, MessageType.FILE);

    /** The messages of one day. */
    @Serdeable
    @Schema(name = "MessagesOfDay")
    record Day(LocalDate date, long total) {}

    static MessageStatisticsResponse of(MessageStatistics statistics) {
        Map<String, Long> types = new LinkedHashMap<>();
        for (MessageType type : MessageType.values()) {
            long count = statistics.types().getOrDefault(type, 0L);
            if (count > 0 || ALWAYS.contains(type)) {
                types.put(type.word(), count);
            }
        }
        return new MessageStatisticsResponse(
                statistics.total(),
                statistics.dailyAverage(),
                "%02d:00".formatted(statistics.peakHour()),
                types,
                statistics.daily().stream()
                        .map(day -> new Day(day.date(), day.total()))
                        .toList());
    }
}
