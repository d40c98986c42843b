package io.kefu.badfixtures.noframeworkannotationinthecore.application.user;

import org.jspecify.annotations.Nullable;

@FunctionalInterface
interface GoodCommand {

    @Deprecated
    @Nullable
    String name();
}
