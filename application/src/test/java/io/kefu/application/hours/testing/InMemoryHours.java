package io.kefu.application.hours.testing;

import io.kefu.application.hours.port.Hours;
import io.kefu.domain.hours.WorkingHours;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Working hours in memory. */
public final class InMemoryHours implements Hours {
    private final List<Consumer<Versioned>> listeners = new CopyOnWriteArrayList<>();
    private volatile Versioned current = Versioned.NONE;

    @Override
    public Versioned current() {
        return current;
    }

    @Override
    public synchronized Optional<Versioned> replace(WorkingHours hours, OptionalLong known) {
        if (known.isPresent() && known.getAsLong() != current.version()) {
            return Optional.empty();
        }
        current = new Versioned(current.version() + 1, hours);
        listeners.forEach(listener -> listener.accept(current));
        return Optional.of(current);
    }

    @Override
    public void watch(Consumer<Versioned> listener) {
        listeners.add(listener);
    }
}
