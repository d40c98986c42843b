package io.kefu.application.hours.testing;

import io.kefu.application.hours.port.Hours;

class InMemoryHoursTest extends HoursContract {
    @Override
    protected Hours create() {
        return new InMemoryHours();
    }
}
