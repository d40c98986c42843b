package io.kefu.badfixtures.noframeworkannotationinthecore.application.user;

import jakarta.inject.Singleton;

@Singleton
final class BadBean {}
