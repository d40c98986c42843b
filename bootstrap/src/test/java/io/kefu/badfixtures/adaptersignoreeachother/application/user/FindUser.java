package io.kefu.badfixtures.adaptersignoreeachother.application.user;

public final class FindUser {}
