package io.kefu.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A wire record without {@code @JsonInclude} would omit empty lists and maps from its JSON. */
class InclusionTest {

    @Test
    void recordsWithListsOrMapsDeclareTheirInclusion() {
        List<Class<?>> records = new ClassFileImporter()
                .importPackages("io.kefu.rest", "io.kefu.websocket").stream()
                        .filter(type -> type.isAnnotatedWith(Serdeable.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> type.isRecord() && !type.getSimpleName().endsWith("Request"))
                        .filter(type -> Arrays.stream(type.getRecordComponents())
                                .anyMatch(part -> Collection.class.isAssignableFrom(part.getType())
                                        || Map.class.isAssignableFrom(part.getType())))
                        .toList();
        assertThat(records)
                .hasSizeGreaterThan(10)
                .allSatisfy(type -> assertThat(type.isAnnotationPresent(JsonInclude.class))
                        .as("@JsonInclude on %s", type)
                        .isTrue());
    }
}
