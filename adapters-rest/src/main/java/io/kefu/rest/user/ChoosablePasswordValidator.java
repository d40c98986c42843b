package io.kefu.rest.user;

import io.kefu.application.access.Passwords;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import io.micronaut.validation.validator.constraints.ConstraintValidatorContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Checks {@link ChoosablePassword}. */
@Singleton
final class ChoosablePasswordValidator implements ConstraintValidator<ChoosablePassword, String> {
    @Override
    public boolean isValid(
            @Nullable String password,
            AnnotationValue<ChoosablePassword> annotation,
            ConstraintValidatorContext context) {
        return password == null || Passwords.isChoosable(password);
    }
}
