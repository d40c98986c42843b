package io.kefu.badfixtures.nofieldinjection.redis.user;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Vetoed;

@Vetoed
class BadValue {

    @Value("${kefu.page-size}")
    int pageSize;
}
