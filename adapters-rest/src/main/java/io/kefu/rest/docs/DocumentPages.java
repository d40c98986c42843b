package io.kefu.rest.docs;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.context.ServerContextPathProvider;
import io.micronaut.web.router.resource.StaticResourceConfiguration;
import jakarta.inject.Singleton;
import java.util.List;

/** Serves the OpenAPI document at {@code /swagger/kefu.yml}, and Swagger UI, which shows it, at {@code /swagger-ui}. */
@Factory
final class DocumentPages {

    @Singleton
    Served document(ResourceResolver resources, ServerContextPathProvider context) {
        return new Served(resources, context, "/swagger/**", "classpath:META-INF/swagger");
    }

    @Singleton
    Served pages(ResourceResolver resources, ServerContextPathProvider context) {
        return new Served(resources, context, "/swagger-ui/**", "classpath:META-INF/swagger/views/swagger-ui");
    }

    /** A subclass, because the server applies its settings for static files to beans of its own class only. */
    static final class Served extends StaticResourceConfiguration {
        Served(ResourceResolver resources, ServerContextPathProvider context, String mapping, String path) {
            super(resources, context);
            setMapping(mapping);
            setPaths(List.of(path));
        }
    }
}
