package io.kefu.badfixtures.usecasesdoonething.application.session;

import io.kefu.application.UseCase;
import java.util.List;
import java.util.function.Supplier;

@UseCase
public final class GoodOpenSession implements Supplier<List<String>> {

    public GoodOpenSession() {}

    @Override
    public List<String> get() {
        return List.of(help());
    }

    @Override
    public String toString() {
        return "open session";
    }

    String help() {
        return "";
    }

    public record Command(String customer) {

        public Command {
            customer = customer.strip();
        }
    }
}
