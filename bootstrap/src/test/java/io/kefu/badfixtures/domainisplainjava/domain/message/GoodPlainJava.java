package io.kefu.badfixtures.domainisplainjava.domain.message;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records, pattern switches, lambdas, arrays and text compile to helpers of the JDK, which must pass. */
record GoodPlainJava(
        Instant at, List<String> words, @Nullable Shape shape) {
    sealed interface Shape {
        record Round(int radius) implements Shape {}

        record Square(int side) implements Shape {}
    }

    enum Size {
        SMALL,
        LARGE
    }

    static int area(Shape shape) {
        return switch (shape) {
            case Shape.Round round -> 3 * round.radius() * round.radius();
            case Shape.Square square -> square.side() * square.side();
        };
    }

    byte[] bytes() {
        return new byte[words.size()];
    }

    String text(Size size) {
        String joined = words.stream().map(word -> word + "!").collect(Collectors.joining());
        return switch (size) {
            case SMALL -> joined;
            case LARGE -> joined + at;
        };
    }
}
