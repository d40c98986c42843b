package io.kefu.badfixtures.publicusecasesarecalled.rest.session;

import io.kefu.badfixtures.publicusecasesarecalled.application.session.GoodCloseSession;

record Controller(GoodCloseSession closeSession) {}
