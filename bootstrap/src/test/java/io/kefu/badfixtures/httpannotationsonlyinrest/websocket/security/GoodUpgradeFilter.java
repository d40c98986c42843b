package io.kefu.badfixtures.httpannotationsonlyinrest.websocket.security;

import io.micronaut.core.annotation.Vetoed;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

@Vetoed
@ServerFilter("/good/**")
final class GoodUpgradeFilter {

    @RequestFilter
    void authenticate() {}
}
