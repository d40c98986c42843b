package io.kefu.badfixtures.nofieldinjection.redis.user;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Vetoed;

@Vetoed
class BadProperty {

    @Property(name = "kefu.page-size")
    int pageSize;
}
