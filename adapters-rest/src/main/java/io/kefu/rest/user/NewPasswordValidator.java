package io.kefu.rest.user;

import io.kefu.application.access.Passwords;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import io.micronaut.validation.validator.constraints.ConstraintValidatorContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Checks {@link NewPassword}. */
@Singleton
final class NewPasswordValidator implements ConstraintValidator<NewPassword, String> {
    @Override
    public boolean isValid(
            @Nullable String password, AnnotationValue<NewPassword> annotation, ConstraintValidatorContext context) {
        return password == null || Passwords.isChoosable(password);
    }
}
