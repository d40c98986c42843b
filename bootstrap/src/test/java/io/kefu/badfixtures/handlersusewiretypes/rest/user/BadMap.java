package io.kefu.badfixtures.handlersusewiretypes.rest.user;

import io.kefu.badfixtures.handlersusewiretypes.domain.user.UserId;
import io.micronaut.core.annotation.Vetoed;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Map;

@Vetoed
@Controller("/bad")
final class BadMap {
    @Get
    Map<String, Object> find(String id) {
        return Map.of("user", new UserId(id));
    }
}
