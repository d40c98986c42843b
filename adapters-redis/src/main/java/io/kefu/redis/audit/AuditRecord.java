package io.kefu.redis.audit;

import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.audit.port.AuditLog.Entry;
import io.kefu.domain.user.UserId;
import io.kefu.redis.document.JsonDocument;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes the text of an entry of the audit log. */
final class AuditRecord {
    private AuditRecord() {}

    static String text(Act act, Instant at) {
        JsonDocument details = new JsonDocument();
        act.details().forEach(details::with);
        return new JsonDocument()
                .with("at", at.toEpochMilli())
                .with("actor", act.actor() == null ? null : act.actor().value())
                .with("staff", act.isOfStaff())
                .with("address", act.address())
                .with("action", act.action().word())
                .with("target", act.target())
                .with("details", details)
                .json();
    }

    static Entry entry(String id, String text, boolean isConfirmed) {
        JsonDocument document = JsonDocument.parse(text);
        Map<String, String> details = new TreeMap<>();
        document.document("details")
                .ifPresent(facts -> facts.names().forEach(name -> details.put(name, required(facts, name))));
        @Nullable String actor = document.text("actor");
        Act act = new Act(
                actor == null ? null : new UserId(actor),
                document.flag("staff"),
                required(document, "address"),
                Action.ofWord(required(document, "action")).orElseThrow(),
                required(document, "target"),
                details);
        return new Entry(id, Instant.ofEpochMilli(document.number("at").orElseThrow()), act, isConfirmed);
    }

    private static String required(JsonDocument document, String name) {
        return Objects.requireNonNull(document.text(name), name);
    }
}
