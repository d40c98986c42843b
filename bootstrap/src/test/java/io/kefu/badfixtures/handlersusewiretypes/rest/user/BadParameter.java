package io.kefu.badfixtures.handlersusewiretypes.rest.user;

import io.kefu.badfixtures.handlersusewiretypes.domain.user.UserId;
import io.micronaut.core.annotation.Vetoed;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

@Vetoed
@Controller("/bad")
final class BadParameter {

    @Get("/{id}")
    String find(UserId id) {
        return id.value();
    }
}
