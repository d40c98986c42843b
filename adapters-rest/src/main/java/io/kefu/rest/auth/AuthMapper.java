package io.kefu.rest.auth;

import io.kefu.application.auth.LogInCustomer;
import io.kefu.application.auth.LogInKefu;
import io.kefu.application.presence.RecordHeartbeat;
import io.kefu.rest.json.RestMapping;
import io.kefu.rest.user.UserMapper;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Maps logins to the API's answers. */
@Mapper(config = RestMapping.class, uses = UserMapper.class)
interface AuthMapper {

    @Mapping(target = "success", constant = "true")
    @Mapping(target = "sessionId", source = "issued.token.value")
    @Mapping(target = "expiresAt", source = "issued.expiresAt")
    @Mapping(target = "kefuInfo", source = "loggedIn")
    KefuLoginResponse response(LogInKefu.LoggedIn loggedIn);

    @Mapping(target = "kefuId", source = "user.id")
    @Mapping(target = "name", source = "user.profile.username")
    @Mapping(target = "userType", source = "user.role")
    KefuLoginResponse.KefuInfo info(LogInKefu.LoggedIn loggedIn);

    @Mapping(target = "success", constant = "true")
    @Mapping(target = "sessionId", source = "issued.token.value")
    @Mapping(target = "expiresAt", source = "issued.expiresAt")
    @Mapping(target = "userInfo", source = "user")
    CustomerLoginResponse response(LogInCustomer.LoggedIn loggedIn);

    @Mapping(target = "success", constant = "true")
    @Mapping(target = "leaseSeconds", source = "lease.seconds")
    HeartbeatResponse response(RecordHeartbeat.Result answer);
}
