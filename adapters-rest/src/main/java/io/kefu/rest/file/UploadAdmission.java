package io.kefu.rest.file;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.rest.connection.RequestConnection;
import io.kefu.rest.error.FormBinding;
import io.kefu.rest.file.UploadPermits.Permit;
import io.kefu.rest.security.RequestAttributes;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.web.router.RouteAttributes;
import java.util.Optional;

/**
 * Refuses uploads before their content is read: requests that are no form, that are too large according to their header, or for
 * which there is no permit.
 */
@ServerFilter(UploadAdmission.ROUTE + "/**")
final class UploadAdmission implements Ordered {
    static final String ROUTE = FileController.ROUTE + "/upload";

    private final long maxLength;
    private final UploadPermits permits;

    UploadAdmission(UploadSettings settings, HttpServerConfiguration server) {
        this.maxLength = server.getMaxRequestSize();
        this.permits = new UploadPermits(settings.uploadsAtOnce());
    }

    /**
     * An upload that was admitted.
     *
     * @param ignoreClose lets the permit ignore the close of the connection
     */
    private record Upload(Permit permit, Runnable ignoreClose) {}

    /** The permit of a request that this filter has admitted. */
    static Permit permitOf(HttpRequest<?> request) {
        return upload(request).orElseThrow().permit();
    }

    private static Optional<Upload> upload(HttpRequest<?> request) {
        return request.getAttribute(Upload.class.getName(), Upload.class);
    }

    @RequestFilter
    void admit(HttpRequest<?> request) {
        // The router refuses requests without a route, for example because of their Accept header.
        boolean hasRoute = RouteAttributes.getRouteMatch(request).isPresent();
        if (hasRoute && request.getMethod() == HttpMethod.POST) {
            requireForm(request);
            // The server would not read the body, and a client that sends all of it first would never see the answer.
            if (request.getContentLength() > maxLength) {
                throw DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE);
            }
            Permit permit = permits.acquire(RequestAttributes.callerOf(request).id());
            Upload upload = new Upload(permit, RequestConnection.onClose(request, permit::endRequest));
            request.setAttribute(Upload.class.getName(), upload);
            FormBinding.begin(request);
        }
    }

    /** Without a boundary, the server would read the form as URL-encoded, and refuse it because its only field is too large. */
    private static void requireForm(HttpRequest<?> request) {
        boolean isForm = request.getContentType()
                .filter(type -> type.getName().equals(MediaType.MULTIPART_FORM_DATA))
                .flatMap(type -> type.getParameters().get("boundary"))
                .filter(boundary -> !boundary.toString().isEmpty())
                .isPresent();
        if (!isForm) {
            throw DomainException.invalid("file", Reason.MALFORMED);
        }
    }

    @ResponseFilter
    void endRequest(HttpRequest<?> request) {
        upload(request).ifPresent(upload -> {
            upload.ignoreClose().run();
            upload.permit().endRequest();
        });
    }

    /** Runs after authentication, because permits are counted per user. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
