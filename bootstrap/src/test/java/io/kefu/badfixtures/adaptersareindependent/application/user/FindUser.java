package io.kefu.badfixtures.adaptersareindependent.application.user;

public final class FindUser {}
