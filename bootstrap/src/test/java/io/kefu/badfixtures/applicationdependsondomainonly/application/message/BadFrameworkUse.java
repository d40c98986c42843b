package io.kefu.badfixtures.applicationdependsondomainonly.application.message;

import io.micronaut.http.HttpStatus;

record BadFrameworkUse(HttpStatus status) {}
