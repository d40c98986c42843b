package io.kefu.badfixtures.httpannotationsonlyinrest.bootstrap.health;

import io.micronaut.core.annotation.Vetoed;
import io.micronaut.http.annotation.Controller;

@Vetoed
@Controller("/bad")
final class BadHealthController {}
