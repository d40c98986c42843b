package io.kefu.rest.file;

import io.kefu.rest.body.IncomingBody;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Optional;

/** Notes with each upload the body that it comes in with, as long as that is known. */
@ServerFilter(UploadAdmission.ROUTE + "/**")
final class UploadBodies implements Ordered {
    @RequestFilter
    void begin(HttpRequest<?> request) {
        IncomingBody.of(request).ifPresent(body -> request.setAttribute(IncomingBody.class.getName(), body));
    }

    /** The body of an upload that comes in while it is answered; nothing where it came in as a whole. */
    static Optional<IncomingBody> of(HttpRequest<?> request) {
        return request.getAttribute(IncomingBody.class.getName(), IncomingBody.class);
    }

    /** Before the filters that go on in another thread. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.order();
    }
}
