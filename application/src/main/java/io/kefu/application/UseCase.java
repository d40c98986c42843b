package io.kefu.application;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/**
 * Marks a class that bootstrap creates once per node, as a use case or as a part that several use cases share. Bootstrap finds
 * it by this annotation and passes ports, other use cases and records of settings to its only constructor.
 */
@Documented
@Target(ElementType.TYPE)
public @interface UseCase {}
