package io.kefu.badfixtures.httpannotationsonlyinrest.websocket.room;

import io.micronaut.core.annotation.Vetoed;
import io.micronaut.http.annotation.Get;

@Vetoed
final class BadRoomController {

    @Get("/bad/rooms")
    String rooms() {
        return "";
    }
}
