package io.kefu.badfixtures.lettuceonlyinredis.bootstrap.embedded;

import io.micronaut.configuration.lettuce.DefaultRedisConfiguration;
import java.net.URI;

final class GoodAddress {

    void set(DefaultRedisConfiguration configuration, URI uri) {
        configuration.setUri(uri);
    }
}
