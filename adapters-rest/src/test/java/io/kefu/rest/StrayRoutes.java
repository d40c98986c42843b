package io.kefu.rest;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Routes as somebody may add them without a thought for access. */
final class StrayRoutes {
    private StrayRoutes() {}

    /** Inside the API, without an operation. */
    @Controller("/api/stray")
    static final class InTheApi {
        @Get
        String read() {
            return "secret";
        }
    }

    /** Outside the API, not named anywhere. */
    @Controller("/stray")
    static final class Outside {
        @Get
        String read() {
            return "secret";
        }
    }

    /** Where the metrics stand in the whole service. */
    @Controller("/prometheus")
    static final class Metrics {
        @Get
        String read() {
            return "metrics";
        }
    }

    /** Where the probes stand in the whole service. */
    @Controller("/health/liveness")
    static final class Probe {
        @Get
        String read() {
            return "alive";
        }
    }
}
