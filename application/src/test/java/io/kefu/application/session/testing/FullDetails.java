package io.kefu.application.session.testing;

import io.kefu.application.testing.FilledRecord;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.Transfer;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Details of a session in which every field has a value, those of later versions too. */
public final class FullDetails {
    private FullDetails() {}

    /** A public record, so that its values can be read by reflection. */
    public record Samples(
            Metadata metadata,
            Rating rating,
            List<Transfer> transfers,
            String text,
            List<String> texts,
            Set<String> words) {}

    /** Details with a value in every field. */
    public static SessionDetails make() {
        return FilledRecord.of(SessionDetails.NONE, samples());
    }

    /** Details with a value in one field each, by the name of the field. */
    public static Map<String, SessionDetails> eachFieldAlone() {
        return FilledRecord.eachAlone(SessionDetails.NONE, samples());
    }

    private static Samples samples() {
        UserId kefu = new UserId("kefu");
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        return new Samples(
                new Metadata("{\"来源\":\"网站\"}"),
                new Rating(4, "还不错 \"🦊\""),
                List.of(
                        new Transfer(kefu, new UserId("kefu-2"), "VIP|客户\n请优先", noon),
                        new Transfer(null, null, null, noon.plusSeconds(1))),
                "web",
                List.of("vip", "退款"),
                Set.of("vip", "退款"));
    }
}
