package io.kefu.badfixtures.applicationstandsondomain.application.message;

import io.micronaut.http.HttpStatus;

record BadFrameworkUse(HttpStatus status) {}
