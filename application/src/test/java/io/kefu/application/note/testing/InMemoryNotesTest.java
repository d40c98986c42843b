package io.kefu.application.note.testing;

import io.kefu.application.message.testing.InMemoryMessageEvents;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.note.port.Notes;

class InMemoryNotesTest extends NotesContract {
    @Override
    protected MessagePorts ports() {
        return MessagePorts.inMemory();
    }

    @Override
    protected Notes create(MessagePorts over) {
        return new InMemoryNotes(over.sessions(), (InMemoryMessageEvents) over.events());
    }
}
