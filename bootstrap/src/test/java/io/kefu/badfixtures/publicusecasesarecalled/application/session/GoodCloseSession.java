package io.kefu.badfixtures.publicusecasesarecalled.application.session;

import io.kefu.application.UseCase;

@UseCase
public final class GoodCloseSession {
    public void close() {}
}
