package io.kefu.badfixtures.adaptersreceiveusecases.application.message;

/** An internal of the use cases. */
public class Permissions {

    public boolean maySend() {
        return true;
    }

    public boolean mayRead() {
        return true;
    }
}
