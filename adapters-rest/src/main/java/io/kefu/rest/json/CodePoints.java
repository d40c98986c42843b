package io.kefu.rest.json;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds the length of a text in Unicode code points, both bounds inclusive; null is valid. {@code @Size} would count an
 * emoji twice. The OpenAPI generator does not read it, so the schema of the field repeats the bounds.
 */
@Documented
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface CodePoints {
    int min() default 0;

    int max();

    String message() default "wrong length";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
