package io.kefu.badfixtures.publicusecasesarecalled.application.session;

import io.kefu.application.UseCase;
import io.kefu.badfixtures.publicusecasesarecalled.application.session.port.PersonalData;

/** Called through the port that it implements. */
@UseCase
public final class GoodForgetSessions implements PersonalData {
    @Override
    public void erase() {}
}
