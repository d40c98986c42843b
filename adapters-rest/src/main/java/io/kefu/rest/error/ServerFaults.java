package io.kefu.rest.error;

import io.kefu.application.access.Passwords;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.http.annotation.Body;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out from the HTTP server's exceptions which fields of a request are invalid. Fields have the names that the API uses. */
final class ServerFaults {
    private static final String WHOLE_BODY = "body";

    private ServerFaults() {}

    /** The invalid fields; empty if the exception names none. */
    static List<Violation> of(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> List.of();
            case ConstraintViolationException broken ->
                broken.getConstraintViolations().stream()
                        .map(ServerFaults::violation)
                        .sorted(Comparator.comparing(Violation::field))
                        .toList();
            case UnsatisfiedRouteException missing ->
                List.of(Violation.of(fieldOf(missing.getArgument()), Reason.REQUIRED));
            case ConversionErrorException failed -> List.of(failedConversion(failed));
            case SerdeException failed -> List.of(failedBody(failed));
            case JsonSyntaxException malformed -> List.of(Violation.of(WHOLE_BODY, Reason.MALFORMED));
            default -> cause.getCause() == null ? List.of() : of(cause.getCause());
        };
    }

    private static Violation failedConversion(ConversionErrorException failed) {
        Argument<?> argument = failed.getArgument();
        if (argument.getAnnotationMetadata().hasAnnotation(Body.class)) {
            return failed.getConversionError().getCause() instanceof SerdeException body
                    ? failedBody(body)
                    : Violation.of(WHOLE_BODY, Reason.MALFORMED);
        }
        return Violation.of(fieldOf(argument), Reason.WRONG_TYPE);
    }

    /** An exception about a wrong type has the path of the field. An exception about malformed JSON has no path. */
    private static Violation failedBody(SerdeException failed) {
        Optional<String> field = failed.getPath().stream()
                .filter(step -> !(step instanceof CollectionItemReferencePath))
                .map(step -> snakeCase(step.getArgument().getName()))
                .findFirst();
        return field.map(name -> Violation.of(name, Reason.WRONG_TYPE))
                .orElseGet(() -> Violation.of(WHOLE_BODY, Reason.MALFORMED));
    }

    private static Violation violation(ConstraintViolation<?> broken) {
        String field = WHOLE_BODY;
        for (Path.Node node : broken.getPropertyPath()) {
            if (node.getName() != null) {
                field = snakeCase(node.getName());
            }
        }
        ConstraintDescriptor<?> rule = broken.getConstraintDescriptor();
        return switch (rule.getAnnotation().annotationType().getSimpleName()) {
            case "NotNull", "NotBlank", "NotEmpty" -> Violation.of(field, Reason.REQUIRED);
            case "Size", "CodePoints" ->
                Violation.of(field, Reason.LENGTH, figure(rule, "min", 0), figure(rule, "max", Integer.MAX_VALUE));
            case "NewPassword" -> Violation.of(field, Reason.LENGTH, Passwords.MIN_LENGTH, Passwords.MAX_LENGTH);
            case "Min", "Max" -> outOfRange(field, broken);
            case "Pattern" -> Violation.of(field, Reason.MALFORMED);
            default -> Violation.of(field, Reason.INVALID);
        };
    }

    /** The violated annotation has only one bound. The other bound is read from the second annotation of the same property. */
    private static Violation outOfRange(String field, ConstraintViolation<?> broken) {
        AnnotationMetadata rules = Optional.ofNullable(broken.getLeafBean())
                .flatMap(bean -> BeanIntrospector.SHARED.findIntrospection(bean.getClass()))
                .flatMap(type -> type.getBeanProperties().stream()
                        .filter(property -> snakeCase(property.getName()).equals(field))
                        .findFirst()
                        .map(property -> property.getAnnotationMetadata()))
                .orElse(AnnotationMetadata.EMPTY_METADATA);
        return Violation.of(
                field,
                Reason.RANGE,
                rules.longValue(Min.class, "value").orElse(0),
                rules.longValue(Max.class, "value").orElse(Long.MAX_VALUE));
    }

    private static long figure(ConstraintDescriptor<?> rule, String name, long otherwise) {
        return rule.getAttributes().get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    private static String fieldOf(Argument<?> argument) {
        return argument.getAnnotationMetadata().hasAnnotation(Body.class) ? WHOLE_BODY : snakeCase(argument.getName());
    }

    private static String snakeCase(String name) {
        return name.indexOf('_') >= 0
                ? name
                : NameUtils.underscoreSeparate(name).toLowerCase(Locale.ROOT);
    }
}
