package io.kefu.badfixtures.publicusecasesarecalled.application.session;

record Caller(BadSharedStep step) {}
