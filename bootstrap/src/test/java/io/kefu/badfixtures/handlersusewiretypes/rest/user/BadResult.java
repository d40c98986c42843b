package io.kefu.badfixtures.handlersusewiretypes.rest.user;

import io.kefu.badfixtures.handlersusewiretypes.application.user.RenameUser;
import io.micronaut.core.annotation.Vetoed;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;

@Vetoed
@Controller("/bad")
final class BadResult {

    @Put
    RenameUser.Command rename(String name) {
        return new RenameUser.Command(name);
    }
}
