package io.kefu.rest;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Routes that were added without declaring who may call them. */
final class StrayRoutes {
    private StrayRoutes() {}

    /** A route of the API without an operation. */
    @Controller("/api/stray")
    static final class InTheApi {
        @Get
        String read() {
            return "secret";
        }
    }

    /** A route outside the API that is not listed as open. */
    @Controller("/stray")
    static final class Outside {
        @Get
        String read() {
            return "secret";
        }
    }

    /** A route at the path of the metrics. */
    @Controller("/prometheus")
    static final class Metrics {
        @Get
        String read() {
            return "metrics";
        }
    }

    /** A route at the path of the probes. */
    @Controller("/health/liveness")
    static final class Probe {
        @Get
        String read() {
            return "alive";
        }
    }
}
