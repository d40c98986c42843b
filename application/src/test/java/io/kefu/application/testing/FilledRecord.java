package io.kefu.application.testing;

import io.kefu.domain.error.DomainException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Fills every field of a record with a value of its own. Tests of storing, showing, exporting and erasing use such records,
 * so that they cover a field that is added later.
 */
public final class FilledRecord {
    private FilledRecord() {}

    /**
     * Sets each field by its {@code with…} method.
     *
     * @param samples a record with a value for each field; a value fits a field of the same type whose method accepts it
     */
    public static <T extends Record> T of(T empty, Record samples) {
        List<RecordComponent> unused =
                new ArrayList<>(Arrays.asList(samples.getClass().getRecordComponents()));
        T filled = empty;
        for (RecordComponent field : empty.getClass().getRecordComponents()) {
            filled = fill(filled, field, samples, unused);
        }
        return filled;
    }

    /** Records with one filled field each, by the name of the field. */
    public static <T extends Record> Map<String, T> eachAlone(T empty, Record samples) {
        Map<String, T> records = new LinkedHashMap<>();
        List<RecordComponent> unused =
                new ArrayList<>(Arrays.asList(samples.getClass().getRecordComponents()));
        for (RecordComponent field : empty.getClass().getRecordComponents()) {
            records.put(field.getName(), fill(empty, field, samples, unused));
        }
        return records;
    }

    private static <T extends Record> T fill(
            T record, RecordComponent field, Record samples, List<RecordComponent> unused) {
        for (RecordComponent sample : unused) {
            Optional<T> filled = sample.getGenericType().equals(field.getGenericType())
                    ? with(record, field, value(samples, sample))
                    : Optional.empty();
            if (filled.isPresent()) {
                unused.remove(sample);
                return filled.get();
            }
        }
        throw new AssertionError("Add a value that %s.%s accepts to %s, so that all tests cover the field"
                .formatted(record.getClass().getSimpleName(), field.getName(), samples.getClass()));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> Optional<T> with(T record, RecordComponent field, Object value) {
        String name = field.getName();
        String method = "with" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        try {
            return Optional.of(
                    (T) record.getClass().getMethod(method, field.getType()).invoke(record, value));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof DomainException) {
                return Optional.empty();
            }
            throw new AssertionError(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(
                    record.getClass() + " needs a public method " + method + " for its field " + name, e);
        }
    }

    private static Object value(Record samples, RecordComponent sample) {
        try {
            return sample.getAccessor().invoke(samples);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Could not read " + sample.getName(), e);
        }
    }
}
