package io.kefu.badfixtures.handlersspeakthewire.rest.user;

import io.kefu.badfixtures.handlersspeakthewire.application.user.RenameUser;
import io.micronaut.core.annotation.Vetoed;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;

@Vetoed
@Controller("/bad")
final class BadBody {

    @Put
    String rename(@Body RenameUser.Command command) {
        return command.name();
    }
}
