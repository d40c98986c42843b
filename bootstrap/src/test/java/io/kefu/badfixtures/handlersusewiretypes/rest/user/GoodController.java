package io.kefu.badfixtures.handlersusewiretypes.rest.user;

import io.kefu.badfixtures.handlersusewiretypes.application.user.Caller;
import io.kefu.badfixtures.handlersusewiretypes.domain.user.UserId;
import io.micronaut.core.annotation.Vetoed;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestAttribute;

@Vetoed
@Controller("/good")
final class GoodController {

    @Get
    String find(@RequestAttribute Caller caller) {
        return text(caller.id());
    }

    private static String text(UserId id) {
        return id.value();
    }
}
