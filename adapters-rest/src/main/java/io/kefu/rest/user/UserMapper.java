package io.kefu.rest.user;

import io.kefu.application.access.IssueToken;
import io.kefu.application.account.ReadUser;
import io.kefu.application.page.Page;
import io.kefu.application.presence.ListWorkloads;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.rest.json.RestMapping;
import io.kefu.rest.page.PageQuery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Writes users. */
@Mapper(config = RestMapping.class)
public interface UserMapper {

    @Mapping(target = "userId", source = "user.id")
    @Mapping(target = "userType", source = "user.role")
    @Mapping(target = "maxSessions", expression = "java(maxSessions(user))")
    @Mapping(target = "skills", expression = "java(skills(user))")
    @Mapping(target = "status", source = "duty.status")
    @Mapping(target = "openSessions", source = "duty.openSessions")
    UserResponse response(User user, ListWorkloads.@Nullable Workload duty);

    @Mapping(target = "userId", source = "id")
    @Mapping(target = "userType", source = "role")
    UserCardResponse card(ReadUser.Seen.Card card);

    /** The fields of a user that the caller may see. */
    default Object seen(ReadUser.Seen seen) {
        return switch (seen) {
            case ReadUser.Seen.Whole whole -> response(whole.user());
            case ReadUser.Seen.Card card -> card(card);
        };
    }

    /** A user of whom it does not matter what they do. */
    default UserResponse response(User user) {
        return response(user, null);
    }

    @Mapping(target = "userId", source = "user.id")
    @Mapping(target = "userType", source = "user.role")
    @Mapping(target = "maxSessions", expression = "java(maxSessions(user))")
    @Mapping(target = "skills", expression = "java(skills(user))")
    @Mapping(target = "sessionId", source = "issued.token.value")
    @Mapping(target = "expiresAt", source = "issued.expiresAt")
    CreatedUserResponse created(User user, IssueToken.@Nullable Issued issued);

    @Mapping(target = "userId", source = "id")
    @Mapping(target = "userType", source = "role")
    OnlineUsersResponse.OnlineUser online(User user);

    /** A page of users. */
    default UserListResponse list(Page<User> page, Map<UserId, ListWorkloads.Workload> duties, PageQuery query) {
        return new UserListResponse(
                page.map(user -> response(user, duties.get(user.id()))).items(),
                page.total(),
                query.page(),
                query.pageSize());
    }

    /** A page of those who are online. */
    default OnlineUsersResponse onlineList(Page<User> page, PageQuery query) {
        return new OnlineUsersResponse(page.map(this::online).items(), page.total(), query.page(), query.pageSize());
    }

    /** How many sessions a kefu or admin may have; without meaning for a customer. */
    default @Nullable Integer maxSessions(User user) {
        return user.role().isStaff() ? user.service().maxSessions() : null;
    }

    /** What a kefu or admin serves; without meaning for a customer. */
    default @Nullable List<String> skills(User user) {
        return user.role().isStaff() ? user.service().skills().stream().sorted().toList() : null;
    }
}
