package io.kefu.badfixtures.handlersspeakthewire.rest.user;

import io.kefu.badfixtures.handlersspeakthewire.application.user.RenameUser;
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
