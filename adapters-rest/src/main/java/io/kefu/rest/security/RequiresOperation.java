package io.kefu.rest.security;

import io.kefu.application.access.Operation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares the operation that a route asks for, which decides who may call it. A route without this annotation is refused to everyone. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresOperation {
    Operation value();
}
