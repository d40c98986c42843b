package io.kefu.rest.user;

import io.kefu.application.access.IssueToken;
import io.kefu.application.account.ReadUser.VisibleUser;
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

/** Maps users to responses. */
@Mapper(config = RestMapping.class)
public interface UserMapper {

    /** A user with its status and its number of open sessions, if these are known. */
    @Mapping(target = ".", source = "user.profile")
    @Mapping(target = "userId", source = "user.id")
    @Mapping(target = "userType", source = "user.role")
    @Mapping(target = "maxSessions", expression = "java(maxSessions(user))")
    @Mapping(target = "skills", expression = "java(skills(user))")
    @Mapping(target = "status", source = "duty.status")
    @Mapping(target = "openSessions", source = "duty.openSessions")
    UserResponse response(User user, ListWorkloads.@Nullable Workload duty);

    @Mapping(target = "userId", source = "id")
    @Mapping(target = "userType", source = "role")
    UserCardResponse card(VisibleUser.Card card);

    /** The part of a user that the caller may see. */
    default Object visible(VisibleUser visible) {
        return switch (visible) {
            case VisibleUser.Full full -> response(full.user());
            case VisibleUser.Card card -> card(card);
        };
    }

    /** A user without its status and its number of open sessions. */
    default UserResponse response(User user) {
        return response(user, null);
    }

    /** A new user without a login. */
    default CreatedUserResponse created(User user) {
        return new CreatedUserResponse(response(user), null, null);
    }

    /** A new user with a login. */
    default CreatedUserResponse created(User user, IssueToken.Issued issued) {
        return new CreatedUserResponse(response(user), issued.token().value(), issued.expiresAt());
    }

    @Mapping(target = "userId", source = "id")
    @Mapping(target = "username", source = "profile.username")
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

    /** A page of online users. */
    default OnlineUsersResponse onlineList(Page<User> page, PageQuery query) {
        return new OnlineUsersResponse(page.map(this::online).items(), page.total(), query.page(), query.pageSize());
    }

    /** The maximum number of open sessions of a kefu or admin; null for a customer. */
    default @Nullable Integer maxSessions(User user) {
        return user.role().isStaff() ? user.service().maxSessions() : null;
    }

    /** The sorted skills of a kefu or admin; null for a customer. */
    default @Nullable List<String> skills(User user) {
        return user.role().isStaff() ? user.service().skills().stream().sorted().toList() : null;
    }
}
