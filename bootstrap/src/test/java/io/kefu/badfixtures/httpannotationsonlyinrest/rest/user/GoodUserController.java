package io.kefu.badfixtures.httpannotationsonlyinrest.rest.user;

import io.micronaut.core.annotation.Vetoed;
import io.micronaut.http.annotation.Controller;

@Vetoed
@Controller("/good")
final class GoodUserController {}
