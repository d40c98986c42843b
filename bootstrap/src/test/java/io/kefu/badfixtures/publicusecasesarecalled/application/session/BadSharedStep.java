package io.kefu.badfixtures.publicusecasesarecalled.application.session;

import io.kefu.application.UseCase;

/** Only its own package calls it. */
@UseCase
public final class BadSharedStep {
    public void step() {}
}
