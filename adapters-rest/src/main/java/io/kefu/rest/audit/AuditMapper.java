package io.kefu.rest.audit;

import io.kefu.application.audit.port.AuditLog.Entry;
import io.kefu.application.page.Page;
import io.kefu.rest.json.RestMapping;
import io.kefu.rest.page.PageQuery;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Maps entries of the audit log to responses. */
@Mapper(config = RestMapping.class)
public interface AuditMapper {

    @Mapping(target = "auditId", source = "id")
    @Mapping(target = "timestamp", source = "at")
    @Mapping(target = "actorId", source = "act.actor")
    @Mapping(target = "address", source = "act.address")
    @Mapping(target = "action", source = "act.action")
    @Mapping(target = "target", source = "act.target")
    @Mapping(target = "details", source = "act.details")
    @Mapping(target = "confirmed", expression = "java(entry.isConfirmed())")
    AuditResponse.EntryView entry(Entry entry);

    /** A page of entries. */
    default AuditResponse list(Page<Entry> page, PageQuery query) {
        return new AuditResponse(page.map(this::entry).items(), page.total(), query.page(), query.pageSize());
    }
}
