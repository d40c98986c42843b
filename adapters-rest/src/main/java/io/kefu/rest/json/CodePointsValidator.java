package io.kefu.rest.json;

import io.kefu.domain.text.Texts;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import io.micronaut.validation.validator.constraints.ConstraintValidatorContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Checks {@link CodePoints}. */
@Singleton
final class CodePointsValidator implements ConstraintValidator<CodePoints, String> {
    @Override
    public boolean isValid(
            @Nullable String text, AnnotationValue<CodePoints> bounds, ConstraintValidatorContext context) {
        return text == null
                || Texts.hasLength(
                        text,
                        bounds.intValue("min").orElse(0),
                        bounds.intValue("max").orElseThrow());
    }
}
