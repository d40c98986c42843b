package io.kefu.badfixtures.publicusecasesarecalled.application.session.port;

public interface PersonalData {
    void erase();
}
