package io.kefu.badfixtures.usecasesdoonething.application.session;

public final class BadSilent {}
