package io.kefu.badfixtures.handlersusewiretypes.rest.user;

import io.kefu.badfixtures.handlersusewiretypes.domain.user.UserId;
import io.micronaut.core.annotation.Vetoed;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

@Vetoed
@Controller("/bad")
final class BadReturn {

    @Get
    CompletionStage<List<UserId>> find() {
        return CompletableFuture.completedFuture(List.of());
    }
}
