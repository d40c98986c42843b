package io.kefu.application.user.testing;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Profile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A profile in which every field has a value of its own. Tests of storing, showing, exporting and erasing use it, so that
 * they cover a field that is added to {@link Profile} later.
 */
final class FullProfile {
    private static final List<Object> SAMPLES = List.of(
            "客服 \"小明\" 🦊, =:|\\",
            "xiaoming@例子.测试",
            "+8613800138000",
            "2001-02-03",
            new Metadata("{\"vip\":true,\"备注\":\"多\\n行\"}"),
            true,
            7);

    private FullProfile() {}

    static Profile make() {
        List<Object> samples = new ArrayList<>(SAMPLES);
        Profile profile = Profile.named("unnamed");
        for (RecordComponent field : Profile.class.getRecordComponents()) {
            profile = fill(profile, field, samples);
        }
        return profile;
    }

    /** Sets the field to the first sample that it accepts, and removes that sample. */
    private static Profile fill(Profile profile, RecordComponent field, List<Object> samples) {
        for (Object sample : samples) {
            Optional<Profile> filled =
                    field.getType().isInstance(sample) ? with(profile, field, sample) : Optional.empty();
            if (filled.isPresent()) {
                samples.remove(sample);
                return filled.get();
            }
        }
        throw new AssertionError("Add a valid value of Profile." + field.getName()
                + " to the samples, so that all tests cover the field");
    }

    private static Optional<Profile> with(Profile profile, RecordComponent field, Object value) {
        String name = field.getName();
        String method = "with" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        try {
            return Optional.of(
                    (Profile) Profile.class.getMethod(method, field.getType()).invoke(profile, value));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof DomainException) {
                return Optional.empty();
            }
            throw new AssertionError(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Profile needs a public method " + method + " for its field " + name, e);
        }
    }
}
